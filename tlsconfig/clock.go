package tlsconfig

import (
	"errors"
	"fmt"
	"time"
)

// errClock is behind the report of a clock that jumped.
var errClock = errors.New("the clock jumped")

// clock tells the time that ticket keys go by. It watches the clock of the
// machine by the monotonic one: where the two part, one of them is wrong, and
// it takes a while until the new time is believed.
//
// On Linux the monotonic clock stands still while the machine sleeps, so a
// sleep looks like a jump. That does no harm: tickets of both times are taken.
type clock struct {
	wall      func() time.Time     // what the machine says
	elapsed   func() time.Duration // monotonic
	tolerance time.Duration        // a difference up to this is no jump
	settle    time.Duration        // a jump that has lasted so long is the truth

	base    time.Time     // the time at the last reading that was believed
	at      time.Duration // and the monotonic time then
	doubted bool
	since   time.Duration // monotonic, of the first doubt
}

func newClock(wall func() time.Time, tolerance, settle time.Duration) *clock {
	began := time.Now()
	c := &clock{
		wall:    func() time.Time { return wall().Round(0) }, // without its monotonic part
		elapsed: func() time.Duration { return time.Since(began) }, tolerance: tolerance, settle: settle,
	}
	c.base, c.at = c.wall(), c.elapsed()
	return c
}

// read gives the time to go by. While the clock is in doubt, that is the old
// time carried on, other is what the machine says, and err tells of it.
func (c *clock) read() (now time.Time, other []time.Time, err error) {
	wall, at := c.wall(), c.elapsed()
	expected := c.base.Add(at - c.at)
	off := wall.Sub(expected)
	if off.Abs() > c.tolerance {
		if !c.doubted {
			c.doubted, c.since = true, at
		}
		if at-c.since < c.settle {
			return expected, []time.Time{wall}, fmt.Errorf("%w by %v: the old time is carried on until it has been so for %v", errClock, off.Round(time.Second), c.settle)
		}
	}
	c.doubted, c.base, c.at = false, wall, at
	return wall, nil, nil
}
