package chain

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// Each rule broken once: under which policies it is a fault, and whose rule
// it is said to be.
func TestDemands(t *testing.T) {
	type edit = func(*x509.Certificate)
	all := []string{"rfc5280", "webpki", "strict"}
	tests := []struct {
		name            string
		root, mid, leaf edit
		policies        []string
		kind            FaultKind
		rule            string // a part of it
	}{
		{name: "healthy"},
		{name: "leaf without authority key identifier", mid: noKeyID, policies: all, kind: StrictProfile, rule: "4.2.1.1"},
		{name: "root without subject key identifier", root: noKeyID, policies: all, kind: StrictProfile, rule: "4.2.1.2"},
		{name: "basic constraints not critical", mid: extra(basicConstraints, false, []byte{0x30, 3, 1, 1, 0xff}), policies: all, kind: StrictProfile, rule: "4.2.1.9"},
		{name: "CA without key usage", mid: func(c *x509.Certificate) { c.KeyUsage = 0 }, policies: []string{"strict"}, kind: StrictProfile, rule: "Python 3.13"},
		{name: "constraints not critical", mid: func(c *x509.Certificate) {
			c.PermittedDNSDomains, c.PermittedDNSDomainsCritical = []string{"leaf.test"}, false
		}, policies: []string{"rfc5280"}, kind: StrictProfile, rule: "4.2.1.10"},
		{name: "constraint with a leading period", mid: func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{".other.test"} },
			policies: []string{"rfc5280", "webpki"}, kind: StrictProfile, rule: "4.2.1.10"},
		{name: "no subject, names not critical", leaf: func(c *x509.Certificate) {
			c.Subject = pkix.Name{}
			extra(subjectAltName, false, wrap(t, 0x30, wrap(t, 0x82, []byte("leaf.test"))))(c)
		}, policies: all, kind: StrictProfile, rule: "4.2.1.6"},
		{name: "long serial number", leaf: func(c *x509.Certificate) { c.SerialNumber = new(big.Int).Lsh(big.NewInt(1), 160) },
			policies: []string{"rfc5280", "webpki"}, kind: StrictProfile, rule: "4.1.2.2"},
		{name: "leaf that may sign and is no CA", leaf: func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageCertSign },
			policies: all, kind: StrictProfile, rule: "4.2.1.3"},
		{name: "leaf that is a CA", leaf: func(c *x509.Certificate) {
			c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, c.KeyUsage|x509.KeyUsageCertSign
		}, policies: []string{"webpki"}, kind: StrictProfile, rule: "Baseline Requirements 7.1.2.7.8"},
		{name: "leaf that constrains names", leaf: func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{"x.test"} },
			policies: []string{"rfc5280", "webpki"}, kind: StrictProfile, rule: "4.2.1.10"},
		{name: "empty extended key usage", leaf: func(c *x509.Certificate) { c.ExtKeyUsage = nil; extra(extKeyUsage, false, []byte{0x30, 0})(c) },
			policies: all, kind: WrongPurpose, rule: "4.2.1.12"},
		{name: "no extended key usage", leaf: func(c *x509.Certificate) { c.ExtKeyUsage = nil }, policies: []string{"webpki"}, kind: WrongPurpose, rule: "Baseline"},
		{name: "any extended key usage", leaf: func(c *x509.Certificate) { c.ExtKeyUsage = append(c.ExtKeyUsage, x509.ExtKeyUsageAny) },
			policies: []string{"webpki"}, kind: WrongPurpose, rule: "7.1.2.7.10"},
		{name: "usage that servers must not have", leaf: func(c *x509.Certificate) { c.ExtKeyUsage = append(c.ExtKeyUsage, x509.ExtKeyUsageCodeSigning) },
			policies: []string{"webpki"}, kind: WrongPurpose, rule: "7.1.2.7.10"},
		{name: "key usage without any use", leaf: func(c *x509.Certificate) { c.KeyUsage = 0; extra(keyUsage, true, []byte{3, 1, 0})(c) },
			policies: []string{"rfc5280", "webpki"}, kind: StrictProfile, rule: "4.2.1.3"},
		{name: "distribution point that is no URI", leaf: extra(crlDistribution, false, wrap(t, 0x30, wrap(t, 0x30, wrap(t, 0xa0, wrap(t, 0xa0, wrap(t, 0x82, []byte("x.test"))))))),
			policies: []string{"webpki"}, kind: StrictProfile, rule: "7.1.2.11.2"},
		{name: "leaf that may sign CRLs", leaf: func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageCRLSign },
			policies: []string{"webpki"}, kind: StrictProfile, rule: "7.1.2.7.11"},
		{name: "common name that is no alternative name", leaf: func(c *x509.Certificate) { c.Subject.CommonName = "other.test" },
			policies: []string{"webpki"}, kind: StrictProfile, rule: "7.1.4.3"},
		{name: "wildcard below a public suffix", leaf: func(c *x509.Certificate) { c.DNSNames = append(c.DNSNames, "*.co.uk") },
			policies: []string{"webpki"}, kind: StrictProfile, rule: "3.2.2.6"},
		{name: "underscore", leaf: func(c *x509.Certificate) { c.DNSNames = append(c.DNSNames, "a_b.test") },
			policies: []string{"rfc5280", "webpki"}, kind: StrictProfile, rule: "4.2.1.6"},
		{name: "authority key identifier with more", mid: extra(authorityKeyID, false, append([]byte{0x30, 7, 0x80, 2, 1, 2}, 0x82, 1, 5)),
			policies: []string{"webpki"}, kind: StrictProfile, rule: "7.1.2.11.1"},
		{name: "unknown and critical", leaf: extra(60, true, []byte{5, 0}), policies: all, kind: CriticalExtension, rule: "4.2"},
	}
	none := func(*x509.Certificate) {}
	for _, tt := range tests {
		for _, f := range []*edit{&tt.root, &tt.mid, &tt.leaf} {
			if *f == nil {
				*f = none
			}
		}
		root := mint(t, "Root", nil, ca, tt.root)
		mid := mint(t, "Mid", root, ca, tt.mid)
		leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"), tt.leaf)
		for _, name := range all {
			policy, _ := PolicyNamed(name)
			got := Build(Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(root), At: noon, Policy: policy}).Best()
			found := slices.ContainsFunc(allFaults(got), func(f Fault) bool { return f.Kind == tt.kind && strings.Contains(f.Rule, tt.rule) })
			if want := slices.Contains(tt.policies, name); found != want || got.Valid() == want {
				t.Errorf("%s under %s: %v", tt.name, name, allFaults(got))
			}
		}
	}
}

