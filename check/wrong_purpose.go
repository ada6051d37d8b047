package check

import (
	"crypto/x509"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// A certificate's purposes stand in its key usages, and in the policies under
// which it was issued (RFC 5280 section 4.2.1.4).
var wrongPurpose = Check{
	Code: "wrong-purpose", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		findings := append(onPath("wrong-purpose", chain.WrongPurpose, certain.PartUsage, purpose)(p),
			onPath("wrong-purpose", chain.PolicyFault, certain.PartExtension, purpose)(p)...)
		if len(findings) == 0 {
			findings = p.signsUnasked()
		}
		return findings
	},
}

// signsUnasked: the server signed the handshake with a key that may only
// decrypt. RFC 8446 section 4.4.2.2 (for TLS 1.2, RFC 5246 section 7.4.2) asks
// for digitalSignature where the certificate has a key usage at all; Chrome
// holds servers to it (ERR_SSL_KEY_USAGE_INCOMPATIBLE). A static RSA suite
// decrypts, and is in order.
func (p *Pass) signsUnasked() []certain.Finding {
	h := p.Obs.Handshake
	if h == nil || len(p.Subjects) == 0 || p.Subjects[0].Leaf.X509 == nil || strings.HasPrefix(h.Cipher, "TLS_RSA_") {
		return nil
	}
	leaf := p.Subjects[0].Leaf
	if leaf.X509.KeyUsage == 0 || leaf.X509.KeyUsage&x509.KeyUsageDigitalSignature != 0 {
		return nil
	}
	f := p.finding("wrong-purpose", p.Subjects[0].At)
	says := "its key usage allows no signatures, and the handshake is signed with it"
	f.Summary = "the certificate of " + leaf.Name() + ": " + says
	f.So = "Chrome and other clients that check key usage refuse this server"
	f.Evidence = []certain.Evidence{{At: p.Subjects[0].At, Part: certain.PartUsage, Says: says}}
	return []certain.Finding{f}
}

func purpose(s spot, f *certain.Finding) string {
	if s.Obs.Kind == certain.Files && s.Obs.Asked.Demanded {
		f.Severity = certain.Error
	}
	return plain(s, f)
}

// allowsServer tells whether a certificate may be a server's at all.
func allowsServer(c *certain.Cert) bool {
	uses := c.X509.ExtKeyUsage
	return len(uses)+len(c.X509.UnknownExtKeyUsage) == 0 ||
		slices.Contains(uses, x509.ExtKeyUsageServerAuth) || slices.Contains(uses, x509.ExtKeyUsageAny)
}
