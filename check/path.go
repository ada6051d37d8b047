package check

import (
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// spot is one fault at one certificate of a subject's path.
type spot struct {
	*Pass
	Subject *Subject
	Index   int // 0 is the leaf
	Cert    *certain.Cert
	Fault   chain.Fault
}

// role says what the certificate is on its path.
func (s spot) role() string {
	p := s.Subject.Path()
	switch {
	case s.Index == 0 && s.Cert.X509.IsCA && s.Obs.Kind == certain.Files:
		if chain.SelfIssued(s.Cert) {
			return "root"
		}
		return "intermediate"
	case s.Index == 0:
		return "certificate"
	case s.Index == len(p.Links)-1 && p.End != chain.NoIssuer:
		return "root"
	}
	return "intermediate"
}

// called is the certificate by role and name: "the intermediate Lab R11".
func (s spot) called() string {
	role := s.role()
	if role == "certificate" {
		return "the certificate of " + s.Cert.Name()
	}
	return "the " + role + " " + s.Cert.Name()
}

// renewals puts the ways to renew an authority's certificate in the place of
// those for a leaf.
func (s spot) renewals(f *certain.Finding) {
	switch s.role() {
	case "intermediate":
		f.Fixes = []certain.Fix{{For: certain.ForServer, Do: "put the authority's current intermediate in the place of " + s.Cert.Name() + " and reload; the leaf may stay"}}
	case "root":
		f.Fixes = []certain.Fix{
			{For: certain.ForServer, Do: "serve a chain that leads to a root that is valid for longer"},
			{For: certain.ForClient, Do: "update the trust store: the authority has a newer root"},
		}
	}
}

// onPath makes the Run of a check that finds one kind of fault on the path to
// speak about. Each subject gives at most one finding; every certificate
// concerned is evidence, the one nearest to the leaf gives the summary.
func onPath(code string, kind chain.FaultKind, part string, tell func(spot, *certain.Finding) string) func(*Pass) []certain.Finding {
	return func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			path := s.Path()
			if !suffers(path, kind) {
				continue // as nearly always, see onStep
			}
			f := p.finding(code, s.At)
			for i, l := range path.Links {
				for _, fault := range l.Faults {
					if fault.Kind != kind {
						continue
					}
					at := spot{Pass: p, Subject: s, Index: i, Cert: l.Cert, Fault: fault}
					first := len(f.Evidence) == 0
					draft := f
					says := tell(at, &draft)
					if first {
						f = draft
					}
					f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(l.Cert), Part: part, Says: says})
				}
			}
			if len(f.Evidence) > 0 {
				findings = append(findings, f)
			}
		}
		return findings
	}
}

func suffers(path chain.Path, kind chain.FaultKind) bool {
	return slices.ContainsFunc(path.Links, func(l chain.Link) bool {
		return slices.ContainsFunc(l.Faults, func(f chain.Fault) bool { return f.Kind == kind })
	})
}

// plain tells a fault by its own words.
func plain(s spot, f *certain.Finding) string {
	between := " "
	if strings.HasPrefix(s.Fault.Says, "its ") {
		between = ": "
	}
	f.Summary = s.called() + between + s.Fault.Says
	return s.Fault.Says
}

// trusted tells whether trust is to be judged for a subject at all.
func (p *Pass) judgesTrust(s *Subject) bool {
	return !p.Obs.Store.None() && s.Leaf.X509 != nil
}

// raiseForRoots: on files a trust finding is a warning, for the file may be
// meant for clients with other roots; where the user names the roots it is an
// error.
func (p *Pass) raiseForRoots(f *certain.Finding) {
	if p.Obs.Kind == certain.Files && p.Obs.Store.Given {
		f.Severity = certain.Error
	}
}
