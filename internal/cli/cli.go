// Package cli is the door: it reads the command line, hands the work to the
// rooms below, and hands their answers to render. One file holds one command.
//
// What a user can rely on (flags, exit codes, JSON) is a promise. Results go
// to standard output; progress and complaints go to standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
)

// The exit codes, the same for every command.
const (
	exitClean       = 0   // nothing at or above --fail-on; recognised; all read
	exitFound       = 1   // something found, or the verdict is unknown
	exitUnable      = 2   // not understood, or it could not run
	exitInterrupted = 130 // Ctrl-C, as shells count it: 128 + SIGINT
)

// app is one call of the program.
type app struct {
	in       io.Reader
	out, err io.Writer
	exit     int    // what a command that ran to its end has to say
	color    string // value of --color
}

// Main runs the command line in args (without the program's name) and returns
// the exit code. Cancelling ctx ends the command at once; what it had
// completed by then is still printed, and the code is 130.
func Main(ctx context.Context, args []string, in io.Reader, out, err io.Writer) int {
	a := &app{in: in, out: out, err: err}
	root := a.root()
	root.SetArgs(append([]string{}, args...)) // never nil: cobra would read os.Args
	cmd, failed := root.ExecuteContextC(ctx)
	switch {
	case ctx.Err() != nil:
		return exitInterrupted
	case failed != nil:
		a.complain(cmd, failed)
		return exitUnable
	}
	return a.exit
}

// usageError is a command line that was not understood, as one sentence.
type usageError struct {
	text string
	hint string // what to look at; by default the help of the command
}

func (e *usageError) Error() string { return e.text }

func misused(format string, args ...any) error {
	return &usageError{text: fmt.Sprintf(format, args...)}
}

// complain says on standard error why the command could not run, a line for
// each reason.
func (a *app) complain(cmd *cobra.Command, failed error) {
	for _, one := range apart(failed) {
		fmt.Fprintf(a.err, "certain: %s\n", certain.Clean(one.Error()))
	}
	var usage *usageError
	if !errors.As(failed, &usage) {
		return
	}
	if usage.hint == "" {
		usage.hint = "see: " + cmd.CommandPath() + " --help"
	}
	fmt.Fprintf(a.err, "%s\n", certain.Clean(usage.hint))
}

// apart takes joined errors apart.
func apart(err error) (all []error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	for _, one := range joined.Unwrap() {
		all = append(all, apart(one)...)
	}
	return all
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "certain",
		Short: "loads TLS certificates safely and knows why when it fails",
		Long: paragraphs(
			"certain looks at a TLS server or at certificate files and says what is wrong, why, and how to mend it.",
			"Exit codes: 0 nothing found, 1 something found or the verdict is unknown, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain check example.org", "check a server",
			"certain check fullchain.pem privkey.pem", "check files together: chain, key, dates",
			"certain inspect example.org:8443", "show what is there, without a judgement",
			"certain explain \"certificate has expired\"", "name the problem behind an error text",
			"certain tour", "see it at work on an offline lab of broken servers",
		),
	}
	asGroup(root)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd, cmd.OutOrStdout()) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { a.help(cmd, cmd.ErrOrStderr()); return nil })
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.check(), a.inspect(), a.convert(), a.explain(), a.tour(), a.lab(), a.profile(), a.version(), a.completion(), a.man())
	root.SetHelpCommand(a.helpCommand(root))
	return root
}
