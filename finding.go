package certain

import "fmt"

// Severity says how bad a finding is.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// AtLeast tells whether s is as bad as limit or worse.
func (s Severity) AtLeast(limit Severity) bool { return s.Rank() <= limit.Rank() }

// Rank orders severities, 0 being the worst.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}

// ParseSeverity reads the value of a flag.
func ParseSeverity(s string) (Severity, error) {
	switch v := Severity(s); v {
	case Error, Warning, Note:
		return v, nil
	}
	return "", fmt.Errorf("%q is no severity: error, warning or note", Clip(s, 40))
}

// Finding is one problem of one target: what is wrong, where, why it matters
// and what to do. All texts are cleaned, see [Clean].
type Finding struct {
	Code     string     `json:"code"` // never reused, see package problem
	Severity Severity   `json:"severity"`
	Title    string     `json:"title"`            // the problem in general, one line, the same in every report
	Summary  string     `json:"summary"`          // this case in one sentence, with its names and dates
	So       string     `json:"so"`               // what follows for the user
	Evidence []Evidence `json:"evidence"`         // facts, at their places
	Likely   string     `json:"likely,omitempty"` // a guess, marked as one
	Fixes    []Fix      `json:"fixes"`            // the most useful first
	Hides    []string   `json:"hides,omitempty"`  // codes of mere symptoms that this finding explains away
	// Of is the place of the leaf that the finding is about; empty if it is
	// about the target as a whole. Only findings about the same leaf hide
	// each other.
	Of       string `json:"-"`
	Accepted bool   `json:"accepted,omitempty"` // found, and accepted by the user: it does not count
}

// Evidence is one fact and the place where it can be seen.
type Evidence struct {
	At   string `json:"at"`   // served[i], fetched[i], root[i], FILE:LINE or step:NAME
	Part string `json:"part"` // one of the Part… constants; for a step its address
	Says string `json:"says"`
}

// The parts of a certificate, file or step that evidence may point at.
const (
	PartStart      = "start"
	PartEnd        = "end"
	PartNames      = "names"
	PartSubject    = "subject"
	PartIssuer     = "issuer"
	PartKey        = "key"
	PartSignature  = "signature"
	PartUsage      = "usage"
	PartCA         = "ca" // basic constraints
	PartConstraint = "constraint"
	PartExtension  = "extension"
	PartPlace      = "place" // its position in the chain
	PartBytes      = "bytes"
	PartWhole      = "whole"
)

// Fix is one way to mend a finding. No fix lowers security.
type Fix struct {
	For     Hands  `json:"for"`
	Do      string `json:"do"`
	Command string `json:"command,omitempty"` // what to type, if it is a command
	// Sure means that the evidence proves that this fix removes the finding.
	Sure bool `json:"sure"`
}

// Hands are whose hands a fix needs.
type Hands string

// The hands.
const (
	ForServer  Hands = "server"  // whoever runs the server
	ForClient  Hands = "client"  // whoever runs or writes the client program
	ForCA      Hands = "ca"      // the certificate authority
	ForNetwork Hands = "network" // whoever runs what lies between
	ForYou     Hands = "you"     // the reader, now
)
