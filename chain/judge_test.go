package chain

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// fault is a kind at a place in the path.
type fault struct {
	index int
	kind  FaultKind
}

func TestFaults(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(f func(*x509.Certificate)) func(*x509.Certificate) { return f }
	leafNames := edit(func(c *x509.Certificate) {
		c.DNSNames = []string{"leaf.good.test"}
		c.IPAddresses = []net.IP{net.IPv4(192, 0, 2, 7)}
	})
	tests := []struct {
		name            string
		root, mid, leaf func(*x509.Certificate)
		want            []fault
	}{
		{name: "healthy"},
		{name: "leaf ended", leaf: ended, want: []fault{{0, Expired}}},
		{name: "intermediate ended", mid: ended, want: []fault{{1, Expired}}},
		{name: "root ended", root: ended, want: []fault{{2, Expired}}},
		{name: "all ended", root: ended, mid: ended, leaf: ended, want: []fault{{0, Expired}, {1, Expired}, {2, Expired}}},
		{name: "leaf ahead", leaf: edit(func(c *x509.Certificate) { c.NotBefore = noon.Add(time.Hour) }), want: []fault{{0, NotYetValid}}},
		{name: "the last second counts", leaf: edit(func(c *x509.Certificate) { c.NotAfter = noon })},
		{name: "no CA", mid: edit(func(c *x509.Certificate) { c.IsCA = false }), want: []fault{{1, NotACA}}},
		{name: "no basic constraints", mid: edit(func(c *x509.Certificate) { c.IsCA, c.BasicConstraintsValid = false, false }), want: []fault{{1, NotACA}}},
		{name: "CA that may not sign", mid: edit(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign }), want: []fault{{1, NotACA}}},
		{name: "root's path length 0", root: edit(func(c *x509.Certificate) { c.MaxPathLenZero = true }), want: []fault{{2, PathTooLong}}},
		{name: "intermediate's path length 0", mid: edit(func(c *x509.Certificate) { c.MaxPathLenZero = true })},
		{name: "leaf for clients", leaf: edit(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }), want: []fault{{0, WrongPurpose}}},
		{name: "leaf for anything", leaf: edit(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageAny} })},
		{name: "intermediate for mail", mid: edit(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection} }), want: []fault{{1, WrongPurpose}}},
		{name: "leaf that may only sign certificates", leaf: edit(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCertSign }), want: []fault{{0, WrongPurpose}, {0, StrictProfile}}},
		{name: "permitted domain", mid: edit(func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"good.test"} })},
		{name: "other domain", mid: edit(func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"bad.test"} }), want: []fault{{1, NameConstraint}}},
		{name: "excluded domain", root: edit(func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{"leaf.good.test"} }), want: []fault{{2, NameConstraint}}},
		{name: "other network", mid: edit(func(c *x509.Certificate) { c.PermittedIPRanges = []*net.IPNet{cidr(t, "10.0.0.0/8")} }), want: []fault{{1, NameConstraint}}},
		{name: "its network", mid: edit(func(c *x509.Certificate) { c.PermittedIPRanges = []*net.IPNet{cidr(t, "192.0.2.0/24")} })},
		{name: "critical stranger", leaf: edit(func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Critical: true, Value: []byte{5, 0}}}
		}), want: []fault{{0, CriticalExtension}}},
		{name: "stranger that is not critical", leaf: edit(func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Value: []byte{5, 0}}}
		})},
	}
	none := func(*x509.Certificate) {}
	or := func(f func(*x509.Certificate)) func(*x509.Certificate) {
		if f == nil {
			return none
		}
		return f
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := mint(t, "Root", nil, ca, or(tt.root))
			mid := mint(t, "Mid", root, ca, or(tt.mid))
			leaf := mint(t, "leaf.good.test", mid, leafNames, or(tt.leaf))
			got := faultsOf(build(leaf, pool(leaf, mid), anchors(root)).Best())
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	root := mint(t, "Root", nil, ca)
	small := mintKey(t, "small.test", weak, root)
	if got := faultsOf(build(small, nil, anchors(root)).Best()); !slices.Equal(got, []fault{{0, WeakKey}}) {
		t.Errorf("RSA 1024: %v", got)
	}
}

func faultsOf(p Path) (found []fault) {
	for i, l := range p.Links {
		for _, f := range l.Faults {
			found = append(found, fault{i, f.Kind})
		}
	}
	return found
}

