package keypair

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
)

// Worse is why a pair that is fit for service did not take the place of the one
// in use: it would be a step back. It does not change, and may be read by many
// goroutines at once.
type Worse struct {
	Old, New *Pair
	Older    bool     // it was issued before the one in use, see WatchOptions.MayBeOlder
	Lost     []string // the names that it lacks, see WatchOptions.MayLoseNames
	Weaker   bool     // its key is weaker, see WatchOptions.MayBeWeaker
}

// Error tells all reasons.
func (w *Worse) Error() string {
	var reasons []string
	if w.Older {
		const form = "2006-01-02 15:04 UTC"
		reasons = append(reasons, fmt.Sprintf("it was issued on %s, and the one in use later, on %s",
			w.New.Leaf().NotBefore.UTC().Format(form), w.Old.Leaf().NotBefore.UTC().Format(form)))
	}
	if len(w.Lost) > 0 {
		reasons = append(reasons, "it lacks "+list(w.Lost))
	}
	if w.Weaker {
		reasons = append(reasons, fmt.Sprintf("its key is weaker, %s in the place of %s", keyOf(w.New), keyOf(w.Old)))
	}
	return fmt.Sprintf("keep the pair in use: the new one for %s is worse: %s", certain.NewCert(w.New.Leaf()).Name(), strings.Join(reasons, "; "))
}

// object says what speaks against a pair that is fit for service.
func (o WatchOptions) object(old, next *Pair) error {
	was, is := old.Leaf(), next.Leaf()
	w := &Worse{Old: old, New: next}
	w.Older = !o.MayBeOlder && is.NotBefore.Before(was.NotBefore) && !o.now().After(was.NotAfter)
	if !o.MayLoseNames {
		w.Lost = lost(names(was), names(is))
	}
	w.Weaker = !o.MayBeWeaker && keyOf(next).weaker(keyOf(old))
	if w.Older || len(w.Lost) > 0 || w.Weaker {
		return w
	}
	return nil
}

// lost are those old names that the new ones do not cover. A wildcard stands for
// the first label of a name, and for no other wildcard (RFC 9525 section 6.3).
func lost(old, next []string) []string {
	there := set(next)
	return slices.DeleteFunc(without(old, next), func(name string) bool {
		label, parent, dotted := strings.Cut(strings.ToLower(name), ".")
		return dotted && label != "*" && label != "" && net.ParseIP(name) == nil && there["*."+parent]
	})
}

// measure is what can be said of a key's strength.
type measure struct {
	kind     string
	bits     int
	strength int // in bits of security; 0 is not known
}

func (m measure) String() string {
	if m.kind == "" {
		return "a key of another kind"
	}
	return fmt.Sprintf("%s of %d bits", m.kind, m.bits)
}

// weaker leaves a key of a kind that is not known unjudged.
func (m measure) weaker(than measure) bool {
	return m.strength > 0 && m.strength < than.strength || m.kind != "" && m.kind == than.kind && m.bits < than.bits
}

// keyOf measures the key by NIST SP 800-57 part 1 revision 5, table 2.
func keyOf(p *Pair) measure {
	switch k := p.Leaf().PublicKey.(type) {
	case *rsa.PublicKey:
		m := measure{kind: "RSA", bits: k.N.BitLen(), strength: 80}
		for _, row := range [][2]int{{2048, 112}, {3072, 128}, {7680, 192}, {15360, 256}} {
			if m.bits >= row[0] {
				m.strength = row[1]
			}
		}
		return m
	case *ecdsa.PublicKey:
		bits := k.Curve.Params().BitSize
		return measure{kind: "ECDSA", bits: bits, strength: min(bits/2, 256)}
	case ed25519.PublicKey:
		return measure{kind: "Ed25519", bits: 256, strength: 128}
	}
	return measure{}
}

// outOfDate judges the dates of a pair that was made elsewhere, perhaps long
// ago.
func (o WatchOptions) outOfDate(p *Pair) error {
	leaf, now := certain.NewCert(p.Leaf()), o.now()
	const form = "2006-01-02 15:04 UTC"
	code, part, says := "", "", ""
	switch {
	case now.After(leaf.X509.NotAfter):
		code, part, says = "expired", certain.PartEnd, "ended on "+leaf.X509.NotAfter.UTC().Format(form)
	case now.Before(leaf.X509.NotBefore):
		code, part, says = "not-yet-valid", certain.PartStart, "begins on "+leaf.X509.NotBefore.UTC().Format(form)
	}
	if code == "" || slices.Contains(o.Accept, code) {
		return nil
	}
	f := draw(code, "certificate", part, says, leaf.Name()+" "+says)
	return &Error{Code: code, Findings: []certain.Finding{f}, Files: []string{"certificate"}, refusing: 1}
}

// now is the clock of the options.
func (o Options) now() time.Time {
	if o.Now != nil {
		return o.Now()
	}
	return time.Now()
}
