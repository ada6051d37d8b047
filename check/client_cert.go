package check

import (
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// clientAlerts are what servers send to a client whose certificate they miss
// or refuse. One of them proves it only if the server asked for one.
var clientAlerts = []uint8{
	wire.AlertHandshakeFailure, wire.AlertBadCertificate, wire.AlertUnsupportedCert, wire.AlertCertificateRevoked,
	wire.AlertCertificateExpired, wire.AlertCertificateUnknown, wire.AlertUnknownCA, wire.AlertAccessDenied,
	wire.AlertCertificateRequired, wire.AlertDecryptError,
}

// A CertificateRequest alone proves nothing: many servers ask and do not
// insist. The proof is the alert that follows it, or the answer to the request.
var clientCertRequired = Check{
	Code: "client-cert-required", Needs: []Need{Steps}, Hides: []string{"handshake-refused"},
	Run: func(p *Pass) []certain.Finding {
		return onStep("client-cert-required", func(s certain.Step) bool {
			return p.clientRefused(s) && !p.sentClient(s) || p.answered(s, certain.ClientMissing)
		}, func(s certain.Step) string {
			if s.Alert == nil {
				return "the server asked for a certificate, got none, and answers: " + s.Found
			}
			return "the server asked for a certificate, got none, and sent " + wire.AlertText(*s.Alert)
		})(p)
	},
}

var clientCertRejected = Check{
	Code: "client-cert-rejected", Needs: []Need{Steps}, Hides: []string{"handshake-refused"},
	Run: func(p *Pass) []certain.Finding {
		shown := "the client certificate"
		if p.Obs.Asked.Client != "" {
			shown += " " + p.Obs.Asked.Client
		}
		return onStep("client-cert-rejected", func(s certain.Step) bool {
			return p.clientRefused(s) && p.sentClient(s) || p.answered(s, certain.ClientRefused)
		}, func(s certain.Step) string {
			if s.Alert == nil {
				return "the server was shown " + shown + ", and answers: " + s.Found
			}
			return "the server was shown " + shown + ", and sent " + wire.AlertText(*s.Alert)
		})(p)
	},
}

// clientRefused tells whether a step ended because of the client's
// certificate, or for want of one.
func (p *Pass) clientRefused(s certain.Step) bool {
	if sendsAlert(wire.AlertCertificateRequired)(s) {
		return true
	}
	return sendsAlert(clientAlerts...)(s) && p.askedForClient(s) &&
		(p.sentClient(s) || !slices.Contains(damageAlerts, *s.Alert))
}

func (p *Pass) askedForClient(s certain.Step) bool {
	return s.ClientAsked || p.Obs.Handshake != nil && p.Obs.Handshake.ClientAsked && s.Name == certain.StepAfter
}

func (p *Pass) sentClient(s certain.Step) bool {
	return s.ClientSent || p.Obs.Handshake != nil && p.Obs.Handshake.ClientSent && s.Name != certain.StepHandshake
}

// answered tells whether the answer to the request says this of the client's
// certificate.
func (p *Pass) answered(s certain.Step, says certain.ClientAnswer) bool {
	return s.Name == certain.StepHTTP && p.Obs.HTTP != nil && p.Obs.HTTP.Client == says && p.Obs.Handshake != nil && p.Obs.Handshake.ClientAsked
}
