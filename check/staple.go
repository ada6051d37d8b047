package check

import (
	"crypto/x509/pkix"
	"encoding/asn1"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

var (
	noRevAvail = asn1.ObjectIdentifier{2, 5, 29, 56}                    // RFC 9608
	tlsFeature = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}      // RFC 7633
	noCode     = "the certificate demands a staple (its TLS feature 5)" // status_request
)

func isNoRevAvail(e pkix.Extension) bool { return e.Id.Equal(noRevAvail) }

// mustStaple tells whether a certificate demands that its server staples: the
// TLS feature status_request (5) of RFC 7633, or status_request_v2 (17).
func mustStaple(c *certain.Cert) bool {
	for _, e := range c.X509.Extensions {
		var features []int
		if !e.Id.Equal(tlsFeature) {
			continue
		}
		if _, err := asn1.Unmarshal(e.Value, &features); err != nil {
			return false
		}
		for _, f := range features {
			if f == 5 || f == 17 {
				return true
			}
		}
	}
	return false
}

// stapling is a leaf that was served in a handshake that ended well, where
// staples are to be judged; nil if there is none.
func (p *Pass) stapling() *Subject {
	if p.Obs.Kind != certain.Endpoint || p.Obs.Handshake == nil || p.Obs.Asked.Revocation == "off" ||
		len(p.Subjects) == 0 || p.Subjects[0].Leaf.X509 == nil {
		return nil
	}
	return p.Subjects[0]
}

var stapleMissing = Check{
	Code: "staple-missing", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		s := p.stapling()
		if s == nil || len(p.Obs.Handshake.Staple) > 0 || !mustStaple(s.Leaf) {
			return nil
		}
		f := p.finding("staple-missing", s.At)
		f.Summary = "the certificate of " + s.Leaf.Name() + " demands a stapled OCSP response, and the handshake brought none"
		f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartExtension, Says: noCode + ", and none came"}}
		return []certain.Finding{f}
	},
}

// A staple is judged by itself, whatever else is known: a server that staples
// rubbish has a problem even if a list says that all is well.
var stapleInvalid = Check{
	Code: "staple-invalid", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		s := p.stapling()
		if s == nil || len(p.Obs.Handshake.Staple) == 0 || len(s.Path().Links) < 2 {
			return nil // without the issuer nobody can say who may sign it
		}
		st := chain.OCSPStatus(p.Obs.Handshake.Staple, s.Leaf, s.Path().Links[1].Cert, p.Obs.At)
		if st.State != chain.StatusUnknown {
			return nil
		}
		f := p.finding("staple-invalid", s.At)
		f.Summary = "the OCSP response that the server staples proves nothing about " + s.Leaf.Name() + ": " + st.Says
		f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartWhole, Says: "stapled: " + st.Says}}
		if mustStaple(s.Leaf) {
			f.Severity = certain.Error
			f.So = "the certificate demands a valid one: clients that honour this refuse the server"
		}
		return []certain.Finding{f}
	},
}
