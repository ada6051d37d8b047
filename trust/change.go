package trust

import (
	"crypto/sha256"
	"fmt"
	"log/slog"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// Change is one store that took the place of another. It does not change, and
// may be read by many goroutines at once.
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

// same tells whether two stores trust the same roots under the same rules.
func same(a, b *Store) bool { return a.Digest() == b.Digest() }

// without are the roots that another store has not, under whatever rule.
func (s *Store) without(other *Store) (certs []*certain.Cert) {
	there := make(map[[sha256.Size]byte]bool, len(other.roots))
	for _, r := range other.roots {
		there[sha256.Sum256(r.der)] = true
	}
	for _, r := range s.roots {
		if !there[sha256.Sum256(r.der)] {
			certs = append(certs, r.parsed())
		}
	}
	return certs
}
