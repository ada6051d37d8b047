package main

import (
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/certain-tls/certain/lab"
)

// most is how much memory a look at one server may take, the lab and its
// server in the same process included.
const most = 100 << 20

// No server can make the one who looks at it run out of memory.
func TestHostileServersCostLittle(t *testing.T) {
	if raceEnabled() {
		t.Skip("the race detector's own memory is larger than the bound")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range lab.Scenarios() {
		hostile := s.ID == "healthy-endless-headers" || strings.HasPrefix(s.ID, "oversized-") || strings.HasPrefix(s.ID, "corrupt-record-") || strings.HasPrefix(s.ID, "handshake-timeout-")
		if !hostile {
			continue
		}
		command := exec.CommandContext(t.Context(), self, "check", "lab:"+s.ID)
		command.Env = append(os.Environ(), asProgram+"=1")
		out, _ := command.CombinedOutput() // it exits with 1: something was found
		if used := command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; used > most {
			t.Errorf("%s: %d MiB", s.ID, used>>20)
		}
		if s.Code == "" {
			continue
		}
		if command.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "["+s.Code+"]") {
			t.Errorf("%s: %v\n%s", s.ID, command.ProcessState, out)
		}
	}
}

func raceEnabled() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
