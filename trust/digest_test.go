package trust_test

import (
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/trust"
)

func TestDigestNamesWhatIsTrusted(t *testing.T) {
	roots := lab.Start(t, "healthy-ecdsa").Roots
	if len(roots) < 2 {
		t.Fatal("the lab has one root")
	}
	a, b := roots[0], roots[1]
	of := func(name string, certs ...*certain.Cert) [32]byte { return trust.FromCerts(name, certs).Digest() }
	none, err := trust.Load([]string{trust.None})
	if err != nil {
		t.Fatal(err)
	}
	if of("one", a, b) != of("another", b, a, b) {
		t.Error("order, repetition and name of the store count")
	}
	different := [][32]byte{of("x", a, b), of("x", a), of("x", b), of("x"), none.Digest()}
	for i := range different {
		for j := range i {
			if different[i] == different[j] {
				t.Errorf("stores %d and %d have one digest", i, j)
			}
		}
	}
}
