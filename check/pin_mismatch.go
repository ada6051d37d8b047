package check

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"github.com/certain-tls/certain"
)

// A pin is about the leaf's key, as curl has it: a pin of an authority's key
// would be met by everybody who buys a certificate there. One of several pins
// is enough, so that the next key can be pinned before it is in use.
var pinMismatch = Check{
	Code: "pin-mismatch", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		if len(p.Obs.Asked.Pins) == 0 {
			return nil
		}
		var first *Subject
		for _, s := range p.Subjects {
			if s.Leaf.X509 == nil {
				continue
			}
			if slices.Contains(p.Obs.Asked.Pins, pinOf(s.Leaf)) {
				return nil
			}
			if first == nil {
				first = s
			}
		}
		if first == nil {
			return nil // its bytes are a finding of their own
		}
		f := p.finding("pin-mismatch", first.At)
		says := "its key is " + pinOf(first.Leaf)
		f.Summary = "the key of " + first.Leaf.Name() + " is not " + pinned(len(p.Obs.Asked.Pins))
		f.Evidence = []certain.Evidence{{At: first.At, Part: certain.PartKey, Says: says}}
		return []certain.Finding{f}
	},
}

func pinned(n int) string {
	if n == 1 {
		return "the one that was pinned"
	}
	return "among the " + count(n, "key") + " that were pinned"
}

// pinOf is the pin of a certificate's key, in the form of curl's
// --pinnedpubkey.
func pinOf(c *certain.Cert) string {
	sum := sha256.Sum256(c.X509.RawSubjectPublicKeyInfo)
	return "sha256//" + base64.StdEncoding.EncodeToString(sum[:])
}
