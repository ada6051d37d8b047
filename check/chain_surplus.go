package check

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// A certificate is surplus if it is sent twice, if no path leads over it, or
// if it is the root, which a client must have already or cannot trust (RFC
// 8446 section 4.4.2 allows to leave it out). The branches of a cross-sign are
// paths, dead ones too: old clients may need them.
var chainSurplus = Check{
	Code: "chain-surplus", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		if p.Obs.Kind == certain.Files {
			return p.surplusInFiles()
		}
		for _, s := range p.Subjects {
			if f := p.surplus(s, p.Obs.Served); len(f.Evidence) > 0 {
				findings = append(findings, f)
			}
		}
		return findings
	},
}

func (p *Pass) surplus(s *Subject, row []*certain.Cert) certain.Finding {
	f := p.finding("chain-surplus", s.At)
	if s.Leaf.X509 == nil {
		return f // its paths are not known, so neither is what they need
	}
	for i, c := range row {
		why := ""
		switch {
		case slices.ContainsFunc(row[:i], c.Equal):
			why = "is sent twice"
		case !p.onSomePath(s, c):
			why = "belongs to no path"
		case i > 0 && s.Sent.Reaches() && p.isAnchor(c) && c.X509 != nil && chain.SelfIssued(c): // an intermediate may be one client's anchor, and others need it
			why = "is the root, which clients have"
		}
		if why == "" || c.X509 == nil {
			continue
		}
		if len(f.Evidence) == 0 {
			f.Summary = fmt.Sprintf("%s %s", c.Name(), why)
		}
		f.Evidence = append(f.Evidence, certain.Evidence{At: p.nth(row, i), Part: certain.PartPlace, Says: why})
	}
	return f
}

func (p *Pass) onSomePath(s *Subject, c *certain.Cert) bool {
	for _, path := range s.Sent.Paths {
		if path.Has(c) {
			return true
		}
	}
	for _, path := range s.Full.Paths {
		if path.Has(c) {
			return true
		}
	}
	return false
}

func (p *Pass) isAnchor(c *certain.Cert) bool {
	return slices.ContainsFunc(p.Obs.Anchors, func(a certain.Anchor) bool { return a.Cert.Equal(c) })
}

// nth is the place of the i-th certificate of a row; place alone would give
// the first of two equal ones.
func (p *Pass) nth(row []*certain.Cert, i int) string {
	if p.Obs.Kind == certain.Endpoint {
		return fmt.Sprintf("served[%d]", i)
	}
	return p.place(row[i])
}

// surplusInFiles speaks only where a file is clearly meant to be served: one
// leaf, beside its key. A store of roots, or a folder of everything, holds
// nothing that is too much; a Java key store may be a store of roots besides.
func (p *Pass) surplusInFiles() (findings []certain.Finding) {
	if len(p.Subjects) != 1 || !p.hasKeyOf(p.Subjects[0].Leaf) {
		return nil
	}
	s := p.Subjects[0]
	if p.heldIn(s, "jks", "jceks") {
		return nil
	}
	if f := p.surplus(s, p.row(s)); len(f.Evidence) > 0 {
		findings = append(findings, f)
	}
	return findings
}
