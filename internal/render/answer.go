package render

import (
	"fmt"
	"io"
	"strconv"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/problem"
)

// Answer shows what a text turned out to say, laid out like a finding: the
// problem · who says so, and in which words · so · fix · or · more.
func Answer(w io.Writer, a explain.Answer, s Style) error {
	p := newPage(s)
	if a.Code == "" {
		p.title(line{{"nothing recognised:", strong(cyan)}, {" no phrase in this text is known", bold}})
		p.labelled("more", "certain explain --list")
		return p.write(w)
	}
	entry, _ := problem.Find(a.Code)
	p.title(line{{"explained[" + p.name(a.Code) + "]:", strong(cyan)}, {" " + p.prose(entry.Title), bold}})
	p.answerBox(a)
	p.labelled("so", entry.So)
	p.fixes(a.Fixes)
	p.candidates(a.Candidates)
	p.more(a.Code)
	return p.write(w)
}

// candidates writes the question that each asks, and the command that answers
// it, once below all those that it answers.
func (p *page) candidates(all []explain.Candidate) {
	for i, c := range all {
		label := "or"
		if i == 0 {
			label = "ask"
		}
		p.labelled(label, "["+c.Code+"] "+c.Ask)
		if c.Command != "" && (i+1 == len(all) || all[i+1].Command != c.Command) {
			p.shell(c.Command)
		}
	}
}

// Proof writes what a look at an endpoint and at this machine said of the
// candidates: a word ("found", "not", "open") and a sentence each.
func Proof(w io.Writer, endpoint string, lines [][2]string, s Style) error {
	p := newPage(s)
	p.title(line{{"looked at:", strong(cyan)}, {" " + p.prose(endpoint) + ", and the roots and the environment of this machine", bold}})
	for _, l := range lines {
		p.labelled(l[0], l[1])
	}
	return p.write(w)
}

func (p *page) answerBox(a explain.Answer) {
	label := ""
	if a.Line > 0 {
		label = strconv.Itoa(a.Line)
	}
	b := p.boxer(max(1, len(label)), cyan)
	head := sureText(a.Confidence)
	if a.Ecosystem != "" {
		head = p.name(a.Ecosystem) + ", " + head
	}
	evidence := []certain.Evidence{{Says: a.Matched}}
	b.draw([]group{{head: head, rows: []row{b.bareRow(label, evidence)}}})
}

func sureText(confidence float64) string {
	word := "a guess"
	switch {
	case confidence >= 0.9:
		word = "sure"
	case confidence >= 0.6:
		word = "likely"
	}
	return fmt.Sprintf("%s (%.0f %%)", word, confidence*100)
}
