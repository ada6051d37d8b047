package ct

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"math/big"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"

	"github.com/certain-tls/certain"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// signed is what a log signs, built as RFC 6962 section 3.2 draws it and apart
// from the code under test.
func signed(millis uint64, kind byte, entry []byte) []byte {
	out := []byte{0, 0}
	for shift := 56; shift >= 0; shift -= 8 {
		out = append(out, byte(millis>>shift))
	}
	out = append(out, 0, kind)
	return append(append(out, entry...), 0, 0)
}

func long(b []byte) []byte {
	return append([]byte{byte(len(b) >> 16), byte(len(b) >> 8), byte(len(b))}, b...)
}

// log is a log with its key.
type log struct {
	certain.Log
	key crypto.Signer
}

func newLog(t testing.TB, name string) log {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return logOf(t, name, key)
}

func logOf(t testing.TB, name string, key crypto.Signer) log {
	t.Helper()
	spki, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return log{certain.Log{Name: name, Operator: name, Key: spki, State: "usable"}, key}
}

func (l log) sct(t testing.TB, kind byte, entry []byte) SCT {
	t.Helper()
	s := SCT{Log: ID(l.Log), Millis: uint64(noon.UnixMilli()), Algorithm: ecdsaSHA256}
	if _, ok := l.key.(*rsa.PrivateKey); ok {
		s.Algorithm = rsaSHA256
	}
	digest := sha256.Sum256(signed(s.Millis, kind, entry))
	var err error
	if s.Signature, err = l.key.Sign(rand.Reader, digest[:], crypto.SHA256); err != nil {
		t.Fatal(err)
	}
	return s
}

func bytesOf(t testing.TB, s SCT) []byte {
	t.Helper()
	var b cryptobyte.Builder
	b.AddUint8(0)
	b.AddBytes(s.Log[:])
	b.AddUint64(s.Millis)
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s.Extensions) })
	b.AddUint16(s.Algorithm)
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s.Signature) })
	return b.BytesOrPanic()
}

func extension(t testing.TB, scts ...[]byte) pkix.Extension {
	t.Helper()
	var b cryptobyte.Builder
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, s := range scts {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s) })
		}
	})
	value, err := asn1.Marshal(b.BytesOrPanic())
	if err != nil {
		t.Fatal(err)
	}
	return pkix.Extension{Id: inCertificate, Value: value}
}

// issue mints a leaf with these extensions; the same call gives the same body.
func issue(t testing.TB, key, issuer *ecdsa.PrivateKey, extra ...pkix.Extension) (leaf, ca *x509.Certificate) {
	t.Helper()
	parent := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: noon, NotAfter: noon.AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, parent, parent, issuer.Public(), issuer)
	if err != nil {
		t.Fatal(err)
	}
	if ca, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf.test"}, DNSNames: []string{"leaf.test"},
		NotBefore: noon, NotAfter: noon.AddDate(0, 3, 0), ExtraExtensions: extra}
	if der, err = x509.CreateCertificate(rand.Reader, template, ca, key.Public(), issuer); err != nil {
		t.Fatal(err)
	}
	if leaf, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return leaf, ca
}

func TestEmbedded(t *testing.T) {
	key, issuer := newLog(t, "leaf").key.(*ecdsa.PrivateKey), newLog(t, "issuer").key.(*ecdsa.PrivateKey)
	before, ca := issue(t, key, issuer)
	keyHash := sha256.Sum256(ca.RawSubjectPublicKeyInfo)
	entry := append(keyHash[:], long(before.RawTBSCertificate)...)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []log{newLog(t, "a"), logOf(t, "b", rsaKey)} {
		leaf, _ := issue(t, key, issuer, extension(t, bytesOf(t, l.sct(t, preEntry, entry)), []byte{7, 1, 2, 3}))
		scts, err := Embedded(leaf)
		if err != nil || len(scts) != 1 {
			t.Fatalf("%d timestamps, %v", len(scts), err)
		}
		if err := scts[0].VerifyEmbedded(l.Log, leaf, ca); err != nil {
			t.Errorf("%s: %v", l.Name, err)
		}
		if !scts[0].Time().Equal(noon) {
			t.Errorf("its time is %v", scts[0].Time())
		}
		if scts[0].VerifyEmbedded(newLog(t, "c").Log, leaf, ca) != errOtherLog {
			t.Error("another log's key verifies")
		}
		if scts[0].VerifyEmbedded(l.Log, leaf, leaf) == nil {
			t.Error("another issuer's key verifies")
		}
		if scts[0].VerifyWhole(l.Log, leaf) == nil {
			t.Error("what was signed before counts for the certificate as it is")
		}
		late := scts[0]
		late.Millis++
		if late.VerifyEmbedded(l.Log, leaf, ca) == nil {
			t.Error("another time verifies")
		}
		other, _ := issue(t, issuer, issuer, extension(t, bytesOf(t, scts[0])))
		if scts[0].VerifyEmbedded(l.Log, other, ca) == nil {
			t.Error("a timestamp of another certificate verifies")
		}
		odd := scts[0]
		odd.Algorithm = 0x0203 // SHA-1
		if odd.VerifyEmbedded(l.Log, leaf, ca) != errAlgorithm {
			t.Error("SHA-1 verifies")
		}
	}
}

