package trust

import (
	"crypto/x509"
	"time"

	certain "github.com/certain-tls/certain"
)

// platformRoots asks the platform to verify each of certs with the others as
// intermediates, as of a moment at which as many as possible are valid, and
// gives the roots of the chains that it answers. It is the only question that
// macOS and Windows answer about their roots.
func platformRoots(certs []*certain.Cert) []*x509.Certificate {
	intermediates := x509.NewCertPool()
	var readable []*x509.Certificate
	for _, c := range certs {
		if c != nil && c.X509 != nil {
			readable = append(readable, c.X509)
			intermediates.AddCert(c.X509)
		}
	}
	var roots []*x509.Certificate
	for _, c := range readable {
		chains, err := c.Verify(x509.VerifyOptions{
			Intermediates: intermediates,
			CurrentTime:   commonMoment(readable),
			KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
		})
		if err != nil {
			continue
		}
		for _, chain := range chains {
			roots = append(roots, chain[len(chain)-1])
		}
	}
	return roots
}

// commonMoment is shortly after the latest start of all validities. It lies
// inside all of them if they overlap at all; dates are judged elsewhere, and
// an expired certificate is no reason not to know its root.
func commonMoment(certs []*x509.Certificate) time.Time {
	var latest time.Time
	for _, c := range certs {
		if c.NotBefore.After(latest) {
			latest = c.NotBefore
		}
	}
	return latest.Add(time.Second)
}
