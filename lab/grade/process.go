package grade

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"
)

// runner runs programs and leaves nothing of them behind.
type runner struct {
	orphans *adopter // nil if nobody is taken in
	mark    string   // stands in the environment of everything that this runner starts
}

// markName is the variable by which what a program left behind is known, even
// if it left the process group.
const markName = "CERTAIN_GRADE_RUN"

func newRunner(orphans bool) *runner {
	r := &runner{mark: markName + "=" + rand.Text()}
	if orphans {
		r.orphans = adopt()
	}
	return r
}

func (r *runner) close() {
	endStrays(r.mark)
	r.orphans.end()
}

// outcome is what became of a run.
type outcome struct {
	exit   *int // null if the program was ended from outside
	hung   bool
	output []byte
	took   time.Duration
}

// lastWordsTime is how long the output of a program that has ended is waited
// for: what still holds it open is about to be ended, or out of reach.
const lastWordsTime = time.Second

// run starts the program and waits until it ends, its time is up, or ctx ends.
func (r *runner) run(ctx context.Context, limit time.Duration, words, env []string) (outcome, error) {
	out, in, err := os.Pipe()
	if err != nil {
		return outcome{}, err
	}
	defer out.Close()
	own := markName + "=" + rand.Text()
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env = append(env, r.mark+"/"+own)
	cmd.Stdout, cmd.Stderr = in, in
	group, err := startInGroup(cmd)
	in.Close()
	if err != nil {
		return outcome{}, err
	}
	var kept keeper
	read := make(chan struct{})
	go func() { io.Copy(&kept, out); close(read) }()
	began := time.Now()
	o := await(ctx, cmd, group, limit)
	o.took = time.Since(began)
	endStrays(r.mark + "/" + own)
	select {
	case <-read:
	case <-time.After(lastWordsTime):
		out.Close() // which ends the reading
		<-read
	}
	o.output = kept.bytes()
	return o, nil
}

// await waits for the end of the program and ends its group, whichever way.
func await(ctx context.Context, cmd *exec.Cmd, g *group, limit time.Duration) (o outcome) {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var err error
	select {
	case err = <-ended:
		g.end()
		o.exit = exitStatus(err)
	case <-timer.C:
		o.hung = true
		g.end()
		<-ended
	case <-ctx.Done():
		g.end()
		<-ended
	}
	return o
}

// exitStatus is null for a program that a signal ended.
func exitStatus(err error) *int {
	status := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	} else if err != nil {
		return nil
	}
	if status < 0 {
		return nil
	}
	return &status
}