func TestRefusedAnchor(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	leaf := mint(t, "leaf.test", root)
	as := anchors(root)
	as[0].Refuses = "no new leaves since 2026-01-01"
	if got := faultsOf(build(leaf, nil, as).Best()); !slices.Equal(got, []fault{{1, Distrusted}}) {
		t.Errorf("got %v", got)
	}
}

// Self-issued certificates do not count for path lengths.
func TestPathLengthSparesSelfIssued(t *testing.T) {
	limited := func(c *x509.Certificate) { c.MaxPathLen = 1 }
	root := mint(t, "Root", nil, ca, limited)
	rolled := mint(t, "Root", root, ca)
	mid := mint(t, "Mid", rolled, ca)
	lower := mint(t, "Lower", mid, ca)
	if got := build(mint(t, "leaf.test", mid), pool(rolled, mid), anchors(root)); !got.Valid() {
		t.Errorf("one CA and a self-issued one: %v", faultsOf(got.Best()))
	}
	got := faultsOf(build(mint(t, "leaf.test", lower), pool(rolled, mid, lower), anchors(root)).Best())
	if !slices.Equal(got, []fault{{4, PathTooLong}}) {
		t.Errorf("two CAs and a self-issued one: %v", got)
	}
}

// Validity counts in whole seconds: the last one lasts until the next begins.
func TestFractionOfASecond(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	leaf := mint(t, "leaf.test", root, func(c *x509.Certificate) { c.NotAfter = noon })
	for late, valid := range map[time.Duration]bool{999 * time.Millisecond: true, time.Second: false} {
		if got := Build(Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon.Add(late)}); got.Valid() != valid {
			t.Errorf("%s late: valid %v", late, got.Valid())
		}
	}
}

// An extended key usage that lists nothing allows nothing, whatever for.
func TestEmptyUsage(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	leaf := mint(t, "leaf.test", root, func(c *x509.Certificate) { c.ExtKeyUsage = nil }, extra(extKeyUsage, false, []byte{0x30, 0}))
	got := faultsOf(Build(Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon, Purpose: Any}).Best())
	if !slices.Equal(got, []fault{{0, WrongPurpose}}) {
		t.Errorf("got %v", got)
	}
}

// A purpose of any asks for nothing; a client's purpose wants clientAuth.
func TestPurposes(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	leaf := mint(t, "leaf.test", root)
	for purpose, valid := range map[Purpose]bool{Server: true, Client: false, Any: true, "": true} {
		got := Build(Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon, Purpose: purpose}).Valid()
		if got != valid {
			t.Errorf("purpose %q: valid %v", purpose, got)
		}
	}
}

func TestMailAndURIConstraints(t *testing.T) {
	uri, _ := url.Parse("spiffe://cluster.test/x")
	bare, _ := url.Parse("urn:x:y")
	tests := []struct {
		issuer, sub x509.Certificate
		ok          bool
	}{
		{x509.Certificate{PermittedEmailAddresses: []string{"good.test"}}, x509.Certificate{EmailAddresses: []string{"a@good.test"}}, true},
		{x509.Certificate{PermittedEmailAddresses: []string{"good.test"}}, x509.Certificate{EmailAddresses: []string{"a@sub.good.test"}}, false},
		{x509.Certificate{PermittedEmailAddresses: []string{"good.test"}}, x509.Certificate{EmailAddresses: []string{"a@bad.test@good.test"}}, false},
		{x509.Certificate{PermittedEmailAddresses: []string{"good.test"}}, x509.Certificate{EmailAddresses: []string{`"a@bad.test"@good.test`}}, true},
		{x509.Certificate{PermittedEmailAddresses: []string{"good.test"}}, x509.Certificate{EmailAddresses: []string{"a..b@good.test"}}, false},
		{x509.Certificate{PermittedEmailAddresses: []string{".good.test"}}, x509.Certificate{EmailAddresses: []string{"a@sub.good.test"}}, true},
		{x509.Certificate{ExcludedEmailAddresses: []string{"a@good.test"}}, x509.Certificate{EmailAddresses: []string{"a@good.test"}}, false},
		{x509.Certificate{PermittedURIDomains: []string{"cluster.test"}}, x509.Certificate{URIs: []*url.URL{uri}}, true},
		{x509.Certificate{PermittedURIDomains: []string{".cluster.test"}}, x509.Certificate{URIs: []*url.URL{uri}}, false},
		{x509.Certificate{ExcludedURIDomains: []string{"x.test"}}, x509.Certificate{URIs: []*url.URL{bare}}, false},
		{x509.Certificate{ExcludedDNSDomains: []string{"a.good.test"}}, x509.Certificate{DNSNames: []string{"*.good.test"}}, false},
	}
	for i, tt := range tests {
		issuer := mint(t, "Issuer", nil, ca, func(c *x509.Certificate) { copyConstraints(c, tt.issuer) })
		sub := mint(t, "sub.test", issuer, func(c *x509.Certificate) {
			c.DNSNames, c.EmailAddresses, c.URIs = tt.sub.DNSNames, tt.sub.EmailAddresses, tt.sub.URIs
		})
		got := faultsOf(build(sub, nil, anchors(issuer)).Best())
		want := []fault{{1, NameConstraint}}
		if tt.ok {
			want = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("case %d: %v, want %v", i, got, want)
		}
	}
}

