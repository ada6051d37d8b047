package check

import (
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
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
		findings := onStep("client-cert-required", func(s certain.Step) bool {
			return p.clientRefused(s) && !p.sentClient(s) || p.answered(s, certain.ClientMissing) || p.declinedAfter(s)
		}, func(s certain.Step) string {
			if s.Alert == nil {
				return "the server asked for a certificate, got none, and answers: " + s.Found
			}
			return "the server asked for a certificate, got none, and sent " + wire.AlertText(*s.Alert)
		})(p)
		if len(findings) > 0 && slices.ContainsFunc(p.Obs.Steps, p.declinedAfter) {
			findings[0].Fixes = problem.Fill(postgresClient, p.values())
		}
		return findings
	},
}

// postgresClient are the ways in for a client of PostgreSQL, the one protocol
// whose servers insist in words of their own.
var postgresClient = []certain.Fix{
	{For: certain.ForClient, Do: "present a client certificate and its key from an authority that the server accepts: sslcert and sslkey of libpq"},
	{For: certain.ForYou, Do: "show one here", Command: "certain check --client-cert client.pem --client-key client.key postgres://{host}:{port}"},
	{For: certain.ForServer, Do: "if this was not meant: take clientcert and the method cert out of the line of pg_hba.conf that fits"},
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

// declinedAfter tells of a server that insists in the words of its own protocol.
func (p *Pass) declinedAfter(s certain.Step) bool {
	return s.Name == certain.StepAfter && s.Outcome == certain.Declined && p.askedForClient(s)
}

// answered tells whether the answer to the request says this of the client's
// certificate.
func (p *Pass) answered(s certain.Step, says certain.ClientAnswer) bool {
	return s.Name == certain.StepHTTP && p.Obs.HTTP != nil && p.Obs.HTTP.Client == says && p.Obs.Handshake != nil && p.Obs.Handshake.ClientAsked
}
