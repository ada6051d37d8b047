package strangers

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// minted is a certificate with its key.
type minted struct {
	*x509.Certificate
	key crypto.Signer
}

// sign mints a certificate; a nil issuer signs it by itself. What template
// leaves out is filled in for a certificate that is valid today.
func sign(t *testing.T, template *x509.Certificate, issuer *minted, key crypto.Signer) *minted {
	t.Helper()
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		t.Fatal(err)
	}
	template.SerialNumber = serial
	if template.NotBefore.IsZero() {
		template.NotBefore = time.Now().AddDate(0, 0, -30)
	}
	if template.NotAfter.IsZero() {
		template.NotAfter = template.NotBefore.AddDate(0, 0, 360)
	}
	by := &minted{template, key}
	if issuer != nil {
		by = issuer
	}
	der, err := x509.CreateCertificate(rand.Reader, template, by.Certificate, key.Public(), by.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &minted{cert, key}
}

// authority mints a certificate that may sign others.
func authority(t *testing.T, name string, issuer *minted) *minted {
	t.Helper()
	return sign(t, &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             time.Now().AddDate(-1, 0, 0),
		NotAfter:              time.Now().AddDate(9, 0, 0),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}, issuer, ecKey(t))
}

// leaf is the template of a good certificate for localhost.
func leaf(change func(*x509.Certificate)) *x509.Certificate {
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "localhost"},
		DNSNames:              []string{"localhost"},
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	if change != nil {
		change(template)
	}
	return template
}

func ecKey(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func rsaKey(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// writeCerts writes certificates as PEM, in this order, and gives the path.
func writeCerts(t *testing.T, path string, certs ...*minted) string {
	t.Helper()
	var text []byte
	for _, c := range certs {
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeKey(t *testing.T, path string, key crypto.Signer) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// setup is one way to set up a server: what it sends, and what certain must
// say first about it ("" for nothing at all).
type setup struct {
	name  string
	code  string
	sends []*minted // the first one's key is the server's

	listen     string   // nginx: what its listen directive says besides ssl
	directives string   // nginx: what else its server block says
	flags      []string // for certain
}

// files writes a setup for a server that takes files: the chain whole, the
// chain without the leaf, and the key.
func (s setup) files(t *testing.T, dir string) (chain, rest, key string) {
	t.Helper()
	chain = writeCerts(t, filepath.Join(dir, s.name+".pem"), s.sends...)
	if len(s.sends) > 1 {
		rest = writeCerts(t, filepath.Join(dir, s.name+".rest.pem"), s.sends[1:]...)
	}
	return chain, rest, writeKey(t, filepath.Join(dir, s.name+".key"), s.sends[0].key)
}
