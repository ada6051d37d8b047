package render

import "strings"

// inline reads the marks inside prose: `code`, **strong**, *stressed*,
// [text](address) and <address>. Code keeps its backticks, so that it is told
// apart without colour too.
func inline(text string, clean func(string) string) line {
	in := inliner{clean: clean}
	for text != "" {
		i := strings.IndexAny(text, "`*[<\\")
		if i < 0 {
			break
		}
		in.plain.WriteString(text[:i])
		text = text[i+in.mark(text[i:]):]
	}
	in.plain.WriteString(text)
	in.flush()
	return in.out
}

type inliner struct {
	clean func(string) string
	out   line
	plain strings.Builder
	look  look
}

func (in *inliner) flush() {
	in.put(in.plain.String(), in.look)
	in.plain.Reset()
}

func (in *inliner) put(text string, l look) {
	if text != "" {
		in.out = append(in.out, span{in.clean(text), l})
	}
}

// mark reads what begins at text and tells how many bytes that took. What
// turns out to be no mark is taken as it stands.
func (in *inliner) mark(text string) int {
	n := 0
	switch text[0] {
	case '\\':
		n = in.escaped(text)
	case '`':
		n = in.code(text)
	case '*':
		n = in.stress(text)
	case '[':
		n = in.link(text)
	case '<':
		n = in.address(text)
	}
	if n == 0 {
		in.plain.WriteByte(text[0])
		n = 1
	}
	return n
}

func (in *inliner) escaped(text string) int {
	if len(text) < 2 || !strings.ContainsRune("\\`*_{}[]()<>#+-.!|~", rune(text[1])) {
		return 0
	}
	in.plain.WriteByte(text[1])
	return 2
}

// code ends at a run of as many backticks as it began with.
func (in *inliner) code(text string) int {
	run := text[:len(text)-len(strings.TrimLeft(text, "`"))]
	body := text[len(run):]
	for from := 0; ; {
		i := strings.Index(body[from:], run)
		if i < 0 {
			in.plain.WriteString(run)
			return len(run)
		}
		end := from + i
		after := len(body[end:]) - len(strings.TrimLeft(body[end:], "`"))
		if after == len(run) {
			in.flush()
			in.put("`"+strings.TrimSpace(body[:end])+"`", cyan)
			return len(run) + end + len(run)
		}
		from = end + after
	}
}

// stress turns bold on or off; a star that stands free is a star.
func (in *inliner) stress(text string) int {
	n := 1
	if strings.HasPrefix(text, "**") {
		n = 2
	}
	opens := in.look == plain && len(text) > n && text[n] != ' ' && strings.Contains(text[n:], text[:n])
	if !opens && in.look == plain {
		return 0
	}
	in.flush()
	in.look = plain
	if opens {
		in.look = bold
	}
	return n
}

func (in *inliner) link(text string) int {
	shown, rest, ok := strings.Cut(text[1:], "](")
	if !ok || strings.ContainsAny(shown, "[]") {
		return 0
	}
	to, _, ok := strings.Cut(rest, ")")
	if !ok {
		return 0
	}
	in.flush()
	in.out = append(in.out, inline(shown, in.clean)...)
	if to != shown && strings.Contains(to, "://") {
		in.put(" ("+to+")", dim)
	}
	return 1 + len(shown) + 2 + len(to) + 1
}

func (in *inliner) address(text string) int {
	to, _, ok := strings.Cut(text[1:], ">")
	if !ok || !strings.Contains(to, "://") || strings.ContainsAny(to, " <") {
		return 0
	}
	in.plain.WriteString(to)
	return len(to) + 2
}
