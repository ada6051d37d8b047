package check

import (
	"net"

	"github.com/certain-tls/certain"
)

// A ticket vouches for the certificate of the handshake that it came from, and
// should live no longer (RFC 8446 section 4.6.1). Seen from outside, that shows
// where one address still hands out sessions under a certificate that has
// ended and another one, which is renewed, takes them up. An address that does
// so with its own serves the ended certificate, and expired says that.
var resumedAfterExpiry = Check{
	Code: "resumed-after-expiry", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		if len(p.Obs.Served) == 0 || p.ended(p.Obs.Served[0]) {
			return nil
		}
		f := p.finding("resumed-after-expiry", "")
		for _, s := range p.Obs.Steps {
			if s.Name != certain.StepResume || s.Outcome != certain.OK || s.TicketOf == s.Address {
				continue
			}
			began := p.peerLeaf(s.TicketOf)
			if !p.ended(began) {
				continue
			}
			ago := span(p.Obs.At.Sub(began.X509.NotAfter)) + " ago"
			f.Summary = s.Address + " takes up a session that began at " + s.TicketOf + " with a certificate that ended " + ago
			f.Evidence = append(f.Evidence, stepEvidence(s, "the certificate of this session ended "+ago+", on "+stamp(began.X509.NotAfter)))
		}
		if len(f.Evidence) == 0 {
			return nil
		}
		return []certain.Finding{f}
	},
}

func (p *Pass) ended(c *certain.Cert) bool {
	return c != nil && c.X509 != nil && p.Obs.At.After(c.X509.NotAfter)
}

// peerLeaf is what another address of the name served.
func (p *Pass) peerLeaf(hostPort string) *certain.Cert {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil
	}
	for _, peer := range p.Obs.Peers {
		if peer.Address == host {
			return peer.Leaf
		}
	}
	return nil
}
