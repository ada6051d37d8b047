package explain

import (
	"crypto/tls"
	"fmt"
	"strings"
)

// alertNames is how RFC 8446, section 6, and its neighbours name the alerts
// of [alerts8446].
var alertNames = map[uint8]string{
	10: "unexpected_message", 20: "bad_record_mac", 22: "record_overflow", 40: "handshake_failure", 42: "bad_certificate",
	43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter",
	48: "unknown_ca", 49: "access_denied", 50: "decode_error", 51: "decrypt_error", 70: "protocol_version", 71: "insufficient_security",
	80: "internal_error", 86: "inappropriate_fallback", 100: "no_renegotiation", 109: "missing_extension", 112: "unrecognized_name",
	113: "bad_certificate_status_response", 116: "certificate_required", 120: "no_application_protocol",
}

// notations are the forms in which programs write an alert that they
// received: NAME is its name in the RFC, WORDS the same with spaces, Camel
// without, and N its number.
var notations = []struct{ form, source string }{
	{`{tls_alert,"WORDS"}`, "Erlang/OTP, ssl_alert.erl, up to 21"},
	{`{tls_alert, "WORDS"}`, "Erlang/OTP, as some loggers print it"},
	{"{:tls_alert, 'WORDS'}", "Elixir, inspect of the same"},
	{`{:tls_alert, ~c"WORDS"}`, "Elixir, inspect of the same, from 1.15 on"},
	{"ALERT: Fatal - WORDS", "Erlang/OTP, ssl_alert.erl"},
	{"fatal alert: NAME", "Java, Conscrypt and others"},
	{"fatal alert: Camel", "rustls, msgs/enums.rs, AlertDescription"},
	{"AlertReceived(Camel)", "rustls, error.rs, with Debug"},
	{"Fatal alert received NAME", "Apache Harmony, SSLEngineImpl.java, in Android up to 4"},
	{"level: Fatal, description: Camel", "rustls, msgs/alert.rs, AlertMessagePayload with Debug"},
	{"NAME(N)", "Bouncy Castle, AlertDescription.java"},
	{"Description: WORDS (N)", "Wireshark, packet-tls-utils.c"},
	{"alert read:fatal:WORDS", "OpenSSL, SSL_alert_desc_string_long"},
	{"(IN), TLS alert, WORDS", "curl, lib/vtls/openssl.c, ossl_trace, with -v"},
	{"TLS alert N", "programs that tell the number"},
	{"alert code is N", "programs that tell the number"},
	{"alert number N", "OpenSSL, ssl3_read_bytes"},
	{"received fatal TLS alert 'WORDS'", "strongSwan, libtls/tls_alert.c"},
	{"Alert, fatal NAME", "FreeRADIUS 3.2, src/main/tls.c"},
	{"(alert N)", "programs that tell the number"},
}

// reasoned are the notations behind which the reason stands.
var reasoned = []struct{ form, source string }{
	{"{tls_alert,{NAME", "Erlang/OTP, ssl_alert.erl, from 22 on"},
	{"{:tls_alert, {:NAME", "Elixir, inspect of the same"},
}

// everyNotation gives the alerts in all notations but those that a table's
// own phrases hold, which know more.
func everyNotation(own []Phrase) []Phrase {
	m := makerBeside(own)
	for i, n := range append(reasoned, notations...) {
		tells := Hints
		if i < len(reasoned) {
			tells = Wraps
		}
		for number := range uint8(255) {
			name := alertNames[number]
			if name == "" {
				continue
			}
			words := strings.ReplaceAll(name, "_", " ")
			text := strings.NewReplacer("NAME", name, "WORDS", words, "Camel", camel(name), "N", fmt.Sprint(number)).Replace(n.form)
			v := alerts8446[number]
			m.add(Phrase{Code: v.code, Tells: tells, Alternatives: v.alternatives, Source: n.source}, text)
		}
	}
	return m.made
}

// camel writes unknown_ca as UnknownCa.
func camel(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// goAlerts gives the alerts in the words of crypto/tls, as received and, of
// those that tell as much from this side, as sent; and without "tls: ", as Go
// up to 1.7 wrote them.
func goAlerts(own []Phrase) []Phrase {
	m := makerBeside(own)
	for number := range uint8(255) {
		v := alerts8446[number]
		if v.code == "" {
			continue
		}
		words := tls.AlertError(number).Error()
		forms := []string{"remote error: " + words, "remote error: " + strings.TrimPrefix(words, "tls: ")}
		switch number {
		case 10, 20, 22, 40, 47, 50, 51, 70, 80, 120:
			forms = append(forms, "local error: "+words, "local error: "+strings.TrimPrefix(words, "tls: "))
			m.add(Phrase{Code: v.code, Tells: Wraps, Alternatives: v.alternatives, Source: fmt.Sprintf("crypto/tls/alert.go: alert %d, cut off", number)}, words)
		}
		for _, text := range forms {
			m.add(Phrase{Code: v.code, Tells: Hints, Alternatives: v.alternatives, Source: fmt.Sprintf("crypto/tls/alert.go: alert %d", number)}, text)
		}
	}
	return m.made
}
