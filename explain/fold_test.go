package explain

import "testing"

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, shown string }{
		{"  a \t\r\n b  ", "a b "},
		{`quoted \"x\"\n`, `quoted "x" `},
		{"\x1b[1;31mred\x1b[0m", "red"},
		{"\x1b", ""},
		{"don’t “ask”", `don't "ask"`},
		{"a\x00b\xffc", "a b c"},
		{"Straße ÄÖ", "Straße ÄÖ"},
	} {
		f := fold(c.text)
		if f.shown != c.shown {
			t.Errorf("%q: got %q, want %q", c.text, f.shown, c.shown)
		}
		if len(f.lower) != len(f.shown) {
			t.Errorf("%q: %d bytes shown, %d lowered", c.text, len(f.shown), len(f.lower))
		}
	}
	// U+212A KELVIN SIGN lowers to a shorter letter, and so stays.
	if f := fold("\u212a"); len(f.lower) != len(f.shown) {
		t.Errorf("%q against %q", f.lower, f.shown)
	}
}

func TestLine(t *testing.T) {
	f := fold("one\n\n  two\nthree")
	for offset, want := range map[int]int{0: 1, 2: 1, 4: 3, 8: 4} {
		if got := f.line(offset); got != want {
			t.Errorf("offset %d (%q): line %d, want %d", offset, f.shown[offset:], got, want)
		}
	}
}

func TestWords(t *testing.T) {
	var got []string
	s := "a_b-c 1.2 证书"
	eachWord(s, func(start, end int) { got = append(got, s[start:end]) })
	want := []string{"a_b", "c", "1", "2", "证", "书"}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}

// TestQuoteMarks: what mail and Markdown put before a quoted line does not
// stand inside the sentence.
func TestQuoteMarks(t *testing.T) {
	for text, want := range map[string]string{
		"> unable to get\n> local issuer\n> > certificate": "> unable to get local issuer certificate",
		"a\n>b\n->c":   "a >b ->c",
		"a\n  > b":     "a > b",
		"a\n>":         "a >",
		"a\n> \n> b\n": "a b ",
	} {
		if got := fold(text).lower; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
