package check

import (
	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

var expired = Check{
	Code: "expired", Needs: []Need{Leaf}, Hides: []string{"ends-soon"},
	Run: func(p *Pass) []certain.Finding {
		return append(onPath("expired", chain.Expired, certain.PartEnd, tellExpired)(p), p.expiredAside()...)
	},
}

func tellExpired(s spot, f *certain.Finding) string {
	end := s.Cert.X509.NotAfter
	ago := span(s.Obs.At.Sub(end)) + " ago"
	f.Summary = s.called() + " ended " + ago + ", on " + stamp(end)
	s.lowerForCA(f)
	s.renewals(f)
	return "ended " + ago + ", at " + clock(end)
}

// lowerForCA: a CA in a file, with no leaf under it, harms nobody yet.
func (s spot) lowerForCA(f *certain.Finding) {
	if s.Obs.Kind == certain.Files && s.Subject.Leaf.X509.IsCA {
		f.Severity = certain.Warning
	}
}

// expiredAside warns of certificates in files that stand on no leaf's path.
// On an endpoint they are at most surplus: a dead cross-sign beside a living
// path harms nobody.
func (p *Pass) expiredAside() (findings []certain.Finding) {
	if p.Obs.Kind != certain.Files {
		return nil
	}
	for _, c := range p.aside() {
		if c.X509 == nil || !p.Obs.At.After(c.X509.NotAfter) {
			continue
		}
		at := p.place(c)
		f := p.finding("expired", at)
		f.Severity = certain.Warning
		ago := span(p.Obs.At.Sub(c.X509.NotAfter)) + " ago"
		f.Summary = c.Name() + ", which no leaf's path needs, ended " + ago + ", on " + stamp(c.X509.NotAfter)
		f.Evidence = append(f.Evidence, certain.Evidence{At: at, Part: certain.PartEnd, Says: "ended " + ago + ", at " + clock(c.X509.NotAfter)})
		findings = append(findings, f)
	}
	return findings
}

// aside are the certificates of files that stand on no subject's path.
func (p *Pass) aside() (certs []*certain.Cert) {
	for _, c := range fileCerts(p.Obs) {
		used := false
		for _, s := range p.Subjects {
			used = used || s.Path().Has(c)
		}
		if !used {
			certs = append(certs, c)
		}
	}
	return certs
}
