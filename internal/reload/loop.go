package reload

import (
	"context"
	"time"
)

const (
	// quiet is how long changes are collected after the first, so that
	// certificate and key, written one after the other, are read once. Where
	// reading takes long, it is so many times as long: a folder in which
	// something is always written shall not keep us busy.
	quiet, quietTimes = 10 * time.Millisecond, 4
	// A state that has not settled is read again after the first of these, and
	// then after ever longer ones up to the second.
	soonest, latest = 20 * time.Millisecond, 250 * time.Millisecond
	// maxTold bounds the memory of what was told; then it begins anew.
	maxTold = 256
)

// loop is the one goroutine that reads and swaps.
type loop[T any] struct {
	Plan[T]
	keeper *Keeper[T]
	notice *notice // nil: polling alone
	tell   *courier

	told  map[string]bool // reasons, since the state was last in order
	wrong time.Time       // since when an error waits to be told; zero if none does
	doubt *T              // what waits to be taken
	since time.Time       // since when it stands
	pause time.Duration   // before the next hasty reading
	took  time.Duration   // by the last reading
}

func (l *loop[T]) run(ctx context.Context) {
	defer close(l.keeper.done)
	l.tell = startCourier(ctx)
	defer l.tell.wait()
	defer l.notice.close()
	for l.wake(ctx) {
		l.attempt(ctx)
	}
}

// wake waits for a reason to read: a notice, a hint or the time. It is false
// when the context has ended.
func (l *loop[T]) wake(ctx context.Context) bool {
	var due <-chan time.Time
	if wait, ok := l.delay(); ok {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		due = timer.C
	}
	select {
	case <-ctx.Done():
		return false
	case _, open := <-l.Hints:
		if !open {
			l.Hints = nil
		}
		return true
	case <-due:
		return true
	case <-l.notice.told():
	}
	timer := time.NewTimer(max(quiet, quietTimes*l.took))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
	}
	select { // what came in the meantime is read now
	case <-l.notice.told():
	default:
	}
	return true
}

// delay is until the next reading that nothing asks for; false is never.
func (l *loop[T]) delay() (time.Duration, bool) {
	begun := l.wrong
	if l.doubt != nil {
		begun = l.since
	}
	if begun.IsZero() {
		l.pause = 0
		return l.Every, l.Every > 0
	}
	l.pause = min(max(2*l.pause, soonest), latest)
	rest := max(l.Settle-time.Since(begun), 0)
	return min(l.pause, rest+time.Millisecond), true
}

func (l *loop[T]) follow() {
	if l.notice != nil {
		l.notice.follow(l.Paths())
	}
}

func (l *loop[T]) read(ctx context.Context, old *T) (*T, error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	return l.Read(ctx, old)
}

// attempt reads the state and takes it, keeps the old one, or waits.
func (l *loop[T]) attempt(ctx context.Context) {
	begun := time.Now()
	defer func() { l.took = time.Since(begun) }()
	l.follow()
	old := l.keeper.Current()
	next, err := l.read(ctx, old)
	if ctx.Err() != nil {
		return // the error, if there is one, is our own end
	}
	same := err == nil && (next == old || l.Same(old, next))
	if err == nil && !same {
		err = l.Object(old, next)
	}
	switch {
	case err != nil:
		l.refuse(err)
	case same:
		l.calm()
	case l.waits(old, next):
		l.wrong = time.Time{}
	default:
		l.calm()
		l.keeper.value.Store(next)
		if l.Changed != nil {
			l.tell.send(l.Changed(old, next))
		}
	}
}

// calm is when the state as it lies there is in order.
func (l *loop[T]) calm() {
	l.wrong, l.doubt = time.Time{}, nil
	clear(l.told)
	l.keeper.fault.Store(nil)
}

// waits tells whether a state that may be half written is not yet taken.
func (l *loop[T]) waits(old, next *T) bool {
	if l.Settle < 0 || !l.Doubt(old, next) {
		return false
	}
	if l.doubt == nil || !l.Same(l.doubt, next) {
		l.doubt, l.since = next, time.Now()
	}
	return time.Since(l.since) < l.Settle
}

// refuse keeps the old state. The error is told when it did not go away by
// itself in time, or another took its place, and then once.
func (l *loop[T]) refuse(err error) {
	l.doubt = nil
	reason := l.Reason(err)
	if l.told[reason] {
		l.wrong = time.Time{}
		l.keeper.fault.Store(&err)
		return
	}
	if l.wrong.IsZero() {
		l.wrong = time.Now()
	}
	if time.Since(l.wrong) < l.Settle {
		return
	}
	l.wrong = time.Time{}
	if len(l.told) >= maxTold {
		clear(l.told)
	}
	l.told[reason] = true
	l.keeper.fault.Store(&err)
	if l.Refused != nil {
		l.tell.send(func() { l.Refused(err) })
	}
}
