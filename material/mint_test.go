package material

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// Everything here is minted when the tests run.
var (
	ecKey = sync.OnceValue(func() *ecdsa.PrivateKey { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) })
	rsaK  = sync.OnceValue(func() *rsa.PrivateKey { return must(rsa.GenerateKey(rand.Reader, 2048)) })
	edKey = sync.OnceValue(func() ed25519.PrivateKey { _, k, err := ed25519.GenerateKey(rand.Reader); return must(k, err) })
	leaf  = sync.OnceValue(mintLeaf)
	other = sync.OnceValue(func() []byte { return mint(&x509.Certificate{Subject: pkix.Name{CommonName: "other.test"}}) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var epoch = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// mintLeaf mints until the base64 needs padding and has characters that the
// URL-safe alphabet writes differently, which some tests need.
func mintLeaf() []byte {
	for {
		der := mint(&x509.Certificate{Subject: pkix.Name{CommonName: "leaf.test"}})
		if len(der)%3 == 1 && strings.ContainsAny(base64.StdEncoding.EncodeToString(der), "+/") {
			return der
		}
	}
}

// mint signs a certificate by itself with the shared P-256 key.
func mint(template *x509.Certificate) []byte { return mintWith(template, ecKey()) }

func mintWith(template *x509.Certificate, key crypto.Signer) []byte {
	if template.SerialNumber == nil {
		template.SerialNumber = big.NewInt(int64(len(template.Subject.CommonName)) + 0x1234)
	}
	if template.NotBefore.IsZero() {
		template.NotBefore, template.NotAfter = epoch, epoch.AddDate(0, 0, 90)
	}
	return must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key))
}

func mintRequest() []byte {
	return must(x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{
		Subject: pkix.Name{CommonName: "asked.test"}, DNSNames: []string{"asked.test", "www.asked.test"},
	}, ecKey()))
}

func mintCRL(n int) []byte {
	issuer := must(x509.ParseCertificate(mint(&x509.Certificate{
		Subject: pkix.Name{CommonName: "Lab CA"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCRLSign,
		SubjectKeyId: []byte{1, 2, 3},
	})))
	list := &x509.RevocationList{Number: big.NewInt(7), ThisUpdate: epoch, NextUpdate: epoch.AddDate(0, 0, 7)}
	for i := range n {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries,
			x509.RevocationListEntry{SerialNumber: big.NewInt(int64(i) + 1), RevocationTime: epoch})
	}
	return must(x509.CreateRevocationList(rand.Reader, list, issuer, ecKey()))
}

func spkiOf(key crypto.Signer) []byte { return must(x509.MarshalPKIXPublicKey(key.Public())) }

// wrap folds base64 at a width.
func wrap(der []byte, width int, end string) string {
	text, b := base64.StdEncoding.EncodeToString(der), strings.Builder{}
	for len(text) > 0 {
		n := min(width, len(text))
		b.WriteString(text[:n] + end)
		text = text[n:]
	}
	return b.String()
}

// armour is a block in the form of RFC 7468.
func armour(label string, der []byte) string {
	return "-----BEGIN " + label + "-----\n" + wrap(der, 64, "\n") + "-----END " + label + "-----\n"
}

func wideText(text string, big bool, mark bool) []byte {
	var b []byte
	if mark {
		text = "\ufeff" + text
	}
	for _, r := range text {
		if big {
			b = append(b, byte(r>>8), byte(r))
		} else {
			b = append(b, byte(r), byte(r>>8))
		}
	}
	return b
}

// openssl runs the program as an oracle. Without it the test is skipped, or
// fails where nothing may be skipped.
func openssl(t *testing.T, input []byte, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CERTAIN_CI") != "" {
			t.Fatal("openssl is not installed")
		}
		t.Skip("openssl is not installed")
	}
	cmd := exec.Command(path, args...)
	cmd.Stdin = bytes.NewReader(input)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, complaint.String())
	}
	return out
}
