package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/certain-tls/certain"
)

// name makes a stranger's text fit to be shown: cleaned, and in ASCII style
// without a character that the reader's screen may not have.
func (p *page) name(s string) string {
	s = clean(s)
	if p.ascii {
		s = escape(s, func(r rune) bool { return r >= utf8.RuneSelf })
	}
	return s
}

// prose is name for sentences: in ASCII style, typographic characters become
// their ASCII cousins before anything is escaped.
func (p *page) prose(s string) string {
	if p.ascii {
		s = toASCII.Replace(s)
	}
	return p.name(s)
}

var toASCII = strings.NewReplacer(
	"→", "->", "←", "<-", "…", "...", "–", "-", "—", "--", "·", "-", "•", "*", "×", "x",
	"≤", "<=", "≥", ">=", "≠", "!=", "“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'",
	"╭", ",", "╰", "`", "├", "|", "│", "|", "─", "-", "┆", ":", "↪", ">",
)

// maxMarks is how many combining marks one character may carry. Real writing
// needs two or three; a pile of them paints over the lines above and below.
const maxMarks = 3

// clean is certain.Clean, and three things more that matter only where text
// is set in columns: a combining mark with nothing to combine with, marks
// piled up, and characters that are letters or marks by category and yet
// leave nothing to see (variation selectors, Hangul fillers).
func clean(s string) string {
	s = certain.Clean(s)
	marks := maxMarks // before the first character there is no base
	return escape(s, func(r rune) bool {
		switch {
		case r < utf8.RuneSelf:
			marks = 0
		case invisible(r):
			return true
		case !unicode.In(r, unicode.Mn, unicode.Me):
			marks = 0
		case marks >= maxMarks:
			return true
		default:
			marks++
		}
		return false
	})
}

func invisible(r rune) bool {
	return r == '\u2800' || // braille pattern without a dot
		unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// escape writes the runes that bad picks in the form that certain.Clean uses.
func escape(s string, bad func(rune) bool) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case !bad(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// cells is how many columns of a terminal the text takes: two for wide
// characters (Unicode Standard Annex 11), none for combining marks.
func cells(s string) (n int) {
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// elide shortens text to at most limit cells by leaving out its middle: the
// ends of names tell most.
func (p *page) elide(s string, limit int) string {
	if cells(s) <= limit {
		return s
	}
	room := limit - cells(p.dots())
	if room < 2 {
		head, _ := cut(s, max(0, limit))
		return head
	}
	head, _ := cut(s, (room+1)/2)
	return head + p.dots() + tail(s, room-(room+1)/2)
}

// cut takes from the start of s as much as fits into limit cells, with the
// marks of its last character.
func cut(s string, limit int) (head, rest string) {
	used := 0
	for i, r := range s {
		if used += runeCells(r); used > limit {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// tail takes from the end of s as much as fits, and begins with no mark.
func tail(s string, limit int) string {
	start, used := len(s), 0
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		n := runeCells(r)
		if used += n; used > limit {
			break
		}
		if n > 0 {
			start = i
		}
	}
	return s[start:]
}

// plural gives "1 error", "2 errors".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
