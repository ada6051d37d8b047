// Package check draws findings from what was seen: one file a check,
// Observation in, findings out. A check touches neither network nor disk and
// reads no clock; the time is [certain.Observation.At].
//
// A check is a value in the list of [All]. It names its code, whose words and
// severity stand in package problem, and decides one thing. Functions are safe
// for concurrent use.
package check

import (
	"cmp"
	"slices"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/problem"
)

// Check is one rule.
type Check struct {
	Code  string
	Needs []Need   // evidence without which the answer is unknown
	Hides []string // codes that are mere symptoms of this one, about the same certificate
	Run   func(*Pass) []certain.Finding
}

// Need is a kind of evidence.
type Need string

// The kinds of evidence.
const (
	Steps  Need = "steps"
	Served Need = "served" // the chain of an endpoint
	Leaf   Need = "leaf"   // a certificate to judge, served or in a file
	Read   Need = "files"  // files that were read
	Store  Need = "store"  // a trust store to judge against
	Kept   Need = "kept"   // a connection that was kept idle, where the user asked for that
)

// All lists the checks in the catalogue's order.
func All() []Check { return slices.Clone(all) }

var all = []Check{
	expired, notYetValid, wrongClock, endsSoon, notReloaded, hostnameMismatch, noSAN,
	selfSigned, untrustedRoot, untrustedIssuer, missingIntermediate, noTrustStore,
	chainDisordered, chainSurplus, wrongPurpose, malformedCertificate,
	weakSignature, weakKey, notACA, pathTooLong, nameConstraint, unknownCriticalExtension,
	revoked, revocationUnknown, stapleInvalid, stapleMissing,
	strictProfile, lifetimeTooLong, ctMissing, outsideProfile, pinMismatch,
	keyMismatch, pemMalformed, fileNotFound, permissionDenied, keyExposed, keyMissing, wrongFormat, passphraseNeeded, wrongPassphrase, unsupportedKey,
	dnsFailure, connectionRefused, connectionReset, connectTimeout, networkUnreachable,
	proxyRefused, starttlsUnavailable, truncatedClose, idleTimeout, insecureRedirect, starttlsInjection,
	handshakeTimeout, closedEarly, notTLS,
	handshakeRefused, protocolVersion, sniUnrecognized, corruptRecord, clientCertRequired, legacyVersion,
	noSharedCipher, weakCipher, weakDH, handshakeSignatureInvalid, legacyRenegotiation, downgrade, alpnMismatch,
	oversizedHandshake, clientCertRejected,
	rolloutIncomplete, resumptionBroken, resumedAfterExpiry,
}

// Options are the user's wishes that are no facts about the target.
type Options struct {
	// Soon is how long before its end a certificate "ends soon". Zero means
	// the default: under 21 days and under a quarter of its lifetime.
	Soon time.Duration
	// Accept lists codes that are found and do not count.
	Accept []string
	// Signed holds signatures of this observation's certificates that were
	// verified before; nil holds none.
	Signed *chain.Signed
}

// Conclude runs every check over what was seen and gives the result: findings
// in their order, symptoms hidden, the verdict set.
func Conclude(obs *certain.Observation, o Options) certain.Result {
	p := newPass(obs, o)
	r := certain.Result{
		Target: obs.Asked.Target, Kind: obs.Kind, Observation: obs,
		Findings: []certain.Finding{}, Unknown: []string{}, Hidden: []string{},
	}
	for _, f := range obs.Files {
		if obs.Kind == certain.Files {
			r.Files = append(r.Files, f.Name)
		}
	}
	for _, c := range all {
		if c.applies(obs) {
			r.Findings = append(r.Findings, c.Run(p)...)
		}
	}
	p.tellDisk(r.Findings)
	p.tellPeers(r.Findings)
	raiseRollout(r.Findings)
	p.leaveNothingUnsaid(r.Findings)
	r.Findings, r.Hidden = hide(r.Findings)
	r.Unknown = append(r.Unknown, p.unknown(r.Findings)...)
	sortFindings(r.Findings)
	for i := range r.Findings {
		r.Findings[i].Accepted = slices.Contains(o.Accept, r.Findings[i].Code)
	}
	r.Conclude()
	return r
}

// applies tells whether the code is reported on this kind of target at all.
func (c Check) applies(obs *certain.Observation) bool {
	entry, _ := problem.Find(c.Code)
	if obs.Kind == certain.Endpoint {
		return entry.Endpoint != "" || len(obs.Files) > 0
	}
	return entry.Files != ""
}

// hide takes away what a finding about the same certificate explains, and
// remembers at that finding what it has hidden.
func hide(findings []certain.Finding) (shown []certain.Finding, hidden []string) {
	gone := make([]bool, len(findings))
	for i := range findings {
		for _, symptom := range hides(findings[i].Code) {
			for j := range findings {
				if findings[j].Code != symptom || findings[j].Of != findings[i].Of {
					continue
				}
				gone[j] = true
				findings[i].Hides = addOnce(findings[i].Hides, symptom)
				hidden = addOnce(hidden, symptom)
			}
		}
	}
	shown, hidden = []certain.Finding{}, append([]string{}, hidden...)
	for i, f := range findings {
		if !gone[i] {
			shown = append(shown, f)
		}
	}
	return shown, hidden
}

func hides(code string) []string {
	i := slices.IndexFunc(all, func(c Check) bool { return c.Code == code })
	return all[i].Hides
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// sortFindings: severity; then the step at which it bites; then the question
// it answers; then leaf to root.
func sortFindings(findings []certain.Finding) {
	slices.SortStableFunc(findings, func(a, b certain.Finding) int {
		pa, _ := problem.Find(a.Code)
		pb, _ := problem.Find(b.Code)
		return cmp.Or(
			cmp.Compare(a.Severity.Rank(), b.Severity.Rank()),
			cmp.Compare(pa.Bites, pb.Bites),
			cmp.Compare(pa.About, pb.About),
			cmp.Compare(firstPlace(a), firstPlace(b)))
	})
}

// firstPlace is how far from the leaf a finding's first evidence lies.
func firstPlace(f certain.Finding) int {
	if len(f.Evidence) == 0 {
		return 0
	}
	i, kind := placeIndex(f.Evidence[0].At)
	switch kind {
	case "fetched":
		return 1000 + i
	case "root":
		return 2000 + i
	}
	return i
}
