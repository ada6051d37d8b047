package cli

import (
	"testing"
	"time"
)

func TestSpan(t *testing.T) {
	good := map[string]time.Duration{
		"10s": 10 * time.Second, "1h30m": 90 * time.Minute, "250ms": 250 * time.Millisecond,
		"21d": 21 * 24 * time.Hour, "1d12h": 36 * time.Hour, "106751d": 106751 * 24 * time.Hour,
	}
	for text, want := range good {
		var s span
		if err := s.Set(text); err != nil || s.Duration != want {
			t.Errorf("%q gives %v, %v; want %v", text, s.Duration, err, want)
		}
		var again span
		if err := again.Set(s.String()); err != nil || again != s {
			t.Errorf("%q is written as %q, which gives %v, %v", text, s.String(), again.Duration, err)
		}
	}
	for _, text := range []string{"", "0s", "0d", "-1s", "-3d", "1d-2h", "21", "d", "1d2d", "1.5d", "x", "106752d", "99999999999d", "106751d24h", "9999999h"} {
		var s span
		if err := s.Set(text); err == nil {
			t.Errorf("%q is taken for %v", text, s.Duration)
		}
	}
}

func TestInstant(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-03-14T09:26:00Z":      time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC),
		"2026-03-14T10:26:00+01:00": time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC),
		"2026-03-14":                time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC),
	} {
		var i instant
		if err := i.Set(text); err != nil || !i.Equal(want) {
			t.Errorf("%q gives %v, %v; want %v", text, i.Time, err, want)
		}
	}
	for _, text := range []string{"", "tomorrow", "2026-02-30", "14.3.2026", "2026-03-14 09:26"} {
		var i instant
		if err := i.Set(text); err == nil {
			t.Errorf("%q is taken for %v", text, i.Time)
		}
	}
}

func TestNearest(t *testing.T) {
	verbs := []string{"check", "inspect", "explain", "tour", "lab", "version", "completion"}
	for word, want := range map[string]string{
		"chek": "check", "cehck": "check", "inspct": "inspect", "exlpain": "explain", "compl": "completion",
		"zzzzzz": "", "": "", "Ünicode-word-that-is-long": "",
	} {
		if got := nearest(word, verbs); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

func TestCodeLike(t *testing.T) {
	for word, want := range map[string]bool{
		"expired": true, "host-name": true, "": false, "-": false, "a--b": false,
		"ECONNREFUSED": false, "unable_to_verify": false, "two words": false, "expired-": false,
	} {
		if codeLike(word) != want {
			t.Errorf("codeLike(%q) is not %v", word, want)
		}
	}
}
