package chain

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"testing"

	"github.com/certain-tls/certain"
)

// attribute is one attribute of a name, with the tag of its string.
type attribute struct {
	id  asn1.ObjectIdentifier
	tag int
	val string
}

var (
	commonNameID   = asn1.ObjectIdentifier{2, 5, 4, 3}
	organizationID = asn1.ObjectIdentifier{2, 5, 4, 10}
)

func dnOf(t testing.TB, rdns ...[]attribute) []byte {
	t.Helper()
	type pair struct {
		ID    asn1.ObjectIdentifier
		Value asn1.RawValue
	}
	var seq []asn1.RawValue
	for _, rdn := range rdns {
		var content []byte
		for _, a := range rdn {
			der, err := asn1.Marshal(pair{a.id, asn1.RawValue{Tag: a.tag, Bytes: []byte(a.val)}})
			if err != nil {
				t.Fatal(err)
			}
			content = append(content, der...)
		}
		seq = append(seq, asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: content})
	}
	der, err := asn1.Marshal(seq)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func cn(tag int, val string) []attribute { return []attribute{{commonNameID, tag, val}} }

// RFC 5280 section 7.1.
func TestSameName(t *testing.T) {
	const printable, utf8, bmp, ia5, bits = 19, 12, 30, 22, 3
	org := []attribute{{organizationID, utf8, "Org"}}
	both := []attribute{{organizationID, utf8, "Org"}, {commonNameID, utf8, "Ab"}}
	htob := []attribute{{commonNameID, utf8, "Ab"}, {organizationID, utf8, "Org"}}
	tests := []struct {
		name string
		x, y []byte
		same bool
	}{
		{"case", dnOf(t, cn(printable, "Ab")), dnOf(t, cn(printable, "aB")), true},
		{"string type", dnOf(t, cn(printable, "Ab")), dnOf(t, cn(utf8, "Ab")), true},
		{"BMP", dnOf(t, cn(bmp, "\x00A\x00b")), dnOf(t, cn(utf8, "ab")), true},
		{"space within", dnOf(t, cn(printable, "A  b")), dnOf(t, cn(utf8, "a b")), true},
		{"space around", dnOf(t, cn(printable, " Ab ")), dnOf(t, cn(printable, "ab")), true},
		{"space or none", dnOf(t, cn(printable, "A b")), dnOf(t, cn(printable, "Ab")), false},
		{"compatibility form", dnOf(t, cn(utf8, "ﬁ")), dnOf(t, cn(utf8, "FI")), true},
		{"umlaut", dnOf(t, cn(utf8, "MÜ")), dnOf(t, cn(utf8, "mü")), true},
		{"other text", dnOf(t, cn(utf8, "Ab")), dnOf(t, cn(utf8, "Ac")), false},
		{"other attribute", dnOf(t, cn(utf8, "Org")), dnOf(t, org), false},
		{"no text", dnOf(t, cn(bits, "Ab")), dnOf(t, cn(bits, "ab")), false},
		{"shorter", dnOf(t, org), dnOf(t, org, cn(utf8, "Ab")), false},
		{"one after the other or at once", dnOf(t, org, cn(utf8, "Ab")), dnOf(t, both), false},
		{"order within one", dnOf(t, both), dnOf(t, htob), true},
		{"order of the names", dnOf(t, org, cn(ia5, "Ab")), dnOf(t, cn(ia5, "Ab"), org), false},
	}
	for _, tt := range tests {
		if got := sameName(tt.x, tt.y); got != tt.same || sameName(tt.y, tt.x) != got {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// The quick comparison never contradicts the thorough one.
func FuzzDiffer(f *testing.F) {
	f.Add(dnOf(f, cn(19, "Ab")), dnOf(f, cn(12, "ab")))
	f.Add(dnOf(f, cn(12, " Ab")), dnOf(f, cn(12, "ab"), cn(12, "x")))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		a, okA := distinguish(x)
		b, okB := distinguish(y)
		if okA && okB && differ(x, y) && slices.Equal(a, b) {
			t.Errorf("%x and %x are the same name and said to differ", x, y)
		}
	})
}

// An issuer whose name is written otherwise is found, by the verifier too.
func TestIssuerWrittenOtherwise(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	mid := mint(t, "Test  CA", root, ca)
	issuer := *mid.X509
	issuer.RawSubject = dnOf(t, cn(12, "test ca"))
	leaf := mint(t, "leaf.test", &entity{&certain.Cert{X509: &issuer}, mid.key})
	q := Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(root), At: noon}
	var v Verifier
	if !Build(q).Valid() || !v.Build(q).Valid() {
		t.Errorf("got %+v", Build(q).Best())
	}
}

