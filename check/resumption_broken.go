package check

import (
	"strings"

	"github.com/certain-tls/certain"
)

// An address that takes up its own sessions can resume; if it turns down all
// that began elsewhere under the same certificate, the machines do not share
// what opens their tickets. A session that began under another certificate is
// rightly turned down by some servers (nginx binds sessions to the
// certificate), and proves nothing. An address that resumes nothing at all, its
// own included, has that switched off.
var resumptionBroken = Check{
	Code: "resumption-broken", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		var own *certain.Step
		var refused []certain.Step
		for i, s := range p.Obs.Steps {
			switch {
			case s.Name != certain.StepResume:
			case s.TicketOf == s.Address && s.Outcome == certain.OK:
				own = &p.Obs.Steps[i]
			case s.Outcome == certain.OK:
				return nil
			case s.Outcome == certain.Declined && p.servesSame(s.TicketOf):
				refused = append(refused, s)
			}
		}
		if own == nil || len(refused) == 0 {
			return nil
		}
		f := p.finding("resumption-broken", "")
		var from []string
		for _, s := range refused {
			from = addOnce(from, s.TicketOf)
			f.Evidence = append(f.Evidence, stepEvidence(s, "a session that began at "+s.TicketOf+" is turned down"))
		}
		f.Evidence = append(f.Evidence, stepEvidence(*own, "one that began here, at "+own.Address+", is taken up"))
		f.Summary = own.Address + " takes up its own sessions, and turns down those that began at " + strings.Join(from, ", ")
		return []certain.Finding{f}
	},
}

// servesSame tells whether another address serves the certificate that is
// served here.
func (p *Pass) servesSame(hostPort string) bool {
	leaf := p.peerLeaf(hostPort)
	return leaf != nil && len(p.Obs.Served) > 0 && leaf.Equal(p.Obs.Served[0])
}
