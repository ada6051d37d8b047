package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/certain-tls/certain"
)

// Table sums up several results: a line for each in the order given, with its
// verdict and its codes, and how many of each verdict there are.
func Table(w io.Writer, results []certain.Result, s Style) error {
	p := newPage(s)
	rows := make([][]line, 0, len(results)+1)
	rows = append(rows, []line{{{"target", dim}}, {{"verdict", dim}}, {{"codes", dim}}})
	for _, r := range results {
		verdict := span{p.elide(p.name(string(r.Verdict)), 7), verdictLook(r.Verdict)}
		target := span{p.elide(p.name(r.Target), p.targetColumn()), plain}
		rows = append(rows, []line{{target}, {verdict}, p.codeCells(r)})
	}
	p.grid(rows)
	p.blank()
	p.title(line{{verdictCounts(results), bold}})
	return p.write(w)
}

// targetColumn leaves room for the verdict, and on a wide screen for the codes.
func (p *page) targetColumn() int {
	if p.width < 60 {
		return p.width - len("  verdict  ")
	}
	return p.width/2 - 2
}

// codeCells lists the codes of a result, the accepted and the unknown ones
// marked as such.
func (p *page) codeCells(r certain.Result) (out line) {
	add := func(text string, l look) {
		if len(out) > 0 {
			out = append(out, span{", ", plain})
		}
		out = append(out, span{text, l})
	}
	for _, f := range r.Findings {
		if f.Accepted {
			add(p.name(f.Code)+" (accepted)", dim)
			continue
		}
		add(p.name(f.Code), severityLook(f.Severity))
	}
	for _, code := range r.Unknown {
		add(p.name(code)+" (not judged)", cyan)
	}
	return out
}

func verdictCounts(results []certain.Result) string {
	n := map[certain.Verdict]int{}
	for _, r := range results {
		n[r.Verdict]++
	}
	var each []string
	for _, v := range []certain.Verdict{certain.Fail, certain.Warn, certain.Unknown, certain.Pass} {
		if n[v] > 0 {
			each = append(each, fmt.Sprintf("%d %s", n[v], v))
		}
	}
	return plural(len(results), "target") + ": " + strings.Join(each, ", ")
}
