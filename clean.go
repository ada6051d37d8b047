package certain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes text from a stranger safe to show: control characters,
// characters that steer bidirectional text or are invisible, and bytes that
// are no UTF-8 become visible escapes (\n, \x1b, \u202e). A name in a
// certificate may otherwise repaint the terminal that shows it, or swap the
// order of what is read (Unicode Technical Report 36). Cleaning twice changes
// nothing more.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case !unsafeRune(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[size:]
	}
	return b.String()
}

func isClean(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if unsafeRune(r) {
			return false
		}
	}
	return true
}

// unsafeRune covers the categories Cc, Cf (bidirectional controls, zero-width
// characters, tags), Zl, Zp and unassigned or private code points.
func unsafeRune(r rune) bool {
	return r != ' ' && !unicode.IsPrint(r)
}

// Clip is Clean with a bound: at most limit characters, the cut shown as an
// ellipsis of three dots.
func Clip(s string, limit int) string {
	if most := 4 * (limit + 1); len(s) > most { // cut before cleaning: the text may be huge
		s = s[:most]
	}
	runes := []rune(Clean(s))
	if len(runes) <= limit {
		return string(runes)
	}
	return string(runes[:max(0, limit-3)]) + "..."[:min(3, max(0, limit))]
}
