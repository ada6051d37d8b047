package keypair_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/load"
)

// deniedHelper makes the test program a user whom file modes bind: root, as
// whom tests may run, may read everything.
const deniedHelper = "watch-denied"

// A key that may not be read any more leaves the pair in use.
func TestWatchDenied(t *testing.T) {
	const nobody = 65534
	h := newHouse(t)
	dir, err := os.MkdirTemp("", "watch")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	cert, key := pairFiles(t, dir, h.leaf, h.inter)
	self := filepath.Join(dir, "self")
	copyFile(t, "/proc/self/exe", self)
	must(t, os.Chmod(self, 0o755))
	cmd := exec.Command(self, deniedHelper, cert, key)
	cmd.Stderr = os.Stderr
	if os.Geteuid() == 0 {
		must(t, os.Chown(dir, nobody, nobody), os.Chown(cert, nobody, nobody), os.Chown(key, nobody, nobody))
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := cmd.Output()
	if want := "permission-denied\nrecovered\n"; string(out) != want || err != nil {
		t.Errorf("it said %q, %v", out, err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	must(t, err)
	defer in.Close()
	out, err := os.Create(to)
	must(t, err)
	_, err = io.Copy(out, in)
	must(t, err, out.Close())
}

// watchDenied is that program: it takes its own right to read the key, and
// gives it back.
func watchDenied(cert, key string) int {
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	refused := make(chan error, 10)
	o := keypair.WatchOptions{Options: keypair.Options{Now: clock}, Every: 10 * time.Millisecond, Settle: short, Refused: func(err error) { refused <- err }}
	w, err := keypair.Watch(ctx, cert, key, o)
	if err == nil {
		err = os.Chmod(key, 0)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var why *keypair.Error
	select {
	case err = <-refused:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if !errors.As(err, &why) || !errors.Is(err, os.ErrPermission) {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(why.Code)
	if err := os.Chmod(key, 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for w.Err() != nil && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	if len(refused) == 0 && ctx.Err() == nil {
		fmt.Println("recovered")
	}
	return 0
}

// Descriptors and goroutines end with the context, and with a refused start.
func TestWatchLeavesNothing(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	cert, key := pairFiles(t, dir, h.leaf, h.inter)
	o := keypair.WatchOptions{Options: keypair.Options{Now: clock}, Hints: make(chan struct{})}
	round := func() {
		ctx, cancel := context.WithCancel(t.Context())
		w, err := keypair.Watch(ctx, cert, key, o)
		must(t, err)
		if !strings.Contains(strings.Join(descriptors(t), " "), "inotify") {
			t.Fatal("nothing is notified")
		}
		if _, err := keypair.Watch(ctx, key, cert, o); err == nil {
			t.Error("a pair the wrong way round is taken")
		}
		cancel()
		<-w.Done()
	}
	round()
	before, running := descriptors(t), runtime.NumGoroutine()
	for range 50 {
		round()
	}
	if after := descriptors(t); len(after) != len(before) {
		t.Errorf("descriptors before: %v\nafter: %v", before, after)
	}
	if n := runtime.NumGoroutine(); n > running+2 {
		t.Errorf("%d goroutines, before %d", n, running)
	}
}

func descriptors(t *testing.T) (open []string) {
	t.Helper()
	const folder = "/proc/self/fd"
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		if to, err := os.Readlink(filepath.Join(folder, e.Name())); err == nil {
			open = append(open, to)
		}
	}
	return open
}

// A file that is another each time it is read is no state.
func TestWatchNeverSettles(t *testing.T) {
	const random = "/proc/sys/kernel/random/uuid"
	_, err := keypair.Watch(t.Context(), random, "", keypair.WatchOptions{})
	if err == nil || err.Error() != "load "+random+": it changed each time while it was read" {
		t.Errorf("the error is %v", err)
	}
}

// A pipe in the place of a file is given up with the context.
func TestWatchPipeEnds(t *testing.T) {
	h := newHouse(t)
	cert, key := pairFiles(t, t.TempDir(), h.leaf, h.inter)
	ctx, cancel := context.WithCancel(t.Context())
	w, err := keypair.Watch(ctx, cert, key, keypair.WatchOptions{Options: keypair.Options{Now: clock}})
	must(t, err, os.Remove(key), syscall.Mkfifo(key, 0o600))
	writer, err := os.OpenFile(key, os.O_WRONLY, 0) // is open when the watcher reads
	must(t, err)
	defer writer.Close()
	cancel()
	select {
	case <-w.Done():
	case <-time.After(load.DefaultTimeout / 2): // by itself the pipe is given up after all of it
		t.Fatal("the watcher goes on")
	}
	if !w.Current().Leaf().Equal(h.leaf.cert) {
		t.Errorf("in use is %v", w.Current())
	}
}
