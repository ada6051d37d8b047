package cli

import (
	"bytes"
	"runtime"
	"testing"
)

func TestLocale(t *testing.T) {
	for _, c := range []struct {
		all, ctype, lang string
		want             bool
	}{
		{"", "", "en_GB.UTF-8", true},
		{"", "", "de_DE.utf8", true},
		{"C", "", "en_GB.UTF-8", false}, // LC_ALL decides
		{"", "POSIX", "en_GB.UTF-8", false},
		{"C.UTF-8", "POSIX", "C", true},
		{"", "", "de_DE.ISO-8859-1", false},
		{"", "", "", runtime.GOOS == "windows"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_CTYPE", c.ctype)
		t.Setenv("LANG", c.lang)
		if got := utf8Locale(); got != c.want {
			t.Errorf("LC_ALL=%q LC_CTYPE=%q LANG=%q: %v, want %v", c.all, c.ctype, c.lang, got, c.want)
		}
	}
}

func TestWidth(t *testing.T) {
	for columns, want := range map[string]int{"": 80, "junk": 80, "0": 80, "-3": 80, "20": 40, "40": 40, "100": 100, "400": 120} {
		t.Setenv("COLUMNS", columns)
		if got := width(&bytes.Buffer{}); got != want {
			t.Errorf("COLUMNS=%q gives %d columns, want %d", columns, got, want)
		}
	}
}

func TestColored(t *testing.T) {
	var file bytes.Buffer
	t.Setenv("NO_COLOR", "")
	if colored("auto", &file) || colored("never", &file) || !colored("always", &file) {
		t.Error("without a terminal only --color always colours")
	}
	t.Setenv("NO_COLOR", "1")
	if !colored("always", &file) {
		t.Error("NO_COLOR is for auto; what was asked for by a flag stands")
	}
}
