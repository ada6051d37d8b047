package check

import "github.com/certain-tls/certain"

// An answer that tells its own length and has it is whole, however the
// connection ended (RFC 9112 section 9.8), and gives nothing. Without
// close_notify (RFC 8446 section 6.1) an answer that ended before its length
// was cut, and of one that tells no length nobody knows.
var truncatedClose = Check{
	Code: "truncated-close", Needs: []Need{Steps},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, step := range p.Obs.Steps {
			if step.Name != certain.StepHTTP || step.Outcome != certain.Truncated {
				continue
			}
			f := p.finding("truncated-close", "")
			says := ""
			switch {
			case p.Obs.HTTP == nil && step.Heard == "":
				says = "the server hung up on the request, without an answer and without close_notify"
				f.Severity = certain.Warning // no answer is cut
				f.So = "the handshake is well; the program behind it gives no answer"
			case p.Obs.HTTP != nil && p.Obs.HTTP.Body == certain.BodyOpen:
				says = "the connection ended without close_notify, and nothing else tells where the body ends"
				f.Severity = certain.Warning
			default:
				says = "the connection ended inside the head of the answer, without close_notify"
				if p.Obs.HTTP != nil {
					says = "the connection ended before the end of the body, without close_notify"
				}
				f.Severity = certain.Error
				f.So = "clients get a part of the answer; careful ones refuse it, others take it for the whole"
			}
			f.Summary = step.Address + ": " + says
			f.Evidence = append(f.Evidence, stepEvidence(step, says))
			findings = append(findings, f)
		}
		return findings
	},
}
