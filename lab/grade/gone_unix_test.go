//go:build unix

package grade

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// gone waits until none of the processes lives; who is not ended by then was
// left behind.
func gone(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range strings.Fields(string(text)) {
		pid, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(time.Minute); alive(pid); {
			if time.Now().After(end) {
				t.Errorf("process %d lives on", pid)
				break
			}
			time.Sleep(time.Millisecond)
		}
	}
}

// alive does not count who has ended and was not collected yet.
func alive(pid int) bool {
	if status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err == nil {
		_, rest, _ := strings.Cut(string(status), ") ")
		return !strings.HasPrefix(rest, "Z")
	}
	return syscall.Kill(pid, 0) == nil
}
