package check

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// What clients take of a certificate chain.
const (
	opensslChain = 100 << 10 // bytes, SSL_MAX_CERT_LIST_DEFAULT of OpenSSL
	javaChain    = 10        // certificates, jdk.tls.client.maxInboundCertificateChainLength
)

var oversizedHandshake = Check{
	Code: "oversized-handshake", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		if found := onStep("oversized-handshake", ends(certain.StepHandshake, certain.TooLarge), func(s certain.Step) string {
			return "the server sends more than clients take: " + s.Error
		})(p); found != nil {
			return found
		}
		if p.Obs.Handshake == nil {
			return nil
		}
		return p.longChain()
	},
}

// longChain judges a chain that crypto/tls has taken, by the limits of others.
func (p *Pass) longChain() []certain.Finding {
	count, size := max(len(p.Obs.Served), p.Obs.Handshake.Certificates), 0
	for _, c := range p.Obs.Served {
		size += len(c.Raw)
	}
	f := p.finding("oversized-handshake", "")
	says := fmt.Sprintf("sends %d certificates", count)
	if count == len(p.Obs.Served) {
		says += fmt.Sprintf(", %d KiB", (size+1023)>>10)
	}
	switch {
	case size > opensslChain || count > 100:
		f.So = "clients with OpenSSL refuse the chain: curl, Python, Ruby, PHP"
	case count > javaChain:
		f.Severity = certain.Warning
		f.So = "clients in Java refuse a chain of more than 10 certificates"
	default:
		return nil
	}
	f.Summary = p.Obs.Asked.Address + " " + says
	f.Evidence = []certain.Evidence{{At: "step:" + certain.StepHandshake, Part: p.Obs.Asked.Address, Says: says}}
	return []certain.Finding{f}
}
