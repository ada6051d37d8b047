package cli

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"
)

// lockFlags say where the passphrase comes from that locks what is written.
type lockFlags struct{ file, env string }

func (l *lockFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&l.file, "out-passphrase-file", "", "lock what is written with the first line of `FILE`")
	cmd.Flags().StringVar(&l.env, "out-passphrase-env", "", "the same with the value of the environment variable `NAME`")
	complete(cmd, "out-passphrase-env", cobra.NoFileCompletions)
}

// passphrase gives the passphrase, or nil if no flag names one.
func (l *lockFlags) passphrase(ctx context.Context) (*string, error) {
	switch {
	case l.file != "" && l.env != "":
		return nil, misused("--out-passphrase-file and --out-passphrase-env exclude each other")
	case l.env != "":
		value, found := os.LookupEnv(l.env)
		if !found {
			return nil, misused("--out-passphrase-env: the variable %s is not set", l.env)
		}
		return &value, nil
	case l.file != "":
		line, err := passphraseFile(ctx, "--out-passphrase-file", l.file)
		if err == nil && line == "" {
			err = misused("--out-passphrase-file: the first line of %s is empty", l.file)
		}
		return &line, err
	}
	return nil, nil
}

// askNew asks at the terminal for a new passphrase: twice, for nobody can look
// it up if it was mistyped. Without a terminal there is none.
func (a *app) askNew(ctx context.Context, what string) (*string, error) {
	in, ok := a.in.(*os.File)
	if !ok || !isTerminal(in) || !isTerminal(a.err) {
		return nil, nil
	}
	first, err := ask(ctx, in, a.err, "new passphrase for "+what+": ")
	if err != nil {
		return nil, err
	}
	again, err := ask(ctx, in, a.err, "the same again: ")
	if err != nil {
		return nil, err
	}
	if first != again {
		return nil, errors.New("the two passphrases differ")
	}
	return &first, nil
}
