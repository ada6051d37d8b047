//go:build unix

package trust

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func pipe(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("this folder takes no pipes")
	}
	return path
}

// A pipe is read when its writer comes.
func TestPipe(t *testing.T) {
	path := pipe(t)
	data := armour(mint(t, "A", nil, nil))
	go os.WriteFile(path, data, 0)
	s, err := Load([]string{path})
	if err != nil || s.Describe().Size != 1 {
		t.Fatalf("%+v %v", s, err)
	}
}

// A pipe to which nobody writes does not hold us.
func TestSilentPipe(t *testing.T) {
	const wait = time.Second // the second pipe is opened within it
	path := pipe(t)
	if _, err := openPipe(t.Context(), path, 50*time.Millisecond); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("no writer: %v", err)
	}
	writer, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Skip("this system opens no pipe both ways")
	}
	defer writer.Close()
	file, err := openPipe(t.Context(), path, wait)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a silent writer: %v", err)
	}
}

// Reading a pipe ends with the context of whoever watches it.
func TestPipeEndsWithContext(t *testing.T) {
	path := pipe(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := loadStores(ctx, []string{path})
		done <- err
	}()
	writer, err := os.OpenFile(path, os.O_WRONLY, 0) // is open when it is read
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	cancel()
	if err := <-done; err == nil {
		t.Error("the silent pipe gave roots")
	}
	if _, err := openPipe(ctx, path, long); err == nil {
		t.Error("a pipe was opened after the end")
	}
}
