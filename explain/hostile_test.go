package explain

import (
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// hostile are texts made to be slow or to break the reader.
func hostile() map[string]string {
	return map[string]string{
		"one letter":       strings.Repeat("a", MaxText),
		"twice the bound":  strings.Repeat("b ", MaxText),
		"line feeds":       strings.Repeat("\n", MaxText),
		"NULs":             strings.Repeat("\x00", MaxText),
		"escapes":          strings.Repeat("\x1b[", MaxText/2),
		"backslashes":      strings.Repeat(`\`, MaxText),
		"no UTF-8":         strings.Repeat("\xff\xc0\x80", MaxText/3),
		"first pieces":     strings.Repeat("Failed to connect to ", MaxText/21),
		"anchors":          strings.Repeat("certificate ", MaxText/12),
		"matches":          strings.Repeat("certificate has expired ", MaxText/24),
		"nested":           strings.Repeat("PKIX path validation failed ", MaxText/28) + "validity check failed",
		"phrase at bound":  strings.Repeat("x", MaxText-4) + " certificate has expired",
		"Chinese":          strings.Repeat("证书已过期", MaxText/15),
		"combining accent": "certificate has expired" + strings.Repeat("\u0301", 10000),
	}
}

func TestHostileText(t *testing.T) {
	for name, text := range hostile() {
		a := Text(text)
		check(t, name, text, a)
		switch name {
		case "matches":
			if a.Code != "expired" {
				t.Errorf("%s: got %q", name, a.Code)
			}
		case "nested", "combining accent", "anchors":
		case "first pieces":
		default:
			if a.Code != "" {
				t.Errorf("%s: got %q by %q", name, a.Code, a.Matched)
			}
		}
	}
}

// check holds what is true of every answer.
func check(t *testing.T, name, text string, a Answer) {
	t.Helper()
	if a.Code == "" {
		if a.Confidence != 0 || a.Matched != "" || a.Line != 0 || a.Alternatives != nil || a.Fixes != nil || a.Ecosystem != "" {
			t.Errorf("%s: no code, and yet %+v", name, a)
		}
		return
	}
	if a.Confidence <= 0 || a.Confidence >= 1 {
		t.Errorf("%s: confidence %v", name, a.Confidence)
	}
	if len(a.Matched) > 4*200 || certain.Clean(a.Matched) != a.Matched {
		t.Errorf("%s: matched %q", name, a.Matched)
	}
	whole := strings.TrimSuffix(a.Matched, "...")
	if shown := fold(text).shown + "\n" + foldLines(text, true).shown; !strings.Contains(shown, whole) {
		t.Errorf("%s: matched %q is no part of the text", name, a.Matched)
	}
	if lines := strings.Count(text, "\n") + 1; a.Line < 1 || a.Line > lines {
		t.Errorf("%s: line %d of %d", name, a.Line, lines)
	}
	if len(a.Alternatives) > maxAlternatives {
		t.Errorf("%s: %d alternatives", name, len(a.Alternatives))
	}
	for _, code := range a.Alternatives {
		if code == a.Code || code == "" {
			t.Errorf("%s: alternatives %v of %s", name, a.Alternatives, a.Code)
		}
	}
}

// TestWorkIsBounded counts comparisons instead of seconds: however often a
// text repeats a word of the tables, each word leads to few of them.
func TestWorkIsBounded(t *testing.T) {
	b := phrasebook()
	for word, ids := range b.filed {
		if len(ids) > 40 {
			t.Errorf("%q is the rarest word of %d pieces", word, len(ids))
		}
	}
	for _, n := range b.needles {
		if len(n.uses) > 40 {
			t.Errorf("%q is a piece of %d phrases", n.text, len(n.uses))
		}
		if n.text == "" {
			t.Error("an empty piece")
		}
	}
	for name, text := range hostile() {
		for phrase, hits := range b.read(fold(text).lower).hits {
			if len(hits) > maxHits {
				t.Errorf("%s: %d places of %q are kept", name, len(hits), b.phrases[phrase].Text)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, c := range said {
		f.Add(c.text)
	}
	f.Add("Caused by: \x1b[31mcertificate\u202e has expired\xff\\n")
	f.Fuzz(func(t *testing.T, text string) {
		check(t, "text", text, Text(text))
	})
}

func BenchmarkText(b *testing.B) {
	line := said[0].text
	log := strings.Repeat("2026-11-24 04:00:00 GET /index.html 200 612 \"-\" \"curl/7.88.1\"\n", 1000) + line
	for name, text := range map[string]string{"line": line, "log": log, "nothing": strings.Repeat("a ", 1<<15)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Text(text)
			}
		})
	}
}
