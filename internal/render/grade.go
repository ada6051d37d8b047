package render

import (
	"fmt"
	"io"
)

// GradeRow is one scenario that a program was run against.
type GradeRow struct {
	ID, Result string // right, fooled, broken or hung
	Known      bool
	Says       string
	Means      string
	Cause      string
	Line, At   string
	Output     string // its last line
	Explained  string // the code that it names
}

// Grade shows what became of a program: what it was fooled by, and how many
// scenarios it met rightly. What several faults have in common is said once.
func Grade(w io.Writer, control, help string, rows []GradeRow, summary string, s Style) error {
	p := newPage(s)
	look := green
	if control != "ok" {
		look = strong(red)
	}
	p.title(line{{"control: ", bold}, {p.prose(control), look}})
	p.labelled("help", help)
	p.blank()
	for _, group := range byCause(rows) {
		p.gradeGroup(group)
	}
	p.hang(nil, line{{p.prose(summary), bold}})
	return p.write(w)
}

// byCause groups the faults of one result and one cause, in the order of their
// first.
func byCause(rows []GradeRow) (groups [][]GradeRow) {
	place := map[GradeRow]int{}
	for _, r := range rows {
		if r.Result == "right" {
			continue
		}
		key := GradeRow{Result: r.Result, Cause: r.Cause, Line: r.Line, At: r.At}
		i, ok := place[key]
		if !ok {
			i = len(groups)
			place[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func (p *page) gradeGroup(group []GradeRow) {
	so := ""
	for _, r := range group {
		text := p.prose(r.Says)
		if r.Known {
			text += " (known)"
		}
		p.title(line{{p.name(r.Result), strong(red)}, {"[" + p.name(r.ID) + "]: ", bold}, {text, plain}})
		if r.Means != so {
			p.labelled("so", r.Means)
		}
		so = r.Means
		if r.Result != "fooled" && r.Output != "" {
			p.labelled("said", r.Output)
		}
	}
	cause := group[0].Cause
	if len(group) > 1 && cause != "" {
		cause = fmt.Sprintf("of these %d: %s", len(group), cause)
	}
	p.labelled("cause", cause)
	p.labelled("line", group[0].Line)
	p.labelled("at", group[0].At)
	p.blank()
}
