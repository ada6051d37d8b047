package chain

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// fleet is many leaves of a few intermediates of one root.
type fleet struct {
	leaves []*certain.Cert
	mids   []*certain.Cert
	roots  []certain.Anchor
}

func newFleet(t testing.TB, leaves, mids int, key func() crypto.Signer) fleet {
	var f fleet
	root := mintKey(t, "Fleet Root", key(), nil, ca)
	var issuers []*entity
	for i := range mids {
		e := mintKey(t, fmt.Sprintf("Fleet CA %d", i), key(), root, ca)
		issuers, f.mids = append(issuers, e), append(f.mids, e.Cert)
	}
	leafKey := key() // one key for all: minting is not what is measured
	for i := range leaves {
		name := fmt.Sprintf("host%d.fleet.test", i)
		f.leaves = append(f.leaves, mintKey(t, name, leafKey, issuers[i%mids], dnsNames(name)).Cert)
	}
	f.roots = anchors(root)
	return f
}

func ecdsaKey(t testing.TB) func() crypto.Signer {
	return func() crypto.Signer {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
}

func rsaKey(t testing.TB) func() crypto.Signer {
	return func() crypto.Signer {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
}

func (f fleet) query(i int) Query {
	return Query{Leaf: f.leaves[i], Pool: f.mids, Anchors: f.roots, At: noon, Name: fmt.Sprintf("host%d.fleet.test", i)}
}

// A Verifier that many goroutines share says what Build says, before and
// after it has learnt, and keeps to its bound.
func TestVerifier(t *testing.T) {
	f := newFleet(t, 60, 6, ecdsaKey(t))
	stranger := mint(t, "host3.fleet.test", mint(t, "Fleet CA 3", nil, ca), dnsNames("host3.fleet.test"))
	f.leaves[3] = stranger.Cert // its issuer bears the right name and has another key
	v := Verifier{Remember: 4}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range f.leaves {
				got := v.Build(f.query((i + worker*7) % len(f.leaves)))
				want := Build(f.query((i + worker*7) % len(f.leaves)))
				if got.Valid() != want.Valid() || got.Best().End != want.Best().End || !got.Name.OK {
					t.Errorf("leaf %d: valid %v, end %s; Build says %v, %s", i, got.Valid(), got.Best().End, want.Valid(), want.Best().End)
				}
			}
		})
	}
	wg.Wait()
	if v.Build(f.query(3)).Valid() {
		t.Error("a leaf of a stranger is valid")
	}
	if n := len(v.memory.young) + len(v.memory.old); n > 4 {
		t.Errorf("%d certificates are remembered, 4 are allowed", n)
	}
}

// What is remembered spares a signature: a query with room for one check is
// enough once the intermediate is known.
func TestVerifierRemembers(t *testing.T) {
	f := newFleet(t, 2, 1, ecdsaKey(t))
	var v Verifier
	if !v.Build(f.query(0)).Valid() {
		t.Fatal("the first leaf is not valid")
	}
	q := f.query(1)
	q.Limits.Signatures = 1
	if got := v.Build(q); !got.Valid() {
		t.Errorf("the intermediate was verified again: gave up after %s", got.GaveUp)
	}
	if got := Build(q); got.Valid() || got.GaveUp != "1 signature checks" {
		t.Errorf("without memory one check is enough: valid %v, gave up after %q", got.Valid(), got.GaveUp)
	}
}

// Certificates of any size take a bounded amount of memory.
func TestVerifierBoundsBytes(t *testing.T) {
	m := memory{room: 1 << 20}
	for i := range 40 {
		m.store(append(make([]byte, mostBytes/8), byte(i)), &remembered{})
	}
	total := 0
	for _, generation := range []map[string]*remembered{m.young, m.old} {
		for der := range generation {
			total += len(der)
		}
	}
	if total == 0 || total > 2*mostBytes+mostBytes/4 {
		t.Errorf("%d bytes are remembered", total)
	}
}

// A CA certificate that has been vouched for is not vouched for by another
// key of the same name.
func TestVerifierTellsKeysApart(t *testing.T) {
	root, other := mint(t, "Root", nil, ca), mint(t, "Root", nil, ca)
	mid := mint(t, "Mid", root, ca)
	leaf := mint(t, "leaf.test", mid)
	var v Verifier
	for _, tt := range []struct {
		root  *entity
		valid bool
	}{{root, true}, {other, false}, {root, true}} {
		got := v.Build(Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(tt.root), At: noon})
		if got.Valid() != tt.valid {
			t.Errorf("valid %v, want %v", got.Valid(), tt.valid)
		}
	}
}

var fleetSize = flag.Int("fleet", 2000, "leaves in BenchmarkVerifier")

// BenchmarkVerifier compares with the standard library over one fleet: go test
// ./chain -run '^$' -bench Verifier -fleet 20000 -benchtime 20000x. Each leaf
// is verified in turn by crypto/x509, by a Verifier that knows the
// intermediates (warm), and by one that knows nothing (cold), so that whatever
// else the machine does falls on all of them alike; the medians are reported.
// No memory spares the leaf's own signature, which is reported too: it is the
// limit.
func BenchmarkVerifier(b *testing.B) {
	for _, kind := range []struct {
		name string
		key  func() crypto.Signer
	}{{"ECDSA-P256", ecdsaKey(b)}, {"RSA-2048", rsaKey(b)}} {
		f := newFleet(b, *fleetSize, 20, kind.key)
		b.Run(kind.name, f.race)
	}
}

func (f fleet) race(b *testing.B) {
	roots, mids := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(f.roots[0].Cert.X509)
	for _, m := range f.mids {
		mids.AddCert(m.X509)
	}
	queries := make([]Query, len(f.leaves))
	for i := range queries {
		queries[i] = f.query(i)
	}
	var warm Verifier
	for i := range f.mids {
		warm.Build(queries[i])
	}
	valid := func(v *Verifier, i int) bool { t := v.Build(queries[i]); return t.Valid() && t.Name.OK }
	runners := []struct {
		name string
		do   func(i int) bool
		took []time.Duration
	}{
		{name: "x509", do: func(i int) bool {
			_, err := f.leaves[i].X509.Verify(x509.VerifyOptions{Roots: roots, Intermediates: mids, CurrentTime: noon, DNSName: queries[i].Name})
			return err == nil
		}},
		{name: "warm", do: func(i int) bool { return valid(&warm, i) }},
		{name: "cold", do: func(i int) bool { return valid(new(Verifier), i) }},
		{name: "leaf-signature", do: func(i int) bool { return verify(f.leaves[i], f.mids[i%len(f.mids)]) == signs }},
	}
	for i := 0; b.Loop(); i++ {
		for r := range runners {
			start := time.Now()
			if !runners[r].do(i % len(f.leaves)) {
				b.Fatalf("%s: leaf %d is not valid", runners[r].name, i)
			}
			runners[r].took = append(runners[r].took, time.Since(start))
		}
	}
	medians := map[string]float64{}
	for _, r := range runners {
		slices.Sort(r.took)
		medians[r.name] = float64(r.took[len(r.took)/2])
		b.ReportMetric(medians[r.name], r.name+"-ns")
	}
	b.ReportMetric(medians["x509"]/medians["warm"], "x509/warm")
	b.ReportMetric(medians["cold"]/medians["x509"], "cold/x509")
}
