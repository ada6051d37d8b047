package reload

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// following is a notice that follows paths. A file of its own, "mark", tells
// that what happened before has been heard: events come in order.
func following(t *testing.T, mark string, paths ...string) *notice {
	t.Helper()
	n := newNotice()
	if n == nil {
		t.Skip("the system gives no inotify instance")
	}
	t.Cleanup(n.close)
	n.follow(append(paths, mark))
	return n
}

func heard(t *testing.T, n *notice) {
	t.Helper()
	select {
	case <-n.told():
	case <-time.After(30 * time.Second):
		t.Fatal("nothing was heard")
	}
}

// Whatever changes on the way to a path is told: at the file, at the links, at
// the folders.
func TestNotices(t *testing.T) {
	for _, c := range []struct {
		id     string
		change func(dir string) error
	}{
		{"write", func(dir string) error { return os.WriteFile(filepath.Join(dir, "real/sub/file"), []byte("x"), 0o600) }},
		{"truncate", func(dir string) error { return os.Truncate(filepath.Join(dir, "real/sub/file"), 10) }},
		{"chmod", func(dir string) error { return os.Chmod(filepath.Join(dir, "real/sub/file"), 0o640) }},
		{"remove", func(dir string) error { return os.Remove(filepath.Join(dir, "real/sub/file")) }},
		{"rename over", func(dir string) error {
			return os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, "real/sub/file"))
		}},
		{"folder away", func(dir string) error { return os.Rename(filepath.Join(dir, "real"), filepath.Join(dir, "gone")) }},
		{"folder shut", func(dir string) error { return os.Chmod(filepath.Join(dir, "real"), 0) }},
		{"link away", func(dir string) error { return os.Remove(filepath.Join(dir, "link")) }},
		{"link elsewhere", func(dir string) error { return os.Rename(filepath.Join(dir, "link2"), filepath.Join(dir, "link")) }},
		{"second link away", func(dir string) error { return os.Remove(filepath.Join(dir, "hop")) }},
	} {
		t.Run(c.id, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.MkdirAll(filepath.Join(dir, "real/sub"), 0o755), os.WriteFile(filepath.Join(dir, "real/sub/file"), nil, 0o600),
				os.WriteFile(filepath.Join(dir, "other"), nil, 0o600),
				os.Symlink("hop/../real", filepath.Join(dir, "link")), os.Symlink(filepath.Join(dir, "real"), filepath.Join(dir, "hop")),
				os.Symlink("nowhere", filepath.Join(dir, "link2")))
			n := following(t, dir+"/mark", filepath.Join(dir, "link", "sub", "file"))
			must(t, c.change(dir))
			heard(t, n)
		})
	}
}

// What happens beside a path is not told.
func TestNoticesNothingElse(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "a"), 0o755), os.WriteFile(filepath.Join(dir, "a", "file"), nil, 0o600))
	n := following(t, filepath.Join(dir, "mark"), filepath.Join(dir, "a", "file"))
	must(t, os.WriteFile(filepath.Join(dir, "a", "other"), nil, 0o600), os.WriteFile(filepath.Join(dir, "b"), nil, 0o600))
	_, err := os.ReadFile(filepath.Join(dir, "a", "file")) // reading is no change
	must(t, err)
	n.mu.Lock()
	names := n.wanted
	n.mu.Unlock()
	raw := []byte{}
	for wd := range names { // as the kernel writes them
		raw = append(raw, event(wd, unix.IN_MODIFY, "other")...)
		raw = append(raw, event(wd+1000, unix.IN_MODIFY, "file")...)
	}
	if n.matters(raw) {
		t.Error("a stranger's event matters")
	}
	for wd, wanted := range names {
		if wanted["file"] && !n.matters(append(raw, event(wd, unix.IN_MODIFY, "file")...)) {
			t.Error("our event does not")
		}
	}
	if !n.matters(event(-1, unix.IN_Q_OVERFLOW, "")) {
		t.Error("an overflow does not matter")
	}
	if n.matters(nil) || n.matters([]byte("short")) {
		t.Error("half an event matters")
	}
	must(t, os.WriteFile(filepath.Join(dir, "mark"), nil, 0o600))
	heard(t, n)
}

// event is a struct inotify_event.
func event(wd int32, mask uint32, name string) (raw []byte) {
	padded := make([]byte, (len(name)+16)/16*16)
	copy(padded, name)
	for _, field := range []uint32{uint32(wd), mask, 0, uint32(len(padded))} {
		raw = binary.NativeEndian.AppendUint32(raw, field)
	}
	return append(raw, padded...)
}

// Loops, dangling links and folders beyond count end the walk.
func TestWalkEnds(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Symlink("loop", filepath.Join(dir, "loop")), os.Symlink("b", filepath.Join(dir, "a")), os.Symlink("a", filepath.Join(dir, "b")))
	paths := []string{filepath.Join(dir, "loop", "x"), filepath.Join(dir, "a"), "", "/", filepath.Join(dir, "absent", "x")}
	for i := range maxFolders + 50 {
		sub := filepath.Join(dir, fmt.Sprint(i))
		must(t, os.Mkdir(sub, 0o755))
		paths = append(paths, filepath.Join(sub, "file"))
	}
	n := following(t, filepath.Join(dir, "mark"), paths...)
	if len(n.wanted) > maxFolders {
		t.Errorf("%d folders are watched", len(n.wanted))
	}
	n.follow([]string{filepath.Join(dir, "mark")})
	if len(n.wanted) > 10 {
		t.Errorf("%d folders are still watched", len(n.wanted))
	}
	must(t, os.WriteFile(filepath.Join(dir, "mark"), nil, 0o600))
	heard(t, n)
}
