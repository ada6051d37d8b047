package check

import (
	"time"

	"github.com/certain-tls/certain"
)

var endsSoon = Check{
	Code: "ends-soon", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			f := p.finding("ends-soon", s.At)
			for i, l := range s.Path().Links {
				if l.Cert.X509 == nil || !p.endsSoon(l.Cert) {
					continue
				}
				end := l.Cert.X509.NotAfter
				in := "in " + span(end.Sub(p.Obs.At))
				if len(f.Evidence) == 0 {
					at := spot{Pass: p, Subject: s, Index: i, Cert: l.Cert}
					f.Summary = at.called() + " ends " + in + ", on " + stamp(end)
					at.renewals(&f)
				}
				f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(l.Cert), Part: certain.PartEnd, Says: "ends " + in + ", at " + clock(end)})
			}
			if len(f.Evidence) > 0 {
				findings = append(findings, f)
			}
		}
		return findings
	},
}

// soonest is when a long-lived certificate "ends soon"; a short-lived one does
// in the last quarter of its life, so that a certificate of six days does not
// end soon from its first day on.
const soonest = 21 * 24 * time.Hour

func (p *Pass) endsSoon(c *certain.Cert) bool {
	left := c.X509.NotAfter.Sub(p.Obs.At)
	if left < 0 || p.Obs.At.Before(c.X509.NotBefore) {
		return false
	}
	if p.Options.Soon > 0 {
		return left < p.Options.Soon
	}
	return left < soonest && left < c.X509.NotAfter.Sub(c.X509.NotBefore)/4
}
