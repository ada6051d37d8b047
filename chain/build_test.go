package chain

import (
	"crypto/x509"
	"fmt"
	"testing"

	"github.com/certain-tls/certain"
)

func build(leaf *entity, sent []*certain.Cert, roots []certain.Anchor) Trace {
	return Build(Query{Leaf: leaf.Cert, Pool: sent, Anchors: roots, At: noon})
}

func TestEnds(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	mid := mint(t, "Mid", root, ca)
	leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"))
	self := mint(t, "self.test", nil, dnsNames("self.test"))
	impostor := mint(t, "Mid", root, ca) // the same name, another key

	tests := []struct {
		name  string
		leaf  *entity
		pool  []*certain.Cert
		roots []certain.Anchor
		end   End
		links int
		valid bool
	}{
		{"whole chain", leaf, pool(leaf, mid), anchors(root), Anchored, 3, true},
		{"whole chain, root sent too", leaf, pool(leaf, mid, root), anchors(root), Anchored, 3, true},
		{"intermediate is the anchor", leaf, pool(leaf), anchors(mid), Anchored, 2, true},
		{"leaf is the anchor", self, pool(self), anchors(self), Anchored, 1, true},
		{"intermediate missing", leaf, pool(leaf), anchors(root), NoIssuer, 1, false},
		{"root unknown and sent", leaf, pool(leaf, mid, root), nil, SelfSigned, 3, false},
		{"root unknown and not sent", leaf, pool(leaf, mid), nil, NoIssuer, 2, false},
		{"signed by itself", self, pool(self), anchors(root), SelfSigned, 1, false},
		{"issuer of the same name, other key", leaf, pool(leaf, impostor), anchors(root), NoIssuer, 1, false},
		{"true issuer beside the impostor", leaf, pool(leaf, impostor, mid), anchors(root), Anchored, 3, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			trace := build(tt.leaf, tt.pool, tt.roots)
			best := trace.Best()
			if best.End != tt.end || len(best.Links) != tt.links || trace.Valid() != tt.valid {
				t.Errorf("got end %s with %d links, valid %v; want %s, %d, %v", best.End, len(best.Links), trace.Valid(), tt.end, tt.links, tt.valid)
			}
		})
	}
	if got := build(leaf, pool(leaf, impostor), anchors(root)).Best().Strangers; len(got) != 1 || !got[0].Equal(impostor.Cert) {
		t.Errorf("the impostor is not named as a stranger: %v", got)
	}
}

// One dead branch beside a living one: the living one is the best, and the
// dead one is still in the trace with its fault.
func TestCrossSign(t *testing.T) {
	oldRoot := mint(t, "Old Root", nil, ca, ended)
	newRoot := mint(t, "New Root", nil, ca)
	bridge := mintKey(t, "New Root", newRoot.key, oldRoot, ca, ended)
	mid := mint(t, "Mid", newRoot, ca)
	leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"))

	trace := build(leaf, pool(leaf, mid, bridge), anchors(oldRoot, newRoot))
	if !trace.Valid() || len(trace.Paths) != 2 {
		t.Fatalf("got %d paths, valid %v; want 2, true", len(trace.Paths), trace.Valid())
	}
	dead := trace.Paths[1]
	if dead.End != Anchored || dead.faults() != 2 || dead.Links[2].Faults[0].Kind != Expired {
		t.Errorf("the dead branch: end %s, links %+v", dead.End, dead.Links)
	}
	alone := build(leaf, pool(leaf, mid, bridge), anchors(oldRoot))
	if alone.Valid() || !alone.Reaches() {
		t.Errorf("with the old root alone: valid %v, reaches %v", alone.Valid(), alone.Reaches())
	}
}

// Whoever holds the key of an anchor can sign it anew without its constraints,
// or with later dates. What counts is the certificate that the store trusts.
func TestAnchorSignedAnew(t *testing.T) {
	for name, edit := range map[string]func(*x509.Certificate){
		"constrained": func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"other.test"} },
		"ended":       ended,
	} {
		root := mint(t, "Root", nil, ca, edit)
		anew := mintKey(t, "Root", root.key, nil, ca)
		mid := mint(t, "Mid", root, ca)
		leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"))
		trace := build(leaf, pool(leaf, mid, anew), anchors(root))
		if trace.Valid() || len(trace.Paths) != 1 || trace.Best().Top() != root.Cert {
			t.Errorf("%s: valid %v over %d paths, the best up to %s", name, trace.Valid(), len(trace.Paths), trace.Best().Top().Name())
		}
		// A key that was handed over is no such thing: the old key, signed by
		// the new one, still leads on.
		next := mint(t, "Root", nil, ca)
		handed := mintKey(t, "Root", root.key, next, ca)
		if !build(leaf, pool(leaf, mid, anew, handed), anchors(root, next)).Valid() {
			t.Errorf("%s: no path over the new key of the same name", name)
		}
	}
}

