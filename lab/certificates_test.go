package lab

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// served is the chain as it was sent, read without verification: what a test
// wants to see is what a client must refuse.
func served(t *testing.T, r Running) []*x509.Certificate {
	t.Helper()
	raw, err := net.Dial("tcp", r.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, ServerName: r.ServerName, MinVersion: tls.VersionTLS10})
	if err := c.Handshake(); err != nil {
		t.Fatalf("%s: %v", r.ID, err)
	}
	return c.ConnectionState().PeerCertificates
}

// question is how crypto/x509 is asked about a chain.
type question struct {
	x509.VerifyOptions
	l      *Lab
	served []*x509.Certificate
}

// mended takes the one defect of a scenario away, or looks past it. Then the
// standard library must be content: nothing else is wrong.
var mended = map[string]func(*question){
	"expired":                    func(q *question) { q.CurrentTime = q.l.at.Add(-10 * day) },
	"expired-intermediate":       func(q *question) { q.CurrentTime = q.l.at.Add(-10 * day) },
	"expired-root":               func(q *question) { q.CurrentTime = q.l.at.Add(-25 * day) },
	"not-yet-valid":              func(q *question) { q.CurrentTime = q.l.at.Add(5 * day) },
	"wrong-clock":                func(q *question) { q.CurrentTime = q.l.at.Add(5 * day) },
	"not-yet-valid-intermediate": func(q *question) { q.CurrentTime = q.l.at.Add(5 * day) },
	"expired-and-hostname-mismatch": func(q *question) {
		q.CurrentTime = q.l.at.Add(-10 * day)
		q.DNSName = "other.example.test"
	},
	"hostname-mismatch":          func(q *question) { q.DNSName = "other.example.test" },
	"hostname-mismatch-wildcard": func(q *question) { q.DNSName = "a.wild.example.test" },
	"hostname-mismatch-ip":       func(q *question) { q.DNSName = "localhost" },
	"no-san":                     func(q *question) { q.DNSName = "" },
	"self-signed":                func(q *question) { q.Roots.AddCert(q.served[0]) },
	"untrusted-root":             func(q *question) { q.Roots.AddCert(q.served[2]) },
	"untrusted-issuer": func(q *question) {
		q.Intermediates.AddCert(q.l.mint.made[vanishedR1].cert)
		q.Roots.AddCert(q.l.mint.made[rootZ1].cert)
	},
	"missing-intermediate":       func(q *question) { q.Intermediates.AddCert(q.l.mint.made[r11].cert) },
	"wrong-purpose":              func(q *question) { q.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} },
	"unknown-critical-extension": func(q *question) { q.served[0].UnhandledCriticalExtensions = nil },
	"not-a-ca":                   func(q *question) { trustInstead(q, q.served[1]) },
	"path-too-long":              func(q *question) { trustInstead(q, q.served[1]) },
	"wrong-purpose-policy":       func(q *question) { trustInstead(q, q.served[1]) },
	"name-constraint":            func(q *question) { q.served[0].DNSNames, q.DNSName = nil, "" },
	"not-yet-valid-root":         func(q *question) { q.CurrentTime = q.l.at.Add(5 * day) },

	"hostname-mismatch-partial-wildcard": func(q *question) { q.DNSName = "" },
	"hostname-mismatch-ip-as-name":       func(q *question) { q.DNSName = "" },
	"self-signed-and-expired": func(q *question) {
		q.CurrentTime = q.l.at.Add(-10 * day)
		q.Roots.AddCert(q.served[0])
	},
	"wrong-purpose-intermediate":              func(q *question) { q.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageAny} },
	"unknown-critical-extension-intermediate": func(q *question) { q.served[1].UnhandledCriticalExtensions = nil },
	"not-a-ca-usage":                          func(q *question) { trustInstead(q, q.served[1]) },
	"name-constraint-excluded":                func(q *question) { q.served[0].DNSNames, q.DNSName = nil, "" },
	"weak-signature-intermediate":             func(q *question) { trustInstead(q, q.served[1]) },
	"malformed-certificate-intermediate":      nil,

	"weak-signature":        nil, // no client can be made to accept it: TestWeakSignature
	"malformed-certificate": nil, // cannot be read: TestMalformedCertificate
}

// trustInstead makes an issuer an anchor, whose own rights nobody asks for.
func trustInstead(q *question, c *x509.Certificate) {
	anchor := *c
	anchor.IsCA, anchor.KeyUsage, anchor.MaxPathLen = true, x509.KeyUsageCertSign, -1
	q.Roots = x509.NewCertPool()
	q.Roots.AddCert(&anchor)
	q.Intermediates = x509.NewCertPool()
}

// unfinished are codes whose handshake ends before a client has the chain.
var unfinished = []string{
	"sni-unrecognized", "corrupt-record", "client-cert-required", "handshake-timeout", "handshake-signature-invalid",
	"downgrade", "no-shared-cipher", "weak-cipher", "weak-dh", "oversized-handshake", "protocol-version",
}

