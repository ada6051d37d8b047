// Package fifo opens named pipes without waiting for ever.
package fifo

import (
	"context"
	"os"
	"syscall"
	"time"
)

// Open opens a named pipe for reading, and waits for a writer until the context
// ends. Then the waiting open is freed by opening the other end for a moment,
// so that nothing is left behind; only if the pipe was replaced meanwhile, or
// may not be written, one goroutine stays until a writer comes.
func Open(ctx context.Context, path string) (*os.File, error) {
	done := make(chan opened, 1)
	go func() {
		file, err := os.Open(path)
		done <- opened{file, err}
	}()
	select {
	case o := <-done:
		return o.file, o.err
	case <-ctx.Done():
	}
	const tries = 100
	for range tries {
		if freed(path, done) {
			return nil, ctx.Err()
		}
	}
	go func() { (<-done).close() }()
	return nil, ctx.Err()
}

type opened struct {
	file *os.File
	err  error
}

func (o opened) close() {
	if o.err == nil {
		o.file.Close()
	}
}

// freed ends the waiting open. It may not have begun to wait: then there is no
// reader, and the other end cannot be opened either.
func freed(path string, done <-chan opened) bool {
	if writer, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
		defer writer.Close()
	}
	timer := time.NewTimer(time.Millisecond)
	defer timer.Stop()
	select {
	case o := <-done:
		o.close()
		return true
	case <-timer.C:
		return false
	}
}
