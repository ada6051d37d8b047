package render

import "strings"

// A box shows where something is wrong: groups of rows, each group under the
// place that it belongs to, and marks under the parts that the evidence
// points at.

// group is a place (an endpoint, a file) and what was found there.
type group struct {
	head string
	date string // behind the head, or under it where the screen is narrow
	rows []row
}

// row is one certificate, step or line of a file. Where the screen is narrow
// it takes more than one line.
type row struct {
	label string // in the gutter
	lines []rowLine
	skip  bool // not a row, but a note that rows were left out
}

type rowLine struct {
	text  line
	parts map[string]extent // where the parts of certain.Part… stand
	marks []mark
}

type extent struct{ at, width int }

// mark is a row of carets under part of a line, and what it says.
type mark struct {
	extent
	says  string
	quiet bool // a remark under a part that no evidence points at: no carets
}

// boxer draws into a page, right of a gutter.
type boxer struct {
	*page
	gutter int  // cells of the gutter
	room   int  // cells right of the wall
	loud   look // of the carets
}

func (p *page) boxer(gutter int, loud look) boxer {
	return boxer{page: p, gutter: gutter, room: p.width - gutter - len(" | "), loud: loud}
}

func (b boxer) draw(groups []group) {
	corner := b.top()
	for _, g := range groups {
		b.head(corner, g)
		for _, r := range g.rows {
			b.row(r)
		}
		corner = b.branch()
	}
	b.add(blanks(b.gutter+1), span{b.bottom(), dim})
}

func (b boxer) head(corner string, g group) {
	room := b.room - 1 // the corner is one cell wider than the wall
	start := line{blanks(b.gutter + 1), {corner, dim}, {" ", plain}}
	both := g.head
	if g.date != "" {
		both += ", " + g.date
	}
	if cells(both) <= room {
		b.add(append(start, span{both, plain})...)
		return
	}
	if g.date == "" {
		b.add(append(start, span{b.elide(g.head, room), plain})...)
		return
	}
	b.add(append(start, span{b.elide(g.head, room-1) + ",", plain})...)
	b.wallAndText("", line{blanks(1), {g.date, plain}})
}

func (b boxer) row(r row) {
	label := r.label
	for _, l := range r.lines {
		if r.skip {
			b.add(blanks(b.gutter+1), span{b.gap() + " ", dim}, span{l.text[0].text, dim})
			continue
		}
		b.wallAndText(label, l.text)
		label = ""
		for i, m := range l.marks {
			b.mark(m, i > 0 && !l.marks[i-1].quiet && l.marks[i-1].extent == m.extent)
		}
	}
}

func (b boxer) wallAndText(label string, parts ...line) {
	out := line{{padLeft(label, b.gutter), dim}, {" " + b.wall(), dim}, {" ", plain}}
	for _, part := range parts {
		out = append(out, part...)
	}
	b.add(out...)
}

// mark draws the carets and puts the text where it is read best: behind them
// on the same line, behind them in a column, or else under them. A second text
// about the same part gets no second row of carets.
func (b boxer) mark(m mark, again bool) {
	if m.quiet {
		b.below(m.at, m.says, dim)
		return
	}
	m.width = max(1, min(m.width, b.room-m.at))
	carets := line{blanks(m.at), {strings.Repeat("^", m.width), strong(b.loud)}}
	if again {
		carets = line{}
	}
	text, column := cells(m.says), m.at+m.width+1
	switch {
	case m.says == "":
		b.wallAndText("", carets)
	case column+text <= b.room || b.room-column >= 30 && text <= 3*(b.room-column)-20:
		for _, l := range balanced(m.says, b.loud, b.room-column) {
			b.wallAndText("", carets, line{blanks(column - carets.cells())}, l)
			carets = line{}
		}
	default:
		if !again {
			b.wallAndText("", carets)
		}
		b.below(m.at, m.says, b.loud)
	}
}

// below sets text under the place where it belongs, moved to the left as far
// as it needs.
func (b boxer) below(at int, says string, l look) {
	const least = 2
	lines, widest := balanced(says, l, b.room-least), 0
	for _, text := range lines {
		widest = max(widest, text.cells())
	}
	for _, text := range lines {
		b.wallAndText("", line{blanks(max(least, min(at, b.room-widest)))}, text)
	}
}

// fewest is how many rows are always shown.
const fewest = 8

// few leaves out rows that no evidence points at if there are many: what
// stays is what is marked, its neighbours, and both ends.
func few(rows []row, noun string) []row {
	if len(rows) <= fewest {
		return rows
	}
	keep := make([]bool, len(rows))
	keep[0], keep[len(rows)-1] = true, true
	for i, r := range rows {
		if r.marked() {
			keep[max(0, i-1)], keep[i], keep[min(len(rows)-1, i+1)] = true, true, true
		}
	}
	var out []row
	for i := 0; i < len(rows); i++ {
		left := 0
		for i+left < len(rows) && !keep[i+left] {
			left++
		}
		if left > 1 {
			note := line{{plural(left, noun) + " left out", dim}}
			out = append(out, row{skip: true, lines: []rowLine{{text: note}}})
			i += left
		}
		if i < len(rows) {
			out = append(out, rows[i])
		}
	}
	return out
}

func (r row) marked() bool {
	for _, l := range r.lines {
		if len(l.marks) > 0 {
			return true
		}
	}
	return false
}