// TestNothingElseIsWrong verifies each chain, first as it is, then with its
// one defect mended.
func TestNothingElseIsWrong(t *testing.T) {
	l := open(t)
	for _, r := range l.Running() {
		mend, broken := mended[r.ID]
		if r.Kind != certain.Endpoint || r.sends == nil || !strings.HasPrefix(r.URL, "https://") || broken && mend == nil || slices.Contains(unfinished, r.Code) {
			continue
		}
		q := &question{l: l, served: served(t, r)}
		q.DNSName, q.CurrentTime, q.Roots = r.ServerName, l.at, r.pool()
		q.Intermediates = x509.NewCertPool()
		for _, c := range q.served[1:] {
			q.Intermediates.AddCert(c)
		}
		if _, err := q.served[0].Verify(q.VerifyOptions); (err != nil) != broken {
			t.Errorf("%s: verified as it is: %v", r.ID, err)
		}
		if !broken {
			continue
		}
		mend(q)
		if _, err := q.served[0].Verify(q.VerifyOptions); err != nil {
			t.Errorf("%s: mended, and still: %v", r.ID, err)
		}
	}
}

// TestCertificatesAreOrdinary: beside their one defect, certificates look as
// public authorities make them.
func TestCertificatesAreOrdinary(t *testing.T) {
	l := open(t, "healthy-ecdsa")
	for _, s := range Scenarios() {
		for _, c := range s.chains() {
			for i, p := range c {
				made, err := l.mint.make(p)
				if err != nil {
					t.Fatalf("%s: %v", s.ID, err)
				}
				ordinary(t, s.ID, made.cert)
				if i == 0 {
					ordinaryLeaf(t, s, l.at, made.cert)
				}
			}
		}
	}
}

func ordinary(t *testing.T, id string, c *x509.Certificate) {
	t.Helper()
	selfSigned := bytes.Equal(c.RawIssuer, c.RawSubject)
	switch {
	case len(c.SubjectKeyId) == 0 || !selfSigned && len(c.AuthorityKeyId) == 0 && id != "strict-profile":
		t.Errorf("%s: %s lacks a key identifier", id, c.Subject)
	case !c.BasicConstraintsValid:
		t.Errorf("%s: %s lacks basic constraints", id, c.Subject)
	case c.SerialNumber.Sign() <= 0 || c.SerialNumber.BitLen() > 159:
		t.Errorf("%s: %s has serial %v", id, c.Subject, c.SerialNumber)
	case c.IsCA && c.KeyUsage&x509.KeyUsageCertSign == 0 && id != "not-a-ca-usage":
		t.Errorf("%s: %s may not sign", id, c.Subject)
	}
}

func ordinaryLeaf(t *testing.T, s Scenario, at time.Time, c *x509.Certificate) {
	t.Helper()
	lifetime, left := c.NotAfter.Sub(c.NotBefore), c.NotAfter.Sub(at)
	soon := left > 0 && left < 21*day && left < lifetime/4
	switch {
	case c.IsCA:
		t.Errorf("%s: the leaf is an authority", s.ID)
	case lifetime > 398*day && s.Code != "lifetime-too-long":
		t.Errorf("%s: the leaf lasts %v", s.ID, lifetime)
	case soon != (s.ID == "ends-soon"):
		t.Errorf("%s: %v of %v are left", s.ID, left, lifetime)
	case (len(c.IssuingCertificateURL) > 0) != (s.Code == "missing-intermediate"):
		t.Errorf("%s: issuer's address is %v", s.ID, c.IssuingCertificateURL)
	}
}

