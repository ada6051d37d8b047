package cli

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

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
	case len(line) > maxPassphrase || hasControl(line): // not isText: a passphrase may be older than UTF-8
		return "", misused("%s: %s holds no passphrase: a line of text, of at most %d characters", flag, name, maxPassphrase)
	case strings.HasPrefix(line, "-----BEGIN "):
		return "", misused("%s: %s is a PEM file, and no file of a passphrase", flag, name)
	}
	return line, nil
}
