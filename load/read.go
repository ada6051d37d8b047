package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/certain-tls/certain"
)

// stdinName is the argument that stands for standard input.
const stdinName = "-"

// content is the bytes of a file, or why there are none.
type content struct {
	data    []byte
	size    int64
	mode    uint32
	owner   *uint32 // nil where the system has none
	outcome certain.Outcome
	says    string
}

// read reads what a name stands for, a folder excepted.
func (l *loader) read(name string) content {
	if name == stdinName {
		return l.stdin()
	}
	info, err := os.Stat(name)
	if err != nil {
		return failure(err)
	}
	switch mode := info.Mode(); {
	case mode.IsRegular():
		return l.regular(name)
	case mode&fs.ModeNamedPipe != 0:
		return l.pipe(name, info)
	default:
		return refused(mode)
	}
}

// refused says why a thing that is neither file nor pipe is not opened:
// opening a device may act on it, and reading may never end.
func refused(mode fs.FileMode) content {
	says := "is neither a file nor a pipe"
	switch {
	case mode&fs.ModeSocket != 0:
		says = "is a socket, not a file"
	case mode&fs.ModeDevice != 0:
		says = "is a device, not a file"
	}
	return content{mode: uint32(mode.Perm()), outcome: certain.Failed, says: says}
}

// failure turns an error of the system into an outcome. The path is dropped
// from its text: it stands beside it.
func failure(err error) content {
	says := err
	var path *fs.PathError
	if errors.As(err, &path) {
		says = path.Err
	}
	c := content{outcome: certain.Failed, says: says.Error()}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.outcome = certain.NotFound
	case errors.Is(err, fs.ErrPermission):
		c.outcome = certain.Denied
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		c.outcome = certain.Timeout
	}
	return c
}

// regular reads a regular file. Opening does not block even if a pipe took
// its place in the meantime.
func (l *loader) regular(name string) content {
	f, err := os.OpenFile(name, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return failure(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return failure(err)
	}
	if !info.Mode().IsRegular() {
		return refused(info.Mode())
	}
	c := content{size: info.Size(), mode: uint32(info.Mode().Perm()), owner: owner(info)}
	if info.Size() > l.opts.MaxSize {
		return c.tooLarge(l.opts.MaxSize)
	}
	return l.all(f, c)
}

// all reads r to its end or to the limit, in portions, so that a cancelled
// context ends it. The size that was announced sizes the buffer; some file
// systems announce 0.
func (l *loader) all(r io.Reader, c content) content {
	limit := l.opts.MaxSize
	data := make([]byte, 0, min(max(c.size, 0), limit)+512)
	for {
		if err := l.ctx.Err(); err != nil {
			return content{size: c.size, mode: c.mode, outcome: certain.Failed, says: err.Error()}
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):min(cap(data), len(data)+1<<20)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > limit:
			c.size = max(c.size, int64(len(data)))
			return c.tooLarge(limit)
		case errors.Is(err, io.EOF):
			c.data, c.size, c.outcome = data, int64(len(data)), certain.OK
			return c
		case err != nil:
			failed := failure(err)
			failed.size, failed.mode = int64(len(data)), c.mode
			return failed
		}
	}
}

func (c content) tooLarge(limit int64) content {
	c.outcome = certain.TooLarge
	c.says = fmt.Sprintf("is larger than the %d bytes that are read", limit)
	return c
}

func timedOut(d time.Duration) content {
	return content{outcome: certain.Timeout, says: fmt.Sprintf("its end did not come within %s", d)}
}

// stdin reads standard input. The read runs beside us, because a terminal or
// an inherited pipe cannot be interrupted.
func (l *loader) stdin() content {
	if l.opts.Stdin == nil {
		return content{outcome: certain.Failed, says: "standard input is not available"}
	}
	done := make(chan content, 1)
	ctx, cancel := context.WithTimeout(l.ctx, l.opts.Timeout)
	defer cancel()
	beside := *l
	beside.ctx = ctx
	go func() { done <- beside.all(l.opts.Stdin, content{}) }()
	select {
	case c := <-done:
		if ctx.Err() != nil && l.ctx.Err() == nil && c.outcome == certain.Failed {
			return timedOut(l.opts.Timeout)
		}
		return c
	case <-ctx.Done():
		if err := l.ctx.Err(); err != nil {
			return content{outcome: certain.Failed, says: err.Error()}
		}
		return timedOut(l.opts.Timeout)
	}
}