func allFaults(p Path) (all []Fault) {
	for _, l := range p.Links {
		all = append(all, l.Faults...)
	}
	return all
}

// noKeyID: mint leaves the subject key identifier out.
func noKeyID(c *x509.Certificate) { c.SubjectKeyId, c.KeyUsage = nil, c.KeyUsage|dropKeyID }

// Browsers take three curves and RSA; the rest is for others.
func TestPublicKeys(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	small, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range []*entity{
		mintKey(t, "leaf.test", ed, root, dnsNames("leaf.test")),
		mintKey(t, "leaf.test", small, root, dnsNames("leaf.test")),
	} {
		q := Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon}
		if !Build(q).Valid() {
			t.Errorf("under rfc5280: %v", allFaults(Build(q).Best()))
		}
		q.Policy = WebPKI()
		if got := faultsOf(Build(q).Best()); !slices.Equal(got, []fault{{0, WeakKey}}) {
			t.Errorf("under webpki: %v", got)
		}
	}
}

// A common name that is an address is an address in its canonical text.
func TestCommonNameAddress(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	for name, ok := range map[string]bool{
		"192.0.2.1": true, "192.0.2.001": false, "0xC0.0.2.1": false, "2001:db8::1": true, "2001:DB8::1": false,
		"2001:db8:0::1": false, "a label": true,
	} {
		leaf := mint(t, name, root, func(c *x509.Certificate) {
			c.IPAddresses = []net.IP{net.ParseIP("192.0.2.1").To4(), net.ParseIP("2001:db8::1")}
		})
		q := Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon, Policy: WebPKI()}
		if Build(q).Valid() != ok {
			t.Errorf("%s: %v", name, allFaults(Build(q).Best()))
		}
	}
}

