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

// Looked is what a text turned out to say, and what a look at an endpoint and
// at this machine said of it.
type Looked struct {
	Answer   explain.Answer
	Endpoint string
	Lines    [][2]string // of each candidate: found, not or open, and a sentence
	Code     string      // what is concluded; "" for nothing
	Sure     bool
	Says     string // why
	Ask      string // what would decide, where it is not sure
	Command  string
	Fixes    []certain.Fix
}

// Proof shows what a text says, what a look said of it, and what follows. The
// mending stands under the conclusion: it may be that of another problem than
// the first that the text suggests.
func Proof(w io.Writer, l Looked, s Style) error {
	p := newPage(s)
	if l.Answer.Code == "" {
		p.title(line{{"nothing recognised:", strong(cyan)}, {" no phrase in this text is known", bold}})
	} else {
		entry, _ := problem.Find(l.Answer.Code)
		p.title(line{{"explained[" + p.name(l.Answer.Code) + "]:", strong(cyan)}, {" " + p.prose(entry.Title), bold}})
		p.answerBox(l.Answer)
	}
	p.title(line{{"looked at:", strong(cyan)}, {" " + p.prose(l.Endpoint) + ", and the roots and the environment of this machine", bold}})
	for _, each := range l.Lines {
		p.labelled(each[0], each[1])
	}
	p.conclusion(l)
	return p.write(w)
}

func (p *page) conclusion(l Looked) {
	if l.Code == "" {
		p.title(line{{"not decided:", strong(cyan)}, {" nothing that was seen tells which cause it is", bold}})
		p.labelled("why", l.Says)
		p.asked(l)
		if l.Answer.Code != "" {
			p.more(l.Answer.Code)
		}
		return
	}
	entry, _ := problem.Find(l.Code)
	p.title(line{{"concluded[" + p.name(l.Code) + "]:", strong(cyan)}, {" " + p.prose(entry.Title), bold}})
	if first := l.Answer.Code; first != "" && first != l.Code {
		p.labelled("not", "["+first+"], which the text suggests first")
	}
	why := "why"
	if !l.Sure {
		why = "likely"
	}
	p.labelled(why, l.Says)
	p.labelled("so", entry.So)
	p.asked(l)
	p.fixes(l.Fixes)
	p.more(l.Code)
}

func (p *page) asked(l Looked) {
	p.labelled("ask", l.Ask)
	if l.Ask != "" && l.Command != "" {
		p.shell(l.Command)
	}
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
