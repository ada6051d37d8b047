package strangers

import (
	"regexp"
	"slices"
	"strings"
)

// none stands for a text that names no problem.
const none = ""

// disagreement says which texts are not explained as one of their scenario's
// codes, as what instead, and why not.
type disagreement struct {
	clients, scenarios string // separated by spaces
	answer             string // the code that answers instead
	// same is a scenario about which the client prints the same text, letter
	// for letter.
	same string
	// crowd says that the text stands for more problems than candidates are
	// listed, so that the scenario's own need not be one of them.
	crowd  bool
	other  bool // the client means another problem than the scenario's, which it cannot see
	reason string
}

// listed tells whether the scenario's own code must be among the candidates.
func (d disagreement) listed() bool { return !d.crowd && !d.other && d.answer != none }

func disagreementOf(client, scenario string) (disagreement, bool) {
	i := slices.IndexFunc(disagreements, func(d disagreement) bool {
		return slices.Contains(strings.Fields(d.clients), client) && slices.Contains(strings.Fields(d.scenarios), scenario)
	})
	if i < 0 {
		return disagreement{}, false
	}
	return disagreements[i], true
}

// times are those in a text: of Go's log, of its errors and of Java's.
var times = regexp.MustCompile(`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:]+(?:Z|[-+]\d\d:\d\d)|\w{3} \w{3} \d\d \d\d:\d\d:\d\d \w+ \d{4}`)

const (
	openSSLs = "curl openssl node-https python-ssl python-urllib python-http-client"
	fastSSLs = "curl openssl node-https python-ssl"

	// bare are the scenarios that a client sees as alert 40 and nothing else, and
	// stronger those in which it does so since it takes less than others.
	bare     = "protocol-version-ssl3 client-cert-required-tls12 no-shared-cipher no-shared-cipher-anonymous no-shared-cipher-null no-shared-cipher-export"
	stronger = "weak-cipher weak-cipher-rc4"
)

