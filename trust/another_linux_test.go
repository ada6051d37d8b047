package trust

import (
	"runtime"
	"syscall"
	"testing"
)

// asAnother makes the rest of a test read files as a user without rights,
// where the tests are run by one who may read everything. Linux keeps this
// identity for each thread, see setfsuid(2).
func asAnother(t *testing.T) {
	t.Helper()
	const nobody = 65534
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Error(err)
		}
	})
}