func copyConstraints(to *x509.Certificate, from x509.Certificate) {
	to.PermittedEmailAddresses, to.ExcludedEmailAddresses = from.PermittedEmailAddresses, from.ExcludedEmailAddresses
	to.PermittedURIDomains, to.ExcludedURIDomains = from.PermittedURIDomains, from.ExcludedURIDomains
	to.ExcludedDNSDomains = from.ExcludedDNSDomains
}

func TestMatchName(t *testing.T) {
	tests := []struct {
		dns  []string
		ips  []net.IP
		name string
		ok   bool
		why  bool
	}{
		{dns: []string{"a.test"}, name: "a.test", ok: true},
		{dns: []string{"A.Test"}, name: "a.tEST", ok: true},
		{dns: []string{"a.test"}, name: "a.test.", ok: true},
		{dns: []string{"a.test."}, name: "a.test", why: true},
		{dns: []string{"*.a.test"}, name: "x.a.test", ok: true},
		{dns: []string{"*.a.test"}, name: "x.y.a.test", why: true},
		{dns: []string{"*.a.test"}, name: "a.test", why: true},
		{dns: []string{"w*.a.test"}, name: "www.a.test", why: true},
		{dns: []string{"www.*.test"}, name: "www.a.test", why: true},
		{dns: []string{"*"}, name: "localhost", why: true},
		{dns: []string{"*.test"}, name: ".test"},
		{dns: []string{"www.a.test"}, name: "a.test", why: true},
		{dns: []string{"xn--mnchen-3ya.test"}, name: "xn--mnchen-3ya.test", ok: true},
		{dns: []string{"münchen.test"}, name: "xn--mnchen-3ya.test", why: true},
		{dns: []string{"192.0.2.7"}, name: "192.0.2.7", why: true},
		{ips: []net.IP{net.IPv4(192, 0, 2, 7)}, name: "192.0.2.7", ok: true},
		{ips: []net.IP{net.ParseIP("2001:db8::1")}, name: "[2001:db8:0::1]", ok: true},
		{ips: []net.IP{net.ParseIP("fe80::1")}, name: "fe80::1%eth0", ok: true},
		{dns: []string{"a.test"}, name: "192.0.2.7", why: true},
		{dns: []string{"*.0.2.7"}, name: "192.0.2.7", why: true},
		{dns: []string{"b.test"}, name: "a.test"},
		{name: "a.test"},
	}
	for _, tt := range tests {
		m := MatchName(&x509.Certificate{DNSNames: tt.dns, IPAddresses: tt.ips, Subject: pkix.Name{CommonName: tt.name}}, tt.name)
		if m.OK != tt.ok || (m.Why != "") != tt.why {
			t.Errorf("%v %v against %q: %+v", tt.dns, tt.ips, tt.name, m)
		}
	}
}

func FuzzMatchName(f *testing.F) {
	f.Add("*.a.test", "x.a.test")
	f.Add("w*.a.test", "[::1]")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		c := &x509.Certificate{DNSNames: []string{pattern}}
		m := MatchName(c, name)
		if m.OK && m.Why != "" {
			t.Errorf("%q matches %q and gives a reason why not: %q", pattern, name, m.Why)
		}
		if clean := certain.Clean(m.Near + m.Why); clean != m.Near+m.Why {
			t.Errorf("a name reached the words unclean: %q", m.Near+m.Why)
		}
	})
}

func cidr(t *testing.T, s string) *net.IPNet {
	t.Helper()
	_, n, err := net.ParseCIDR(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
