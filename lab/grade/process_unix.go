//go:build unix

package grade

import (
	"os/exec"
	"syscall"
)

// group is the process group of a program.
type group struct{ id int }

func startInGroup(cmd *exec.Cmd) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &group{cmd.Process.Pid}, nil
}

// end ends what is left of the group. The system gives its number to nobody
// else while a member lives; if none does, there is nobody to end.
func (g *group) end() { syscall.Kill(-g.id, syscall.SIGKILL) }
