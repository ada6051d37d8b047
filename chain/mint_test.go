package chain

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"math/big"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// entity is a certificate with its key, for tests.
type entity struct {
	*certain.Cert
	key crypto.Signer
}

var serial int64

// dropKeyID marks a template that is to have no subject key identifier.
const dropKeyID x509.KeyUsage = 1 << 30

// mint makes a certificate signed by parent, or by itself if parent is nil.
func mint(t testing.TB, name string, parent *entity, edits ...func(*x509.Certificate)) *entity {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return mintKey(t, name, key, parent, edits...)
}

func mintKey(t testing.TB, name string, key crypto.Signer, parent *entity, edits ...func(*x509.Certificate)) *entity {
	t.Helper()
	serial++
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: noon.AddDate(0, -1, 0), NotAfter: noon.AddDate(0, 2, 0),
		SubjectKeyId: binary.BigEndian.AppendUint64(nil, uint64(serial)), PermittedDNSDomainsCritical: true,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, edit := range edits {
		edit(tmpl)
	}
	issuer, signer := tmpl, key
	if parent != nil {
		issuer, signer = parent.X509, parent.key
	}
	if tmpl.KeyUsage&dropKeyID != 0 { // the library gives each CA a key identifier
		tmpl.KeyUsage &^= dropKeyID
		tmpl.IsCA, tmpl.BasicConstraintsValid = false, false
		extra(basicConstraints, true, []byte{0x30, 3, 1, 1, 0xff})(tmpl)
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, issuer, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	c := certain.ParseCert(der)
	if c.Err != nil {
		t.Fatal(c.Err)
	}
	return &entity{c, key}
}

func ca(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid, c.KeyUsage, c.ExtKeyUsage = true, true, x509.KeyUsageCertSign, nil
}

func dnsNames(dns ...string) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.DNSNames = dns }
}

func anchors(es ...*entity) (as []certain.Anchor) {
	for _, e := range es {
		as = append(as, certain.Anchor{Cert: e.Cert, From: "test"})
	}
	return as
}

func pool(es ...*entity) (cs []*certain.Cert) {
	for _, e := range es {
		cs = append(cs, e.Cert)
	}
	return cs
}
