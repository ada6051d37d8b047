package check

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// A reset is left to connection-reset, which says the same of every step.
var starttlsUnavailable = Check{
	Code: "starttls-unavailable", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("starttls-unavailable", func(s certain.Step) bool {
			return s.Name == certain.StepStartTLS && s.Outcome != certain.OK && s.Outcome != certain.Reset
		}, tellUpgrade)(p)
		for i := range findings {
			for _, s := range p.Obs.Steps {
				if s.Name == certain.StepStartTLS && s.Outcome == certain.Timeout {
					findings[i].Likely = "the port speaks TLS at once, or its greeting is held back"
				}
			}
		}
		return findings
	},
}

func tellUpgrade(s certain.Step) string {
	switch s.Outcome {
	case certain.NotTLS:
		if is := spokenInstead(s.Heard); is != "" {
			return fmt.Sprintf("%s: it answers in %s", s.Error, is)
		}
	case certain.Timeout:
		return "the server said nothing that could be answered" + after(s)
	case certain.Closed:
		return "the server hung up before it changed to TLS"
	}
	return s.Error
}
