package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// crossed is a leaf with two issuers, one of them dead, and a dead end.
func crossed(t testing.TB) (*certain.Observation, []chain.Trace) {
	leaf := mint(t, mold{name: "shop.example.test", issuer: "Lab R12", from: "2026-02-12", until: "2026-05-13", names: []string{"shop.example.test"}})
	living := mint(t, mold{name: "Lab R12", issuer: "Lab Root X1", from: "2023-03-14", until: "2027-07-14", ca: true, serial: 1})
	dead := mint(t, mold{name: "Lab R12", issuer: "Lab Root X0", from: "2023-03-14", until: "2026-02-12", ca: true, serial: 2})
	lost := mint(t, mold{name: "Lab R12", issuer: "Vanished Root", from: "2023-03-14", until: "2027-07-14", ca: true, serial: 3})
	x1 := mint(t, mold{name: "Lab Root X1", issuer: "Lab Root X1", from: "2016-03-14", until: "2036-03-14", ca: true, serial: 4})
	x0 := mint(t, mold{name: "Lab Root X0", issuer: "Lab Root X0", from: "2014-03-14", until: "2034-03-14", ca: true, serial: 5})
	obs := &certain.Observation{At: at, Kind: certain.Endpoint, Asked: certain.Asked{Target: "shop.example.test"},
		Served: []*certain.Cert{leaf, living, dead, lost}, Anchors: []certain.Anchor{{Cert: x1}, {Cert: x0}}}
	link := func(c *certain.Cert, faults ...chain.Fault) chain.Link { return chain.Link{Cert: c, Faults: faults} }
	return obs, []chain.Trace{{GaveUp: "the limit of paths", Paths: []chain.Path{
		{End: chain.Anchored, Links: []chain.Link{link(leaf), link(living), link(x1)}},
		{End: chain.Anchored, Anchor: 1, Links: []chain.Link{
			link(leaf),
			link(dead, chain.Fault{Kind: chain.Expired, Says: "ended 2026-02-12T00:00:00Z", Rule: "RFC 5280 section 4.1.2.5"},
				chain.Fault{Kind: chain.PathTooLong, Says: "allows 0 further CAs below itself, and the path has 1"}),
			link(x0),
		}},
		{End: chain.NoIssuer, Anchor: -1, Links: []chain.Link{link(leaf), link(lost)}},
	}}}
}

func drawCrossed(t testing.TB) func(io.Writer, Style) error {
	obs, traces := crossed(t)
	return func(w io.Writer, s Style) error { return Paths(w, obs, traces, s) }
}

// crossedInspection is the same as inspect has it.
func crossedInspection(t testing.TB) []certain.Inspection {
	obs, _ := crossed(t)
	return []certain.Inspection{{Target: "shop.example.test", Kind: certain.Endpoint, Observation: obs}}
}

// TestGraphs: the pictures are goldens, and what is not drawn is told.
func TestGraphs(t *testing.T) {
	for name, draw := range map[string]func(io.Writer, []certain.Inspection) error{"crossed.svg": SVG, "crossed.dot": DOT} {
		var out bytes.Buffer
		if err := draw(&out, crossedInspection(t)); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.String())
	}
	var many []certain.Inspection
	for i := range maxBoxes + 5 {
		name := fmt.Sprint("n", i) // of their own: nobody has to compare each signature with each
		c := mint(t, mold{name: name, issuer: name, from: "2026-02-12", until: "2026-05-13", serial: int64(i)})
		many = append(many, certain.Inspection{Observation: &certain.Observation{At: at, Served: []*certain.Cert{c}}})
	}
	var out bytes.Buffer
	if err := SVG(&out, many); err != nil || !strings.Contains(out.String(), "5 more are not drawn") {
		t.Errorf("%v; nobody is told that certificates are left out", err)
	}
	if err := SVG(&out, nil); err != nil {
		t.Error(err)
	}
}

// TestLoopsAreDrawn: two authorities that certify each other have no top.
func TestLoopsAreDrawn(t *testing.T) {
	a := mint(t, mold{name: "A", issuer: "B", from: "2026-02-12", until: "2026-05-13", ca: true, serial: 1})
	b := mint(t, mold{name: "B", issuer: "A", from: "2026-02-12", until: "2026-05-13", ca: true, serial: 2})
	in := []certain.Inspection{{Observation: &certain.Observation{At: at, Served: []*certain.Cert{a, b}}}}
	for _, draw := range []func(io.Writer, []certain.Inspection) error{SVG, DOT} {
		if err := draw(io.Discard, in); err != nil {
			t.Error(err)
		}
	}
	if g := newGraph(in); len(g.edges) != 2 {
		t.Errorf("edges %v", g.edges)
	}
}

// TestHostilePictures: whatever names hold, the pictures stay well-formed, and
// no name becomes markup.
func TestHostilePictures(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		obs := &certain.Observation{At: at, Kind: certain.Endpoint}
		for range 1 + r.IntN(4) {
			obs.Served = append(obs.Served, hostileCert(r))
		}
		in := []certain.Inspection{{Target: text(r) + "<script>", Kind: certain.Endpoint, Observation: obs}, {Observation: obs}}
		var svg, dot bytes.Buffer
		if err := errors.Join(SVG(&svg, in), DOT(&dot, in)); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, svg.String())
		for _, l := range strings.Split(svg.String()+dot.String(), "\n") {
			if l != certain.Clean(l) {
				t.Fatalf("not clean: %q", l)
			}
		}
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
			t.Fatal("a name became markup")
		}
	}
}
