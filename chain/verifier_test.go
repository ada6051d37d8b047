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
	"sync"
	"testing"

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
// ./chain -run '^$' -bench Verifier -fleet 20000. Each leaf is met once in a
// run; "warm" remembers the intermediates, "cold" begins each leaf without
// memory. No memory spares the leaf's own signature, so warm can be at most
// twice as fast as two signatures.
func BenchmarkVerifier(b *testing.B) {
	for _, kind := range []struct {
		name string
		key  func() crypto.Signer
	}{{"ECDSA-P256", ecdsaKey(b)}, {"RSA-2048", rsaKey(b)}} {
		f := newFleet(b, *fleetSize, 20, kind.key)
		roots, mids := x509.NewCertPool(), x509.NewCertPool()
		roots.AddCert(f.roots[0].Cert.X509)
		for _, m := range f.mids {
			mids.AddCert(m.X509)
		}
		one := func(b *testing.B, do func(i int) bool) {
			for i := 0; b.Loop(); i++ {
				if !do(i % len(f.leaves)) {
					b.Fatal("not valid")
				}
			}
		}
		queries := make([]Query, len(f.leaves))
		for i := range queries {
			queries[i] = f.query(i)
		}
		b.Run(kind.name+"/x509", func(b *testing.B) {
			one(b, func(i int) bool {
				_, err := f.leaves[i].X509.Verify(x509.VerifyOptions{Roots: roots, Intermediates: mids, CurrentTime: noon, DNSName: queries[i].Name})
				return err == nil
			})
		})
		b.Run(kind.name+"/warm", func(b *testing.B) {
			var v Verifier
			for i := range 20 {
				v.Build(queries[i])
			}
			one(b, func(i int) bool { t := v.Build(queries[i]); return t.Valid() && t.Name.OK })
		})
		b.Run(kind.name+"/cold", func(b *testing.B) {
			one(b, func(i int) bool { var v Verifier; t := v.Build(queries[i]); return t.Valid() && t.Name.OK })
		})
		b.Run(kind.name+"/leaf-signature", func(b *testing.B) {
			one(b, func(i int) bool { return verify(f.leaves[i], f.mids[i%20]) == signs })
		})
	}
}
