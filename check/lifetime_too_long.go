package check

import (
	"fmt"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// lifetimes are how long a certificate for servers may live by the day of its
// issue: Baseline Requirements section 6.3.2. The latest rule comes first.
var lifetimes = []struct {
	since string
	days  int
}{
	{"2029-03-15", 47}, {"2027-03-15", 100}, {"2026-03-15", 200},
	{"2020-09-01", 398}, {"2018-03-01", 825}, {"2015-04-01", 1186},
}

const lifetimeRule = "Baseline Requirements section 6.3.2"

var lifetimeTooLong = Check{
	Code: "lifetime-too-long", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.publicLeaves() {
			c := s.Leaf.X509
			days := longest(c.NotBefore)
			// Both ends belong to the validity, RFC 5280 section 4.1.2.5.
			if lives := c.NotAfter.Sub(c.NotBefore) + time.Second; days > 0 && lives > time.Duration(days)*24*time.Hour {
				f := p.finding("lifetime-too-long", s.At)
				says := fmt.Sprintf("lives %d days, and %d are the most for one issued on %s", wholeDays(lives), days, c.NotBefore.UTC().Format(time.DateOnly))
				f.Summary = "the certificate of " + s.Leaf.Name() + " " + says + byRule(lifetimeRule)
				f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartEnd, Says: says + byRule(lifetimeRule)}}
				findings = append(findings, f)
			}
		}
		return findings
	},
}

// wholeDays counts a day that has begun.
func wholeDays(d time.Duration) int {
	const day = 24 * time.Hour
	return int((d + day - 1) / day)
}

func longest(issued time.Time) int {
	for _, rule := range lifetimes {
		if issued.UTC().Format(time.DateOnly) >= rule.since {
			return rule.days
		}
	}
	return 0
}

// publicLeaves are the leaves that the rules of browsers are about: those of
// servers, where that policy was chosen. An authority's own certificate is
// none.
func (p *Pass) publicLeaves() (found []*Subject) {
	if p.policy().Name != chain.WebPKI().Name {
		return nil
	}
	for _, s := range p.Subjects {
		if s.Leaf.X509 != nil && !s.Leaf.X509.IsCA && p.Obs.Asked.Purpose != string(chain.Client) {
			found = append(found, s)
		}
	}
	return found
}
