package check

import (
	"fmt"
	"slices"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/ct"
)

const loggedRule = "Chrome's and Apple's policies on Certificate Transparency"

// Browsers want timestamps of several logs: of two for a certificate that
// lives 180 days at most, else of three; of two if they come by the staple or
// the handshake. What one log signed twice counts once. Signatures are
// verified where a list of logs was given; without one, timestamps are
// counted as they stand.
var ctMissing = Check{
	Code: "ct-missing", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.publicLeaves() {
			if f, ok := p.notLogged(s); ok {
				findings = append(findings, f)
			}
		}
		return findings
	},
}

func (p *Pass) notLogged(s *Subject) (certain.Finding, bool) {
	c := s.Leaf.X509
	need := 2
	if c.NotAfter.Sub(c.NotBefore)+time.Second > 180*24*time.Hour {
		need = 3
	}
	inside, _ := ct.Embedded(c)
	embedded := p.tally(inside, s, true)
	beside := p.tally(p.outside(s), s, false)
	if len(embedded.logs) >= need || len(beside.logs) >= 2 {
		return certain.Finding{}, false
	}
	f := p.finding("ct-missing", s.At)
	says := "carries no signed certificate timestamp, and none came in the handshake"
	if n := len(inside) + beside.seen; n > 0 {
		says = fmt.Sprintf("has timestamps of %s that count, and %d are needed", count(len(embedded.logs)+len(beside.logs), "log"), need)
	}
	f.Summary = "the certificate of " + s.Leaf.Name() + " " + says + byRule(loggedRule)
	f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartExtension, Says: says + byRule(loggedRule)}}
	for _, why := range append(embedded.refused, beside.refused...) {
		f.Evidence = append(f.Evidence, certain.Evidence{At: s.At, Part: certain.PartExtension, Says: why})
	}
	return f, true
}

// tallied is what timestamps of one way are worth.
type tallied struct {
	seen    int
	logs    [][32]byte // each once
	refused []string   // why others do not count
}

func (p *Pass) tally(scts []ct.SCT, s *Subject, embedded bool) (t tallied) {
	t.seen = len(scts)
	for _, sct := range scts {
		if why := p.worthless(sct, s, embedded); why != "" {
			t.refused = addOnce(t.refused, why)
		} else if !slices.Contains(t.logs, sct.Log) {
			t.logs = append(t.logs, sct.Log)
		}
	}
	return t
}

// worthless says why a timestamp does not count; empty if it does.
func (p *Pass) worthless(sct ct.SCT, s *Subject, embedded bool) string {
	if sct.Time().After(p.Obs.At) {
		return "a timestamp lies ahead: " + stamp(sct.Time())
	}
	if p.Obs.Logs == nil {
		return ""
	}
	i := slices.IndexFunc(p.Obs.Logs.Logs, func(l certain.Log) bool { return ct.ID(l) == sct.Log })
	if i < 0 {
		return "a timestamp is of a log that the list does not have"
	}
	log := p.Obs.Logs.Logs[i]
	if !ct.Trusted(log, sct) {
		return "a timestamp is of " + log.Name + ", a log in the state " + log.State
	}
	var err error
	switch path := s.Path(); {
	case !embedded:
		err = sct.VerifyWhole(log, s.Leaf.X509)
	case len(path.Links) > 1 && path.Links[1].Cert.X509 != nil:
		err = sct.VerifyEmbedded(log, s.Leaf.X509, path.Links[1].Cert.X509)
	default:
		return "a timestamp cannot be verified without the issuer's certificate"
	}
	if err != nil {
		return "a timestamp said to be of " + log.Name + " is not: " + err.Error()
	}
	return ""
}

// outside are the timestamps that came beside the certificate: in the
// handshake, or in the staple.
func (p *Pass) outside(s *Subject) (all []ct.SCT) {
	h := p.Obs.Handshake
	if p.Obs.Kind != certain.Endpoint || h == nil {
		return nil
	}
	for _, raw := range h.SCTs {
		if sct, err := ct.Read(raw); err == nil {
			all = append(all, sct)
		}
	}
	response, err := ocsp.ParseResponseForCert(h.Staple, s.Leaf.X509, nil)
	if err != nil {
		return all
	}
	return append(all, ct.Stapled(response.Extensions)...)
}
