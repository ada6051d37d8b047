package convert_test

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/convert"
	"github.com/certain-tls/certain/material"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// signer is a certificate and its key.
type signer struct {
	cert *x509.Certificate
	key  crypto.Signer
}

func mint(name string, key crypto.Signer, by *signer) signer {
	template := &x509.Certificate{
		SerialNumber: must(rand.Int(rand.Reader, big.NewInt(1<<62))), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	parent, signs := template, key
	if by != nil {
		parent, signs = by.cert, by.key
	}
	der := must(x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signs))
	return signer{must(x509.ParseCertificate(der)), key}
}

func ec() crypto.Signer { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) }

func (s signer) certPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.cert.Raw})
}

func keyPEM(key any) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(key))})
}

// read collects files.
func read(t *testing.T, files ...[]byte) convert.Goods {
	t.Helper()
	var g convert.Goods
	for _, data := range files {
		if err := g.Add("in.pem", material.Open("in.pem", data, material.Options{})); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

// contents is what a written file holds when it is read again.
type contents struct {
	certs []string
	keys  []crypto.PrivateKey
	rest  []string
}

func reread(t *testing.T, data []byte, passphrase string) (c contents) {
	t.Helper()
	got := material.Open("out", data, material.Options{Passphrases: []string{passphrase}})
	if len(got.Faults) > 0 {
		t.Fatalf("what was written is faulty: %v", got.Faults)
	}
	for _, m := range got.Materials {
		switch m.Form {
		case certain.Certificate:
			c.certs = append(c.certs, string(m.Cert.Raw))
		case certain.PrivateKey:
		default:
			c.rest = append(c.rest, string(m.DER))
		}
	}
	for _, k := range got.Keys {
		c.keys = append(c.keys, k.Private())
	}
	return c
}

func secret(text string) *string { return &text }

type equaler interface{ Equal(crypto.PrivateKey) bool }

// What is written holds what was read, byte for byte, in every container and
// for every kind of key.
func TestRoundTrip(t *testing.T) {
	root := mint("Root", ec(), nil)
	inter := mint("Intermediate", ec(), &root)
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]crypto.Signer{
		"RSA": must(rsa.GenerateKey(rand.Reader, 2048)), "P-256": ec(), "Ed25519": ed,
		"P-384": must(ecdsa.GenerateKey(elliptic.P384(), rand.Reader)), "P-521": must(ecdsa.GenerateKey(elliptic.P521(), rand.Reader)),
	}
	for name, key := range keys {
		leaf := mint("shop.example.test", key, &inter)
		for _, c := range []struct {
			to         convert.Format
			passphrase *string
		}{{convert.PEM, nil}, {convert.PEM, secret("pass phrase")}, {convert.PKCS12, secret("pass phrase")}, {convert.PKCS12, secret("")}, {convert.JKS, secret("changeit")}} {
			if c.passphrase != nil && c.to != convert.JKS && (name != "P-256" || testing.Short()) {
				continue // deriving takes its time, and does not know what it locks
			}
			t.Run(name+" "+string(c.to), func(t *testing.T) {
				goods := read(t, leaf.certPEM(), keyPEM(key), root.certPEM(), inter.certPEM(), leaf.certPEM())
				data, err := convert.Write(c.to, goods, convert.Options{Passphrase: c.passphrase})
				if err != nil {
					t.Fatal(err)
				}
				passphrase := ""
				if c.passphrase != nil {
					passphrase = *c.passphrase
				}
				got := reread(t, data, passphrase)
				want := []string{string(leaf.cert.Raw), string(inter.cert.Raw), string(root.cert.Raw)}
				slices.Sort(want)
				if slices.Sort(got.certs); !slices.Equal(got.certs, want) {
					t.Errorf("%d certificates come back, or others", len(got.certs))
				}
				if len(got.keys) != 1 || !got.keys[0].(equaler).Equal(key) {
					t.Errorf("%d keys come back, or another", len(got.keys))
				}
				if c.passphrase != nil && bytes.Contains(data, must(x509.MarshalPKCS8PrivateKey(key))) {
					t.Error("the key stands in the open")
				}
			})
		}
	}
}

// The order in which programs look for the chain: the leaf first.
func TestLeafFirst(t *testing.T) {
	root := mint("Root", ec(), nil)
	inter := mint("Intermediate", ec(), &root)
	leaf := mint("shop.example.test", ec(), &inter)
	goods := read(t, root.certPEM(), inter.certPEM(), leaf.certPEM(), keyPEM(leaf.key))
	data, err := convert.Write(convert.PKCS12, goods, convert.Options{Passphrase: secret("x")})
	if err != nil {
		t.Fatal(err)
	}
	_, first, rest, err := pkcs12.DecodeChain(data, "x")
	if err != nil || !first.Equal(leaf.cert) || len(rest) != 2 || !rest[0].Equal(inter.cert) {
		t.Errorf("gives %v, %v, %v", first, rest, err)
	}
	got := reread(t, must(convert.Write(convert.JKS, goods, convert.Options{Passphrase: secret("changeit")})), "changeit")
	if want := []string{string(leaf.cert.Raw), string(inter.cert.Raw), string(root.cert.Raw)}; !slices.Equal(got.certs, want) {
		t.Error("the key store is out of order")
	}
}

// Certificates alone, requests, CRLs and public keys.
func TestWithoutKey(t *testing.T) {
	root := mint("Root", ec(), nil)
	other := mint("Root", ec(), nil) // the same name: entries need names of their own
	crl := must(x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
		Number: big.NewInt(1), ThisUpdate: time.Now(), NextUpdate: time.Now().Add(time.Hour)}, withCRLSign(root), root.key))
	request := must(x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{DNSNames: []string{"a.test"}}, ec()))
	public := must(x509.MarshalPKIXPublicKey(root.key.Public()))

	certs := read(t, root.certPEM(), other.certPEM())
	for _, to := range []convert.Format{convert.PEM, convert.PKCS7, convert.PKCS12, convert.JKS} {
		data, err := convert.Write(to, certs, convert.Options{Passphrase: secret("changeit")})
		if err != nil {
			t.Errorf("%s: %v", to, err)
			continue
		}
		if got := reread(t, data, "changeit"); len(got.certs) != 2 || len(got.keys) != 0 {
			t.Errorf("%s: %d certificates and %d keys come back", to, len(got.certs), len(got.keys))
		}
	}
	for _, der := range [][]byte{crl, request, public, root.cert.Raw} {
		goods := read(t, der)
		if data, err := convert.Write(convert.DER, goods, convert.Options{}); err != nil || !bytes.Equal(data, der) {
			t.Errorf("DER: %v", err)
		}
		data, err := convert.Write(convert.PEM, goods, convert.Options{})
		if block, rest := pem.Decode(data); err != nil || block == nil || len(rest) > 0 || !bytes.Equal(block.Bytes, der) {
			t.Errorf("PEM: %v", err)
		}
	}
	data, err := convert.Write(convert.PKCS7, read(t, crl, root.certPEM()), convert.Options{})
	if got := reread(t, data, ""); err != nil || len(got.certs) != 1 || len(got.rest) != 1 || got.rest[0] != string(crl) {
		t.Errorf("a CRL in PKCS#7: %v, %v", got, err)
	}
}

