package strangers

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// certain is the program under test, built once.
var certain string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "certain-strangers-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	certain = filepath.Join(dir, "certain")
	build := exec.Command("go", "build", "-o", certain, "github.com/certain-tls/certain/cmd/certain")
	if out, err := build.CombinedOutput(); err != nil {
		panic("build certain: " + string(out))
	}
	return m.Run()
}

// program finds a program of others, or skips the test.
func program(t *testing.T, name string) string {
	t.Helper()
	unlessShort(t)
	path, err := exec.LookPath(name)
	if err != nil {
		absent(t, name+" is not installed")
	}
	return path
}

// unlessShort leaves these tests out of go test -short: CI runs them once, and
// without the race detector, since nearly all they do happens in programs that
// it does not see.
func unlessShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("left out by -short")
	}
}

// absent skips a test for a reason; where everything must be there it fails.
func absent(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CERTAIN_CI") == "1" {
		t.Fatalf("%s, and CERTAIN_CI=1 forbids to skip", why)
	}
	t.Skip(why)
}