func TestWhole(t *testing.T) {
	key, issuer := newLog(t, "leaf").key.(*ecdsa.PrivateKey), newLog(t, "issuer").key.(*ecdsa.PrivateKey)
	leaf, ca := issue(t, key, issuer)
	l := newLog(t, "a")
	s, err := Read(bytesOf(t, l.sct(t, wholeEntry, long(leaf.Raw))))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.VerifyWhole(l.Log, leaf); err != nil {
		t.Error(err)
	}
	if s.VerifyWhole(l.Log, ca) == nil {
		t.Error("another certificate verifies")
	}
	if scts := Stapled([]pkix.Extension{{Id: inStaple, Value: extension(t, bytesOf(t, s)).Value}}); len(scts) != 1 || scts[0].Log != s.Log {
		t.Errorf("in a staple: %v", scts)
	}
}

func TestBrokenLists(t *testing.T) {
	good := extension(t, bytesOf(t, newLog(t, "a").sct(t, wholeEntry, long(nil)))).Value
	for cut := range good {
		if _, err := ReadList(good[:cut]); err == nil {
			t.Errorf("cut at %d is read", cut)
		}
	}
	if _, err := ReadList(append(good, 0)); err == nil {
		t.Error("more after the end is read")
	}
	if s, err := ReadList([]byte{4, 2, 0, 0}); err != nil || len(s) != 0 {
		t.Errorf("an empty list: %v, %v", s, err)
	}
}

// document is a list of logs as a user gives it.
func document(t testing.TB, change func(log map[string]any)) []byte {
	t.Helper()
	l := newLog(t, "Log")
	id := ID(l.Log)
	one := map[string]any{
		"description": "Log \x1b[31m", "log_id": id[:], "key": l.Key, "url": "https://log.example.test/", "mmd": 86400,
		"state":             map[string]any{"usable": map[string]any{"timestamp": "2025-01-01T00:00:00Z"}},
		"temporal_interval": map[string]any{"start_inclusive": "2026-01-01T00:00:00Z", "end_exclusive": "2027-01-01T00:00:00Z"},
	}
	if change != nil {
		change(one)
	}
	text, err := json.Marshal(map[string]any{"version": "1", "operators": []any{
		map[string]any{"name": "Operator", "logs": []any{one}, "tiled_logs": []any{}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestReadLogs(t *testing.T) {
	logs, err := ReadLogs(document(t, nil))
	if err != nil || len(logs) != 1 {
		t.Fatalf("%v, %v", logs, err)
	}
	l := logs[0]
	if l.Name != `Log \x1b[31m` || l.Operator != "Operator" || l.State != "usable" || l.Since == nil || l.Until.Year() != 2027 {
		t.Errorf("%+v", l)
	}
	for name, text := range map[string]string{
		"nothing":        "",
		"no JSON":        "junk",
		"another list":   `{"anything": 1}`,
		"no logs":        `{"operators": [{"name": "A", "logs": []}]}`,
		"no key":         string(document(t, func(m map[string]any) { delete(m, "key") })),
		"a broken key":   string(document(t, func(m map[string]any) { m["key"] = []byte("junk") })),
		"another's ID":   string(document(t, func(m map[string]any) { m["log_id"] = make([]byte, 32) })),
		"several states": string(document(t, func(m map[string]any) { m["state"] = map[string]any{"usable": 0, "retired": 0} })),
	} {
		if logs, err := ReadLogs([]byte(text)); err == nil {
			t.Errorf("%s: read as %v", name, logs)
		}
	}
}

func TestTrusted(t *testing.T) {
	before, after := noon.Add(-time.Hour), noon.Add(time.Hour)
	s := SCT{Millis: uint64(noon.UnixMilli())}
	for _, c := range []struct {
		state string
		since *time.Time
		want  bool
	}{
		{"", nil, true}, {"usable", nil, true}, {"qualified", nil, true}, {"readonly", nil, true},
		{"retired", &after, true}, {"retired", &before, false}, {"retired", nil, false},
		{"pending", nil, false}, {"rejected", nil, false}, {"whatever", nil, false},
	} {
		if got := Trusted(certain.Log{State: c.state, Since: c.since}, s); got != c.want {
			t.Errorf("%s since %v: %v", c.state, c.since, got)
		}
	}
}

func FuzzReadList(f *testing.F) {
	f.Add(extension(f, bytesOf(f, newLog(f, "a").sct(f, wholeEntry, long(nil)))).Value)
	f.Add([]byte{4, 2, 0, 0})
	f.Fuzz(func(t *testing.T, value []byte) {
		all, _ := ReadList(value)
		for _, s := range all {
			if again, err := Read(bytesOf(t, s)); err != nil || again.Millis != s.Millis {
				t.Errorf("%+v cannot be read again: %v", s, err)
			}
		}
	})
}

func FuzzReadLogs(f *testing.F) {
	f.Add(document(f, nil))
	f.Fuzz(func(t *testing.T, text []byte) {
		logs, err := ReadLogs(text)
		if (err == nil) == (len(logs) == 0) {
			t.Errorf("%d logs, %v", len(logs), err)
		}
		for _, l := range logs {
			if strings.ContainsAny(l.Name+l.Operator+l.State, "\x1b\n\x00") {
				t.Errorf("%+v is not clean", l)
			}
		}
	})
}
