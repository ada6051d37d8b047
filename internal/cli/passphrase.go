package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/certain-tls/certain"
)

// secretFlags say where passphrases come from. None of them is ever an
// argument itself: arguments can be read by everybody on the machine.
type secretFlags struct {
	files []string
	envs  []string
}

func (f *secretFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.files, "passphrase-file", nil, "open encrypted keys and containers with the first line of `FILE` (repeatable)")
	flags.StringArrayVar(&f.envs, "passphrase-env", nil, "the same with the value of the environment variable `NAME` (repeatable)")
	complete(cmd, "passphrase-env", cobra.NoFileCompletions)
}

// passphrases reads all that are named.
func (f *secretFlags) passphrases(ctx context.Context) ([]string, error) {
	var all []string
	for _, name := range f.files {
		one, err := passphraseFile(ctx, "--passphrase-file", name)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	for _, name := range f.envs {
		value, found := os.LookupEnv(name)
		if !found {
			return nil, misused("--passphrase-env: the variable %s is not set", certain.Clip(name, 60))
		}
		all = append(all, value)
	}
	return all, nil
}

// maxPassphrase bounds a passphrase, in bytes. It also tells a file of a
// passphrase from one given by mistake.
const maxPassphrase = 1024

func passphraseFile(ctx context.Context, flag, name string) (string, error) {
	data, err := readFlagFile(ctx, flag, name)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(data), "\n")
	line = strings.TrimSuffix(line, "\r")
	switch {
	case len(line) > maxPassphrase || strings.ContainsRune(line, 0):
		return "", misused("%s: %s holds no passphrase: a line of at most %d characters", flag, name, maxPassphrase)
	case strings.HasPrefix(line, "-----BEGIN "):
		return "", misused("%s: %s is a PEM file, and no file of a passphrase", flag, name)
	}
	return line, nil
}

// prompt asks at the terminal, without echo, where both standard input and
// standard error are one and no passphrase was given. One file is asked for
// after the other.
func (a *app) prompt(given []string) func(string) (string, bool) {
	in, ok := a.in.(*os.File)
	if !ok || len(given) > 0 || !isTerminal(in) || !isTerminal(a.err) {
		return nil
	}
	var one sync.Mutex
	return func(file string) (string, bool) {
		one.Lock()
		defer one.Unlock()
		return askHidden(in, a.err, file)
	}
}

func askHidden(in *os.File, out io.Writer, file string) (string, bool) {
	fmt.Fprintf(out, "passphrase for %s (empty to go on without): ", certain.Clip(file, 200))
	typed, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(out)
	return string(typed), err == nil && len(typed) > 0
}