// Two CAs that certify each other must not be climbed for ever.
func TestLoop(t *testing.T) {
	a := mint(t, "A", nil, ca)
	b := mint(t, "B", nil, ca)
	ab := mintKey(t, "A", a.key, b, ca)
	ba := mintKey(t, "B", b.key, a, ca)
	leaf := mint(t, "leaf.test", a)
	trace := build(leaf, pool(leaf, ab, ba), nil)
	if trace.Valid() || trace.Best().End != Loop {
		t.Errorf("got end %s", trace.Best().End)
	}
}

// Many CAs of one name and many crossings cost a bounded amount.
func TestLimits(t *testing.T) {
	var es []*entity
	for i := range 8 {
		parent := (*entity)(nil)
		if i > 0 {
			parent = es[i-1]
		}
		es = append(es, mint(t, "Same", parent, ca))
	}
	leaf := mint(t, "leaf.test", es[7])
	q := Query{Leaf: leaf.Cert, Pool: pool(es...), At: noon, Limits: Limits{Signatures: 5}}
	if trace := Build(q); trace.GaveUp == "" || trace.Valid() {
		t.Errorf("gave up %q, valid %v", trace.GaveUp, trace.Valid())
	}
	q.Limits = Limits{Depth: 3}
	if got := Build(q).Best().End; got != TooDeep {
		t.Errorf("depth 3 ends in %s", got)
	}
}

// A chain longer than anybody needs is still a chain: OpenSSL and Go follow it.
func TestLongChain(t *testing.T) {
	var es []*entity
	for i := range 20 {
		parent := (*entity)(nil)
		if i > 0 {
			parent = es[i-1]
		}
		es = append(es, mint(t, fmt.Sprintf("CA %d", i), parent, ca))
	}
	leaf := mint(t, "leaf.test", es[19])
	if trace := Build(Query{Leaf: leaf.Cert, Pool: pool(es[1:]...), Anchors: anchors(es[0]), At: noon}); !trace.Valid() {
		t.Errorf("%+v", trace.Best())
	}
}

// What one query has verified costs the next one nothing, and an answer that
// was no stays one.
func TestSigned(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	other := mint(t, "Root", nil, ca)
	mid := mint(t, "Mid", root, ca)
	leaf := mint(t, "leaf.test", mid)
	signed := new(Signed)
	q := Query{Leaf: leaf.Cert, Pool: pool(mid, other), Anchors: anchors(root), At: noon, Signed: signed}
	if !Build(q).Valid() {
		t.Fatal("no path")
	}
	q.Limits = Limits{Signatures: -1} // not one more
	if trace := Build(q); !trace.Valid() || trace.GaveUp != "" {
		t.Errorf("gave up %q, %+v", trace.GaveUp, trace.Best())
	}
	q.Anchors = nil
	if trace := Build(q); trace.Valid() || len(trace.Best().Strangers) == 0 {
		t.Errorf("%+v", trace.Best())
	}
	q.Signed = nil
	if trace := Build(q); trace.Best().End == Anchored {
		t.Errorf("%+v", trace.Best())
	}
}

func TestUnreadableLeaf(t *testing.T) {
	trace := Build(Query{Leaf: certain.ParseCert([]byte{0x30, 0x00}), At: noon})
	if trace.Best().End != NoIssuer || trace.Valid() {
		t.Errorf("got %+v", trace.Best())
	}
}

// Where the standard library says yes, so do we, and the other way round.
func TestAgreesWithTheStandardLibrary(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	for name, edits := range map[string][]func(*x509.Certificate){
		"healthy":     {ca},
		"ended":       {ca, ended},
		"no CA":       {},
		"constrained": {ca, func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"other.test"} }},
	} {
		mid := mint(t, "Mid", root, edits...)
		leaf := mint(t, "leaf.test", mid, dnsNames("leaf.test"))
		roots, mids := x509.NewCertPool(), x509.NewCertPool()
		roots.AddCert(root.X509)
		mids.AddCert(mid.X509)
		_, err := leaf.X509.Verify(x509.VerifyOptions{Roots: roots, Intermediates: mids, CurrentTime: noon})
		if got := build(leaf, pool(leaf, mid), anchors(root)).Valid(); got != (err == nil) {
			t.Errorf("%s: valid %v, the standard library says %v", name, got, err)
		}
	}
}

func ended(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, -1) }

func BenchmarkBuild(b *testing.B) {
	root := mint(b, "Root", nil, ca)
	mid := mint(b, "Mid", root, ca)
	leaf := mint(b, "leaf.test", mid, dnsNames("leaf.test"))
	roots, mids := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(root.X509)
	mids.AddCert(mid.X509)
	b.Run("certain", func(b *testing.B) {
		for b.Loop() {
			if !build(leaf, pool(leaf, mid), anchors(root)).Valid() {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("x509", func(b *testing.B) {
		for b.Loop() {
			if _, err := leaf.X509.Verify(x509.VerifyOptions{Roots: roots, Intermediates: mids, CurrentTime: noon}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
