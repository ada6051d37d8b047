package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// Graph is who signed whom among certificates: boxes in rows, issuers above
// what they issued.
type graph struct {
	boxes []*graphBox
	edges []edge
	rows  [][]*graphBox
	left  int // certificates that are not drawn
}

// graphBox is a certificate, or an issuer that is only named.
type graphBox struct {
	cert *certain.Cert
	name string
	from string // where it was seen; empty for an issuer that is only named
	row  int
	col  int
	ends string // when, and whether it has
	dead bool   // not valid at the time of the observation
}

type edge struct{ issuer, subject int } // indices into boxes

// maxBoxes bounds a picture: beyond it nobody can read one, and comparing each
// with each takes long.
const maxBoxes = 200

// newGraph collects the certificates of inspections, each once, and compares
// names and signatures.
func newGraph(all []certain.Inspection) *graph {
	g := &graph{}
	for _, in := range all {
		for _, item := range certs(in) {
			from := item.from
			if len(all) > 1 && in.Kind == certain.Endpoint {
				from += " of " + in.Target
			}
			g.add(item.cert, from, in.Observation)
		}
	}
	for i, b := range g.boxes {
		g.link(i, b)
	}
	g.arrange()
	return g
}

type seen struct {
	cert *certain.Cert
	from string
}

// certs are the certificates of one inspection with their places.
func certs(in certain.Inspection) (all []seen) {
	if in.Observation == nil {
		return nil
	}
	for i, c := range in.Observation.Served {
		all = append(all, seen{c, fmt.Sprintf("served[%d]", i)})
	}
	for i, f := range in.Observation.Fetched {
		all = append(all, seen{f.Cert, fmt.Sprintf("fetched[%d]", i)})
	}
	for _, f := range in.Observation.Files {
		for _, m := range f.Materials {
			if m.Cert != nil {
				all = append(all, seen{m.Cert, m.From})
			}
		}
	}
	return all
}

func (g *graph) add(c *certain.Cert, from string, obs *certain.Observation) {
	if slices.ContainsFunc(g.boxes, func(b *graphBox) bool { return b.cert.Equal(c) }) {
		return
	}
	if len(g.boxes) >= maxBoxes {
		g.left++
		return
	}
	b := &graphBox{cert: c, name: clean(c.Name()), from: clean(from), ends: "cannot be read", dead: true}
	if x := c.X509; x != nil {
		b.dead = obs.At.After(x.NotAfter) || obs.At.Before(x.NotBefore)
		b.ends = day(x.NotBefore) + " to " + day(x.NotAfter)
	}
	g.boxes = append(g.boxes, b)
}

// link finds who signed a certificate. An issuer that is not at hand gets a
// box with its name alone.
func (g *graph) link(i int, b *graphBox) {
	if b.cert == nil || b.cert.X509 == nil {
		return
	}
	found := false
	for j, other := range g.boxes {
		if other.cert != nil && chain.SignedBy(b.cert, other.cert) {
			g.edges = append(g.edges, edge{j, i})
			found = true
		}
	}
	if found {
		return
	}
	name := clean(b.cert.IssuerName())
	j := slices.IndexFunc(g.boxes, func(o *graphBox) bool { return o.cert == nil && o.name == name })
	if j < 0 {
		j = len(g.boxes)
		g.boxes = append(g.boxes, &graphBox{name: name, ends: "not here"})
	}
	g.edges = append(g.edges, edge{j, i})
}

// arrange puts each certificate one row below the lowest of its issuers. Loops
// of cross-certificates end the search after as many rounds as there are
// boxes.
func (g *graph) arrange() {
	for range g.boxes {
		moved := false
		for _, e := range g.edges {
			up, down := g.boxes[e.issuer], g.boxes[e.subject]
			if e.issuer != e.subject && down.row <= up.row && up.row+1 < len(g.boxes) {
				down.row, moved = up.row+1, true
			}
		}
		if !moved {
			break
		}
	}
	g.fillRows()
}

// fillRows orders each row by where its issuers stand, so that few lines
// cross, and leaves no row empty.
func (g *graph) fillRows() {
	byRow := map[int][]*graphBox{}
	for _, b := range g.boxes {
		byRow[b.row] = append(byRow[b.row], b)
	}
	for row := 0; len(byRow) > 0; row++ {
		boxes, ok := byRow[row]
		delete(byRow, row)
		if !ok {
			continue
		}
		slices.SortStableFunc(boxes, func(a, b *graphBox) int { return cmp.Compare(g.pull(a), g.pull(b)) })
		for col, b := range boxes {
			b.row, b.col = len(g.rows), col
		}
		g.rows = append(g.rows, boxes)
	}
}

// pull is the mean column of a certificate's issuers.
func (g *graph) pull(b *graphBox) float64 {
	sum, n := 0, 0
	for _, e := range g.edges {
		if g.boxes[e.subject] == b && g.boxes[e.issuer] != b {
			sum += g.boxes[e.issuer].col
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(sum) / float64(n)
}

// DOT writes the certificates of inspections, and who signed whom, in the
// language of Graphviz.
func DOT(w io.Writer, all []certain.Inspection) error {
	g := newGraph(all)
	var b strings.Builder
	b.WriteString("digraph certificates {\n  rankdir=TB\n  node [shape=box, style=rounded, fontname=\"sans-serif\"]\n")
	for i, box := range g.boxes {
		style := ""
		switch {
		case box.cert == nil:
			style = ", style=\"rounded,dashed\""
		case box.dead:
			style = ", color=red"
		}
		fmt.Fprintf(&b, "  c%d [label=\"%s\\n%s\\n%s\"%s]\n", i, dotText(box.name), dotText(box.ends), dotText(box.from), style)
	}
	for _, e := range g.edges {
		fmt.Fprintf(&b, "  c%d -> c%d\n", e.issuer, e.subject)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// dotText fits a text into a quoted string of DOT.
func dotText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
}
