package grade

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// endStrays ends every process whose environment carries the mark: what has
// left the process group, as daemons do, is still known by it. Some may start
// others meanwhile, so it looks until it finds none, a few times at most.
func endStrays(mark string) {
	for range 5 {
		if !endMarked([]byte(mark)) {
			return
		}
	}
}

func endMarked(mark []byte) (found bool) {
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		environment, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(environment, mark) {
			continue // gone, another user's, or not ours
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil && pid != os.Getpid() {
			found = syscall.Kill(pid, syscall.SIGKILL) == nil || found
		}
	}
	return found
}
