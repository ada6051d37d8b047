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
		lines := strings.Split(log, "\n")
		for i := 0; i < len(lines); {
			end := i + 1
			for end < len(lines) && end-i < maxMessage && continues(lines[i], lines[end-1], lines[end]) {
				end++
			}
			text := strings.TrimRight(strings.Join(lines[i:end], "\n"), "\r\n ")
			if strings.TrimSpace(text) != "" && !yield(i+1, text) {
				return
			}
			i = end
		}
	}
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
