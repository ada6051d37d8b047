package certain

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Cert is one certificate as it was met: its bytes, and what the standard
// library makes of them. A certificate that cannot be parsed is still a Cert;
// then X509 is nil and Err says why.
//
// In JSON a Cert is its DER in base64, nothing else, so that what was seen is
// kept byte for byte and parsed anew by whoever reads it.
type Cert struct {
	Raw  []byte            // DER, exactly as met
	X509 *x509.Certificate // nil if Raw does not parse
	Err  error             // why Raw does not parse
}

// ParseCert wraps DER bytes. It never fails: see [Cert.Err].
func ParseCert(der []byte) *Cert {
	c := &Cert{Raw: der}
	c.X509, c.Err = x509.ParseCertificate(der)
	return c
}

// NewCert wraps a certificate that is parsed already.
func NewCert(parsed *x509.Certificate) *Cert {
	return &Cert{Raw: parsed.Raw, X509: parsed}
}

// SHA256 is the hexadecimal fingerprint of the DER.
func (c *Cert) SHA256() string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// Equal tells whether both are the same certificate, byte for byte.
func (c *Cert) Equal(other *Cert) bool {
	return other != nil && string(c.Raw) == string(other.Raw)
}

// Name is the shortest text by which a person would recognise the
// certificate: the common name, else the first subject alternative name, else
// the organisation. It comes from a stranger and is already cleaned, see
// [Clean].
func (c *Cert) Name() string {
	if c.X509 == nil {
		return "(unreadable certificate)"
	}
	x := c.X509
	for _, names := range [][]string{{x.Subject.CommonName}, x.DNSNames, ipTexts(x), x.Subject.Organization} {
		for _, name := range names {
			if name != "" {
				return Clean(name)
			}
		}
	}
	return "(no name)"
}

// IssuerName is the short name of who is said to have signed the certificate,
// cleaned like [Cert.Name].
func (c *Cert) IssuerName() string {
	if c.X509 == nil {
		return "(unknown)"
	}
	x := c.X509.Issuer
	for _, names := range [][]string{{x.CommonName}, x.Organization, x.OrganizationalUnit} {
		for _, name := range names {
			if name != "" {
				return Clean(name)
			}
		}
	}
	return "(no name)"
}

func ipTexts(x *x509.Certificate) []string {
	texts := make([]string, 0, len(x.IPAddresses))
	for _, ip := range x.IPAddresses {
		texts = append(texts, ip.String())
	}
	return texts
}

// MarshalJSON gives the DER in base64.
func (c *Cert) MarshalJSON() ([]byte, error) { return json.Marshal(c.Raw) }

// UnmarshalJSON reads what MarshalJSON wrote and parses it again.
func (c *Cert) UnmarshalJSON(b []byte) error {
	var der []byte
	if err := json.Unmarshal(b, &der); err != nil {
		return fmt.Errorf("certificate is not base64 DER: %w", err)
	}
	*c = *ParseCert(der)
	return nil
}
