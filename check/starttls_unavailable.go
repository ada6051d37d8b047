package check

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// A server that knows nothing of the question hangs up or resets: which of the
// two depends on what it had left unread, and is no difference.
var starttlsUnavailable = Check{
	Code: "starttls-unavailable", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("starttls-unavailable", func(s certain.Step) bool {
			return s.Name == certain.StepStartTLS && s.Outcome != certain.OK
		}, tellUpgrade)(p)
		for i := range findings {
			for _, s := range p.Obs.Steps {
				if s.Name == certain.StepStartTLS && likelyWrongPort[s.Outcome] != "" {
					findings[i].Likely = likelyWrongPort[s.Outcome]
				}
			}
		}
		return findings
	},
}

// A server of TLS waits for a ClientHello, or stumbles over what comes instead.
var likelyWrongPort = map[certain.Outcome]string{
	certain.Timeout: "the port speaks TLS at once, or its greeting is held back",
	certain.Closed:  "the port speaks TLS at once, or another protocol",
	certain.Reset:   "the port speaks TLS at once, or another protocol",
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
	case certain.Reset:
		return "the server cut the connection by a reset before it changed to TLS"
	}
	return s.Error
}
