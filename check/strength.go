package check

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// These say what the path's judge has found, in its own words.

var weakSignature = Check{
	Code: "weak-signature", Needs: []Need{Leaf},
	Run: onPath("weak-signature", chain.WeakSignature, certain.PartSignature, plain),
}

var weakKey = Check{
	Code: "weak-key", Needs: []Need{Leaf},
	Hides: []string{"no-shared-cipher", "handshake-refused", "connection-reset", "closed-early"},
	Run: func(p *Pass) []certain.Finding {
		return slices.Concat(onPath("weak-key", chain.WeakKey, certain.PartKey, plain)(p), p.weakKeyFiles(),
			p.unknownCurves(), p.unknownCurveFiles())
	},
}

// weakKeyFiles looks at private keys that belong to no certificate at hand;
// the others have been judged with their certificate.
func (p *Pass) weakKeyFiles() (findings []certain.Finding) {
	for _, k := range p.keys() {
		if p.ownerOf(k) != nil || k.Bits == 0 || !weakBits(k) {
			continue
		}
		f := p.finding("weak-key", k.From)
		says := fmt.Sprintf("has an %s key of %d bits", k.Algorithm, k.Bits)
		f.Summary = k.From + " " + says
		f.Evidence = []certain.Evidence{{At: k.From, Part: certain.PartKey, Says: says}}
		findings = append(findings, f)
	}
	return findings
}

func weakBits(k certain.Material) bool {
	if k.Algorithm == "RSA" {
		return k.Bits < 2048
	}
	return k.Bits < 224
}

var notACA = Check{
	Code: "not-a-ca", Needs: []Need{Leaf}, Hides: []string{"untrusted-root", "untrusted-issuer"},
	Run: onPath("not-a-ca", chain.NotACA, certain.PartCA, plain),
}

var pathTooLong = Check{
	Code: "path-too-long", Needs: []Need{Leaf},
	Run: onPath("path-too-long", chain.PathTooLong, certain.PartCA, plain),
}

var nameConstraint = Check{
	Code: "name-constraint", Needs: []Need{Leaf},
	Run: func(p *Pass) []certain.Finding {
		// So many names and constraints that their comparison was given up.
		gaveUp := onPath("name-constraint", chain.Exhausted, certain.PartConstraint, plain)(p)
		return append(onPath("name-constraint", chain.NameConstraint, certain.PartConstraint, plain)(p), gaveUp...)
	},
}

var unknownCriticalExtension = Check{
	Code: "unknown-critical-extension", Needs: []Need{Leaf},
	Run: onPath("unknown-critical-extension", chain.CriticalExtension, certain.PartExtension, plain),
}
