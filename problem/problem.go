// Package problem is the catalogue: one entry for each code, with its words,
// its severity and its place in the order of findings. Nothing else in the
// project lists the codes a second time; a check names its code and takes the
// rest from here.
//
// A code is a promise: kebab-case words that say the bad thing, never reused,
// never renamed. How to add one with all its corners stands in
// CONTRIBUTING.md. The package is pure data and safe for concurrent use.
package problem

import "github.com/certain-tls/certain"

// Problem is one entry of the catalogue.
type Problem struct {
	Code  string
	Title string // what is wrong, in general: lower case, no full stop, at most 90 characters
	// FilesTitle replaces Title where files are judged, if the words differ.
	FilesTitle string
	So         string // what follows for the user, one clause
	FilesSo    string // replaces So where files are judged, if the words differ
	// Endpoint and Files are the severities on a server and on files; empty
	// means that the code is not reported there; both empty, that only texts
	// tell of it. A check may lower or raise
	// one where the evidence says so, and then says why.
	Endpoint, Files certain.Severity
	Bites           Bite
	About           About
	// Fixes are the general ways to mend it, the most useful first. A check
	// may put surer ones in front. {host}, {port}, {name}, {file} and {key}
	// in them stand for the case at hand, see Fill.
	Fixes []certain.Fix
	// Apart tells this code from its neighbours, for those who read the
	// catalogue.
	Apart string
}

// Bite is the step at which a problem bites.
type Bite int

// The steps, in their order.
const (
	BitesFile Bite = iota
	BitesDNS
	BitesTCP
	BitesProxy
	BitesStartTLS
	BitesTLS
)

// About is the question that a problem answers with no.
type About int

// The questions, in the order in which findings are told.
const (
	AboutKey About = iota
	AboutTrust
	AboutDates
	AboutName
	AboutPurpose
	AboutStrength
	AboutHygiene
)

// All lists the catalogue in its order: trust and validity, revocation,
// policies, loading, connecting, handshake, across many addresses, the client's own program.
func All() []Problem { return append([]Problem(nil), catalogue...) }

// Find gives the entry of a code.
func Find(code string) (Problem, bool) {
	i, ok := index[code]
	if !ok {
		return Problem{}, false
	}
	return catalogue[i], true
}

var catalogue = join(trust, revocation, policy, loading, connecting, handshake, many, client)

var index = func() map[string]int {
	m := make(map[string]int, len(catalogue))
	for i, p := range catalogue {
		m[p.Code] = i
	}
	return m
}()

func join(parts ...[]Problem) (all []Problem) {
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}
