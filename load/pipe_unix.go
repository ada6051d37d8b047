//go:build unix

package load

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/certain-tls/certain"
)

// nonblocking keeps the opening of a pipe from waiting for a writer.
const nonblocking = syscall.O_NONBLOCK

// pipe reads a named pipe, or the /dev/fd/N of a shell's <(command). Opening
// a named one waits for a writer, which is what is wanted, up to the timeout.
func (l *loader) pipe(name string, info fs.FileInfo) content {
	ctx, cancel := context.WithTimeout(l.ctx, l.opts.Timeout)
	defer cancel()
	f, err := openPipe(ctx, name)
	if err != nil {
		return l.pipeFailure(err)
	}
	defer f.Close()
	stop := context.AfterFunc(ctx, func() { f.Close() }) // ends a read that waits
	defer stop()
	c := l.all(f, content{mode: uint32(info.Mode().Perm())})
	if c.outcome == certain.Failed && ctx.Err() != nil {
		return l.pipeFailure(ctx.Err())
	}
	return c
}

func (l *loader) pipeFailure(err error) content {
	if errors.Is(err, context.DeadlineExceeded) && l.ctx.Err() == nil {
		return timedOut(l.opts.Timeout)
	}
	return failure(err)
}

// openPipe opens a pipe for reading. If the context ends first, the waiting
// open is freed by opening the other end for a moment.
func openPipe(ctx context.Context, name string) (*os.File, error) {
	type opened struct {
		f   *os.File
		err error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := os.Open(name)
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		return o.f, o.err
	case <-ctx.Done():
	}
	if fd, err := syscall.Open(name, syscall.O_WRONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0); err == nil {
		defer syscall.Close(fd)
	}
	go func() { // the open returns at once, unless the pipe was replaced or may not be written
		if o := <-done; o.f != nil {
			o.f.Close()
		}
	}()
	return nil, ctx.Err()
}
