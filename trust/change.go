package trust

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// Change is one store that took the place of another.
type Change struct {
	At       time.Time
	Old, New *Store
	// Added and Removed are the roots that one of both has and the other has
	// not.
	Added, Removed []*certain.Cert
}

// String names the roots that came and went.
func (c Change) String() string {
	text := fmt.Sprintf("%d roots added, %d removed", len(c.Added), len(c.Removed))
	for _, part := range []struct {
		says  string
		roots []*certain.Cert
	}{{"added", c.Added}, {"removed", c.Removed}} {
		var all []string
		for _, root := range part.roots {
			all = append(all, root.Name())
		}
		if len(all) > 0 {
			text += "; " + part.says + ": " + certain.Clip(strings.Join(all, ", "), 200)
		}
	}
	return text
}

// LogValue is what slog writes.
func (c Change) LogValue() slog.Value { return slog.StringValue(c.String()) }

// same tells whether two stores hold the same roots under the same rules.
func same(a, b *Store) bool {
	if len(a.roots) != len(b.roots) || a.opaque != b.opaque {
		return false
	}
	inOrder := slices.EqualFunc(a.roots, b.roots, func(a, b *root) bool {
		return bytes.Equal(a.der, b.der) && (a.constraint == nil) == (b.constraint == nil)
	})
	return inOrder || len(a.lacking(b)) == 0
}

// lacking are the roots that another store has not, or not under the same rule.
func (s *Store) lacking(other *Store) (lacking []*root) {
	there := other.sums()
	for _, r := range s.roots {
		if ruled, found := there[sha256.Sum256(r.der)]; !found || ruled != (r.constraint != nil) {
			lacking = append(lacking, r)
		}
	}
	return lacking
}

// without are the roots that another store has not.
func (s *Store) without(other *Store) (certs []*certain.Cert) {
	there := other.sums()
	for _, r := range s.roots {
		if _, found := there[sha256.Sum256(r.der)]; !found {
			certs = append(certs, r.parsed())
		}
	}
	return certs
}

// sums are the roots of a store, and whether a rule binds them.
func (s *Store) sums() map[[sha256.Size]byte]bool {
	sums := make(map[[sha256.Size]byte]bool, len(s.roots))
	for _, r := range s.roots {
		sums[sha256.Sum256(r.der)] = r.constraint != nil
	}
	return sums
}
