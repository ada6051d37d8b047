package keypair

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/certain-tls/certain"
)

// Pair is a certificate with its chain and its private key, judged and found
// fit for service. It does not change, may be used by many goroutines at once,
// and shows its key in no text.
type Pair struct {
	// Findings are what was found and refuses nothing: warnings, notes, and
	// what the options accept.
	Findings []certain.Finding

	cert tls.Certificate
}

// Certificate is the pair as crypto/tls takes it, with Leaf set. The chain is
// a copy; the key is shared.
func (p Pair) Certificate() tls.Certificate {
	c := p.cert
	c.Certificate = slices.Clone(c.Certificate)
	return c
}

// Leaf is the certificate of the key. It must not be changed.
func (p Pair) Leaf() *x509.Certificate { return p.cert.Leaf }

// String names the certificate and its end.
func (p Pair) String() string {
	if p.cert.Leaf == nil {
		return "no pair"
	}
	c := certain.NewCert(p.cert.Leaf)
	return fmt.Sprintf("certificate of %s by %s until %s, with its private key (not shown)",
		c.Name(), c.IssuerName(), c.X509.NotAfter.UTC().Format("2006-01-02 15:04 UTC"))
}

// Format writes what String gives, whatever the verb: %+v and %#v would walk
// into the key otherwise.
func (p Pair) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

// LogValue is what slog writes.
func (p Pair) LogValue() slog.Value { return slog.StringValue(p.String()) }

// MarshalJSON refuses: a private key is not written as JSON.
func (p Pair) MarshalJSON() ([]byte, error) {
	return nil, errors.New("a pair holds a private key, and is not written as JSON")
}
