package check

import (
	"crypto/x509"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// A certificate's purposes stand in its key usages, and in the policies under
// which it was issued (RFC 5280 section 4.2.1.4).
var wrongPurpose = Check{
	Code: "wrong-purpose", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		return append(onPath("wrong-purpose", chain.WrongPurpose, certain.PartUsage, purpose)(p),
			onPath("wrong-purpose", chain.PolicyFault, certain.PartExtension, purpose)(p)...)
	},
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
