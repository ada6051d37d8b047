package lab

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// When is a point in time: either absolute, or relative to the lab's time.
type When struct {
	After time.Duration
	At    time.Time // in place of After, unless it is zero
}

func after(d time.Duration) *When { return &When{After: d} }

// on gives the point in time in a lab.
func (w When) on(at time.Time) time.Time {
	if !w.At.IsZero() {
		return w.At
	}
	return at.Add(w.After)
}

var spans = []struct {
	unit string
	is   time.Duration
}{{"d", day}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}}

// MarshalText writes -93d4h, +60d, or RFC 3339.
func (w When) MarshalText() ([]byte, error) {
	if !w.At.IsZero() {
		return []byte(w.At.UTC().Format(time.RFC3339)), nil
	}
	text, left := "+", w.After.Truncate(time.Second)
	if left < 0 {
		text, left = "-", -left
	}
	for _, s := range spans {
		if n := left / s.is; n > 0 {
			text += strconv.FormatInt(int64(n), 10) + s.unit
			left -= n * s.is
		}
	}
	if len(text) == 1 {
		text += "0d"
	}
	return []byte(text), nil
}

var relative = regexp.MustCompile(`^([+-])(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$`)

// UnmarshalText reads what MarshalText writes, and a day such as 2026-12-31,
// whose first moment in UTC it is.
func (w *When) UnmarshalText(text []byte) error {
	*w = When{}
	if m := relative.FindSubmatch(text); m != nil && len(text) > 1 {
		for i, s := range spans {
			n, _ := strconv.Atoi(string(m[i+2])) // digits only, or nothing
			w.After += time.Duration(n) * s.is
		}
		if w.After > 100*365*day {
			return fmt.Errorf("is more than a hundred years away")
		}
		if m[1][0] == '-' {
			w.After = -w.After
		}
		return nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		t, err := time.Parse(layout, strings.ToUpper(string(text)))
		// A certificate's dates go from 1950 (RFC 5280 section 4.1.2.5) to 9999.
		if err == nil && t.UTC().Year() >= 1950 && t.UTC().Year() <= 9999 {
			w.At = t.UTC()
			return nil
		}
	}
	return fmt.Errorf("is no point in time: expected one relative to the start of the lab, such as -3d or +90d12h, or an absolute one, such as 2026-12-31 or 2026-12-31T23:59:59Z")
}
