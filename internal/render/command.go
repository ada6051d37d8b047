package render

import "strings"

// command sets one command so that it can be pasted: it breaks only at blanks
// outside quotes, with a backslash that the shell takes away again. A word
// that is wider than the screen stays whole, because a broken one would be
// another command.
func (p *page) command(head line, text string, l look) {
	column := head.cells()
	room := p.width - column
	current, used := head, 0
	all := pairs(shellWords(text), room)
	for i, word := range all {
		n, spare := cells(word), len(" \\")
		if i == len(all)-1 {
			spare = 0
		}
		if used > 0 && used+1+n+spare > room {
			p.add(append(current, span{" \\", dim})...)
			current, used = line{blanks(column + 2)}, 2
			current, used = append(current, span{word, l}), used+n
			continue
		}
		if used > 0 {
			word, n = " "+word, n+1
		}
		current, used = append(current, span{word, l}), used+n
	}
	p.add(current...)
}

// pairs keeps an option with its value, and an operator with what follows it,
// where both fit on a line: a broken command should still read well.
func pairs(words []string, room int) (out []string) {
	for i := 0; i < len(words); i++ {
		word := words[i]
		if i+1 < len(words) && opens(word) && !opens(words[i+1]) && cells(word+words[i+1])+5 <= room {
			i++
			word += " " + words[i]
		}
		out = append(out, word)
	}
	return out
}

func opens(word string) bool {
	switch word {
	case "|", "||", "&&", ">", "<":
		return true
	}
	return strings.HasPrefix(word, "-")
}

// shellWords splits at blanks that a POSIX shell would split at too (quotes
// and backslashes keep theirs). A comment is one word to the end: inside it a
// backslash continues nothing.
func shellWords(s string) (out []string) {
	var quote byte
	start := -1
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' && quote == '"' {
				i++
			} else if c == quote {
				quote = 0
			}
			continue
		case c == ' ':
			if start >= 0 {
				out, start = append(out, s[start:i]), -1
			}
			continue
		case start < 0 && c == '#':
			return append(out, s[i:])
		}
		if start < 0 {
			start = i
		}
		if c == '\\' {
			i++
		} else if c == '\'' || c == '"' {
			quote = c
		}
	}
	if start >= 0 {
		out = append(out, strings.TrimRight(s[start:], " "))
	}
	return out
}
