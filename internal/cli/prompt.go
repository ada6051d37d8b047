package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"github.com/certain-tls/certain"
)

// prompt asks at the terminal, without echo, where both standard input and
// standard error are one and no passphrase was given. One file is asked for
// after the other.
func (a *app) prompt(ctx context.Context, given []string) func(string) (string, bool) {
	in, ok := a.in.(*os.File)
	if !ok || len(given) > 0 || !isTerminal(in) || !isTerminal(a.err) {
		return nil
	}
	var one sync.Mutex
	return func(file string) (string, bool) {
		one.Lock()
		defer one.Unlock()
		typed, err := ask(ctx, in, a.err, fmt.Sprintf("passphrase for %s (empty to go on without): ", certain.Clip(file, 200)))
		return typed, err == nil && typed != ""
	}
}

// ask reads a line without echo. The echo is off before the question stands
// there, for whoever sees it may type at once. If ctx ends, the reader is left
// waiting, and the echo is put back all the same.
func ask(ctx context.Context, in *os.File, out io.Writer, question string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	fd := int(in.Fd())
	before, err := term.GetState(fd)
	if err == nil {
		err = hideTyping(fd)
	}
	if err != nil {
		return "", fmt.Errorf("ask for a passphrase: %w", err)
	}
	defer term.Restore(fd, before)
	fmt.Fprint(out, question)
	typed, err := untilCancelled(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	fmt.Fprintln(out)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", fmt.Errorf("ask for a passphrase: %w", err)
	}
	return string(typed), nil
}
