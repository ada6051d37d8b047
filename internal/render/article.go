package render

import (
	"io"
	"strings"
)

// Article shows Markdown on a terminal: headings, wrapped prose, lists, code
// blocks, quotes and tables. Headings stand at the margin and what is under
// them is indented, so that the shape is there without colour too. HTML
// comments and the info strings of fences are not shown.
//
// It reads the Markdown that the catalogue's articles are written in, which is
// less than CommonMark; what it does not know it shows as prose.
func Article(w io.Writer, markdown string, s Style) error {
	a := article{page: newPage(s)}
	a.read(dropComments(strings.Split(markdown, "\n")))
	return a.write(w)
}

// article turns lines of Markdown into lines of a page.
type article struct {
	*page
	indent int    // of the text under the last heading
	text   string // the paragraph, list item or quote that is being read
	head   line   // what stands in front of its first line
	next   line   // and of the others, if not blanks
	tight  bool   // the last block was a list item: the next one follows at once
}

const bodyIndent = 2

func (a *article) read(lines []string) {
	for i := 0; i < len(lines); i++ {
		raw := strings.TrimRight(strings.ReplaceAll(lines[i], "\t", "    "), " \r")
		text := strings.TrimLeft(raw, " ")
		depth := len(raw) - len(text)
		switch {
		case text == "":
			a.flush()
		case fenceOf(text) != "":
			i = a.fence(lines, i, depth)
		case headingOf(text) > 0:
			a.heading(text)
		case rule(text):
			a.flush()
		case strings.HasPrefix(text, "|"):
			i = a.table(lines, i)
		case strings.HasPrefix(text, ">"):
			a.quote(strings.TrimSpace(text[1:]))
		case bulletOf(text) != "":
			a.bullet(bulletOf(text), text, depth)
		default:
			a.more(text, depth)
		}
	}
	a.flush()
}

// more adds a line to what is being read, or begins a paragraph.
func (a *article) more(text string, depth int) {
	if a.text == "" {
		a.space(false)
		a.head = line{blanks(a.indent + min(depth, 8))}
	}
	a.text += " " + text
}

// flush sets what was read.
func (a *article) flush() {
	if a.text != "" {
		a.hangBehind(a.head, a.next, inline(a.text, a.prose))
	}
	a.text, a.next = "", nil
}

// space puts an empty line between two blocks, but none between the items of
// a list.
func (a *article) space(item bool) {
	if len(a.lines) > 0 && !(item && a.tight) {
		a.blank()
	}
	a.tight = item
}

func (a *article) heading(text string) {
	a.flush()
	level := headingOf(text)
	a.space(false)
	a.indent = bodyIndent
	margin := 0
	if level > 2 {
		margin, a.indent = min(level-2, 2)*bodyIndent, 2*bodyIndent
	}
	title := inline(strings.Trim(strings.TrimLeft(text, "#"), " #"), a.prose)
	for i := range title {
		title[i].look = bold
	}
	a.hang(line{blanks(margin)}, title)
}

func (a *article) quote(text string) {
	if a.next == nil {
		a.flush()
		a.space(false)
		a.head = line{blanks(a.indent), {a.wall() + " ", dim}}
		a.next = a.head
	}
	a.text += " " + text
}

func (a *article) bullet(mark, text string, depth int) {
	a.flush()
	a.space(true)
	shown := mark
	if strings.ContainsAny(mark, "-*+") {
		shown = a.pick("•", "*")
	}
	a.head = line{blanks(a.indent + min(depth, 8)), {shown + " ", dim}}
	a.text = strings.TrimSpace(text[len(mark):])
}

// headingOf is the level of an ATX heading, 0 for anything else.
func headingOf(text string) int {
	level := len(text) - len(strings.TrimLeft(text, "#"))
	if level > 6 || level == len(text) || level > 0 && text[level] != ' ' {
		return 0
	}
	return level
}

// bulletOf is the mark of a list item: -, *, + or a number.
func bulletOf(text string) string {
	mark, _, ok := strings.Cut(text, " ")
	if !ok {
		return ""
	}
	if mark == "-" || mark == "*" || mark == "+" {
		return mark
	}
	number := strings.TrimRight(mark, ".)")
	if len(number) == len(mark)-1 && len(number) > 0 && len(number) < 4 && strings.Trim(number, "0123456789") == "" {
		return mark
	}
	return ""
}

// rule is a thematic break; it becomes the empty line that is there anyway.
func rule(text string) bool {
	return len(text) >= 3 && (strings.Trim(text, "- ") == "" || strings.Trim(text, "* ") == "" || strings.Trim(text, "_ ") == "")
}

// fenceOf is the run of backticks or tildes that opens or closes code.
func fenceOf(text string) string {
	for _, c := range []string{"`", "~"} {
		run := text[:len(text)-len(strings.TrimLeft(text, c))]
		if len(run) >= 3 && !strings.Contains(text[len(run):], "`") {
			return run
		}
	}
	return ""
}

// dropComments takes out HTML comments, which may go over several lines, and
// leaves code as it is. A line that held nothing else goes too.
func dropComments(lines []string) (out []string) {
	fence, inside := "", false
	for _, l := range lines {
		trimmed := strings.TrimSpace(l)
		switch {
		case fence != "":
			if closes(trimmed, fence) {
				fence = ""
			}
			out = append(out, l)
			continue
		case !inside && fenceOf(trimmed) != "":
			fence = fenceOf(trimmed)
			out = append(out, l)
			continue
		}
		kept := ""
		kept, inside = dropComment(l, inside)
		if kept != l && strings.TrimSpace(kept) == "" {
			continue
		}
		out = append(out, kept)
	}
	return out
}

func dropComment(l string, inside bool) (string, bool) {
	var kept strings.Builder
	for l != "" {
		if inside {
			_, rest, ok := strings.Cut(l, "-->")
			if !ok {
				return kept.String(), true
			}
			l, inside = rest, false
			continue
		}
		before, rest, ok := strings.Cut(l, "<!--")
		kept.WriteString(before)
		l, inside = rest, ok
	}
	return kept.String(), inside
}

func closes(text, fence string) bool {
	return len(text) >= len(fence) && strings.Trim(text, fence[:1]) == ""
}
