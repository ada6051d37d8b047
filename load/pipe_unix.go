//go:build unix

package load

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/fifo"
)

// nonblocking keeps the opening of a pipe from waiting for a writer.
const nonblocking = syscall.O_NONBLOCK

// pipe reads a named pipe, or the /dev/fd/N of a shell's <(command). Opening
// a named one waits for a writer, which is what is wanted, up to the timeout.
func (l *loader) pipe(name string, info fs.FileInfo) content {
	ctx, cancel := context.WithTimeout(l.ctx, l.opts.Timeout)
	defer cancel()
	f, err := fifo.Open(ctx, name)
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
