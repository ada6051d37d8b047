package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/check"
)

// Paths draws every path that was tried, for each leaf of an observation, as
// a tree: the leaf first, under each certificate those that may have issued
// it, and at each what stops the paths that lead through it.
func Paths(w io.Writer, obs *certain.Observation, traces []chain.Trace, s Style) error {
	p := newPage(s)
	for i, t := range traces {
		if i > 0 {
			p.blank()
		}
		p.trace(obs, t)
	}
	if len(traces) == 0 {
		p.title(line{{"no certificate was seen, so no path was tried: " + p.name(obs.Asked.Target), plain}})
	}
	return p.write(w)
}

func (p *page) trace(obs *certain.Observation, t chain.Trace) {
	valid := 0
	for _, path := range t.Paths {
		if path.Valid() {
			valid++
		}
	}
	head := fmt.Sprintf("%s tried, %d valid: ", plural(len(t.Paths), "path"), valid)
	p.title(line{{head, bold}, {p.name(obs.Asked.Target) + ", as of " + minute(obs.At), plain}})
	for _, n := range forest(t) {
		p.twig(obs, n, "  ", "  ")
	}
	if t.GaveUp != "" {
		p.title(line{{"gave up after " + p.prose(t.GaveUp) + ": there may be more paths, valid ones among them", yellow}})
	}
}

// node is a certificate at its place in one or more paths that begin alike.
type node struct {
	cert   *certain.Cert
	faults []chain.Fault
	ends   []chain.Path // that end here
	above  []*node      // its possible issuers
}

// forest makes one tree of paths that begin with the same certificates. What
// is wrong with a certificate may depend on how a path ends (an anchor is
// judged mildly), so certificates with other faults stand apart.
func forest(t chain.Trace) (roots []*node) {
	for _, path := range t.Paths {
		level, here := &roots, (*node)(nil)
		for _, l := range path.Links {
			here = grow(level, l)
			level = &here.above
		}
		here.ends = append(here.ends, path)
	}
	return roots
}

func grow(level *[]*node, l chain.Link) *node {
	for _, n := range *level {
		if n.cert.Equal(l.Cert) && alike(n.faults, l.Faults) {
			return n
		}
	}
	n := &node{cert: l.Cert, faults: l.Faults}
	*level = append(*level, n)
	return n
}

func alike(a, b []chain.Fault) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// twig draws a certificate and all that is above it. first stands before its
// own line, rest before the lines below.
func (p *page) twig(obs *certain.Observation, n *node, first, rest string) {
	text := line{{p.name(n.cert.Name()), bold}}
	if n.cert.X509 != nil {
		text = append(text, span{"  " + day(n.cert.X509.NotBefore) + " " + p.arrow() + " " + day(n.cert.X509.NotAfter), plain})
	}
	if at := check.Place(obs, n.cert); at != "" {
		text = append(text, span{"  " + p.name(at), dim})
	}
	stem := rest
	if len(n.above) > 0 {
		stem = rest + p.wall() + " "
	} else {
		stem += "  "
	}
	p.branchLine(first, rest+"  ", text)
	for _, f := range n.faults {
		p.branchLine(stem, stem+"  ", line{{p.cross() + " " + p.prose(string(f.Kind)+": "+f.Says+byRule(f)), red}})
	}
	for _, end := range n.ends {
		p.branchLine(stem, stem+"  ", p.ending(end))
	}
	for i, above := range n.above {
		if i+1 < len(n.above) {
			p.twig(obs, above, rest+p.branch()+" ", rest+p.wall()+"  ")
		} else {
			p.twig(obs, above, rest+p.bottom()+" ", rest+"   ")
		}
	}
}

func byRule(f chain.Fault) string {
	if f.Rule == "" {
		return ""
	}
	return " (" + f.Rule + ")"
}

// ending says how a path ends.
func (p *page) ending(path chain.Path) line {
	switch {
	case path.Valid():
		return line{{p.tick() + " a trusted root: this path is valid", green}}
	case path.End == chain.Anchored:
		return line{{p.cross() + " a trusted root, and the path is stopped by what stands above", red}}
	}
	return line{{p.cross() + " " + p.prose(endings[path.End]), red}}
}

var endings = map[chain.End]string{
	chain.SelfSigned: "signed by itself, and not in the trust store",
	chain.NoIssuer:   "the issuer was not sent, found, or in the trust store",
	chain.Loop:       "leads in a circle",
	chain.TooDeep:    "too deep to go on",
}

func (p *page) branchLine(first, rest string, text line) {
	width := p.width - cells(first)
	if width < 20 {
		first, rest, width = "", "", p.width
	}
	for i, l := range wrap(text, width, max(1, p.width-cells(rest))) {
		lead := first
		if i > 0 {
			lead = strings.Repeat(" ", cells(rest))
		}
		p.add(append(line{{lead, dim}}, l...)...)
	}
}

func (p *page) cross() string { return p.pick("✗", "x") }
func (p *page) tick() string  { return p.pick("✓", "+") }
