package render

import (
	"math"
	"strconv"
	"time"
)

// Dates are shown in UTC, because a certificate means UTC.

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }

func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// stamp is minute, or nothing for a time that is not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return minute(t)
}

// span of days in the unit that a person would use.
func daysText(days float64) string {
	if whole := math.Floor(days); whole >= 2 || whole == 1 && days == 1 {
		return plural(int(whole), "day")
	}
	if hours := math.Floor(days * 24); hours >= 1 {
		return plural(int(hours), "hour")
	}
	return plural(int(math.Floor(days*24*60)), "minute")
}

// left tells how long a certificate still lives, or how long it is dead.
func left(days float64) string {
	if days < 0 {
		return "ended " + daysText(-days) + " ago"
	}
	return daysText(days) + " left"
}

func daysBetween(from, to time.Time) float64 { return to.Sub(from).Hours() / 24 }

// took shows a step's time in as few digits as tell something.
func took(ms float64) string {
	switch {
	case ms < 10:
		return strconv.FormatFloat(ms, 'f', 1, 64) + " ms"
	case ms < 10_000:
		return strconv.FormatFloat(ms, 'f', 0, 64) + " ms"
	}
	return strconv.FormatFloat(ms/1000, 'f', 1, 64) + " s"
}