var disagreements = []disagreement{
	// The same words, letter for letter.
	{clients: openSSLs, scenarios: "missing-intermediate", answer: "untrusted-issuer", same: "untrusted-issuer", reason: notFound},
	{clients: "wget go", scenarios: "self-signed untrusted-issuer missing-intermediate", answer: "untrusted-root", same: "untrusted-root", reason: notTrusted},
	{clients: "java", scenarios: "self-signed self-signed-and-expired untrusted-root missing-intermediate", answer: "untrusted-issuer", same: "untrusted-issuer", reason: notFound},
	{clients: "java-httpclient java-httpsurlconnection", scenarios: "self-signed", answer: "untrusted-issuer", same: "untrusted-root", reason: notFound},
	{clients: "java-httpclient java-httpsurlconnection", scenarios: "untrusted-root", answer: "untrusted-issuer", same: "self-signed", reason: notFound},
	{clients: fastSSLs + " go wget java", scenarios: "wrong-clock", answer: "not-yet-valid", same: "not-yet-valid", reason: "a client believes its clock"},
	{clients: fastSSLs + " go wget git java", scenarios: bare, answer: "handshake-refused", same: "handshake-refused", reason: "alert 40 tells nothing more (RFC 8446, section 6.2)"},
	{clients: "go", scenarios: "no-shared-cipher-dhe no-shared-cipher-dhe-1024", answer: "handshake-refused", same: "handshake-refused", reason: "alert 40 tells nothing more (RFC 8446, section 6.2)"},
	{clients: fastSSLs + " go wget git java", scenarios: stronger, answer: "handshake-refused", same: "handshake-refused", other: true, reason: "the client has none of the suites that others would take"},
	{clients: "go", scenarios: "weak-dh", answer: "handshake-refused", same: "handshake-refused", other: true, reason: "the client has none of the suites that others would take"},
	{clients: "python-ssl", scenarios: "outside-profile-suite", answer: "handshake-refused", same: "handshake-refused", other: true, reason: "the client has none of the suites that others would take"},
	{clients: "go node-https python-ssl java", scenarios: "legacy-version", answer: "protocol-version", same: "protocol-version", other: true, reason: "the client takes no version that old"},

	// One sentence for whatever makes a chain unacceptable.
	{clients: "git", scenarios: "expired expired-intermediate expired-root expired-and-hostname-mismatch not-yet-valid not-yet-valid-intermediate not-yet-valid-root wrong-clock " +
		"self-signed self-signed-and-expired untrusted-issuer missing-intermediate wrong-purpose-policy weak-signature weak-signature-intermediate not-a-ca not-a-ca-usage " +
		"path-too-long name-constraint name-constraint-excluded unknown-critical-extension unknown-critical-extension-intermediate " +
		"revoked-staple staple-invalid staple-invalid-foreign staple-invalid-forged staple-missing",
		answer: "untrusted-root", same: "untrusted-root", crowd: true, reason: "curl with GnuTLS says that verification failed, and nothing else (lib/vtls/gtls.c)"},
	{clients: "wget", scenarios: "wrong-purpose-policy not-a-ca-usage path-too-long name-constraint name-constraint-excluded unknown-critical-extension " +
		"unknown-critical-extension-intermediate staple-invalid staple-invalid-foreign staple-invalid-forged staple-missing",
		answer: "untrusted-root", crowd: true, reason: "wget with GnuTLS has words for four of its reasons, and for the others that the certificate is not trusted (src/gnutls.c)"},

	// Words that fit, for another problem.
	{clients: "curl openssl", scenarios: "legacy-version", answer: "protocol-version", other: true, reason: "the client takes no signature that old, and stops there"},
	{clients: "wget", scenarios: "connection-reset connection-reset-after", answer: "closed-early", reason: "\"Error in the pull function\" is what GnuTLS says of any end of a connection"},
	{clients: "openssl python-ssl", scenarios: "truncated-close truncated-close-open", answer: "closed-early", reason: "OpenSSL has the same words for an end inside the handshake and for one without a goodbye"},
	{clients: "python-ssl", scenarios: "connection-reset-after", answer: "closed-early", reason: "Python says EOF where OpenSSL gave no reason"},
	{clients: fastSSLs + " go wget git", scenarios: "corrupt-record-giant", answer: "not-tls", reason: "a length that no record has is what plain text looks like"},
	{clients: "wget git", scenarios: "corrupt-record-garbage", answer: "not-tls", reason: "GnuTLS says that the packet cannot be decoded, which plain text cannot either"},
	{clients: "curl openssl node-https", scenarios: "oversized-handshake-certificates", answer: "wrong-format", other: true, reason: "the client stops at the first certificate, which is none"},
	{clients: "go", scenarios: "oversized-handshake-certificates", answer: "malformed-certificate", other: true, reason: "the client stops at the first certificate, which is none"},
	{clients: "python-ssl", scenarios: "oversized-handshake-certificates", answer: "malformed-certificate", reason: "the client stops at the first certificate, which is none"},
	{clients: "git wget", scenarios: "oversized-handshake-certificates", answer: "untrusted-issuer", other: true, reason: "GnuTLS says that there is an error in the certificate, and not which"},
	{clients: "git wget", scenarios: "oversized-handshake-chain", answer: "malformed-certificate", reason: "GnuTLS reads sixteen certificates, and tells a number or nothing of a chain that is longer"},
	{clients: "git wget", scenarios: "downgrade", answer: "handshake-refused", reason: "GnuTLS says that a parameter is illegal, and not which"},
	{clients: "git", scenarios: "client-cert-required", answer: "handshake-refused", reason: "GnuTLS says that an alert came and not which"},

	// No words.
	{clients: "go", scenarios: "truncated-close", answer: none, reason: "\"unexpected EOF\" by itself is said of anything that is read"},
	{clients: "wget", scenarios: "truncated-close truncated-close-open", answer: none, reason: "wget shows the part that came, and says nothing of the rest"},
	{clients: "wget", scenarios: "client-cert-required", answer: none, reason: "wget reports that it could not save the session, and nothing else"},
	{clients: "java-httpsurlconnection", scenarios: "truncated-close", answer: none, reason: "the words are the client's own: the class does not mind"},
}

const (
	notFound   = "the client says that it found no issuer; whether anybody could find it, it cannot know"
	notTrusted = "the client says that nobody it trusts vouches for the certificate, and not why"
)

// unseen are the scenarios of which a look cannot tell, each with the reason.
var unseen = map[string]string{
	"truncated-close":        "it shows at the end of an answer, and a look sends no request",
	"truncated-close-open":   "it shows at the end of an answer, and a look sends no request",
	"connection-reset-after": "it shows after the request, and a look sends none",
	"outside-profile-suite":  "the suite is one that a look takes",
}
