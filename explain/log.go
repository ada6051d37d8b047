package explain

import (
	"iter"
	"strings"
)

// maxMessage bounds how many lines are taken for one message of a log.
const maxMessage = 400

// Messages cuts a log into its messages: the line on which each begins, from
// 1, and its text. A traceback is one message: its frames are indented, and
// the lines between and behind them that name the exception belong to it.
func Messages(log string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		var c Cutter
		for line := range strings.SplitSeq(log, "\n") {
			if at, text, ok := c.Line(line); ok && !yield(at, text) {
				return
			}
		}
		if at, text, ok := c.Rest(); ok {
			yield(at, text)
		}
	}
}

// A Cutter does what [Messages] does with a log that comes line by line, of
// which it holds one message: at most 400 lines, and no line once they are
// longer than [MaxText] together, since nothing behind that is read. The zero
// value is ready; it is not for use by several goroutines at once.
type Cutter struct {
	lines []string // the message so far
	size  int
	first int // its first line's number
	seen  int // how many lines came
}

// Line takes the next line, without its line feed. If it begins a message, it
// gives the one before: its first line's number, from 1, and its text. A
// message of blank lines is none.
func (c *Cutter) Line(line string) (first int, text string, ok bool) {
	c.seen++
	if len(c.lines) == 0 || len(c.lines) >= maxMessage || !continues(c.lines[0], c.lines[len(c.lines)-1], line) {
		first, text, ok = c.Rest()
		c.first = c.seen
	}
	if c.size <= MaxText {
		c.lines = append(c.lines, line)
		c.size += len(line)
	}
	return first, text, ok
}

// Rest gives the message that no further line has ended.
func (c *Cutter) Rest() (first int, text string, ok bool) {
	text = strings.TrimRight(strings.Join(c.lines, "\n"), "\r\n ")
	c.lines, c.size = c.lines[:0], 0
	return c.first, text, strings.TrimSpace(text) != ""
}

// continues tells whether a line belongs to the message that began with first
// and whose last line so far is before.
func continues(first, before, line string) bool {
	switch {
	case strings.TrimSpace(line) == "":
		return traceback(first) && strings.TrimSpace(before) != ""
	case strings.HasPrefix(line, " "), strings.HasPrefix(line, "\t"), strings.HasPrefix(line, "}"):
		return true
	case strings.HasPrefix(line, "Caused by"), strings.HasPrefix(line, "at "), strings.HasPrefix(line, "During handling of the above"),
		strings.HasPrefix(line, "The above exception was"), strings.HasPrefix(line, "Suppressed:"), strings.HasPrefix(line, "--- End of"):
		return true
	case traceback(line):
		return strings.TrimSpace(before) == "" && traceback(first)
	}
	return traceback(first) && strings.HasPrefix(before, " ") // the exception behind Python's frames
}

func traceback(line string) bool { return strings.HasPrefix(line, "Traceback (most recent call last)") }
