package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
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
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP): // a link that leads to itself leads nowhere
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
	c, fits := l.weigh(f)
	if !fits {
		f.Close()
		return c
	}
	return l.beside(func(l *loader) content {
		defer f.Close()
		return l.all(f, c)
	})
}

// weigh looks at an open file. It is to be read if it fits; else the content
// says why not.
func (l *loader) weigh(f *os.File) (c content, fits bool) {
	info, err := f.Stat()
	if err != nil {
		return failure(err), false
	}
	if !info.Mode().IsRegular() {
		return refused(info.Mode()), false
	}
	c = content{size: info.Size(), mode: uint32(info.Mode().Perm()), owner: owner(info)}
	if info.Size() > l.opts.MaxSize {
		return c.tooLarge(l.opts.MaxSize), false
	}
	return c, true
}

// all reads r to its end or to the limit, in portions, so that a cancelled
// context ends it.
func (l *loader) all(r io.Reader, c content) content {
	limit := l.opts.MaxSize
	room := make([]byte, min(max(c.size, 0), limit)+512)
	for filled := 0; ; {
		if err := l.ctx.Err(); err != nil {
			return content{size: c.size, mode: c.mode, outcome: certain.Failed, says: err.Error()}
		}
		got, err := r.Read(room[filled:min(len(room), filled+maxPortion)])
		filled += got
		switch n := int64(filled); {
		case n > limit:
			c.size = max(c.size, n)
			return c.tooLarge(limit)
		case errors.Is(err, io.EOF):
			c.data, c.size, c.outcome = room[:filled], n, certain.OK
			return c
		case err != nil:
			failed := failure(err)
			failed.size, failed.mode = n, c.mode
			return failed
		}
		if filled == len(room) {
			room = grown(room, limit)
		}
	}
}

const maxPortion = 1 << 20 // bytes

// grown is a larger room with the same beginning. From one portion on it is
// the largest that is needed by default: memory that is not written to costs
// nothing, and what grows by being copied takes three times its size.
func grown(room []byte, limit int64) []byte {
	size := 2 * len(room)
	if size > maxPortion {
		size = max(size, int(min(limit, DefaultMaxSize))+512)
	}
	larger := make([]byte, size)
	copy(larger, room)
	return larger
}

func (c content) tooLarge(limit int64) content {
	c.outcome = certain.TooLarge
	c.says = fmt.Sprintf("is larger than the %d bytes that are read", limit)
	return c
}

func timedOut(d time.Duration) content {
	return content{outcome: certain.Timeout, says: fmt.Sprintf("its end did not come within %s", d)}
}

// stdin reads standard input.
func (l *loader) stdin() content {
	if l.opts.Stdin == nil {
		return content{outcome: certain.Failed, says: "standard input is not available"}
	}
	return l.beside(func(l *loader) content { return l.all(l.opts.Stdin, content{}) })
}

// beside reads within the timeout. The read runs beside us, because some reads
// cannot be interrupted: of a terminal, of an inherited pipe, of a file of
// /proc that waits for news, of a file server that is gone. One that never
// ends is left behind.
func (l *loader) beside(read func(*loader) content) content {
	done := make(chan content, 1)
	ctx, cancel := context.WithTimeout(l.ctx, l.opts.Timeout)
	defer cancel()
	other := *l
	other.ctx = ctx
	go func() { done <- read(&other) }()
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
