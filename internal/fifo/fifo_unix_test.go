//go:build unix

package fifo

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func pipe(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("this folder takes no pipes")
	}
	return path
}

func TestOpen(t *testing.T) {
	path := pipe(t)
	go os.WriteFile(path, []byte("text"), 0)
	f, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if data, err := io.ReadAll(f); string(data) != "text" || err != nil {
		t.Errorf("gives %q, %v", data, err)
	}
}

// Nothing is left behind when the context ends, not even if it has ended
// before the opening began to wait: goleak sees to that.
func TestOpenEnds(t *testing.T) {
	for _, wait := range []time.Duration{0, time.Millisecond} {
		for range 50 {
			path := pipe(t) // of its own: the next would free what is left here
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			if f, err := Open(ctx, path); f != nil || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("gives %v, %v", f, err)
			}
			cancel()
		}
	}
}