// A fault against the profile leaves a path that most clients take.
func TestValidBut(t *testing.T) {
	root := mint(t, "Root", nil, ca, noKeyID)
	leaf := mint(t, "leaf.test", root)
	p := build(leaf, nil, anchors(root)).Best()
	if p.Valid() || !p.ValidBut(StrictProfile) || p.ValidBut(Expired) {
		t.Errorf("got %v", allFaults(p))
	}
}

func TestDepthAndName(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	mid := mint(t, "Mid", root, ca)
	leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"))
	for depth, ok := range map[int]bool{0: true, 1: true, -1: false} {
		got := Build(Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(root), At: noon, MaxDepth: depth, Name: "x.test"})
		if got.Valid() != ok || got.Name == nil || got.Name.OK {
			t.Errorf("depth %d: valid %v, name %+v", depth, got.Valid(), got.Name)
		}
	}
}

// Each limit ends in an answer that is not valid and says what ran out.
func TestBudget(t *testing.T) {
	root := mint(t, "Root", nil, ca, func(c *x509.Certificate) {
		for range 40 {
			c.ExcludedDNSDomains = append(c.ExcludedDNSDomains, "x.test")
		}
	})
	mid := mint(t, "Mid", root, ca)
	twin := mintKey(t, "Mid", mid.key, root, ca)
	leaf := mint(t, "leaf.test", mid, dnsNames("a.test", "b.test", "c.test"))
	for says, limits := range map[string]Limits{
		"100 names held against constraints": {Comparisons: 100},
		"1 signature checks":                 {Signatures: 1},
		"1 certificates":                     {Certificates: 1},
	} {
		q := Query{Leaf: leaf.Cert, Pool: pool(leaf, mid, twin), Anchors: anchors(root), At: noon, Limits: limits}
		if got := Build(q); got.Valid() || got.GaveUp != says {
			t.Errorf("valid %v, gave up after %q, want %q", got.Valid(), got.GaveUp, says)
		}
	}
	q := Query{Leaf: leaf.Cert, Pool: pool(leaf, mid, twin), Anchors: anchors(root), At: noon, Limits: Limits{Candidates: 1}}
	if got := Build(q); got.GaveUp != "1 candidates" {
		t.Errorf("gave up after %q", got.GaveUp)
	}
	if got := Build(Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(root), At: noon}); !got.Valid() || got.GaveUp != "" {
		t.Errorf("with room enough: %v, gave up after %q", allFaults(got.Best()), got.GaveUp)
	}
}

// Where few paths may be kept, the valid one is.
func TestValidPathIsKept(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	mid := mint(t, "Mid", root, ca)
	twins := []*certain.Cert{}
	for range 5 {
		twins = append(twins, mintKey(t, "Mid", mid.key, root, ca, ended).Cert)
	}
	leaf := mint(t, "leaf.test", mid)
	got := Build(Query{Leaf: leaf.Cert, Pool: append(twins, mid.Cert), Anchors: anchors(root), At: noon, Limits: Limits{Paths: 2}})
	if !got.Valid() || len(got.Paths) != 2 || got.GaveUp != "2 paths" {
		t.Errorf("valid %v, %d paths, gave up after %q", got.Valid(), len(got.Paths), got.GaveUp)
	}
}
