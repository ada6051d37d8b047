package render

import (
	"io"
	"strings"
)

// look is the parameter of an SGR escape sequence (ECMA-48, section 8.3.117):
// the 16 ANSI colours, which every terminal theme keeps readable, and bold and
// dim.
type look string

const (
	plain  look = ""
	bold   look = "1"
	dim    look = "2"
	red    look = "31"
	green  look = "32"
	yellow look = "33"
	cyan   look = "36"
)

// strong is the bold form of a colour.
func strong(l look) look {
	if l == plain || l == bold || l == dim {
		return bold
	}
	return bold + ";" + l
}

// span is a piece of text in one look. Its text is cleaned already, see
// [page.name] and [page.prose].
type span struct {
	text string
	look look
}

type line []span

// page collects lines. Lines know nothing of colour until they are written,
// so that a page with colour and one without are the same text.
type page struct {
	width int
	color bool
	ascii bool
	lines []line
}

// narrowest is the width below which a page is laid out as if it were that
// wide: two dates beside a line number of any length need it.
const narrowest = 40

func newPage(s Style) *page {
	width := s.Width
	if width <= 0 {
		width = 80
	}
	return &page{width: max(width, narrowest), color: s.Color, ascii: s.ASCII}
}

func (p *page) add(spans ...span) { p.lines = append(p.lines, spans) }

func (p *page) blank() { p.add() }

// write puts the page out in one piece, no line with blanks at its end.
func (p *page) write(w io.Writer) error {
	var b strings.Builder
	for _, l := range p.lines {
		for _, s := range l.trimmed().joined() {
			if !p.color || s.look == plain {
				b.WriteString(s.text)
				continue
			}
			b.WriteString("\x1b[" + string(s.look) + "m" + s.text + "\x1b[0m")
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l line) trimmed() line {
	out := append(line(nil), l...)
	for i := len(out) - 1; i >= 0; i-- {
		out[i].text = strings.TrimRight(out[i].text, " ")
		if out[i].text != "" {
			return out[:i+1]
		}
	}
	return nil
}

// joined makes one span of neighbours in the same look.
func (l line) joined() (out line) {
	for _, s := range l {
		switch last := len(out) - 1; {
		case s.text == "":
		case last >= 0 && out[last].look == s.look:
			out[last].text += s.text
		default:
			out = append(out, s)
		}
	}
	return out
}

func (l line) cells() (n int) {
	for _, s := range l {
		n += cells(s.text)
	}
	return n
}

func blanks(n int) span { return span{text: strings.Repeat(" ", max(0, n))} }

// pad fills text up to a column of n cells.
func pad(text string, n int) string {
	return text + strings.Repeat(" ", max(0, n-cells(text)))
}

// padLeft sets text at the right end of a column of n cells.
func padLeft(text string, n int) string {
	return strings.Repeat(" ", max(0, n-cells(text))) + text
}

// The drawn characters, and what stands for them in ASCII.
func (p *page) arrow() string  { return p.pick("→", "->") }
func (p *page) dots() string   { return p.pick("…", "...") }
func (p *page) top() string    { return p.pick("╭─", ",-") }
func (p *page) branch() string { return p.pick("├─", "|-") }
func (p *page) bottom() string { return p.pick("╰─", "`-") }
func (p *page) wall() string   { return p.pick("│", "|") }
func (p *page) gap() string    { return p.pick("┆", ":") }
func (p *page) bent() string   { return p.pick("↪", ">") }

func (p *page) pick(unicode, ascii string) string {
	if p.ascii {
		return ascii
	}
	return unicode
}
