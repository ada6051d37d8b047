package explain

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a text made ready for matching.
type folded struct {
	shown string // white space folded, colour codes and control characters gone
	lower string // the same in lower case, byte for byte at the same offsets
	lines []int  // where in shown each further line begins
}

// fold reads at most MaxText bytes. Bytes that are no UTF-8 become spaces:
// no phrase holds any.
func fold(text string) folded { return foldLines(text, false) }

// fullLine is how many bytes a line has at least for a terminal or an editor
// to have broken it.
const fullLine = 60

// wrapped tells whether a text holds a line that may have been broken.
func wrapped(text string) bool {
	for line := range strings.SplitSeq(text[:min(len(text), MaxText)], "\n") {
		if len(line) >= fullLine && len(line) < len(text) {
			return true
		}
	}
	return false
}

// foldLines folds; if whole is set, what a terminal broke at its width is one
// line again: a word that goes on behind the end of a full line is one word.
func foldLines(text string, whole bool) folded {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	var shown, lower strings.Builder
	shown.Grow(len(text))
	lower.Grow(len(text))
	var f folded
	space := true // no space at the start
	var last rune
	hyphen := false // a letter and a hyphen stand before
	line := 0       // bytes of this line so far
	for len(text) > 0 {
		r, size := unit(text)
		full := whole && line >= fullLine && (r == '\n' || strings.HasPrefix(text, "\r\n"))
		line += size
		if r == '\n' {
			f.lines = append(f.lines, shown.Len())
			line = 0
		}
		text = text[size:]
		if r == '\n' {
			text = text[quoteMark(text):]
		}
		if full {
			continue
		}
		if r == skip {
			continue
		}
		if blank(r) {
			if hyphen && (r == '\n' || r == '\r') {
				space = true // "self-", and "signed" on the next line
			}
			if !space {
				shown.WriteByte(' ')
				lower.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		hyphen = r == '-' && letter(last)
		last = r
		shown.WriteRune(r)
		lower.WriteRune(lowerSameSize(r))
	}
	f.shown, f.lower = shown.String(), lower.String()
	return f
}

// quoteMark measures the marks with which mail and Markdown begin a quoted
// line: "> ", "> > ". They would stand in the middle of a sentence.
func quoteMark(line string) int {
	for i := range len(line) {
		switch {
		case line[i] == '>' || line[i] == ' ' && i < 8:
		case i > 0 && line[i-1] == ' ' && line[0] == '>':
			return i
		default:
			return 0
		}
	}
	return 0
}

// skip marks what leaves no trace, not even a space.
const skip = -1

// unit takes the next character of a text, reading through what loggers and
// terminals put around it: colour codes (ECMA-48 control sequences) vanish,
// the escapes \n, \r and \t of a quoted string are white space, an escaped
// quote is a quote, and typographic quotes are plain ones.
func unit(text string) (rune, int) {
	switch {
	case text[0] == 0x1b:
		return skip, escapeLength(text)
	case text[0] == '\\' && len(text) > 1:
		switch text[1] {
		case 'n', 'r', 't':
			return ' ', 2
		case '"', '\'':
			return rune(text[1]), 2
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '\u2018', '\u2019', '\u201a', '\u201b':
		r = '\''
	case '\u201c', '\u201d', '\u201e', '\u201f':
		r = '"'
	case '\u2010', '\u2011':
		r = '-'
	case utf8.RuneError:
		r = ' '
	}
	return r, size
}

// escapeLength measures a control sequence: ESC [ parameters final. A lone
// ESC is one byte. A sequence is short; what goes on for longer is none.
func escapeLength(text string) int {
	if len(text) < 2 || text[1] != '[' {
		return 1
	}
	for i := 2; i < len(text) && i < 32; i++ {
		if text[i] >= 0x40 && text[i] <= 0x7e {
			return i + 1
		}
	}
	return 1
}

func letter(r rune) bool { return unicode.IsLetter(r) }

func blank(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }

// lowerSameSize lowers a letter unless that would move the bytes behind it.
func lowerSameSize(r rune) rune {
	l := unicode.ToLower(r)
	if utf8.RuneLen(l) != utf8.RuneLen(r) {
		return r
	}
	return l
}

// line tells on which line of the text, from 1, an offset into shown lies.
func (f folded) line(offset int) int {
	return 1 + sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
}

// foldPhrase folds a piece of a phrase. Nearly all of them are in order
// already, and there are thousands.
func foldPhrase(text string) string {
	text = strings.Trim(text, " ")
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '\\' || c == ' ' && text[i-1] == ' ' {
			return strings.TrimSpace(fold(text).lower)
		}
	}
	return strings.ToLower(text)
}
