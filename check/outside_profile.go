package check

import (
	"fmt"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/profile"
)

// outsideProfile holds what was negotiated, and the certificate, against the
// profile that the user named; without one it says nothing. A stored
// observation may name a profile that nobody knows: neither does it then.
var outsideProfile = Check{
	Code: "outside-profile", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		if p.Obs.Asked.Profile == "" {
			return nil
		}
		named, ok := profile.Find(p.Obs.Asked.Profile)
		if !ok {
			return nil
		}
		handshake := p.outsideHandshake(named)
		for _, s := range p.Subjects {
			evidence := append(handshake, p.outsideCertificate(named, s)...)
			handshake = nil // told once
			if len(evidence) == 0 {
				continue
			}
			f := p.finding("outside-profile", s.At)
			f.Evidence = evidence
			f.Summary = fmt.Sprintf("%s is outside the profile %s in %s, by %s", p.subjectName(s), named.Name, points(evidence), profile.Source)
			f.Fixes[0].Command = "certain profile " + named.Name
			findings = append(findings, f)
		}
		return findings
	},
}

// subjectName is the endpoint, or in files the certificate.
func (p *Pass) subjectName(s *Subject) string {
	if p.Obs.Kind == certain.Endpoint {
		return p.Obs.Asked.Address
	}
	return "the certificate of " + s.Leaf.Name()
}

// points lists the parameters by what they are.
func points(evidence []certain.Evidence) string {
	var says []string
	for _, e := range evidence {
		what, _, _ := strings.Cut(e.Says, ",")
		says = append(says, what)
	}
	if last := len(says) - 1; last > 0 {
		return strings.Join(says[:last], ", ") + " and " + says[last]
	}
	return says[0]
}

func (p *Pass) outsideHandshake(named profile.Profile) (evidence []certain.Evidence) {
	if p.Obs.Handshake == nil {
		return nil
	}
	for _, out := range named.Handshake(p.Obs.Handshake) {
		evidence = append(evidence, certain.Evidence{At: "step:" + certain.StepHandshake, Part: p.Obs.Asked.Address, Says: told(named, out)})
	}
	return evidence
}

// profileParts are the parts of a certificate at which it can be outside.
var profileParts = map[string]string{profile.PartKey: certain.PartKey, profile.PartSignature: certain.PartSignature, profile.PartLifetime: certain.PartEnd}

// outsideCertificate: the profiles speak of certificates for servers.
func (p *Pass) outsideCertificate(named profile.Profile, s *Subject) (evidence []certain.Evidence) {
	if s.Leaf.X509 == nil || s.Leaf.X509.IsCA || p.Obs.Asked.Purpose == string(chain.Client) {
		return nil
	}
	for _, out := range named.Certificate(s.Leaf.X509) {
		evidence = append(evidence, certain.Evidence{At: s.At, Part: profileParts[out.What], Says: told(named, out)})
	}
	return evidence
}

func told(named profile.Profile, out profile.Outside) string {
	return "the " + out.What + " " + certain.Clip(out.Has, 60) + ", where " + named.Name + " allows " + out.Allows
}
