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
// Four questions stay apart: which paths exist (Trace.Paths), what is wrong
// with each certificate of a path at the time asked (Link.Faults), whether a
// certificate is for a name ([MatchName]), and for which use (a fault of kind
// WrongPurpose). A policy ([Policy]) says which demands count, and each fault
// says whose rule it breaks.
//
// The package is pure: no input or output, no clock. Its functions are safe
// for concurrent use. What it does not understand and what is marked critical
// is a fault, never passed over.
//
// Not judged here: how long a certificate may live and whether it was logged
// (certificate transparency). They say nothing about a path.
package chain

import (
	"slices"
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
	Policy  Policy // whose rules count; the zero value is [RFC5280]
	// Name is a DNS name or an IP address that the leaf should be for; empty
	// if that is not asked. The answer is Trace.Name and changes no path.
	Name string
	// MaxDepth is how many certificates may stand between the leaf and the
	// anchor, self-issued ones not counted. 0 means any number, a negative
	// one means none.
	MaxDepth int
	// AnyKeyUsage: the leaf's key usage is not held against what a handshake
	// needs, for the caller knows what the key is for.
	AnyKeyUsage bool
	Policies    PolicyInputs
	Revocation  Revocation
	Limits      Limits
	// Signed is shared by queries about the same certificates, so that each
	// signature is verified once; nil shares nothing.
	Signed *Signed
}

// PolicyInputs are the inputs of RFC 5280 section 6.1.1 (c) and (e) to (g).
// The zero value accepts every certificate policy and asks for none.
type PolicyInputs struct {
	Initial        []string // the user-initial-policy-set, as dotted OIDs; empty means any policy
	Explicit       bool     // initial-explicit-policy: a path must be valid for a policy of Initial
	InhibitMapping bool     // initial-policy-mapping-inhibit
	InhibitAny     bool     // initial-any-policy-inhibit
}

// Limits are a budget, for the certificates come from strangers. A zero field
// means its default. Running out is an answer (Trace.GaveUp), never a hang and
// never a reason to call a path valid.
type Limits struct {
	Depth        int // certificates in one path, anchor included; default 32, twice as far as GnuTLS goes and well short of the 100 of OpenSSL
	Paths        int // complete or dead paths kept, the best ones; default 64
	Signatures   int // signatures verified, those of CRLs and OCSP responses included, counted by their cost: one by a P-256 key is 1, by a P-521 key 64; default 256
	Candidates   int // steps from a certificate to a possible issuer; default 4,000
	Comparisons  int // names held against name constraints; default 250,000
	Certificates int // certificates of the pool that are looked at; default 1,000
}

// Trace is the answer: every path that was tried, best first.
type Trace struct {
	Paths []Path
	// GaveUp is not empty if a limit ended the search early, and says after
	// what ("256 signature checks"). Then more paths may exist, valid ones
	// included.
	GaveUp string
	// Dropped counts the paths that were judged and not kept, for there was
	// no room (Limits.Paths). None of them is better than those in Paths.
	Dropped int
	// Unreadable are the certificates of the pool and the anchors that do not
	// parse, so that no path could go over them. [WhyUnreadable] says why.
	Unreadable []*certain.Cert
	// Name answers Query.Name; nil if there was none or the leaf is
	// unreadable.
	Name *NameMatch
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
	// Revocation is what the CRLs and OCSP responses at hand say of it; nil
	// if there are none, for an anchor, and where no issuer was found.
	Revocation *Status
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
	Rule string // whose rule: "RFC 5280 section 4.2.1.9", "Baseline Requirements 7.1.2.7"; empty where no document is behind it
}

// FaultKind names a fault.
type FaultKind string

// The faults. Where a problem code exists, the kind is that code.
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
	Malformed         FaultKind = "malformed-certificate"
	StrictProfile     FaultKind = "strict-profile"     // breaks the certificate profile of the policy, not the path
	Revoked           FaultKind = "revoked"            // a CRL or an OCSP response says so
	RevocationUnknown FaultKind = "revocation-unknown" // only if Revocation.Demand covers the certificate
	PolicyFault       FaultKind = "policy"             // certificate policies, RFC 5280 section 6.1.5 (g)
	Exhausted         FaultKind = "gave-up"            // a limit ended the judging of this path
)

// Best is the path to speak about: a valid one if there is one, else the one
// that comes nearest to being valid. A trace always holds at least one path.
func (t Trace) Best() Path { return t.Paths[0] }

// Valid tells whether a path without any fault ends in an anchor.
func (t Trace) Valid() bool { return t.Best().Valid() }

// Reaches tells whether any path, faults aside, ends in an anchor.
func (t Trace) Reaches() bool { return t.Best().End == Anchored }

// Valid tells whether the path ends in an anchor and has no fault.
func (p Path) Valid() bool { return p.ValidBut() }

// ValidBut tells whether the path ends in an anchor and has no faults but of
// the given kinds. A path that is ValidBut(StrictProfile) is one that most
// clients take.
func (p Path) ValidBut(kinds ...FaultKind) bool {
	for _, l := range p.Links {
		for _, f := range l.Faults {
			if !slices.Contains(kinds, f.Kind) {
				return false
			}
		}
	}
	return p.End == Anchored
}

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
