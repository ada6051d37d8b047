package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/convert"
	"github.com/certain-tls/certain/internal/newfile"
	"github.com/certain-tls/certain/load"
	"github.com/certain-tls/certain/material"
)

// convertFlags are the flags of convert.
type convertFlags struct {
	to          string
	out         string
	alias       string
	force       bool
	keyToStdout bool
	opens       secretFlags
	locks       lockFlags
}

func (a *app) convert() *cobra.Command {
	f := &convertFlags{}
	cmd := &cobra.Command{
		Use:   "convert FILE... --to FORMAT",
		Short: "put certificates and keys into another container",
		Long: paragraphs(
			"Reads certificates, keys, requests and CRLs from files in any container (- for standard input) and writes them, in the order in which they were met, in one: pem, der (one piece), pkcs7 (certificates and CRLs, in PEM armour), pkcs12, jks. What the container cannot hold is refused, never left out.",
			"A private key goes to a new file that its owner alone can read, or to standard output only with --key-to-stdout. A file is written whole or not at all, and none is overwritten without --force.",
			"PKCS#12 files and Java key stores need a passphrase for what is written; in pem and der one locks the private key. It comes from a file, from an environment variable, or from the terminal.",
			"Exit codes: 0 written, 1 something in the files could not be read or opened, so nothing was written, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain convert fullchain.pem privkey.pem --to pkcs12 --out server.p12", "for Windows, Java and many appliances; asks for a passphrase",
			"certain convert server.pfx --to pem --out server.pem", "and back",
			"certain convert server.p12 --passphrase-file old.txt --to jks --out-passphrase-file new.txt --out server.jks", "a Java key store, without a question",
			"certain convert ca.pem intermediate.pem --to pkcs7 --out chain.p7b", "certificates without a key",
			"certain convert root.pem --to jks --out truststore.jks --out-passphrase-env STOREPASS", "a trust store for Java",
			"certain convert encrypted.key --to pem --key-to-stdout | ssh host 'umask 077; cat > plain.key'", "a key that touches no disk here",
			"certain convert cert.der --to pem", "to standard output",
		),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.runConvert(cmd.Context(), words, f)
		},
	}
	chooseVar(cmd, &f.to, "to", "", "the container to write", formats()...)
	cmd.Flags().StringVar(&f.out, "out", "", "write to this new `FILE` instead of standard output")
	cmd.Flags().BoolVar(&f.force, "force", false, "replace the file if it exists")
	cmd.Flags().BoolVar(&f.keyToStdout, "key-to-stdout", false, "let a private key go to standard output")
	cmd.Flags().StringVar(&f.alias, "alias", "", "`NAME` of the pair in a Java key store")
	complete(cmd, "alias", cobra.NoFileCompletions)
	f.opens.add(cmd)
	f.locks.add(cmd)
	return cmd
}

func formats() (names []string) {
	for _, f := range convert.Formats() {
		names = append(names, string(f))
	}
	return names
}

func (a *app) runConvert(ctx context.Context, names []string, f *convertFlags) error {
	to := convert.Format(f.to)
	if err := f.validate(names, to, isTerminal(a.out)); err != nil {
		return err
	}
	lock, err := f.locks.passphrase(ctx)
	if err != nil {
		return err
	}
	goods, err := a.collect(ctx, names, f)
	if err != nil {
		return a.unreadable(ctx, err)
	}
	if f.out == "" && goods.HoldsKey() && !f.keyToStdout {
		return misused("the result holds a private key: name a new file with --out, or say --key-to-stdout")
	}
	if lock == nil && to.Locks() {
		if lock, err = a.newLock(ctx, to); err != nil {
			return err
		}
	}
	data, err := convert.Write(to, goods, convert.Options{Passphrase: lock, Alias: f.alias})
	if err != nil {
		return err
	}
	return a.deliver(ctx, f, goods, data)
}

