// Package chain builds certification paths and judges them: from a leaf over
// the certificates at hand to every anchor that can be reached, with what is
// wrong at each certificate of each path.
//
// The standard library's Verify answers with one error and stops at the first.
// Here building and judging are apart (RFC 4158 section 2, RFC 5280 section
// 6): a certificate that is expired or may not sign still links its neighbours,
// so the path is found, and the fault is written down where it stands. What
// links two certificates is the name and the signature, nothing else.
//
// The package is pure: no input or output, no clock. Its functions are safe
// for concurrent use. Not built yet: policies, revocation, directoryName
// constraints; a critical constraint of a kind that is not understood is a
// fault, never passed over.
package chain

import (
	"time"

	"github.com/certain-tls/certain"
)

// Purpose is what the leaf is to be used for.
type Purpose string

// The purposes. The zero value is Server.
const (
	Server Purpose = "server"
	Client Purpose = "client"
	Any    Purpose = "any"
)

// Query is one question: which paths lead from Leaf to an anchor?
type Query struct {
	Leaf    *certain.Cert
	Pool    []*certain.Cert // every other certificate at hand, in any order; Leaf may be among them
	Anchors []certain.Anchor
	At      time.Time
	Purpose Purpose
	Limits  Limits
}

// Limits bound the search, for the certificates come from strangers. A zero
// field means its default.
type Limits struct {
	Depth      int // certificates in one path, anchor included; default 12
	Paths      int // complete or dead paths kept; default 64
	Signatures int // signatures verified; default 256
}

// Trace is the answer: every path that was tried, best first.
type Trace struct {
	Paths []Path
	// GaveUp is not empty if a limit ended the search early, and says which.
	// Then more paths may exist, valid ones included.
	GaveUp string
}

// Path is one candidate: certificates from the leaf upwards, each the issuer
// of the one before it.
type Path struct {
	Links []Link
	End   End
	// Anchor is the index into Query.Anchors if End is Anchored, else -1.
	Anchor int
	// Strangers are certificates that bear the name of the missing issuer
	// and whose key did not make the signature; only if End is NoIssuer.
	Strangers []*certain.Cert
}

// Link is one certificate of a path and what is wrong with it there.
type Link struct {
	Cert   *certain.Cert
	Faults []Fault
}

// End tells how a path ends.
type End string

// The ends.
const (
	Anchored   End = "anchored"    // in an anchor: the last link is the anchor's certificate
	SelfSigned End = "self-signed" // in a certificate signed by itself that is no anchor
	NoIssuer   End = "no-issuer"   // nothing at hand signed the last link
	Loop       End = "loop"        // only certificates that are in the path already
	TooDeep    End = "too-deep"    // the depth limit
)

// Fault is one thing wrong with a certificate at its place in a path.
type Fault struct {
	Kind FaultKind
	Says string // one clause with the facts of the case, cleaned
}

// FaultKind names a fault.
type FaultKind string

// The faults.
const (
	Expired           FaultKind = "expired"
	NotYetValid       FaultKind = "not-yet-valid"
	NotACA            FaultKind = "not-a-ca"
	PathTooLong       FaultKind = "path-too-long"
	WrongPurpose      FaultKind = "wrong-purpose"
	NameConstraint    FaultKind = "name-constraint"
	CriticalExtension FaultKind = "unknown-critical-extension"
	WeakSignature     FaultKind = "weak-signature"
	WeakKey           FaultKind = "weak-key"
	Distrusted        FaultKind = "distrusted" // the store's own rules refuse this anchor here
)

// Best is the path to speak about: a valid one if there is one, else the one
// that comes nearest to being valid. A trace always holds at least one path.
func (t Trace) Best() Path { return t.Paths[0] }

// Valid tells whether a path without any fault ends in an anchor.
func (t Trace) Valid() bool { return t.Best().Valid() }

// Reaches tells whether any path, faults aside, ends in an anchor.
func (t Trace) Reaches() bool { return t.Best().End == Anchored }

// Valid tells whether the path ends in an anchor and has no fault.
func (p Path) Valid() bool { return p.End == Anchored && p.faults() == 0 }

// Top is the last certificate of the path.
func (p Path) Top() *certain.Cert { return p.Links[len(p.Links)-1].Cert }

// Has tells whether a certificate stands in the path.
func (p Path) Has(c *certain.Cert) bool {
	for _, l := range p.Links {
		if l.Cert.Equal(c) {
			return true
		}
	}
	return false
}

func (p Path) faults() (n int) {
	for _, l := range p.Links {
		n += len(l.Faults)
	}
	return n
}
