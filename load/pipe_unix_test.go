//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

func namedPipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	return path
}

func TestNamedPipe(t *testing.T) {
	path := namedPipe(t)
	done := make(chan error, 1)
	go func() { done <- os.WriteFile(path, []byte(certPEM()), 0) }()
	file, _ := single(t, Options{}, path)
	if err := <-done; err != nil || file.Outcome != certain.OK || len(file.Materials) != 1 {
		t.Errorf("%+v, writer %v", file, err)
	}
}

// The form that a shell's <(command) takes, its writer gone already.
func TestAnonymousPipe(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	path := fmt.Sprintf("/dev/fd/%d", reader.Fd())
	if !exists(path) {
		t.Skip("no /dev/fd here")
	}
	writer.WriteString(certPEM())
	writer.Close()
	file, _ := single(t, Options{}, path)
	if file.Outcome != certain.OK || len(file.Materials) != 1 {
		t.Errorf("%+v", file)
	}
}

func TestPipeWithoutWriter(t *testing.T) {
	file, _ := single(t, Options{Timeout: 5 * time.Millisecond}, namedPipe(t))
	if file.Outcome != certain.Timeout {
		t.Errorf("%+v", file)
	}
}

// A writer that neither writes nor closes.
func TestPipeThatIsSilent(t *testing.T) {
	path := namedPipe(t)
	both, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Skip("no such opening here: ", err)
	}
	defer both.Close()
	file, _ := single(t, Options{Timeout: 5 * time.Millisecond}, path)
	if file.Outcome != certain.Timeout {
		t.Errorf("%+v", file)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if _, err := Files(ctx, []string{path}, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: %v", err)
	}
}

// A writer that never ends meets the limit of size.
func TestPipeThatNeverEnds(t *testing.T) {
	path := namedPipe(t)
	done := make(chan error, 1)
	go func() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		for err == nil {
			_, err = f.Write(make([]byte, 1<<16))
		}
		f.Close()
		done <- err
	}()
	file, _ := single(t, Options{MaxSize: 1 << 18}, path)
	if file.Outcome != certain.TooLarge {
		t.Errorf("%+v", file)
	}
	if err := <-done; !errors.Is(err, syscall.EPIPE) {
		t.Errorf("the writer ended with %v", err)
	}
}

// In a folder pipes are left alone: nobody may be there to write.
func TestFolderWithPipe(t *testing.T) {
	path := namedPipe(t)
	obs := files(t, Options{}, filepath.Dir(path))
	if len(obs.Files) != 1 || !strings.Contains(obs.Steps[0].Found, "1 not a file") {
		t.Errorf("%+v %+v", obs.Files, obs.Steps)
	}
}

func TestSocket(t *testing.T) {
	dir, err := os.MkdirTemp("", "certain") // short: the path of a socket has 108 bytes at most
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	file, _ := single(t, Options{}, path)
	if file.Outcome != certain.Failed || file.Error != "is a socket, not a file" {
		t.Errorf("%+v", file)
	}
}