// validate refuses what could only fail later.
func (f *convertFlags) validate(names []string, to convert.Format, terminal bool) error {
	switch {
	case len(names) == 0:
		return misused("name the files to convert, or - for standard input")
	case to == "":
		return misused("name the container to write: --to pem, der, pkcs7, pkcs12 or jks")
	case f.out != "" && f.keyToStdout:
		return misused("--out and --key-to-stdout exclude each other")
	case f.out == "" && f.force:
		return misused("--force is about a file, and none is named with --out")
	case f.out == "" && terminal && !to.Text():
		return misused("%s is binary, which no terminal shows: name a file with --out", to)
	case f.alias != "" && to != convert.JKS:
		return misused("--alias names an entry of a Java key store (--to jks)")
	case f.out != "" && !f.force && exists(f.out):
		return misused("--out: %s: %s, and nothing is overwritten without --force", f.out, newfile.ErrExists)
	}
	return nil
}

// inputError is a fault of a file that was to be converted.
type inputError struct{ says string }

func (e *inputError) Error() string { return e.says }

// unreadable tells of a fault of the input by exit code 1, as the other
// commands do.
func (a *app) unreadable(ctx context.Context, err error) error {
	var input *inputError
	if ctx.Err() != nil || !errors.As(err, &input) {
		return err
	}
	fmt.Fprintf(a.err, "certain: %s\n", certain.Clean(input.says))
	a.exit = exitFound
	return nil
}

// collect reads the files.
func (a *app) collect(ctx context.Context, names []string, f *convertFlags) (convert.Goods, error) {
	var goods convert.Goods
	passphrases, err := f.opens.passphrases(ctx)
	if err != nil {
		return goods, err
	}
	for _, name := range names {
		data, file := load.One(ctx, name, load.Options{Stdin: a.in})
		if ctx.Err() != nil {
			return goods, ctx.Err()
		}
		if file.Outcome != certain.OK {
			return goods, &inputError{fmt.Sprintf("%s: %s", file.Name, file.Error)}
		}
		if err := goods.Add(file.Name, a.open(ctx, file.Name, data, passphrases)); err != nil {
			return goods, &inputError{err.Error()}
		}
	}
	return goods, nil
}

// open reads one file, and asks for its passphrase where it needs one and no
// flag gave it.
func (a *app) open(ctx context.Context, name string, data []byte, passphrases []string) material.Contents {
	contents := material.Open(name, data, material.Options{Passphrases: passphrases})
	ask := a.prompt(ctx, passphrases)
	if ask == nil || !contents.Locked() {
		return contents
	}
	answer, ok := ask(name)
	if !ok {
		return contents
	}
	return material.Open(name, data, material.Options{Passphrases: []string{answer}})
}

// newLock asks for the passphrase of what is written.
func (a *app) newLock(ctx context.Context, to convert.Format) (*string, error) {
	passphrase, err := a.askNew(ctx, "the "+string(to)+" file")
	if err == nil && passphrase == nil {
		err = misused("%s needs a passphrase: name it with --out-passphrase-file or --out-passphrase-env", to)
	}
	return passphrase, err
}

// The permissions of new files, before the umask.
const (
	modeSecret fs.FileMode = 0o600
	modePublic fs.FileMode = 0o644
)

// deliver writes the result where it was asked for.
func (a *app) deliver(ctx context.Context, f *convertFlags, goods convert.Goods, data []byte) error {
	if f.out == "" {
		if _, err := a.out.Write(data); err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		return nil
	}
	file := newfile.File{Path: f.out, Mode: modePublic, Replace: f.force}
	if goods.HoldsKey() {
		file.Mode = modeSecret
	}
	if err := file.Write(ctx, data); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("write %s: %w", f.out, err)
	}
	fmt.Fprintf(a.err, "certain: wrote %s: %s\n", certain.Clean(f.out), goods.String())
	return nil
}
