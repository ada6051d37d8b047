package keypair

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
)

// Change is one pair that took the place of another. It does not change, and
// may be read by many goroutines at once.
type Change struct {
	At       time.Time // by the clock of the options
	Old, New *Pair
	// Added and Lost are the names that one of both certificates has and the
	// other has not, as they are written there, cleaned.
	Added, Lost []string
	NewKey      bool // another key
	NewIssuer   bool // issued under another name
}

func newChange(old, next *Pair, at time.Time) Change {
	was, is := old.Leaf(), next.Leaf()
	return Change{
		At: at, Old: old, New: next,
		Added: without(names(is), names(was)), Lost: without(names(was), names(is)),
		NewKey:    !bytes.Equal(was.RawSubjectPublicKeyInfo, is.RawSubjectPublicKeyInfo),
		NewIssuer: !bytes.Equal(was.RawIssuer, is.RawIssuer),
	}
}

// String tells the change in a sentence, with its dates.
func (c Change) String() string {
	if c.Old == nil || c.New == nil {
		return "no change"
	}
	was, is := certain.NewCert(c.Old.Leaf()), certain.NewCert(c.New.Leaf())
	text := fmt.Sprintf("%s: valid until %s, before until %s", is.Name(), day(is.X509), day(was.X509))
	if c.NewIssuer {
		text += fmt.Sprintf("; issued by %s, before by %s", is.IssuerName(), was.IssuerName())
	}
	if c.NewKey {
		text += "; a new key"
	}
	if len(c.Added) > 0 {
		text += "; names added: " + list(c.Added)
	}
	if len(c.Lost) > 0 {
		text += "; names lost: " + list(c.Lost)
	}
	return text
}

// list is a row of names of which there may be thousands.
func list(names []string) string { return certain.Clip(strings.Join(names, ", "), 200) }

// LogValue is what slog writes.
func (c Change) LogValue() slog.Value { return slog.StringValue(c.String()) }

func day(c *x509.Certificate) string { return c.NotAfter.UTC().Format(time.DateOnly) }

// same tells whether two pairs send the same and prove it with the same key.
func same(a, b *Pair) bool {
	return slices.EqualFunc(a.cert.Certificate, b.cert.Certificate, bytes.Equal)
}

// names are the subject alternative names of a certificate; the common name is
// read by no client any more.
func names(c *x509.Certificate) (all []string) {
	all = append(all, c.DNSNames...)
	for _, ip := range c.IPAddresses {
		all = append(all, ip.String())
	}
	all = append(all, c.EmailAddresses...)
	for _, u := range c.URIs {
		all = append(all, u.String())
	}
	for i := range all {
		all[i] = certain.Clean(all[i])
	}
	return all
}

// without are those names of a list that another has not. Case does not count
// in the names of hosts, which most of them are.
func without(list, other []string) (rest []string) {
	there := set(other)
	for _, name := range list {
		if !there[strings.ToLower(name)] {
			rest = append(rest, name)
		}
	}
	return rest
}

func set(names []string) map[string]bool {
	there := make(map[string]bool, len(names))
	for _, name := range names {
		there[strings.ToLower(name)] = true
	}
	return there
}
