package render

import (
	"io"

	"github.com/certain-tls/certain/problem"
)

// Catalogue lists the problems that can be named, in the order given.
func Catalogue(w io.Writer, problems []problem.Problem, s Style) error {
	p := newPage(s)
	var rows [][]line
	for _, one := range problems {
		rows = append(rows, []line{{{p.elide(p.name(one.Code), p.width), bold}}, {{p.prose(one.Title), plain}}})
	}
	p.grid(rows)
	return p.write(w)
}

// LabRow is one scenario of the lab, as text.
type LabRow struct {
	ID     string // what stands behind lab:
	Expect string // what a client must do: accept, reject, or either
	About  string // one sentence
}

// Lab lists the scenarios of the lab, in the order given.
func Lab(w io.Writer, scenarios []LabRow, s Style) error {
	p := newPage(s)
	var rows [][]line
	for _, one := range scenarios {
		rows = append(rows, []line{
			{{p.elide(p.name(one.ID), p.width-10), bold}},
			{{p.elide(p.name(one.Expect), 8), expectLook(one.Expect)}},
			{{p.prose(one.About), plain}},
		})
	}
	p.grid(rows)
	return p.write(w)
}

func expectLook(expect string) look {
	switch expect {
	case "accept":
		return green
	case "reject":
		return red
	}
	return plain
}
