package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// refuses tells whether a step ended in an alert that keep allows.
func refuses(s certain.Step, keep func(alert uint8) bool) bool {
	return s.Outcome == certain.Alerted && s.Alert != nil && keep(*s.Alert) &&
		(s.Name == certain.StepHandshake || s.Name == certain.StepAfter || s.Name == certain.StepHTTP)
}

func sendsAlert(numbers ...uint8) func(certain.Step) bool {
	return func(s certain.Step) bool {
		return refuses(s, func(n uint8) bool { return slices.Contains(numbers, n) })
	}
}

func sent(s certain.Step) string { return "the server sent " + wire.AlertText(*s.Alert) }

var protocolVersion = Check{
	Code: "protocol-version", Needs: []Need{Steps}, Hides: []string{"handshake-refused", "connection-reset", "closed-early"},
	Run: onStep("protocol-version", func(s certain.Step) bool {
		return sendsAlert(wire.AlertProtocolVersion)(s) || unoffered(s, "version")
	}, func(s certain.Step) string {
		if s.Hello != nil {
			return "the server chooses " + s.Hello.Version + ", the newest that it knows"
		}
		return sent(s) + ", to an offer of TLS 1.0 to 1.3"
	}),
}

// unoffered tells whether a server chose something of this kind that current
// clients do not offer.
func unoffered(s certain.Step, what string) bool {
	return s.Hello != nil && slices.Contains(s.Hello.Unoffered, what)
}

var sniUnrecognized = Check{
	Code: "sni-unrecognized", Needs: []Need{Steps},
	Run: onStep("sni-unrecognized", sendsAlert(wire.AlertUnrecognizedName), sent),
}

// damageAlerts say that what arrived was damaged, RFC 8446 section 6.2.
// decrypt_error is among them, since it is what a Finished message that was
// changed on the way gives; but see clientAlerts.
var damageAlerts = []uint8{
	wire.AlertBadRecordMAC, wire.AlertDecryptionFailed, wire.AlertRecordOverflow, wire.AlertDecompressionFailure,
	wire.AlertDecodeError, wire.AlertDecryptError,
}

var corruptRecord = Check{
	Code: "corrupt-record", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		return onStep("corrupt-record", func(s certain.Step) bool {
			return ends(certain.StepHandshake, certain.BadRecord)(s) || sendsAlert(damageAlerts...)(s) && !p.clientRefused(s)
		}, func(s certain.Step) string {
			if s.Alert != nil {
				return sent(s)
			}
			if strings.HasPrefix(s.Error, "local error") {
				return "a record could not be decoded: " + s.Error
			}
			return "the server's part of the handshake breaks the rules or was damaged: " + s.Error
		})(p)
	},
}

var handshakeSignatureInvalid = Check{
	Code: "handshake-signature-invalid", Needs: []Need{Steps},
	Run: onStep("handshake-signature-invalid", ends(certain.StepHandshake, certain.BadProof), func(certain.Step) string {
		return "the signature over the handshake does not fit the key of the certificate that was sent"
	}),
}

var downgrade = Check{
	Code: "downgrade", Needs: []Need{Steps},
	Run: onStep("downgrade", ends(certain.StepHandshake, certain.Downgraded), func(s certain.Step) string {
		if s.Hello == nil || s.Hello.Downgrade == "" {
			return "the server's answer carries the mark of a version that was held down"
		}
		return fmt.Sprintf("%s was offered, and the server was asked for %s at most: its answer is marked, for it knows %s",
			s.Hello.Downgrade, s.Hello.Version, s.Hello.Downgrade)
	}),
}

// handshakeRefused is the last resort: an alert that names no reason, without
// proof of any.
var handshakeRefused = Check{
	Code: "handshake-refused", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		named := append([]uint8{
			wire.AlertProtocolVersion, wire.AlertUnrecognizedName, wire.AlertCertificateRequired, wire.AlertNoApplicationProtocol,
		}, damageAlerts...)
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