func withCRLSign(s signer) *x509.Certificate {
	c := *s.cert
	c.KeyUsage |= x509.KeyUsageCRLSign
	return &c
}

// What a container cannot hold is refused, never left out.
func TestRefuses(t *testing.T) {
	root := mint("Root", ec(), nil)
	second := mint("Second", ec(), nil)
	request := must(x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, ec()))
	pairs := read(t, root.certPEM(), keyPEM(root.key), second.certPEM(), keyPEM(second.key))
	for _, c := range []struct {
		id    string
		to    convert.Format
		goods convert.Goods
		o     convert.Options
		says  string
	}{
		{"nothing", convert.PEM, convert.Goods{}, convert.Options{}, "nothing to write"},
		{"two in DER", convert.DER, pairs, convert.Options{}, "holds one piece"},
		{"key in PKCS#7", convert.PKCS7, read(t, root.certPEM(), keyPEM(root.key)), convert.Options{}, "cannot hold the private key at in.pem:1"},
		{"request in JKS", convert.JKS, read(t, request), convert.Options{Passphrase: secret("changeit")}, "cannot hold the request"},
		{"key alone in PKCS#12", convert.PKCS12, read(t, keyPEM(root.key)), convert.Options{Passphrase: secret("x")}, "no certificate belongs to the private key"},
		{"another's key", convert.PKCS12, read(t, root.certPEM(), keyPEM(second.key)), convert.Options{Passphrase: secret("x")}, "no certificate belongs to the private key"},
		{"two pairs in PKCS#12", convert.PKCS12, pairs, convert.Options{Passphrase: secret("x")}, "holds one private key"},
		{"no passphrase", convert.PKCS12, read(t, root.certPEM()), convert.Options{}, "needs a passphrase"},
		{"short passphrase", convert.JKS, read(t, root.certPEM()), convert.Options{Passphrase: secret("short")}, "6 characters"},
		{"one alias, two pairs", convert.JKS, pairs, convert.Options{Passphrase: secret("changeit"), Alias: "a"}, "one alias"},
	} {
		data, err := convert.Write(c.to, c.goods, c.o)
		if err == nil || !strings.Contains(err.Error(), c.says) || data != nil {
			t.Errorf("%s: gives %d bytes, %v", c.id, len(data), err)
		}
	}
}

// What was not understood or not opened is not passed over.
func TestAddRefuses(t *testing.T) {
	root := mint("Root", ec(), nil)
	locked := must(convert.Write(convert.PEM, read(t, keyPEM(root.key)), convert.Options{Passphrase: secret("x")}))
	for id, data := range map[string][]byte{
		"locked": locked, "cut off": root.certPEM()[:200], "empty": nil, "junk": []byte("nothing of the kind"),
		"DH parameters":      pem.EncodeToMemory(&pem.Block{Type: "DH PARAMETERS", Bytes: []byte{0x30, 6, 2, 1, 23, 2, 1, 5}}),
		"broken certificate": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte{0x30, 3, 2, 1, 1}}),
	} {
		var g convert.Goods
		if err := g.Add("in.pem", material.Open("in.pem", data, material.Options{})); err == nil || !strings.HasPrefix(err.Error(), "in.pem") {
			t.Errorf("%s: %v, %s", id, err, g.String())
		}
	}
}

// A key for agreement alone has no certificate, and is written all the same.
func TestX25519(t *testing.T) {
	key := must(ecdh.X25519().GenerateKey(rand.Reader))
	data := must(convert.Write(convert.DER, read(t, keyPEM(key)), convert.Options{}))
	if !bytes.Equal(data, must(x509.MarshalPKCS8PrivateKey(key))) {
		t.Error("another key")
	}
}
