package check

import "github.com/certain-tls/certain"

// The common name was deprecated for this by RFC 2818 in 2000; RFC 9525
// section 2 forbids clients to look at it.
var noSAN = Check{
	Code: "no-san", Needs: []Need{Leaf}, Hides: []string{"hostname-mismatch"},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			if !p.needsNames(s.Leaf) {
				continue
			}
			f := p.finding("no-san", s.At)
			says := "has no subject alternative name"
			if cn := s.Leaf.X509.Subject.CommonName; cn != "" {
				says += "; the common name " + certain.Clip(cn, 80) + " does not count"
			}
			f.Summary = "the certificate of " + s.Leaf.Name() + " " + says
			f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartNames, Says: says}}
			findings = append(findings, f)
		}
		return findings
	},
}

// needsNames: a server's leaf needs a DNS name or an address; a CA in a file
// and a client's certificate need neither.
func (p *Pass) needsNames(c *certain.Cert) bool {
	if c.X509 == nil || len(c.X509.DNSNames)+len(c.X509.IPAddresses) > 0 {
		return false
	}
	if p.Obs.Kind == certain.Endpoint {
		return true
	}
	purpose := p.Obs.Asked.Purpose
	server := purpose == "" || purpose == "server"
	return server && !c.X509.IsCA && allowsServer(c)
}
