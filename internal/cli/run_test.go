package cli

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestRunOrder: what comes late stands where it was asked for, and what comes
// early is told at once.
func TestRunOrder(t *testing.T) {
	release := make(chan struct{})
	jobs := []job[int]{
		{"slow", func(context.Context) ([]int, error) { <-release; return []int{1}, nil }},
		{"quick", func(context.Context) ([]int, error) { return []int{2}, nil }},
	}
	var came []string
	values, err := run(t.Context(), slices.Values(jobs), 2, func(j job[int], _ []int) (bool, error) {
		came = append(came, j.name)
		if j.name == "quick" {
			close(release)
		}
		return true, nil
	})
	if err != nil || !slices.Equal(values, []int{1, 2}) || !slices.Equal(came, []string{"quick", "slow"}) {
		t.Errorf("values %v, came %v, %v", values, came, err)
	}
}

func TestRunLimit(t *testing.T) {
	var now, most atomic.Int32
	work := job[int]{"one", func(context.Context) ([]int, error) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		return []int{0}, nil
	}}
	jobs := slices.Repeat([]job[int]{work}, 50)
	values, err := run(t.Context(), slices.Values(jobs), 3, func(job[int], []int) (bool, error) { return true, nil })
	if err != nil || len(values) != 50 || most.Load() > 3 {
		t.Errorf("%d values, %d at once, %v", len(values), most.Load(), err)
	}
}

// TestRunCancelled: a job that ignores the end of its context holds nothing up,
// and what was complete is kept.
func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	jobs := []job[int]{
		{"deaf", func(context.Context) ([]int, error) { <-hang; return []int{1}, nil }},
		{"quick", func(context.Context) ([]int, error) { return []int{2}, nil }},
	}
	values, err := run(ctx, slices.Values(jobs), 2, func(job[int], []int) (bool, error) { cancel(); return true, nil })
	if !errors.Is(err, context.Canceled) || !slices.Equal(values, []int{2}) {
		t.Errorf("values %v, %v", values, err)
	}
}

// TestRunFailure: one job that could not run takes nothing from the others.
func TestRunFailure(t *testing.T) {
	broken := errors.New("broken")
	jobs := []job[int]{
		{"broken", func(context.Context) ([]int, error) { return nil, broken }},
		{"fine", func(context.Context) ([]int, error) { return []int{2}, nil }},
	}
	values, err := run(t.Context(), slices.Values(jobs), 1, func(job[int], []int) (bool, error) { return true, nil })
	if !errors.Is(err, broken) || !slices.Equal(values, []int{2}) {
		t.Errorf("values %v, %v", values, err)
	}
}

// TestRunDropped: what is not kept is gone.
func TestRunDropped(t *testing.T) {
	work := job[int]{"one", func(context.Context) ([]int, error) { return []int{1, 2}, nil }}
	values, err := run(t.Context(), slices.Values([]job[int]{work, work}), 1, func(job[int], []int) (bool, error) { return false, nil })
	if err != nil || len(values) != 0 {
		t.Errorf("values %v, %v", values, err)
	}
}

// screen is a terminal that remembers what was written to it.
type screen struct{ written []string }

func (s *screen) Write(b []byte) (int, error) {
	s.written = append(s.written, string(b))
	return len(b), nil
}

// TestProgress: nothing within the first second, then a line that is redrawn,
// and nothing of it left at the end.
func TestProgress(t *testing.T) {
	t.Setenv("COLUMNS", "40")
	synctest.Test(t, func(t *testing.T) {
		var s screen
		p := newProgress(&s, 3)
		time.Sleep(progressAfter - time.Millisecond)
		synctest.Wait()
		if len(s.written) > 0 {
			t.Errorf("too early: %q", s.written)
		}
		p.step("\x1b[31mhostile and far too long for one line")
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		if want := "\r\x1b[K1 of 3 done, last \\x1b[31mhostile an..."; len(s.written) != 1 || s.written[0] != want {
			t.Errorf("%q, want %q", s.written, want)
		}
		p.stop()
		if last := s.written[len(s.written)-1]; last != "\r\x1b[K" {
			t.Errorf("the line is left behind: %q", last)
		}
	})
}

// TestProgressSilent: who gets an answer within a second sees no progress.
func TestProgressSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		p := newProgress(&s, 1)
		p.step("quick")
		p.clear()
		p.stop()
		if len(s.written) > 0 {
			t.Errorf("%q", s.written)
		}
	})
}
