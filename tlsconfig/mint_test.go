package tlsconfig_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/trust"
)

// fataler is what a mint needs of a test; examples have none.
type fataler interface {
	Helper()
	Fatal(...any)
}

// bearer is a certificate with its key and what leads from it to the root,
// the root left out.
type bearer struct {
	cert  *x509.Certificate
	key   *ecdsa.PrivateKey
	chain []*x509.Certificate
}

// plan changes a template before it is signed.
type plan func(*x509.Certificate)

func names(dns ...string) plan { return func(c *x509.Certificate) { c.DNSNames = dns } }

func addresses(ips ...string) plan {
	return func(c *x509.Certificate) {
		for _, ip := range ips {
			c.IPAddresses = append(c.IPAddresses, net.ParseIP(ip))
		}
	}
}

func lasting(from, until time.Duration) plan {
	return func(c *x509.Certificate) { c.NotBefore, c.NotAfter = time.Now().Add(from), time.Now().Add(until) }
}

func forClients(c *x509.Certificate) {
	c.DNSNames, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
}

func authority(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid = true, true
	c.KeyUsage, c.ExtKeyUsage, c.DNSNames = x509.KeyUsageCertSign, nil, nil
}

// mint makes a certificate for localhost; by is nil for one that signs itself.
func mint(t fataler, name string, by *bearer, plans ...plan) *bearer {
	t.Helper()
	return mintOn(t, elliptic.P256(), name, by, plans...)
}

// mintOn is mint with the curve of the key.
func mintOn(t fataler, curve elliptic.Curve, name string, by *bearer, plans ...plan) *bearer {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(80 * 24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, change := range plans {
		change(template)
	}
	b := &bearer{key: key}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.cert, by.key
		if by.chain != nil || string(by.cert.RawIssuer) != string(by.cert.RawSubject) {
			b.chain = append([]*x509.Certificate{by.cert}, by.chain...)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	if b.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return b
}

// chainPEM is the certificate and what leads on from it.
func (b *bearer) chainPEM() []byte {
	var out bytes.Buffer
	for _, c := range append([]*x509.Certificate{b.cert}, b.chain...) {
		pem.Encode(&out, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
	}
	return out.Bytes()
}

func (b *bearer) keyPEM(t fataler) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(b.key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// pair is the bearer as a service loads it; the faults that a test wants are
// accepted.
func (b *bearer) pair(t testing.TB) *keypair.Pair {
	t.Helper()
	pair, err := keypair.Parse(b.chainPEM(), b.keyPEM(t), keypair.Options{
		Accept: []string{"expired", "not-yet-valid", "wrong-purpose", "no-san", "untrusted-issuer"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func store(bearers ...*bearer) *trust.Store {
	var certs []*certain.Cert
	for _, b := range bearers {
		certs = append(certs, certain.NewCert(b.cert))
	}
	return trust.FromCerts("test", certs)
}

// pool is the same for crypto/tls.
func pool(bearers ...*bearer) *x509.CertPool {
	p := x509.NewCertPool()
	for _, b := range bearers {
		p.AddCert(b.cert)
	}
	return p
}

// changing is a source of roots that a test changes.
type changing struct{ atomic.Pointer[trust.Store] }

func (c *changing) Current() *trust.Store { return c.Load() }

func changingFrom(s *trust.Store) *changing {
	c := new(changing)
	c.Store(s)
	return c
}

// changingPair is a source of pairs that a test changes.
type changingPair struct{ atomic.Pointer[keypair.Pair] }

func (c *changingPair) Current() *keypair.Pair { return c.Load() }
