package load

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/certain-tls/certain"
)

// asNobody runs f as a user whom file modes bind. Root is not bound; for it
// the thread of the goroutine takes the file rights of another user, and is
// thrown away with them at the end.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	done := make(chan bool)
	go func() {
		runtime.LockOSThread()
		const nobody = 65534
		syscall.RawSyscall(syscall.SYS_SETFSGID, nobody, 0, 0)
		syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		defer close(done)
		f()
	}()
	<-done
}

func TestDenied(t *testing.T) {
	dir := t.TempDir()
	for parent := dir; strings.HasPrefix(parent, os.TempDir()) && parent != os.TempDir(); parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	key := write(t, dir, "server.key", certPEM())
	secret := write(t, dir, "secret", certPEM())
	write(t, dir, "open.pem", certPEM())
	shut := filepath.Join(dir, "shut")
	for _, err := range []error{os.Chmod(key, 0), os.Chmod(secret, 0), os.Mkdir(shut, 0)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	asNobody(t, func() {
		for _, name := range []string{key, secret, shut} {
			file, step := single(t, Options{}, name)
			if file.Outcome != certain.Denied || file.Error != "permission denied" || step.Outcome != certain.Denied {
				t.Errorf("%s: %+v", name, file)
			}
		}
		obs := files(t, Options{}, dir)
		if len(obs.Files) != 2 || obs.Files[1].Outcome != certain.Denied || !strings.Contains(obs.Steps[0].Found, "1 not readable") {
			t.Errorf("%+v, %s", obs.Files, obs.Steps[0].Found)
		}
	})
}