// TestIntermediateCanBeFetched does what a browser does with a leaf alone.
func TestIntermediateCanBeFetched(t *testing.T) {
	r := Start(t, "missing-intermediate")
	sent := served(t, *r)
	if len(sent) != 1 || len(sent[0].IssuingCertificateURL) != 1 {
		t.Fatalf("%d certificates, addresses %v", len(sent), sent[0].IssuingCertificateURL)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	url := sent[0].IssuingCertificateURL[0]
	for _, path := range []string{url, url + ".not"} {
		response, err := client.Get(path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if path != url {
			if response.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %s", path, response.Status)
			}
			continue
		}
		issuer, err := x509.ParseCertificate(body)
		if err != nil {
			t.Fatal(err)
		}
		if err := sent[0].CheckSignatureFrom(issuer); err != nil {
			t.Error(err)
		}
		if kind := response.Header.Get("Content-Type"); kind != "application/pkix-cert" {
			t.Errorf("content type is %q", kind)
		}
	}
}

// TestChainsAsSent checks what crypto/x509 does not care about: the order and
// number of certificates.
func TestChainsAsSent(t *testing.T) {
	want := map[string][]string{
		"healthy-ecdsa":           {"localhost", "Lab R11"},
		"healthy-cross-sign":      {"localhost", "Lab R12", "Lab R12"},
		"healthy-cross-root":      {"localhost", "Lab R11", "Lab Root X1"},
		"untrusted-root":          {"localhost", "Private R1", "Private Root Y1"},
		"untrusted-issuer":        {"localhost"},
		"chain-disordered":        {"localhost", "Lab Policy R1", "Lab R13"},
		"chain-surplus":           {"localhost", "Lab R11", "Lab Root X1"},
		"chain-surplus-stranger":  {"localhost", "Lab R11", "Private R1"},
		"chain-surplus-duplicate": {"localhost", "Lab R11", "Lab R11"},
	}
	for _, r := range open(t).Running() {
		if _, ok := want[r.ID]; !ok {
			continue
		}
		var got []string
		for _, c := range served(t, r) {
			got = append(got, c.Subject.CommonName)
		}
		if !slices.Equal(got, want[r.ID]) {
			t.Errorf("%s sends %q", r.ID, got)
		}
	}
}

// TestCrossSignIsDead: the surplus branches of the healthy scenarios have
// expired, and are of the same keys as the living ones.
func TestCrossSignIsDead(t *testing.T) {
	l := open(t, "healthy-cross-sign", "healthy-cross-root")
	for _, r := range l.Running() {
		sent := served(t, r)
		dead, living := sent[2], sent[1]
		if r.ID == "healthy-cross-root" {
			living = l.Roots()[0].X509
		}
		if !l.at.After(dead.NotAfter) || !l.at.Before(living.NotAfter) {
			t.Errorf("%s: dead until %v, living until %v", r.ID, dead.NotAfter, living.NotAfter)
		}
		if !bytes.Equal(dead.RawSubject, living.RawSubject) || !bytes.Equal(dead.RawSubjectPublicKeyInfo, living.RawSubjectPublicKeyInfo) {
			t.Errorf("%s: two names or keys", r.ID)
		}
		if err := dead.CheckSignatureFrom(l.Roots()[1].X509); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
}

func TestWeakSignature(t *testing.T) {
	sent := served(t, *Start(t, "weak-signature"))
	if sent[0].SignatureAlgorithm != x509.ECDSAWithSHA1 {
		t.Errorf("signed with %v", sent[0].SignatureAlgorithm)
	}
	if sent[1].SignatureAlgorithm != x509.ECDSAWithSHA256 {
		t.Errorf("the intermediate is signed with %v", sent[1].SignatureAlgorithm)
	}
	// CheckSignature, unlike Verify, still reads SHA-1.
	if err := sent[1].CheckSignature(sent[0].SignatureAlgorithm, sent[0].RawTBSCertificate, sent[0].Signature); err != nil {
		t.Errorf("the signature is weak, and wrong too: %v", err)
	}
}

func TestNotACASignatureIsRight(t *testing.T) {
	sent := served(t, *Start(t, "not-a-ca"))
	if sent[1].IsCA {
		t.Error("the issuer is an authority")
	}
	if err := sent[1].CheckSignature(sent[0].SignatureAlgorithm, sent[0].RawTBSCertificate, sent[0].Signature); err != nil {
		t.Error(err)
	}
}

func TestKeys(t *testing.T) {
	bits := map[string]int{"healthy-rsa": 2048, "weak-key": 1024}
	for _, r := range open(t, "healthy-rsa", "weak-key", "healthy-ecdsa").Running() {
		switch key := served(t, r)[0].PublicKey.(type) {
		case *rsa.PublicKey:
			if key.N.BitLen() != bits[r.ID] {
				t.Errorf("%s: %d bits", r.ID, key.N.BitLen())
			}
		case *ecdsa.PublicKey:
			if bits[r.ID] != 0 {
				t.Errorf("%s: an ECDSA key", r.ID)
			}
		}
	}
}

// TestMalformedCertificate takes the bytes as they are sent: it is the date
// that cannot be read, and nothing before it, and the signature fits.
func TestMalformedCertificate(t *testing.T) {
	l := open(t, "malformed-certificate")
	sends := l.Running()[0].sends
	sent, err := l.identity(sends)
	if err != nil {
		t.Fatal(err)
	}
	var outer struct {
		TBS       asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}
	if _, err := asn1.Unmarshal(sent.Certificate[0], &outer); err != nil {
		t.Fatal(err)
	}
	sound, tbs := l.mint.made[sends[0]].cert, outer.TBS.FullBytes
	if err := l.mint.made[r11].cert.CheckSignature(x509.ECDSAWithSHA256, tbs, outer.Signature.Bytes); err != nil {
		t.Error(err)
	}
	changed := 0
	for i := range tbs {
		if tbs[i] != sound.RawTBSCertificate[i] {
			changed++
		}
	}
	if len(tbs) != len(sound.RawTBSCertificate) || changed == 0 || changed > 2 {
		t.Errorf("%d bytes changed", changed)
	}
}
