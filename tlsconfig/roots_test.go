package tlsconfig

import (
	"testing"

	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/trust"
)

type turning struct{ now *trust.Store }

func (t *turning) Current() *trust.Store { return t.now }

// A store is parsed once, however many handshakes ask, and anew when another
// takes its place.
func TestRootsAreParsedOnce(t *testing.T) {
	certs := lab.Start(t, "healthy-ecdsa").Roots
	src := &turning{trust.FromCerts("one", certs)}
	roots, err := newRoots(src)
	if err != nil {
		t.Fatal(err)
	}
	first, err := roots.pool()
	if err != nil || first == nil {
		t.Fatal(first, err)
	}
	if again, _ := roots.pool(); again != first {
		t.Error("parsed twice")
	}
	if allocs := testing.AllocsPerRun(100, func() { roots.pool() }); allocs != 0 {
		t.Errorf("%v allocations to look the roots up", allocs)
	}
	src.now = trust.FromCerts("two", certs[:1])
	if second, err := roots.pool(); err != nil || second == first || second.Equal(first) {
		t.Errorf("the old roots are still in use: %v", err)
	}
}
