package certain

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"net"
	"testing"
	"time"
)

// mint signs a certificate by itself.
func mint(t *testing.T, template x509.Certificate) *Cert {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template.SerialNumber, template.NotAfter = big.NewInt(1), time.Now().Add(time.Hour)
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	cert := ParseCert(der)
	if cert.Err != nil || cert.X509 == nil {
		t.Fatal(cert.Err)
	}
	return cert
}

func TestCertName(t *testing.T) {
	for _, c := range []struct {
		template     x509.Certificate
		name, issuer string
	}{
		{x509.Certificate{Subject: pkix.Name{CommonName: "cn", Organization: []string{"o"}}, DNSNames: []string{"d"}}, "cn", "cn"},
		{x509.Certificate{Subject: pkix.Name{Organization: []string{"o"}}, DNSNames: []string{"d.example"}}, "d.example", "o"},
		{x509.Certificate{Subject: pkix.Name{OrganizationalUnit: []string{"u"}}, IPAddresses: []net.IP{net.IPv4(192, 0, 2, 7)}}, "192.0.2.7", "u"},
		{x509.Certificate{Subject: pkix.Name{Organization: []string{"o"}}}, "o", "o"},
		{x509.Certificate{}, "(no name)", "(no name)"},
		{x509.Certificate{Subject: pkix.Name{CommonName: "a\x1b[2J\u202e"}}, `a\x1b[2J\u202e`, `a\x1b[2J\u202e`},
	} {
		cert := mint(t, c.template)
		if cert.Name() != c.name || cert.IssuerName() != c.issuer {
			t.Errorf("%q by %q, want %q by %q", cert.Name(), cert.IssuerName(), c.name, c.issuer)
		}
	}
}

func TestCertThatDoesNotParse(t *testing.T) {
	cert := ParseCert([]byte("no certificate"))
	if cert.X509 != nil || cert.Err == nil || string(cert.Raw) != "no certificate" {
		t.Errorf("%+v", cert)
	}
	if cert.Name() != "(unreadable certificate)" || cert.IssuerName() != "(unknown)" || len(cert.SHA256()) != 64 {
		t.Errorf("%s by %s", cert.Name(), cert.IssuerName())
	}
}

func TestCertEqual(t *testing.T) {
	a, b := mint(t, x509.Certificate{}), mint(t, x509.Certificate{})
	if !a.Equal(NewCert(a.X509)) || a.Equal(b) || a.Equal(nil) {
		t.Error("equality is not that of the bytes")
	}
	sum := sha256.Sum256(a.Raw)
	if a.SHA256() != hex.EncodeToString(sum[:]) {
		t.Error("the fingerprint is another")
	}
}

// What is stored comes back byte for byte, parsable or not.
func TestCertJSON(t *testing.T) {
	for _, cert := range []*Cert{mint(t, x509.Certificate{Subject: pkix.Name{CommonName: "a"}}), ParseCert([]byte{0x30, 0})} {
		text, err := json.Marshal(cert)
		if err != nil {
			t.Fatal(err)
		}
		var back Cert
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if !back.Equal(cert) || (back.X509 == nil) != (cert.X509 == nil) || (back.Err == nil) != (cert.Err == nil) {
			t.Errorf("%s came back as %+v", text, back)
		}
	}
	for _, text := range []string{`"%%"`, `7`, `{}`} {
		if err := json.Unmarshal([]byte(text), new(Cert)); err == nil {
			t.Errorf("%s is taken for a certificate", text)
		}
	}
}
