package check

import (
	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// What breaks the profile of the chosen policy is an error. Under the default
// policy what breaks the strict one is a warning, for Python 3.13 asks for it
// by default.
var strictProfile = Check{
	Code: "strict-profile", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			path := s.Path()
			if p.policy().Name == chain.RFC5280().Name {
				path = p.strictly(path)
			}
			if f, ok := p.profile(s, path); ok {
				findings = append(findings, f)
			}
		}
		return findings
	},
}

// strictly judges one path again, under the strict policy.
func (p *Pass) strictly(path chain.Path) chain.Path {
	q := p.query(path.Links[0].Cert, nil)
	q.Policy = chain.Strict()
	for _, l := range path.Links[1:] {
		q.Pool = append(q.Pool, l.Cert)
	}
	if path.Anchor >= 0 {
		q.Anchors = q.Anchors[path.Anchor : path.Anchor+1]
	}
	return chain.Build(q).Best()
}

func (p *Pass) profile(s *Subject, path chain.Path) (certain.Finding, bool) {
	f := p.finding("strict-profile", s.At)
	if p.policy().Name != chain.RFC5280().Name {
		f.Severity = certain.Error
		f.So = "clients that follow the policy " + p.policy().Name + " refuse it"
	}
	for i, l := range path.Links {
		for _, fault := range l.Faults {
			if fault.Kind != chain.StrictProfile {
				continue
			}
			at := spot{Pass: p, Subject: s, Index: i, Cert: l.Cert, Fault: fault}
			if len(f.Evidence) == 0 {
				f.Summary = at.called() + " " + fault.Says + byRule(fault.Rule)
			}
			f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(l.Cert), Part: certain.PartWhole, Says: fault.Says + byRule(fault.Rule)})
		}
	}
	return f, len(f.Evidence) > 0
}

// byRule says whose rule it is.
func byRule(rule string) string {
	if rule == "" {
		return ""
	}
	return ", against " + rule
}
