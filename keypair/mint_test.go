package keypair_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pavlo-v-chernykh/keystore-go/v4"
	"github.com/smallstep/pkcs7"
	"software.sslmate.com/src/go-pkcs12"
)

// Everything is minted when the tests run, and judged as of now.
var now = time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC)

const day = 24 * time.Hour

// bearer is a certificate and its key.
type bearer struct {
	cert *x509.Certificate
	key  crypto.Signer
}

// plan changes a template before it is signed.
type plan func(*x509.Certificate)

func lasting(from, until time.Duration) plan {
	return func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now.Add(from), now.Add(until) }
}

func authority(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid = true, true
	c.KeyUsage, c.ExtKeyUsage, c.DNSNames = x509.KeyUsageCertSign, nil, nil
	c.NotBefore, c.NotAfter = now.Add(-1000*day), now.Add(1000*day)
}

func forClients(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }

// mint makes a certificate; by is nil for one that signs itself.
func mint(t testing.TB, name string, by *bearer, plans ...plan) bearer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return mintWith(t, key, name, by, plans...)
}

func mintWith(t testing.TB, key crypto.Signer, name string, by *bearer, plans ...plan) bearer {
	t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: now.Add(-30 * day), NotAfter: now.Add(60 * day),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, change := range plans {
		change(template)
	}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return bearer{cert, key}
}

// house is a small hierarchy.
type house struct {
	root, inter, other bearer // other is an intermediate that signed nothing
	leaf               bearer
}

func newHouse(t testing.TB) house {
	t.Helper()
	root := mint(t, "Test Root", nil, authority)
	inter := mint(t, "Test R11", &root, authority)
	other := mint(t, "Test R10", &root, authority)
	return house{root, inter, other, mint(t, "shop.example.test", &inter)}
}

func certPEM(bearers ...bearer) []byte {
	var b bytes.Buffer
	for _, c := range bearers {
		pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.cert.Raw})
	}
	return b.Bytes()
}

func pkcs8(t testing.TB, c bearer) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(c.key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func keyPEM(t testing.TB, c bearer) []byte {
	t.Helper()
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8(t, c)})
}

func pfx(t testing.TB, passphrase string, leaf bearer, chain ...bearer) []byte {
	t.Helper()
	var certs []*x509.Certificate
	for _, c := range chain {
		certs = append(certs, c.cert)
	}
	data, err := pkcs12.Modern.Encode(leaf.key, leaf.cert, certs, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// p7 makes SignedData that holds certificates and no signature.
func p7(t testing.TB, bearers ...bearer) []byte {
	t.Helper()
	var all []byte
	for _, c := range bearers {
		all = append(all, c.cert.Raw...)
	}
	data, err := pkcs7.DegenerateCertificate(all)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// jks makes a key store of pairs: each a leaf and its issuers.
func jks(t testing.TB, passphrase string, pairs map[string][]bearer) []byte {
	t.Helper()
	ks := keystore.New()
	for alias, chain := range pairs {
		entry := keystore.PrivateKeyEntry{CreationTime: now, PrivateKey: pkcs8(t, chain[0])}
		for _, c := range chain {
			entry.CertificateChain = append(entry.CertificateChain, keystore.Certificate{Type: "X509", Content: c.cert.Raw})
		}
		if err := ks.SetPrivateKeyEntry(alias, entry, []byte(passphrase)); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := ks.Store(&b, []byte(passphrase)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// write puts a file into a folder of the test, for its owner alone.
func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
