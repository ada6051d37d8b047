package trust

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
)

// Digest names what the store trusts: two stores of the same roots, under the
// same rules, have the same digest, on any machine, in whatever order and from
// whatever files the roots were read. A platform's store that cannot be listed
// counts as one thing, whatever it trusts. It walks every root, so keep it.
func (s *Store) Digest() [sha256.Size]byte {
	sums := make([][]byte, 0, len(s.roots))
	for _, r := range s.roots {
		sum := sha256.Sum256(r.der)
		kind := byte(0)
		if r.constraint != nil { // the rules are Mozilla's, all of them
			kind = 1
		}
		sums = append(sums, append(sum[:], kind))
	}
	slices.SortFunc(sums, bytes.Compare)
	whole := sha256.New()
	fmt.Fprintln(whole, s.opaque, s.name == None)
	for _, sum := range sums {
		whole.Write(sum)
	}
	return [sha256.Size]byte(whole.Sum(nil))
}
