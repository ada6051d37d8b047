package check_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
)

// A file full of CAs of one name that sign each other costs a whole budget a
// few times, and then little for each.
func TestPatience(t *testing.T) {
	obs := &certain.Observation{Kind: certain.Files, At: time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC), Store: certain.Store{Name: "test", Size: 1}}
	var file certain.File
	for i, c := range crossSigned(t, 24) {
		file.Materials = append(file.Materials, certain.Material{Cert: c, From: fmt.Sprintf("cas.pem:%d", i+1)})
	}
	obs.Files = []certain.File{file}
	whole, little := 0, 0
	for _, trace := range check.Traces(obs, check.Options{}) {
		switch {
		case trace.Valid() || trace.GaveUp == "":
			t.Fatalf("valid %v, gave up %q", trace.Valid(), trace.GaveUp)
		case strings.HasPrefix(trace.GaveUp, "16 ") || strings.HasPrefix(trace.GaveUp, "64 "):
			little++
		default:
			whole++
		}
	}
	if whole != 8 || little != 16 {
		t.Errorf("%d searches with a whole budget and %d with little; want 8 and 16", whole, little)
	}
	for _, f := range check.Conclude(obs, check.Options{}).Findings {
		if f.Code == "untrusted-issuer" && !strings.Contains(f.Summary, "gave up after") {
			t.Errorf("a search that was given up says %q", f.Summary)
		}
	}
}

// crossSigned are CAs of one name and of keys of their own, each signed by
// another.
func crossSigned(t *testing.T, n int) (certs []*certain.Cert) {
	t.Helper()
	keys := make([]*ecdsa.PrivateKey, 6)
	for i := range keys {
		var err error
		if keys[i], err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		tmpl := &x509.Certificate{
			SerialNumber: big.NewInt(int64(i + 1)), Subject: pkix.Name{CommonName: "Same"},
			NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
			IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
		}
		own, by := keys[i%len(keys)], keys[(i+1+i/len(keys))%len(keys)]
		der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, own.Public(), by)
		if err != nil {
			t.Fatal(err)
		}
		certs = append(certs, certain.ParseCert(der))
	}
	return certs
}
