package render

import (
	"fmt"
	"time"

	"github.com/certain-tls/certain"
)

// Suite is a call's answer in the terms of tools that run tests: JUnit XML,
// SARIF and Markdown are drawn from it, for check and for lab grade alike.
type Suite struct {
	Name    string // of the command: certain check
	Version string // of the program
	Summary string // one line
	Cases   []Case
}

// Case is one thing that was tried: a target, or a scenario.
type Case struct {
	Name   string
	Took   time.Duration
	Faults []Fault // none: it passed
	Known  bool    // its faults are known and do not count
}

// Fault is one thing wrong with a case.
type Fault struct {
	Code     string // the rule: a code of the catalogue
	Severity certain.Severity
	Title    string // the rule in words
	Says     string // this case in one sentence
	So       string // what follows
	Cause    string // what usually causes it
	Fix      string // what to do
	Uncounts bool   // accepted, or below the severity that was asked for
	File     string // where it lies, if in a file
	Line     int    // in the file, from 1; 0 is unknown
}

// counted are the faults of the case that count.
func (c Case) counted() (n int) {
	for _, f := range c.Faults {
		if !f.Uncounts && !c.Known {
			n++
		}
	}
	return n
}

func (f Fault) text() string {
	text := f.Says
	for _, more := range []struct{ head, text string }{{"so: ", f.So}, {"cause: ", f.Cause}, {"fix: ", f.Fix}} {
		if more.text != "" {
			text += "\n" + more.head + more.text
		}
	}
	return text
}

// place is where a fault lies, for people.
func (f Fault) place() string {
	if f.File == "" || f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}
