package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// The proof that an intermediate is missing, rather than an authority unknown,
// is the path itself: it reaches an anchor as soon as certificates are added
// that nobody sent.
var missingIntermediate = Check{
	Code: "missing-intermediate", Needs: []Need{Leaf, Store}, Hides: []string{"untrusted-issuer"},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			if p.judgesTrust(s) && !s.Sent.Reaches() && s.Full.Reaches() {
				findings = append(findings, p.missingLink(s))
			}
		}
		return findings
	},
}

func (p *Pass) missingLink(s *Subject) certain.Finding {
	f := p.finding("missing-intermediate", s.At)
	p.raiseForRoots(&f)
	path := s.Full.Best()
	sent := p.Obs.Served
	if p.Obs.Kind == certain.Files {
		sent = fileCerts(p.Obs)
	}
	var names []string
	have, need := 0, 0
	for i, l := range path.Links {
		if i > 0 && i == len(path.Links)-1 && !slices.ContainsFunc(p.found(), l.Cert.Equal) {
			break // the anchor: clients have it
		}
		need++
		if slices.ContainsFunc(sent, l.Cert.Equal) {
			have++
			continue
		}
		names = append(names, l.Cert.Name())
		f.Evidence = append(f.Evidence, p.gap(path, i)...)
	}
	f.Summary = fmt.Sprintf("%s is not sent, and without it nothing links %s to a trusted root", strings.Join(names, " and "), s.Leaf.Name())
	p.tellCounts(&f, have, need)
	f.Fixes[0].Sure = true
	return f
}

// gap is the evidence for one missing certificate: where its absence shows,
// and where it was found.
func (p *Pass) gap(path chain.Path, i int) []certain.Evidence {
	return []certain.Evidence{
		{At: p.place(path.Links[i-1].Cert), Part: certain.PartIssuer, Says: "not sent"},
		{At: p.place(path.Links[i].Cert), Part: certain.PartSubject, Says: p.origin(path.Links[i].Cert) + "; it completes the path"},
	}
}

func (p *Pass) origin(c *certain.Cert) string {
	for _, f := range p.Obs.Fetched {
		switch {
		case !f.Cert.Equal(c):
		case f.From == "known":
			return "known from Mozilla's list"
		default:
			return "fetched from " + certain.Clip(f.From, 120)
		}
	}
	return "found in " + p.place(c)
}

func (p *Pass) tellCounts(f *certain.Finding, have, need int) {
	if p.Obs.Kind == certain.Files {
		f.So = fmt.Sprintf("the files hold %d of the %d certificates that clients need; %s", have, need, f.So)
		return
	}
	f.So = fmt.Sprintf("the server sends %d of the %d certificates that clients need; %s", have, need, f.So)
	if len(p.Obs.Served) == 1 {
		f.Likely = "the server was given the leaf alone (cert.pem) instead of leaf and intermediate (fullchain.pem)"
	}
}
