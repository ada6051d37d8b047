package check

import (
	"slices"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// statements are what is at hand about revocation: the staple, what was
// fetched, and the lists of the user. All of it counts, however it was come
// by, unless revocation is not to be judged.
func statements(obs *certain.Observation) (r chain.Revocation) {
	if obs.Asked.Revocation == "off" {
		return r
	}
	if obs.Handshake != nil && len(obs.Handshake.Staple) > 0 {
		r.OCSP = append(r.OCSP, obs.Handshake.Staple)
	}
	for _, s := range obs.Statements {
		switch s.Kind {
		case certain.StatementCRL:
			r.CRLs = append(r.CRLs, s.DER)
		case certain.StatementOCSP:
			r.OCSP = append(r.OCSP, s.DER)
		}
	}
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			if m.Form == certain.CRL && len(m.DER) > 0 {
				r.CRLs = append(r.CRLs, m.DER)
			}
		}
	}
	return r
}

var revoked = Check{
	Code: "revoked", Needs: []Need{Leaf}, Hides: []string{"staple-invalid", "revocation-unknown"},
	Run: onPath("revoked", chain.Revoked, certain.PartWhole, func(s spot, f *certain.Finding) string {
		says := s.Fault.Says
		if st := s.Subject.Path().Links[s.Index].Revocation; st != nil && sources[st.From] != "" {
			says += ", by " + sources[st.From]
		}
		f.Summary = s.called() + " " + says
		return says
	}),
}

// sources are who said so, in words.
var sources = map[string]string{"CRL": "its authority's revocation list", "OCSP": "an OCSP response of its authority"}

// Unknown is not clean: who asks for the lists or the responder is told where
// no answer came. Who does not ask is told only where a list is at hand that
// should have answered and could not.
var revocationUnknown = Check{
	Code: "revocation-unknown", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		if p.Obs.Asked.Revocation == "off" {
			return nil
		}
		for _, s := range p.Subjects {
			if f, ok := p.unanswered(s); ok {
				findings = append(findings, f)
			}
		}
		return findings
	},
}

func (p *Pass) unanswered(s *Subject) (certain.Finding, bool) {
	var f certain.Finding
	path := s.Path()
	for i, l := range path.Links {
		if i+1 == len(path.Links) || l.Cert.X509 == nil {
			break // an anchor, or nobody knows who could say anything
		}
		says, severity := p.silence(l, i)
		if says == "" {
			continue
		}
		if len(f.Evidence) == 0 {
			f = p.finding("revocation-unknown", s.At)
			f.Summary = spot{Pass: p, Subject: s, Index: i, Cert: l.Cert}.called() + ": " + says
		}
		if severity.Rank() < f.Severity.Rank() {
			f.Severity = severity
		}
		f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(l.Cert), Part: certain.PartWhole, Says: says})
	}
	return f, len(f.Evidence) > 0
}

// silence says why nothing is known about one certificate; empty if something
// is, or if nobody has to know.
func (p *Pass) silence(l chain.Link, depth int) (string, certain.Severity) {
	st := l.Revocation
	if st != nil && st.State != chain.StatusUnknown || neverRevoked(l.Cert) {
		return "", ""
	}
	mode := p.Obs.Asked.Revocation
	c := l.Cert.X509
	switch {
	case mode == "" || mode == "staple":
		if st == nil || st.From != "CRL" {
			return "", "" // a staple has a finding of its own
		}
		return st.Says, certain.Note
	case mode == "ocsp" && len(c.OCSPServer) == 0 && depth > 0:
		return "", ""
	case mode == "ocsp" && len(c.OCSPServer) == 0:
		// No fault: authorities are leaving OCSP for lists.
		return "it names no OCSP responder; --revocation crl asks for the authority's list", certain.Note
	case st != nil && st.From != "":
		return st.Says, certain.Warning
	case mode == "crl" && len(c.CRLDistributionPoints) == 0:
		return "it names no revocation list, and none was given", certain.Warning
	case len(c.CRLDistributionPoints)+len(c.OCSPServer) == 0:
		return "it names neither a revocation list nor a responder, and no list was given", certain.Warning
	}
	return "no answer came from the addresses that it names", certain.Warning
}

// shortLived is how long a certificate may live and need no revocation, by
// the Baseline Requirements (section 1.6.1, from 15 March 2026).
const shortLived = 7 * 24 * time.Hour

// neverRevoked: the authority says that it will never revoke this certificate
// (RFC 9608), or it lives too short a time to be worth it and names no place
// to ask.
func neverRevoked(cert *certain.Cert) bool {
	c := cert.X509
	if slices.ContainsFunc(c.Extensions, isNoRevAvail) {
		return true
	}
	return c.NotAfter.Sub(c.NotBefore) <= shortLived && len(c.CRLDistributionPoints)+len(c.OCSPServer) == 0
}
