package render

import (
	"fmt"
	"strings"

	"github.com/certain-tls/certain"
)

// stepColumns are the widths of a table of steps: name, outcome, time; the
// rest of the line is where it went and what it found.
type stepColumns struct {
	name, outcome, ms int
	stacked           bool
}

// fewestPlace is the least that an address needs beside the other columns.
const fewestPlace = 30

func stepColumnsFor(steps []certain.Step, room int) stepColumns {
	var c stepColumns
	for _, s := range steps {
		c.name = max(c.name, cells(s.Name))
		c.outcome = max(c.outcome, cells(string(s.Outcome)))
		c.ms = max(c.ms, cells(took(s.MS)))
	}
	c.name, c.outcome, c.ms = min(c.name, 16), min(c.outcome, 16), min(c.ms, 10)
	c.stacked = room-(c.name+c.outcome+c.ms+6) < fewestPlace
	return c
}

func (b boxer) stepRows(steps []certain.Step, evidence []certain.Evidence) []row {
	c := stepColumnsFor(steps, b.room)
	on, lost := stepEvidence(steps, evidence)
	rows := make([]row, 0, len(steps))
	for i, s := range steps {
		rows = append(rows, b.stepRow(s, on[i], c, b.room))
	}
	rows = few(rows, "step")
	if len(lost) > 0 {
		rows = append(rows, b.bareRow("", lost))
	}
	return rows
}

// stepEvidence shares the evidence out. step:NAME may stand for several
// steps, one an address: what it says belongs to the one whose session it
// names, else to the one whose address it names, else to the failed one that has none yet, else to the last. What
// belongs to no step is lost.
func stepEvidence(steps []certain.Step, evidence []certain.Evidence) (on [][]certain.Evidence, lost []certain.Evidence) {
	on = make([][]certain.Evidence, len(steps))
	for _, e := range evidence {
		name, _ := strings.CutPrefix(e.At, "step:")
		best, rank := -1, -1
		for i, s := range steps {
			if s.Name != name {
				continue
			}
			r := 0
			switch {
			case s.TicketOf != "" && strings.Contains(e.Says, s.TicketOf):
				r = 4
			case s.Address != "" && strings.Contains(e.Says, s.Address):
				r = 3
			case s.Outcome != certain.OK && len(on[i]) == 0:
				r = 2
			case s.Outcome != certain.OK:
				r = 1
			}
			if r > rank || r == rank && r < 2 {
				best, rank = i, r
			}
		}
		if best >= 0 {
			on[best] = append(on[best], e)
		} else {
			lost = append(lost, e)
		}
	}
	return on, lost
}

func (p *page) stepRow(s certain.Step, evidence []certain.Evidence, c stepColumns, room int) row {
	name := p.elide(p.name(s.Name), c.name)
	outcome := p.elide(p.name(string(s.Outcome)), c.outcome)
	facts := line{
		{pad(outcome, c.outcome), outcomeLook(s.Outcome)}, {"  " + padLeft(p.elide(took(s.MS), c.ms), c.ms), dim},
	}
	if c.stacked {
		lines := under(line{{name + "  ", plain}}, p.stepPlace(s), room)
		marks := p.stepMarks(s, evidence, extent{2, cells(outcome)})
		return row{lines: append(lines, rowLine{text: append(line{blanks(2)}, facts...), marks: marks})}
	}
	head := append(line{{pad(name, c.name), plain}, {"  ", plain}}, append(facts, span{"  ", plain})...)
	lines := under(head, p.stepPlace(s), room)
	lines[len(lines)-1].marks = p.stepMarks(s, evidence, extent{c.name + 2, cells(outcome)})
	return row{lines: lines}
}

// under sets text behind head, going on in the same column; at least one line.
func under(head, text line, room int) []rowLine {
	column := head.cells()
	lines := []rowLine{{text: head}}
	for i, l := range wrap(text, room-column, room-column) {
		if i > 0 {
			lines = append(lines, rowLine{text: line{blanks(column)}})
		}
		lines[i].text = append(lines[i].text, l...)
	}
	return lines
}

// stepPlace is where a step went and what it found there.
func (p *page) stepPlace(s certain.Step) line {
	place := line{{p.name(s.Address), plain}}
	if s.TicketOf != "" {
		place = append(place, span{" with a session of ", dim}, span{p.name(s.TicketOf), plain})
	}
	if s.Found != "" {
		place = append(place, span{" " + p.arrow() + " ", dim}, span{p.name(s.Found), plain})
	}
	return place
}

// stepMarks are the evidence, what the system said about the failure, and what
// was heard. What the evidence tells already is not told twice.
func (p *page) stepMarks(s certain.Step, evidence []certain.Evidence, at extent) (marks []mark) {
	var told []string
	tell := func(text string, quiet bool) {
		for _, t := range told {
			if strings.Contains(t, text) {
				return
			}
		}
		told = append(told, text)
		marks = append(marks, mark{extent: at, says: text, quiet: quiet})
	}
	for _, e := range evidence {
		tell(p.prose(e.Says), false)
	}
	if s.Outcome == certain.OK {
		return marks
	}
	if s.Error != "" {
		tell(p.name(s.Error), true)
	}
	if s.Alert != nil && s.Error == "" {
		tell(fmt.Sprintf("alert %d", *s.Alert), true)
	}
	if heard := p.name(s.Heard); heard != "" && !strings.Contains(strings.Join(told, " "), heard) {
		tell(`heard "`+heard+`"`, true)
	}
	return marks
}

func outcomeLook(o certain.Outcome) look {
	if o == certain.OK {
		return green
	}
	return red
}
