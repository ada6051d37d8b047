package render

import (
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
)

// sorted is the evidence of a finding by what it points at.
type sorted struct {
	steps, certs, files []certain.Evidence
}

func sortEvidence(all []certain.Evidence) (by sorted) {
	for _, e := range all {
		switch {
		case strings.HasPrefix(e.At, "step:"):
			by.steps = append(by.steps, e)
		case indexed(e.At, "served"), indexed(e.At, "fetched"), indexed(e.At, "root"):
			by.certs = append(by.certs, e)
		default:
			by.files = append(by.files, e)
		}
	}
	return by
}

func indexed(at, list string) bool {
	number, ok := strings.CutPrefix(at, list+"[")
	if !ok {
		return false
	}
	number, ok = strings.CutSuffix(number, "]")
	_, err := strconv.ParseUint(number, 10, 16)
	return ok && err == nil
}

// where draws the box of a finding: the steps, the chain or the files, by what
// the evidence points at.
func (p *page) where(r certain.Result, evidence []certain.Evidence, loud look) {
	o := observation(r)
	by := sortEvidence(evidence)
	withSteps, withChain := len(by.steps) > 0, len(by.certs) > 0
	if len(evidence) == 0 || r.Kind == certain.Endpoint && !withSteps && !withChain {
		withChain = len(o.Served) > 0
		withSteps = !withChain && r.Kind == certain.Endpoint
	}
	chain := links(o, by.certs)
	var papers []sheet
	if len(by.files) > 0 || r.Kind == certain.Files && !withSteps && !withChain {
		papers = sheets(o.Files, by.files)
	}
	gutter := sheetsGutter(papers)
	if withChain {
		gutter = max(gutter, len(strconv.Itoa(max(0, len(o.Served)-1))))
	}
	b := p.boxer(gutter, loud)
	var groups []group
	if withSteps {
		groups = append(groups, group{rows: b.stepRows(o.Steps, by.steps)})
	}
	if withChain {
		rows := b.chainRows(chain)
		if lost := unplaced(by.certs, chain); len(lost) > 0 {
			rows = append(rows, b.bareRow("", lost))
		}
		groups = append(groups, group{head: "the certificates", rows: rows})
	}
	if len(groups) > 0 || r.Kind == certain.Endpoint {
		if len(groups) == 0 {
			groups = []group{{}}
		}
		groups[0].head = b.name(address(r))
	}
	groups = append(groups, b.sheetGroups(papers)...)
	if len(groups) == 0 {
		groups = []group{{head: b.name(r.Target)}}
	}
	groups[0].date = stamp(o.At)
	b.draw(groups)
}

// unplaced is evidence on certificates that the observation does not hold.
func unplaced(evidence []certain.Evidence, chain []link) (lost []certain.Evidence) {
	seen := map[certain.Evidence]bool{}
	for _, l := range chain {
		for _, e := range l.evidence {
			seen[e] = true
		}
	}
	for _, e := range evidence {
		if !seen[e] {
			lost = append(lost, e)
		}
	}
	return lost
}

// observation is never nil, so that a report without one can be drawn too.
func observation(r certain.Result) *certain.Observation {
	if r.Observation == nil {
		return &certain.Observation{}
	}
	return r.Observation
}

// address is what was looked at, as the box names it.
func address(r certain.Result) string {
	if o := observation(r); o.Asked.At != "" {
		return o.Asked.Address + " at " + o.Asked.At
	} else if o.Asked.Address != "" {
		return o.Asked.Address
	}
	return r.Target
}
