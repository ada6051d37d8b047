package grade

import (
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is the job object of a program: closing it ends every process in it,
// those started by others included.
type group struct{ job windows.Handle }

func startInGroup(cmd *exec.Cmd) (*group, error) {
	job, err := newJob()
	if err != nil {
		return nil, err
	}
	g := &group{job}
	if err := cmd.Start(); err != nil {
		g.end()
		return nil, err
	}
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(cmd.Process.Pid))
	if err == nil {
		// A program that has ended already cannot be assigned, and need not be.
		_ = windows.AssignProcessToJobObject(job, process)
		windows.CloseHandle(process)
	}
	return g, nil
}

func newJob() (windows.Handle, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, err
	}
	var limits windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		windows.CloseHandle(job)
		return 0, err
	}
	return job, nil
}

func (g *group) end() { windows.CloseHandle(g.job) }
