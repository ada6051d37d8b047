package trust

import (
	"bytes"
	"crypto/sha256"
	"slices"
)

// Fingerprint tells one store from another by the certificates in it: stores
// that hold the same roots have the same fingerprint, in whatever order and
// under whatever name they were loaded, on whatever machine. What an opaque
// platform store holds is not known, and not in it. It is computed anew at
// each call.
func (s *Store) Fingerprint() [sha256.Size]byte {
	sums := make([][]byte, 0, len(s.roots))
	for _, r := range s.roots {
		sum := sha256.Sum256(r.der)
		sums = append(sums, sum[:])
	}
	slices.SortFunc(sums, bytes.Compare)
	return sha256.Sum256(bytes.Join(sums, nil))
}