// Directory names against constraints, of the subject and among the
// alternative names.
func TestDirectoryConstraints(t *testing.T) {
	org := pkix.Name{Organization: []string{"Good"}, CommonName: "leaf.test"}
	good := dnOf(t, []attribute{{organizationID, 19, "good"}})
	tests := []struct {
		name     string
		excluded bool
		base     []byte
		subject  pkix.Name
		san      []byte
		ok       bool
	}{
		{"permitted subject", false, good, org, nil, true},
		{"other subject", false, good, pkix.Name{CommonName: "leaf.test"}, nil, false},
		{"excluded subject", true, good, org, nil, false},
		{"excluded, another", true, good, pkix.Name{CommonName: "leaf.test"}, nil, true},
		{"permitted subject, other alternative name", false, good, org, dnOf(t, cn(12, "x")), false},
		{"permitted both", false, good, org, dnOf(t, []attribute{{organizationID, 12, "GOOD"}}, cn(12, "x")), true},
	}
	for _, tt := range tests {
		root := mint(t, "Root", nil, ca, extra(nameConstraints, true, subtree(t, tt.excluded, 0xa4, tt.base)))
		leaf := mint(t, "leaf.test", root, func(c *x509.Certificate) {
			c.Subject = tt.subject
			if tt.san != nil {
				extra(subjectAltName, false, wrap(t, 0x30, wrap(t, 0xa4, tt.san)))(c)
			}
		})
		if got := build(leaf, nil, anchors(root)); got.Valid() != tt.ok {
			t.Errorf("%s: %+v", tt.name, got.Best().Links)
		}
	}
}

// A form of name that nobody here understands is no fault while no such name
// is there.
func TestOtherNameConstraints(t *testing.T) {
	id, _ := asn1.Marshal(asn1.ObjectIdentifier{1, 2, 3})
	other := append(id, wrap(t, 0xa0, []byte{12, 1, 'x'})...)
	root := mint(t, "Root", nil, ca, extra(nameConstraints, true, subtree(t, true, 0xa0, other)))
	without := mint(t, "leaf.test", root, dnsNames("leaf.test"))
	with := mint(t, "leaf.test", root, extra(subjectAltName, false, wrap(t, 0x30, wrap(t, 0xa0, other))))
	if !build(without, nil, anchors(root)).Valid() {
		t.Error("a constraint that touches nothing is a fault")
	}
	if got := faultsOf(build(with, nil, anchors(root)).Best()); !slices.Equal(got, []fault{{1, NameConstraint}}) {
		t.Errorf("got %v", got)
	}
}

// Self-issued certificates are exempt, the leaf never is.
func TestConstraintsSpareSelfIssued(t *testing.T) {
	root := mint(t, "Root", nil, ca, func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"good.test"} })
	rolled := mint(t, "Root", root, ca, dnsNames("bad.test"))
	good := mint(t, "leaf", rolled, dnsNames("a.good.test"))
	bad := mint(t, "leaf", rolled, dnsNames("a.bad.test"))
	if !build(good, pool(rolled), anchors(root)).Valid() || build(bad, pool(rolled), anchors(root)).Valid() {
		t.Error("the exemption of self-issued certificates is wrong")
	}
}

// subtree is a name constraints extension with one base.
func subtree(t testing.TB, excluded bool, tag byte, base []byte) []byte {
	list := byte(0xa0)
	if excluded {
		list = 0xa1
	}
	return wrap(t, 0x30, wrap(t, list, wrap(t, 0x30, wrap(t, tag, base))))
}

// wrap puts a header around DER.
func wrap(t testing.TB, tag byte, content []byte) []byte {
	t.Helper()
	der, err := asn1.Marshal(asn1.RawValue{Class: int(tag >> 6), Tag: int(tag & 0x1f), IsCompound: tag&0x20 != 0, Bytes: content})
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// extra adds an extension 2.5.29.N by its bytes.
func extra(n int, critical bool, value []byte) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		c.ExtraExtensions = append(c.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, n}, Critical: critical, Value: value})
	}
}
