package check

import (
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// declareUnknown says that a check could not be made, although a finding may
// speak of the reason: an encrypted key, for example, was not compared.
func (p *Pass) declareUnknown(code string) { p.missing = addOnce(p.missing, code) }

// leaveNothingUnsaid: a path that reaches an anchor and is not valid must not
// pass for one because no check speaks of its fault. Then trust is unknown.
func (p *Pass) leaveNothingUnsaid(findings []certain.Finding) {
	for _, s := range p.Subjects {
		said := func(f certain.Finding) bool { return f.Of == s.At }
		if path := s.Path(); path.End == chain.Anchored && !path.Valid() && !slices.ContainsFunc(findings, said) {
			p.declareUnknown("untrusted-issuer")
		}
	}
}

// unknown lists the codes whose evidence is missing and which no finding
// explains: a connection that failed explains why no certificate was judged.
func (p *Pass) unknown(findings []certain.Finding) (codes []string) {
	codes = slices.Clone(p.missing)
	explained := slices.ContainsFunc(findings, func(f certain.Finding) bool { return f.Severity == certain.Error })
	// Where each address is looked at by itself, one that cannot be reached is
	// a warning, and explains as much.
	explained = explained || p.Obs.Handshake == nil && len(p.Obs.Others) > 0 && len(findings) > 0
	if explained {
		return codes
	}
	for _, c := range all {
		if c.applies(p.Obs) && slices.ContainsFunc(c.Needs, p.lacks) {
			codes = addOnce(codes, c.Code)
		}
	}
	return codes
}

// lacks tells whether a kind of evidence is missing that should be there. A
// store that the user wished away, and a folder of keys without a certificate,
// lack nothing.
func (p *Pass) lacks(n Need) bool {
	endpoint := p.Obs.Kind == certain.Endpoint
	switch n {
	case Served, Leaf:
		return endpoint && len(p.Obs.Served) == 0
	case Steps:
		return endpoint && len(p.Obs.Steps) == 0
	case Store:
		return endpoint && len(p.Obs.Served) == 0 && !p.Obs.Store.None()
	case Read:
		return !endpoint && len(p.Obs.Files) == 0
	case Kept:
		kept := func(s certain.Step) bool { return s.Name == certain.StepIdle && s.Outcome != certain.Declined }
		return endpoint && p.Obs.Asked.IdleMS > 0 && !slices.ContainsFunc(p.Obs.Steps, kept)
	}
	return false
}
