package render

import "strings"

// fence sets the code block that begins at lines[i] and gives the index of its
// last line.
func (a *article) fence(lines []string, i, depth int) int {
	a.flush()
	opener := strings.TrimSpace(lines[i])
	fence := fenceOf(opener)
	language, _, _ := strings.Cut(strings.TrimSpace(opener[len(fence):]), " ")
	a.space(false)
	indent := a.indent + 2 + min(depth, 8)
	for i++; i < len(lines); i++ {
		if closes(strings.TrimSpace(lines[i]), fence) && strings.TrimSpace(lines[i]) != "" {
			break
		}
		text := strings.TrimRight(strings.ReplaceAll(lines[i], "\t", "    "), " \r")
		for range depth { // the fence's own indentation is not the code's
			text = strings.TrimPrefix(text, " ")
		}
		a.codeLine(a.prose(text), indent, shell[language])
	}
	return i
}

var shell = map[string]bool{"sh": true, "bash": true, "shell": true, "console": true, "zsh": true}

// codeLine sets one line of code. Code is never filled like prose; a line that
// is too long is continued as the shell would, or else behind a bent arrow.
func (a *article) codeLine(text string, indent int, shell bool) {
	code := strings.TrimLeft(text, " ")
	own := len(text) - len(code)
	head := line{blanks(indent + own)}
	room := a.width - indent - own
	switch {
	case code == "":
		a.blank()
	case cells(code) <= room:
		a.add(append(head, span{code, green})...)
	case shell && strings.HasPrefix(code, "#"):
		for _, l := range wrapText(strings.TrimSpace(code[1:]), green, room-2, room-2) {
			a.add(append(line{head[0], {"# ", green}}, l...)...)
		}
	case shell:
		a.command(head, code, green)
	default:
		a.bentLine(code, min(indent+own, a.width/2))
	}
}

// bentLine breaks behind a blank if there is one in the second half, and
// keeps every blank: in code they may mean something.
func (a *article) bentLine(code string, indent int) {
	head := line{blanks(indent)}
	for room := a.width - indent; code != ""; room = a.width - indent - 4 {
		piece, rest := cut(code, room)
		if i := strings.LastIndexByte(piece, ' '); rest != "" && i > len(piece)/2 {
			piece, rest = piece[:i+1], piece[i+1:]+rest
		}
		a.add(append(head, span{piece, green})...)
		head, code = line{blanks(indent + 2), {a.bent() + " ", dim}}, rest
	}
}
