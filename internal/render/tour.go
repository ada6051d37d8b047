package render

import (
	"fmt"
	"io"
	"strings"
)

// TourRow is one scenario of the lab that was checked: the codes that it
// should give, and those that were found.
type TourRow struct {
	ID              string
	Expected, Found []string
	OK              bool // they are the same
}

// Tour lists what the scenarios gave, in the order given, and sums them up.
func Tour(w io.Writer, scenarios []TourRow, s Style) error {
	p := newPage(s)
	rows := [][]line{{{{"", dim}}, {{"scenario", dim}}, {{"codes found", dim}}}}
	right := 0
	for _, one := range scenarios {
		mark, text := span{"ok", green}, p.name(codesOrNone(one.Found))
		if one.OK {
			right++
		} else {
			mark = span{"NO", strong(red)}
			text += ", expected " + p.name(codesOrNone(one.Expected))
		}
		rows = append(rows, []line{{mark}, {{p.name(one.ID), plain}}, {{text, plain}}})
	}
	p.grid(rows)
	p.blank()
	p.hang(nil, line{{fmt.Sprintf("%d of %d scenarios gave exactly their own codes", right, len(scenarios)), bold}})
	return p.write(w)
}

func codesOrNone(codes []string) string {
	if len(codes) == 0 {
		return "none"
	}
	return strings.Join(codes, " ")
}

// ServedRow is one scenario of a lab that runs.
type ServedRow struct {
	ID     string
	Expect string   // accept, reject, or either
	URL    string   // empty for files
	Files  []string // for a scenario of files
}

// Serving lists where the scenarios of a running lab are found, and what to
// trust.
func Serving(w io.Writer, caFile, control string, scenarios []ServedRow, s Style) error {
	p := newPage(s)
	var rows [][]line
	for _, one := range scenarios {
		place := one.URL
		if place == "" {
			place = strings.Join(one.Files, " ")
		}
		rows = append(rows, []line{
			{{p.name(one.ID), bold}}, {{p.name(one.Expect), expectLook(one.Expect)}}, {{p.name(place), plain}},
		})
	}
	p.grid(rows)
	p.blank()
	p.hang(line{{"roots    ", dim}}, line{{p.name(caFile), plain}})
	p.hang(line{{"control  ", dim}}, line{{p.name(control), plain}})
	p.hang(line{{"end      ", dim}}, line{{"Ctrl-C", plain}})
	return p.write(w)
}
