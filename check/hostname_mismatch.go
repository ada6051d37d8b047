package check

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

var hostnameMismatch = Check{
	Code: "hostname-mismatch", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			if !p.judgesName(s) {
				continue
			}
			if m := chain.MatchName(s.Leaf.X509, p.Obs.Asked.Name); !m.OK {
				findings = append(findings, p.mismatch(s, m))
			}
		}
		return findings
	},
}

// judgesName: a name is judged if one was asked for. Files are asked about
// none unless a flag names one, and a CA is no server.
func (p *Pass) judgesName(s *Subject) bool {
	if p.Obs.Asked.Name == "" || s.Leaf.X509 == nil {
		return false
	}
	return p.Obs.Kind == certain.Endpoint || p.Obs.Asked.Named && !s.Leaf.X509.IsCA
}

func (p *Pass) mismatch(s *Subject, m chain.NameMatch) certain.Finding {
	f := p.finding("hostname-mismatch", s.At)
	asked := certain.Clip(p.Obs.Asked.Name, 120)
	has := listNames(s.Leaf, 4)
	f.Summary = "asked for " + asked + ", got a certificate for " + has
	f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartNames, Says: "is for " + has + "; asked for " + asked}}
	if m.Why != "" {
		says := m.Why
		if m.Near != "" {
			says = m.Near + ": " + m.Why
		}
		f.Evidence = append(f.Evidence, certain.Evidence{At: s.At, Part: certain.PartNames, Says: says})
	}
	if _, err := netip.ParseAddr(p.Obs.Asked.Name); err == nil && len(s.Leaf.X509.DNSNames) > 0 {
		f.Likely = "the server was meant to be asked by name, not by address"
	}
	return f
}

// listNames writes the first names that clients look at, and how many follow.
func listNames(c *certain.Cert, most int) string {
	names := append([]string(nil), c.X509.DNSNames...)
	for _, ip := range c.X509.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 {
		return "no name at all"
	}
	more := ""
	if len(names) > most {
		more = " and " + strconv.Itoa(len(names)-most) + " more"
		names = names[:most]
	}
	for i := range names {
		names[i] = certain.Clip(names[i], 80)
	}
	return strings.Join(names, ", ") + more
}
