package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// TLS alerts, RFC 8446 section 6 and appendix B.2.
const (
	alertHandshakeFailure   = 40
	alertBadCertificate     = 42
	alertUnsupportedCert    = 43
	alertCertificateUnknown = 46
	alertUnknownCA          = 48
	alertAccessDenied       = 49
	alertProtocolVersion    = 70
	alertBadRecordMAC       = 20
	alertRecordOverflow     = 22
	alertUnrecognizedName   = 112
	alertCertRequired       = 116
)

var alertNames = map[uint8]string{
	0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed",
	22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure", 42: "bad_certificate",
	43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired",
	46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied",
	50: "decode_error", 51: "decrypt_error", 60: "export_restriction", 70: "protocol_version",
	71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback",
	90: "user_canceled", 109: "missing_extension", 110: "unsupported_extension",
	112: "unrecognized_name", 113: "bad_certificate_status_response", 115: "unknown_psk_identity",
	116: "certificate_required", 120: "no_application_protocol",
}

func alertText(n uint8) string {
	if name := alertNames[n]; name != "" {
		return fmt.Sprintf("alert %d, %s", n, name)
	}
	return fmt.Sprintf("alert %d", n)
}

// refuses tells whether a step ended in an alert that keep allows.
func refuses(s certain.Step, keep func(alert uint8) bool) bool {
	return s.Outcome == certain.Alerted && s.Alert != nil && keep(*s.Alert) &&
		(s.Name == certain.StepHandshake || s.Name == certain.StepAfter)
}

func sendsAlert(numbers ...uint8) func(certain.Step) bool {
	return func(s certain.Step) bool {
		return refuses(s, func(n uint8) bool { return slices.Contains(numbers, n) })
	}
}

func sent(s certain.Step) string { return "the server sent " + alertText(*s.Alert) }

var protocolVersion = Check{
	Code: "protocol-version", Needs: []Need{Steps},
	Run: onStep("protocol-version", func(s certain.Step) bool {
		return sendsAlert(alertProtocolVersion)(s) || versionRefusedHere(s)
	}, func(s certain.Step) string {
		if s.Alert != nil {
			return sent(s) + ", to an offer of TLS 1.0 to 1.3"
		}
		return "the server chose a version that was not offered: " + s.Error
	}),
}

// versionRefusedHere: the server answered with a version outside of our offer,
// SSL 3.0 for example, and our side ended the handshake.
func versionRefusedHere(s certain.Step) bool {
	return s.Name == certain.StepHandshake && s.Outcome == certain.Failed && strings.Contains(s.Error, "unsupported protocol version")
}

var sniUnrecognized = Check{
	Code: "sni-unrecognized", Needs: []Need{Steps},
	Run: onStep("sni-unrecognized", sendsAlert(alertUnrecognizedName), sent),
}

var corruptRecord = Check{
	Code: "corrupt-record", Needs: []Need{Steps},
	Run: onStep("corrupt-record", func(s certain.Step) bool {
		return ends(certain.StepHandshake, certain.BadRecord)(s) || sendsAlert(alertBadRecordMAC, alertRecordOverflow)(s)
	}, func(s certain.Step) string {
		if s.Alert != nil {
			return sent(s)
		}
		return "a record could not be decoded: " + s.Error
	}),
}

// clientAlerts are what servers send to a client whose certificate they miss
// or refuse. One of them proves it only if the server asked for one.
var clientAlerts = []uint8{
	alertHandshakeFailure, alertBadCertificate, alertUnsupportedCert, alertCertificateUnknown,
	alertUnknownCA, alertAccessDenied, alertCertRequired,
}

// A CertificateRequest alone proves nothing: many servers ask and do not
// insist. The proof is the alert that follows it.
var clientCertRequired = Check{
	Code: "client-cert-required", Needs: []Need{Steps}, Hides: []string{"handshake-refused"},
	Run: func(p *Pass) []certain.Finding {
		return onStep("client-cert-required", func(s certain.Step) bool {
			return p.clientRefused(s)
		}, func(s certain.Step) string {
			return "the server asked for a certificate, got none, and sent " + alertText(*s.Alert)
		})(p)
	},
}

func (p *Pass) clientRefused(s certain.Step) bool {
	if sendsAlert(alertCertRequired)(s) {
		return true
	}
	return sendsAlert(clientAlerts...)(s) && p.askedForClient(s)
}

func (p *Pass) askedForClient(s certain.Step) bool {
	return s.ClientAsked || p.Obs.Handshake != nil && p.Obs.Handshake.ClientAsked && s.Name == certain.StepAfter
}

var handshakeRefused = Check{
	Code: "handshake-refused", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		named := []uint8{alertProtocolVersion, alertUnrecognizedName, alertBadRecordMAC, alertRecordOverflow, alertCertRequired}
		return onStep("handshake-refused", func(s certain.Step) bool {
			return refuses(s, func(n uint8) bool { return !slices.Contains(named, n) }) && !p.clientRefused(s)
		}, sent)(p)
	},
}

// RFC 8996 forbids TLS 1.0 and 1.1. certain offers them, so that such a server
// is seen and named; it is chosen only by servers that know nothing newer.
var legacyVersion = Check{
	Code: "legacy-version", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		h := p.Obs.Handshake
		if h == nil || h.Version != "TLS 1.0" && h.Version != "TLS 1.1" {
			return nil
		}
		f := p.finding("legacy-version", "")
		says := "chose " + h.Version + " although TLS 1.3 and 1.2 were offered"
		f.Summary = p.Obs.Asked.Address + " " + says
		f.Evidence = []certain.Evidence{{At: "step:" + certain.StepHandshake, Part: p.Obs.Asked.Address, Says: says}}
		return []certain.Finding{f}
	},
}
