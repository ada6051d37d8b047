package chain

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/certain-tls/certain"
)

const graphNodes = 7

// CAs that certify each other at random, some of the certificates ended: a
// valid path is found whenever one exists.
func TestTrustGraphs(t *testing.T) {
	const nodes = graphNodes
	random := rand.New(rand.NewPCG(1, 2))
	var cas []*entity // of its own name and key, signed by itself; 0 is the anchor
	for i := range nodes {
		cas = append(cas, mint(t, fmt.Sprintf("Node %d", i), nil, ca))
	}
	leafKey := ecdsaKey(t)()
	for round := range 40 {
		var pool []*certain.Cert
		var good [nodes][nodes]bool // good[i][j]: i certifies j, in date
		for i := range nodes {
			for j := 1; j < nodes; j++ {
				if i == j || random.IntN(3) == 0 {
					continue
				}
				good[i][j] = random.IntN(4) == 0
				pool = append(pool, crossed(t, cas[j], cas[i], good[i][j]))
			}
		}
		leaf := mintKey(t, "leaf.test", leafKey, cas[nodes-1])
		got := Build(Query{Leaf: leaf.Cert, Pool: pool, Anchors: anchors(cas[0]), At: noon})
		if want := reaches(good, 0, nodes-1); got.Valid() != want {
			t.Errorf("round %d: valid %v, want %v (%d paths, gave up after %q)", round, got.Valid(), want, len(got.Paths), got.GaveUp)
		}
	}
}

func crossed(t *testing.T, of, by *entity, good bool) *certain.Cert {
	edit := func(*x509.Certificate) {}
	if !good {
		edit = ended
	}
	return mintKey(t, of.X509.Subject.CommonName, of.key.(crypto.Signer), by, ca, edit, func(c *x509.Certificate) {
		c.SubjectKeyId = of.X509.SubjectKeyId
	}).Cert
}

func reaches(good [graphNodes][graphNodes]bool, from, to int) bool {
	seen, queue := map[int]bool{from: true}, []int{from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for next := range len(good) {
			if good[at][next] && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return seen[to]
}
