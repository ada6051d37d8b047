package certain

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"plain.example":        "plain.example",
		"Ångström 東京 שלום 😀":   "Ångström 東京 שלום 😀",
		"two words":            "two words",
		"line\nnext\r\ttab":    `line\nnext\r\ttab`,
		"\x1b[31mred":          `\x1b[31mred`,
		"nul\x00.example":      `nul\x00.example`,
		"bell\x07 del\x7f":     `bell\x07 del\x7f`,
		"c1\u0085":             `c1\u0085`,
		"gpj.\u202egnp":        `gpj.\u202egnp`,
		"zero\u200bwidth":      `zero\u200bwidth`,
		"mark\ufeff":           `mark\ufeff`,
		"isolate\u2066\u2069":  `isolate\u2066\u2069`,
		"line\u2028separator":  `line\u2028separator`,
		"no-break\u00a0space":  `no-break\u00a0space`,
		"tag\U000e0041":        `tag\U000e0041`,
		"private\ue000":        `private\ue000`,
		"bad\xff\xfeutf8":      `bad\xff\xfeutf8`,
		"cut\xe2\x82":          `cut\xe2\x82`,
		"replacement \ufffd":   "replacement \ufffd",
		`back\slash and \x1b.`: `back\slash and \x1b.`,
	} {
		got := Clean(text)
		if got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
		if Clean(got) != got {
			t.Errorf("cleaning %q twice changes it", text)
		}
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 10, "short"},
		{"exactly ten", 11, "exactly ten"},
		{"one too many", 11, "one too ..."},
		{strings.Repeat("😀", 5), 5, "😀😀😀😀😀"},
		{strings.Repeat("😀", 100), 5, "😀😀..."},
		{"a" + strings.Repeat("😀", 100), 5, "a😀..."},
		{strings.Repeat("\n", 100), 7, `\n\n...`},
		{strings.Repeat("\xff", 100), 7, `\xff...`},
		{"abcdef", 3, "..."},
		{"abcdef", 1, "."},
		{"abcdef", 0, ""},
		{"", 0, ""},
	} {
		got := Clip(c.text, c.limit)
		if got != c.want || utf8.RuneCountInString(got) > c.limit {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b\u202e\xff\U000e0001", 5)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = max(0, min(limit, 1000))
		clean := Clean(text)
		if Clean(clean) != clean || !utf8.ValidString(clean) || strings.ContainsAny(clean, "\x1b\n\u202e") {
			t.Errorf("%q is cleaned to %q", text, clean)
		}
		clipped := Clip(text, limit)
		if utf8.RuneCountInString(clipped) > limit || Clean(clipped) != clipped {
			t.Errorf("%q is clipped to %q at %d", text, clipped, limit)
		}
		if utf8.RuneCountInString(clean) > limit && limit >= 3 && !strings.HasSuffix(clipped, "...") {
			t.Errorf("the cut of %q is not shown: %q", text, clipped)
		}
	})
}
