package render

import (
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/certain-tls/certain"
)

// The measures of a picture, in pixels.
const (
	boxWidth  = 250
	boxHeight = 74
	gapWidth  = 30
	gapHeight = 54
	margin    = 24
	maxName   = 28 // characters of the line in bold
	maxSmall  = 38 // characters of the others
)

// svgStyle follows the reader's light or dark screen. Colour is never the
// sole carrier: what is not valid says so, what is absent is dashed.
const svgStyle = `<style>
svg { background: #fff; font: 13px sans-serif; }
rect { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.5; }
rect.dead { stroke: #cf222e; } rect.absent { fill: none; stroke-dasharray: 5 4; }
path { fill: none; stroke: #57606a; stroke-width: 1.5; } marker path { fill: #57606a; }
text { fill: #1f2328; } .name { font-weight: bold; } .small { fill: #57606a; font-size: 11px; } .dead { fill: #cf222e; }
rect.dead { fill: #fff5f5; }
@media (prefers-color-scheme: dark) {
svg { background: #0d1117; } rect { fill: #161b22; } rect.dead { fill: #2d1214; } text { fill: #e6edf3; }
.small { fill: #9198a1; } text.dead { fill: #ff7b72; }
}
</style>
`

// SVG writes the certificates of inspections, and who signed whom, as a
// picture: issuers above what they issued, an arrow from each to it.
func SVG(w io.Writer, all []certain.Inspection) error {
	g := newGraph(all)
	widest := 1
	for _, row := range g.rows {
		widest = max(widest, len(row))
	}
	width := 2*margin + widest*(boxWidth+gapWidth) - gapWidth
	height := 2*margin + max(1, len(g.rows))*(boxHeight+gapHeight) - gapHeight + 20
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">`+"\n", width, height, width, height)
	b.WriteString("<title>Certificates, and who signed whom</title>\n" + svgStyle)
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>` + "\n")
	for _, e := range g.edges {
		g.arrow(&b, e, width)
	}
	for _, box := range g.boxes {
		g.box(&b, box, width)
	}
	fmt.Fprintf(&b, `<text class="small" x="%d" y="%d">%s</text>`+"\n</svg>\n", margin, height-10, html.EscapeString(g.legend()))
	_, err := io.WriteString(w, b.String())
	return err
}

func (g *graph) legend() string {
	text := "An arrow leads from an issuer to what it signed; dashed: named, and not here; red: not valid at the time."
	if len(g.boxes) == 0 {
		text = "No certificate is here."
	}
	if g.left > 0 {
		text += fmt.Sprintf(" %d more are not drawn.", g.left)
	}
	return text
}

// at is the upper left corner of a box; rows are centred.
func (g *graph) at(b *graphBox, width int) (x, y int) {
	n := len(g.rows[b.row])
	left := (width - n*(boxWidth+gapWidth) + gapWidth) / 2
	return left + b.col*(boxWidth+gapWidth), margin + b.row*(boxHeight+gapHeight)
}

func (g *graph) arrow(b *strings.Builder, e edge, width int) {
	x1, y1 := g.at(g.boxes[e.issuer], width)
	x2, y2 := g.at(g.boxes[e.subject], width)
	from, to := x1+boxWidth/2, x2+boxWidth/2
	switch {
	case e.issuer == e.subject: // signed by itself: a small loop at the right
		right := x1 + boxWidth
		fmt.Fprintf(b, `<path d="M%d %dc22 -6 22 30 2 26" marker-end="url(#tip)"/>`+"\n", right, y1+22)
	case y2 > y1:
		down := y1 + boxHeight
		fmt.Fprintf(b, `<path d="M%d %dC%d %d %d %d %d %d" marker-end="url(#tip)"/>`+"\n", from, down, from, down+gapHeight/2, to, y2-gapHeight/2, to, y2)
	default: // a cross-certificate of the same row or above
		fmt.Fprintf(b, `<path d="M%d %dL%d %d" marker-end="url(#tip)"/>`+"\n", from, y1, to, y2+boxHeight)
	}
}

func (g *graph) box(b *strings.Builder, box *graphBox, width int) {
	x, y := g.at(box, width)
	class, ends := "", box.ends
	switch {
	case box.cert == nil:
		class = "absent"
	case box.dead:
		class = "dead"
		if box.cert.X509 != nil {
			ends += ", not valid"
		}
	}
	fmt.Fprintf(b, `<g><title>%s</title><rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="6"/>`,
		html.EscapeString(box.name), class, x, y, boxWidth, boxHeight)
	small := "small"
	if class == "dead" {
		small = "small dead"
	}
	for i, l := range []struct {
		class, text string
		most        int
	}{{"name", box.name, maxName}, {small, ends, maxSmall}, {"small", box.from, maxSmall}} {
		fmt.Fprintf(b, `<text class="%s" x="%d" y="%d">%s</text>`, l.class, x+12, y+24+20*i, html.EscapeString(certain.Clip(l.text, l.most)))
	}
	b.WriteString("</g>\n")
}
