package check

import (
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// alpnMismatch: a server that has no ALPN at all is healthy, and most have
// none. What counts is a refusal of our offer, or an answer in a protocol that
// was not offered.
var alpnMismatch = Check{
	Code: "alpn-mismatch", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("alpn-mismatch", func(s certain.Step) bool {
			return sendsAlert(wire.AlertNoApplicationProtocol)(s) || choosesProtocol(s) || ends(certain.StepHTTP, certain.Unoffered)(s)
		}, func(s certain.Step) string {
			switch {
			case s.Alert != nil:
				return sent(s) + ", to an offer of http/1.1"
			case s.Name == certain.StepHTTP:
				return "the handshake agreed on no protocol, and the server answers in HTTP/2 what was asked in HTTP/1.1"
			}
			return "the server chose a protocol that was not offered: " + s.Error
		})(p)
		if len(findings) > 0 && p.Obs.Handshake != nil { // the handshake went on
			findings[0].Severity = certain.Warning
		}
		return findings
	},
}

func choosesProtocol(s certain.Step) bool {
	return ends(certain.StepHandshake, certain.Unoffered)(s) && strings.Contains(s.Error, "ALPN")
}
