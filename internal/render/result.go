package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// Result shows the answer for one target: each finding, or, if there is none,
// what was verified.
func Result(w io.Writer, r certain.Result, s Style) error {
	p := newPage(s)
	p.result(r)
	return p.write(w)
}

func (p *page) result(r certain.Result) {
	if len(r.Findings) == 0 {
		p.healthy(r)
		return
	}
	for i, f := range r.Findings {
		if i > 0 {
			p.blank()
		}
		p.finding(f, r)
	}
	p.tally(r)
}

// tally closes a result that does not speak for itself: one with several
// findings, with findings that do not count, or with something left unjudged.
func (p *page) tally(r certain.Result) {
	calm := r.Verdict == certain.Pass || r.Verdict == certain.Unknown
	one := len(r.Findings) == 1 && !r.Findings[0].Accepted && unsaid(r) == 0
	if one && !calm && len(r.Unknown) == 0 {
		return
	}
	p.blank()
	if len(r.Unknown) > 0 {
		p.title(line{{"not judged: " + p.codes(r.Unknown) + ", because what they need was not seen", plain}})
	}
	text := line{{counts(r), bold}}
	if calm {
		text = line{{p.name(string(r.Verdict)) + ":", strong(verdictLook(r.Verdict))}, {" " + counts(r), plain}}
	}
	p.title(text)
}

// unsaid counts the hidden codes that no finding names.
func unsaid(r certain.Result) (n int) {
	for _, code := range r.Hidden {
		if !slices.ContainsFunc(r.Findings, func(f certain.Finding) bool { return slices.Contains(f.Hides, code) }) {
			n++
		}
	}
	return n
}

func counts(r certain.Result) string {
	n := map[certain.Severity]int{}
	accepted := 0
	for _, f := range r.Findings {
		if f.Accepted {
			accepted++
			continue
		}
		n[f.Severity]++
	}
	var out []string
	for _, s := range []certain.Severity{certain.Error, certain.Warning, certain.Note} {
		if n[s] > 0 {
			out = append(out, plural(n[s], string(s)))
		}
	}
	for _, rest := range []struct {
		n    int
		word string
	}{{len(r.Hidden), "hidden"}, {accepted, "accepted"}, {len(r.Unknown), "not judged"}} {
		if rest.n > 0 {
			out = append(out, fmt.Sprintf("%d %s", rest.n, rest.word))
		}
	}
	return strings.Join(out, ", ")
}

func verdictLook(v certain.Verdict) look {
	switch v {
	case certain.Fail:
		return red
	case certain.Warn:
		return yellow
	case certain.Pass:
		return green
	}
	return cyan
}
