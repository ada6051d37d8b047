package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// secretFlags say where a passphrase comes from: a file, or an environment
// variable that the user names. Never the command line, which every user of
// the machine can read.
type secretFlags struct {
	name      string // of the flags: passphrase, out-passphrase
	file, env string
}

func (s *secretFlags) add(cmd *cobra.Command, name, what string) {
	s.name = name
	cmd.Flags().StringVar(&s.file, name+"-file", "", "`FILE` whose first line is the passphrase "+what)
	cmd.Flags().StringVar(&s.env, name+"-env", "", "environment variable `NAME` that holds the passphrase "+what)
	complete(cmd, name+"-env", cobra.NoFileCompletions)
}

// read gives the passphrase, or nil if no flag names one.
func (s *secretFlags) read(ctx context.Context) (*string, error) {
	switch {
	case s.file != "" && s.env != "":
		return nil, misused("--%s-file and --%s-env exclude each other", s.name, s.name)
	case s.env != "":
		value, found := os.LookupEnv(s.env)
		if !found {
			return nil, misused("--%s-env: there is no environment variable %s", s.name, s.env)
		}
		return &value, nil
	case s.file != "":
		data, err := readFlagFile(ctx, "--"+s.name+"-file", s.file)
		if err != nil {
			return nil, err
		}
		line, _, _ := strings.Cut(string(data), "\n")
		if line = strings.TrimSuffix(line, "\r"); line == "" {
			return nil, misused("--%s-file: the first line of %s is empty", s.name, s.file)
		}
		return &line, nil
	}
	return nil, nil
}

// errNoTerminal: there is nobody to be asked.
var errNoTerminal = errors.New("there is no terminal to ask at")

// askSecret asks at the terminal, without echo. Standard input and output may
// lead elsewhere, so the terminal itself is opened.
func (a *app) askSecret(ctx context.Context, question string) (string, error) {
	in, out := "/dev/tty", "/dev/tty"
	if runtime.GOOS == "windows" {
		in, out = "CONIN$", "CONOUT$"
	}
	reads, err := os.OpenFile(in, os.O_RDWR, 0)
	if err != nil {
		return "", errNoTerminal
	}
	defer reads.Close()
	writes, err := os.OpenFile(out, os.O_RDWR, 0)
	if err != nil {
		return "", errNoTerminal
	}
	defer writes.Close()
	fd := int(reads.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", errNoTerminal
	}
	fmt.Fprint(writes, question+" ")
	answer, err := untilCancelled(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	fmt.Fprintln(writes)
	if ctx.Err() != nil {
		term.Restore(fd, before) // the reader was left waiting with the echo off
	}
	if err != nil {
		return "", fmt.Errorf("ask for a passphrase: %w", err)
	}
	return string(answer), nil
}

// askTwice asks for a new passphrase, which nobody can look up if it was
// mistyped.
func (a *app) askTwice(ctx context.Context, what string) (string, error) {
	first, err := a.askSecret(ctx, "New passphrase "+what+":")
	if err != nil {
		return "", err
	}
	again, err := a.askSecret(ctx, "The same again:")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", errors.New("the two passphrases differ")
	}
	return first, nil
}
