package check

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

var malformedCertificate = Check{
	Code: "malformed-certificate", Needs: []Need{Leaf},
	Hides: []string{"untrusted-root", "untrusted-issuer", "missing-intermediate"},
	Run: func(p *Pass) []certain.Finding {
		if p.Obs.Kind == certain.Files {
			return p.malformedInFiles()
		}
		return p.malformedServed()
	},
}

func (p *Pass) malformedServed() []certain.Finding {
	if !slices.ContainsFunc(p.Obs.Served, func(c *certain.Cert) bool { return c.X509 == nil }) {
		return nil // as nearly always, see onStep
	}
	f := p.finding("malformed-certificate", "served[0]")
	f.Severity = certain.Warning // off the path it is at most surplus
	for i, c := range p.Obs.Served {
		if c.X509 != nil || unknownCurve(c) != "" {
			continue
		}
		says := chain.WhyUnreadable(c.Raw)
		f.Evidence = append(f.Evidence, certain.Evidence{At: fmt.Sprintf("served[%d]", i), Part: certain.PartBytes, Says: says})
		if f.Summary == "" {
			f.Summary = fmt.Sprintf("certificate %d of the chain cannot be read: %s", i, says)
		}
		if i == 0 || !p.Subjects[0].Sent.Reaches() {
			f.Severity = certain.Error
		}
	}
	if len(f.Evidence) == 0 {
		f.Severity = certain.Error
		p.unreadHandshake(&f)
	}
	if len(f.Evidence) == 0 {
		return nil
	}
	return []certain.Finding{f}
}

// unreadHandshake: the TLS library ended the handshake because of a
// certificate that nobody has got to see since.
func (p *Pass) unreadHandshake(f *certain.Finding) {
	if len(p.Obs.Served) > 0 {
		return
	}
	for _, step := range p.Obs.Steps {
		if step.Name == certain.StepHandshake && step.Outcome == certain.BadCert {
			f.Evidence = append(f.Evidence, stepEvidence(step, step.Error))
			f.Summary = "a certificate of " + step.Address + " cannot be read: " + step.Error
		}
	}
}

func (p *Pass) malformedInFiles() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		for _, m := range file.Materials {
			if m.Form == certain.Certificate && m.Cert != nil && m.Cert.X509 == nil && unknownCurve(m.Cert) == "" {
				findings = append(findings, p.malformedAt(m.From, chain.WhyUnreadable(m.Cert.Raw)))
			}
		}
		for _, fault := range file.Faults {
			if fault.What == certain.FaultDER {
				findings = append(findings, p.malformedAt(faultPlace(file, fault), fault.Says))
			}
		}
	}
	return findings
}

func (p *Pass) malformedAt(at, says string) certain.Finding {
	f := p.finding("malformed-certificate", at)
	f.Summary = at + ": " + says
	f.Evidence = []certain.Evidence{{At: at, Part: certain.PartBytes, Says: says}}
	return f
}
