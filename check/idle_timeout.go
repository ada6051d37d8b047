package check

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// How long a connection is kept shows only to those who wait. Whoever asks for
// that says how long (--idle), and then a connection that did not last is a
// finding. A server that ends it in order, after its answer, keeps to the rules
// (RFC 9112 section 9.5); one that is asked again and breaks off in the answer
// does not.
var idleTimeout = Check{
	Code: "idle-timeout", Needs: []Need{Steps, Kept},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Obs.Steps {
			if s.Name != certain.StepIdle || s.Outcome == certain.OK || s.Outcome == certain.Declined {
				continue
			}
			f := p.finding("idle-timeout", "")
			says := tellIdle(s)
			if s.Outcome == certain.Truncated {
				f.Severity = certain.Error
				f.So = "clients get a part of the answer; careful ones refuse it, others take it for the whole"
			}
			f.Summary = fmt.Sprintf("%s: %s; it was to be kept for %s", s.Address, says, milliseconds(p.Obs.Asked.IdleMS))
			f.Evidence = append(f.Evidence, stepEvidence(s, says))
			findings = append(findings, f)
		}
		return findings
	},
}

func tellIdle(s certain.Step) string {
	idle := "after the connection lay idle for " + milliseconds(s.MS)
	switch s.Outcome {
	case certain.Closed:
		return "closed " + idle
	case certain.Reset:
		return "reset " + idle
	case certain.Timeout:
		return "no answer to a second request, " + idle
	case certain.Truncated:
		return "the second answer broke off, " + idle
	}
	return "the second request failed, " + idle + ": " + s.Error
}
