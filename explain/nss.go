package explain

import (
	"fmt"
	"strings"
)

// nss holds the errors of Mozilla's NSS and of NSPR below it under their
// names, their numbers and their sentences (lib/ssl/SSLerrs.h,
// lib/util/SECerrs.h, pr/src/misc/prerr.et), as curl, OpenLDAP, 389 Directory
// Server, mod_nss, certutil, FreeIPA and certmonger print them. What the
// tables browsers and curl say of one of them stands there.
var nss = table{
	Ecosystem: "nss",
	Name:      "NSS",
	Marks:     []string{"NSS error", "NSPR error", "SSL Library Error", "mod_nss", "certutil", "pk12util", "moznss", "Netscape Portable Runtime", "certmonger", "pki", "tstclnt"},
	Phrases:   nssPhrases,
	Made:      func() []Phrase { return nssForms(nssErrors, nssPhrases, browsers, curl) },
}

// aboutNSS is what stands beside a number of NSS.
const aboutNSS = "NSS|NSPR|NSS error|mod_nss|moznss|Netscape Portable Runtime|SSL Library Error|TLS error|SSL error|NSS_Initialize|certutil|pk12util|certmonger|SSL_ForceHandshake|PR_Connect|SEC_ERROR"

var nssPhrases = []Phrase{
	{Code: "hostname-mismatch", Text: "BAD_CERT_DOMAIN encountered", Alternatives: []string{"no-san"}, Source: "Dogtag PKI, JSSTrustManager and ConsoleCertApprovalCallback"},
	{Code: "untrusted-issuer", Text: "UNTRUSTED_ISSUER encountered", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "untrusted-issuer", Text: "UNTRUSTED ISSUER encountered", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "untrusted-issuer", Text: "UNKNOWN_ISSUER encountered", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "self-signed", Text: "CA_CERT_INVALID encountered", Tells: Hints, Alternatives: []string{"untrusted-root", "not-a-ca"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "untrusted-root", Text: "UNTRUSTED_CERT encountered", Tells: Hints, Alternatives: []string{"self-signed", "untrusted-issuer"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "expired", Text: "EXPIRED_CERTIFICATE encountered", Alternatives: []string{"wrong-clock"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "expired", Text: "EXPIRED_ISSUER_CERTIFICATE encountered", Alternatives: []string{"wrong-clock"}, Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "revoked", Text: "REVOKED_CERTIFICATE encountered", Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "wrong-purpose", Text: "INADEQUATE_KEY_USAGE encountered", Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "wrong-purpose", Text: "INADEQUATE_CERT_TYPE encountered", Source: "Dogtag PKI, PKICertificateApprovalCallback.java"},
	{Code: "corrupt-record", Text: "SSL received a malformed * handshake message", Tells: Hints, Alternatives: []string{"not-tls", "protocol-version"}, Source: "NSS, SSLerrs.h, SSL_ERROR_RX_MALFORMED_…"},
	{Code: "corrupt-record", Text: "SSL received a malformed * record", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "NSS, SSLerrs.h, SSL_ERROR_RX_MALFORMED_…"},
	{Code: "corrupt-record", Text: "SSL received an unexpected * handshake message", Tells: Hints, Alternatives: []string{"not-tls", "protocol-version"}, Source: "NSS, SSLerrs.h, SSL_ERROR_RX_UNEXPECTED_…"},
	{Code: "corrupt-record", Text: "SSL received an unexpected * record", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "NSS, SSLerrs.h, SSL_ERROR_RX_UNEXPECTED_…"},
	{Code: "key-missing", Text: "certutil: could not find certificate named", Tells: Hints, Alternatives: []string{"file-not-found"}, Source: "NSS, cmd/certutil/certutil.c"},
	{Code: "wrong-passphrase", Text: "Incorrect password/PIN entered", Source: "NSS, cmd/lib/secutil.c and pk11table"},
	{Code: "wrong-passphrase", Text: "pk12util: PKCS12 decode not verified", Tells: Hints, Alternatives: []string{"wrong-format"}, Source: "NSS, cmd/pk12util/pk12util.c"},
	{Code: "wrong-format", Text: "pk12util: PKCS12 decoding failed", Tells: Hints, Alternatives: []string{"wrong-passphrase"}, Source: "NSS, cmd/pk12util/pk12util.c"},
	{Code: "key-missing", Text: "certificate not found for nickname", With: []string{"NSS|nss|SSL|TLS|NSSNickname"}, Tells: Hints, Alternatives: []string{"file-not-found"}, Source: "mod_nss, nss_engine_init.c"},
	{Code: "wrong-passphrase", Text: "The password for slot * is incorrect", Source: "mod_nss, nss_engine_init.c"},
	{Code: "expired", Text: "Server certificate is expired: '*'", Tells: Hints, Source: "mod_nss, nss_engine_init.c"},
	{Code: "hostname-mismatch", Text: "Misconfiguration of certificate's CN and virtual name", Alternatives: []string{"no-san"}, Source: "mod_nss, nss_engine_init.c"},
}

// nssError is an error of NSS or NSPR. Where words are so plain that any
// program may say them, plain is set, and they count beside a word of NSS.
type nssError struct {
	number       int
	name         string
	words        string
	code         string
	tells        Tells
	plain        bool
	alternatives []string
}

// nssForms gives the errors in every notation that no other table holds.
func nssForms(errors []nssError, own []Phrase, others ...table) (all []Phrase) {
	held := map[string]bool{}
	for _, t := range append(others, table{Phrases: own}) {
		for _, p := range t.all() {
			held[strings.ToLower(p.Text)] = true
		}
	}
	for _, e := range errors {
		file := "NSS, SSLerrs.h"
		switch e.name[:3] {
		case "SEC":
			file = "NSS, SECerrs.h"
		case "PR_":
			file = "NSPR, prerr.et"
		}
		p := Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: fmt.Sprintf("%s, %s (%d)", file, e.name, e.number)}
		add := func(text string, tells Tells, with ...string) {
			if text != "" && !held[strings.ToLower(text)] {
				held[strings.ToLower(text)] = true
				p.Text, p.Tells, p.With = text, tells, with
				all = append(all, p)
			}
		}
		add(e.name, e.tells)
		if e.plain {
			add(e.words, e.tells, aboutNSS)
		} else {
			add(e.words, e.tells)
		}
		// The number yields to words beside it, which tell as much.
		add(fmt.Sprintf("NSS error %d", e.number), e.tells)
		add(fmt.Sprintf("%d", e.number), Wraps, aboutNSS)
	}
	return all
}

var nssErrors = []nssError{
	{-12288, "SSL_ERROR_EXPORT_ONLY_SERVER", "Peer does not support high-grade encryption", "no-shared-cipher", Says, false, nil},
	{-12287, "SSL_ERROR_US_ONLY_SERVER", "Peer requires high-grade encryption which is not supported", "no-shared-cipher", Says, false, nil},
	{-12286, "SSL_ERROR_NO_CYPHER_OVERLAP", "", "no-shared-cipher", Says, false, []string{"protocol-version"}},
	{-12285, "SSL_ERROR_NO_CERTIFICATE", "Unable to find the certificate or key necessary for authentication", "key-missing", Hints, false, []string{"client-cert-required", "file-not-found"}},
	{-12284, "SSL_ERROR_BAD_CERTIFICATE", "Unable to communicate securely with peer: peers's certificate was rejected", "untrusted-issuer", Hints, false, []string{"untrusted-root", "self-signed", "expired"}},
	{-12282, "SSL_ERROR_BAD_CLIENT", "The server has encountered bad data from the client", "not-tls", Hints, false, []string{"corrupt-record"}},
	{-12281, "SSL_ERROR_BAD_SERVER", "The client has encountered bad data from the server", "not-tls", Hints, false, []string{"corrupt-record"}},
	{-12280, "SSL_ERROR_UNSUPPORTED_CERTIFICATE_TYPE", "Unsupported certificate type", "unsupported-key", Hints, true, nil},
	{-12279, "SSL_ERROR_UNSUPPORTED_VERSION", "Peer using unsupported version of security protocol", "protocol-version", Says, false, nil},
	{-12277, "SSL_ERROR_WRONG_CERTIFICATE", "private key in key database does not match public key in certificate database", "key-mismatch", Says, false, nil},
	{-12276, "SSL_ERROR_BAD_CERT_DOMAIN", "", "hostname-mismatch", Says, false, []string{"no-san"}},
	{-12274, "SSL_ERROR_SSL2_DISABLED", "Peer only supports SSL version 2, which is locally disabled", "protocol-version", Says, false, nil},
	{-12273, "SSL_ERROR_BAD_MAC_READ", "SSL received a record with an incorrect Message Authentication Code", "corrupt-record", Says, false, nil},
	{-12272, "SSL_ERROR_BAD_MAC_ALERT", "SSL peer reports incorrect Message Authentication Code", "corrupt-record", Says, false, nil},
	{-12271, "SSL_ERROR_BAD_CERT_ALERT", "", "client-cert-rejected", Says, false, []string{"client-cert-required"}},
	{-12270, "SSL_ERROR_REVOKED_CERT_ALERT", "SSL peer rejected your certificate as revoked", "revoked", Hints, false, []string{"client-cert-rejected"}},
	{-12269, "SSL_ERROR_EXPIRED_CERT_ALERT", "SSL peer rejected your certificate as expired", "expired", Hints, false, []string{"client-cert-rejected"}},
	{-12268, "SSL_ERROR_SSL_DISABLED", "Cannot connect: SSL is disabled", "context-misuse", Hints, false, nil},
	{-12266, "SSL_ERROR_UNKNOWN_CIPHER_SUITE", "An unknown SSL cipher suite has been requested", "no-shared-cipher", Says, false, nil},
	{-12265, "SSL_ERROR_NO_CIPHERS_SUPPORTED", "No cipher suites are present and enabled in this program", "no-shared-cipher", Says, false, []string{"context-misuse"}},
	{-12264, "SSL_ERROR_BAD_BLOCK_PADDING", "SSL received a record with bad block padding", "corrupt-record", Says, false, nil},
	{-12263, "SSL_ERROR_RX_RECORD_TOO_LONG", "", "not-tls", Says, false, []string{"corrupt-record"}},
	{-12262, "SSL_ERROR_TX_RECORD_TOO_LONG", "SSL attempted to send a record that exceeded the maximum permissible length", "oversized-handshake", Hints, false, nil},
	{-12260, "SSL_ERROR_RX_MALFORMED_CLIENT_HELLO", "", "not-tls", Hints, false, []string{"protocol-version"}},
	{-12259, "SSL_ERROR_RX_MALFORMED_SERVER_HELLO", "", "not-tls", Hints, false, []string{"protocol-version"}},
	{-12258, "SSL_ERROR_RX_MALFORMED_CERTIFICATE", "SSL received a malformed Certificate handshake message", "malformed-certificate", Hints, false, []string{"corrupt-record"}},
	{-12257, "SSL_ERROR_RX_MALFORMED_SERVER_KEY_EXCH", "", "corrupt-record", Hints, false, nil},
	{-12256, "SSL_ERROR_RX_MALFORMED_CERT_REQUEST", "", "corrupt-record", Hints, false, nil},
	{-12255, "SSL_ERROR_RX_MALFORMED_HELLO_DONE", "", "corrupt-record", Hints, false, nil},
	{-12254, "SSL_ERROR_RX_MALFORMED_CERT_VERIFY", "", "corrupt-record", Hints, false, nil},
	{-12253, "SSL_ERROR_RX_MALFORMED_CLIENT_KEY_EXCH", "", "corrupt-record", Hints, false, nil},
	{-12252, "SSL_ERROR_RX_MALFORMED_FINISHED", "", "corrupt-record", Hints, false, nil},
	{-12251, "SSL_ERROR_RX_MALFORMED_CHANGE_CIPHER", "", "corrupt-record", Hints, false, nil},
	{-12250, "SSL_ERROR_RX_MALFORMED_ALERT", "", "corrupt-record", Hints, false, nil},
	{-12249, "SSL_ERROR_RX_MALFORMED_HANDSHAKE", "", "corrupt-record", Hints, false, []string{"not-tls"}},
	{-12248, "SSL_ERROR_RX_MALFORMED_APPLICATION_DATA", "", "corrupt-record", Hints, false, nil},
	{-12247, "SSL_ERROR_RX_UNEXPECTED_HELLO_REQUEST", "", "corrupt-record", Hints, false, []string{"legacy-renegotiation"}},
	{-12246, "SSL_ERROR_RX_UNEXPECTED_CLIENT_HELLO", "", "corrupt-record", Hints, false, nil},
	{-12245, "SSL_ERROR_RX_UNEXPECTED_SERVER_HELLO", "", "corrupt-record", Hints, false, nil},
	{-12244, "SSL_ERROR_RX_UNEXPECTED_CERTIFICATE", "", "corrupt-record", Hints, false, nil},
	{-12243, "SSL_ERROR_RX_UNEXPECTED_SERVER_KEY_EXCH", "", "corrupt-record", Hints, false, nil},
	{-12242, "SSL_ERROR_RX_UNEXPECTED_CERT_REQUEST", "", "corrupt-record", Hints, false, nil},
	{-12241, "SSL_ERROR_RX_UNEXPECTED_HELLO_DONE", "", "corrupt-record", Hints, false, nil},
	{-12240, "SSL_ERROR_RX_UNEXPECTED_CERT_VERIFY", "", "corrupt-record", Hints, false, nil},
	{-12239, "SSL_ERROR_RX_UNEXPECTED_CLIENT_KEY_EXCH", "", "corrupt-record", Hints, false, nil},
	{-12238, "SSL_ERROR_RX_UNEXPECTED_FINISHED", "", "corrupt-record", Hints, false, nil},
	{-12237, "SSL_ERROR_RX_UNEXPECTED_CHANGE_CIPHER", "", "corrupt-record", Hints, false, nil},
	{-12236, "SSL_ERROR_RX_UNEXPECTED_ALERT", "", "corrupt-record", Hints, false, nil},
	{-12235, "SSL_ERROR_RX_UNEXPECTED_HANDSHAKE", "", "corrupt-record", Hints, false, nil},
	{-12234, "SSL_ERROR_RX_UNEXPECTED_APPLICATION_DATA", "", "corrupt-record", Hints, false, nil},
	{-12233, "SSL_ERROR_RX_UNKNOWN_RECORD_TYPE", "SSL received a record with an unknown content type", "not-tls", Hints, false, []string{"corrupt-record"}},
	{-12232, "SSL_ERROR_RX_UNKNOWN_HANDSHAKE", "SSL received a handshake message with an unknown message type", "corrupt-record", Hints, false, nil},
	{-12231, "SSL_ERROR_RX_UNKNOWN_ALERT", "SSL received an alert record with an unknown alert description", "handshake-refused", Hints, false, nil},
	{-12230, "SSL_ERROR_CLOSE_NOTIFY_ALERT", "SSL peer has closed this connection", "closed-early", Hints, false, []string{"handshake-refused"}},
	{-12229, "SSL_ERROR_HANDSHAKE_UNEXPECTED_ALERT", "SSL peer was not expecting a handshake message it received", "handshake-refused", Hints, false, []string{"corrupt-record"}},
	{-12227, "SSL_ERROR_HANDSHAKE_FAILURE_ALERT", "", "handshake-refused", Says, false, []string{"client-cert-required", "protocol-version", "no-shared-cipher"}},
	{-12226, "SSL_ERROR_ILLEGAL_PARAMETER_ALERT", "SSL peer rejected a handshake message for unacceptable content", "handshake-refused", Says, false, []string{"protocol-version"}},
	{-12225, "SSL_ERROR_UNSUPPORTED_CERT_ALERT", "SSL peer does not support certificates of the type it received", "client-cert-rejected", Hints, false, []string{"wrong-purpose"}},
	{-12224, "SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT", "SSL peer had some unspecified issue with the certificate it received", "client-cert-rejected", Hints, false, []string{"server-cert-rejected"}},
	{-12222, "SSL_ERROR_SIGN_HASHES_FAILURE", "Unable to digitally sign data required to verify your certificate", "key-missing", Hints, false, []string{"unsupported-key"}},
	{-12221, "SSL_ERROR_EXTRACT_PUBLIC_KEY_FAILURE", "SSL was unable to extract the public key from the peer's certificate", "malformed-certificate", Hints, false, []string{"unsupported-key"}},
	{-12220, "SSL_ERROR_SERVER_KEY_EXCHANGE_FAILURE", "Unspecified failure while processing SSL Server Key Exchange handshake", "handshake-refused", Hints, false, []string{"handshake-signature-invalid"}},
	{-12219, "SSL_ERROR_CLIENT_KEY_EXCHANGE_FAILURE", "Unspecified failure while processing SSL Client Key Exchange handshake", "handshake-refused", Hints, false, nil},
	{-12217, "SSL_ERROR_DECRYPTION_FAILURE", "Bulk data decryption algorithm failed in selected cipher suite", "corrupt-record", Says, false, nil},
	{-12216, "SSL_ERROR_SOCKET_WRITE_FAILURE", "Attempt to write encrypted data to underlying socket failed", "connection-reset", Hints, false, []string{"closed-early"}},
	{-12206, "SSL_ERROR_NO_SERVER_KEY_FOR_ALG", "Server has no key for the attempted key exchange algorithm", "no-shared-cipher", Hints, false, []string{"key-missing"}},
	{-12202, "SSL_ERROR_HANDSHAKE_NOT_COMPLETED", "Cannot perform the operation until the handshake is complete", "context-misuse", Hints, false, nil},
	{-12201, "SSL_ERROR_BAD_HANDSHAKE_HASH_VALUE", "Received incorrect handshakes hash values from peer", "handshake-signature-invalid", Says, false, nil},
	{-12200, "SSL_ERROR_CERT_KEA_MISMATCH", "The certificate provided cannot be used with the selected authentication type", "no-shared-cipher", Hints, false, []string{"wrong-purpose"}},
	{-12199, "SSL_ERROR_NO_TRUSTED_SSL_CLIENT_CA", "No certificate authority is trusted for SSL client authentication", "no-trust-store", Hints, false, []string{"client-cert-required"}},
	{-12197, "SSL_ERROR_DECRYPTION_FAILED_ALERT", "Peer was unable to decrypt an SSL record it received", "corrupt-record", Says, false, nil},
	{-12196, "SSL_ERROR_RECORD_OVERFLOW_ALERT", "Peer received an SSL record that was longer than is permitted", "corrupt-record", Says, false, nil},
	{-12195, "SSL_ERROR_UNKNOWN_CA_ALERT", "", "client-cert-rejected", Says, false, []string{"server-cert-rejected"}},
	{-12194, "SSL_ERROR_ACCESS_DENIED_ALERT", "Peer received a valid certificate, but access was denied", "client-cert-rejected", Says, false, nil},
	{-12193, "SSL_ERROR_DECODE_ERROR_ALERT", "Peer could not decode an SSL handshake message", "handshake-refused", Hints, false, []string{"corrupt-record"}},
	{-12192, "SSL_ERROR_DECRYPT_ERROR_ALERT", "Peer reports failure of signature verification or key exchange", "handshake-signature-invalid", Hints, false, []string{"corrupt-record", "key-mismatch"}},
	{-12191, "SSL_ERROR_EXPORT_RESTRICTION_ALERT", "Peer reports negotiation not in compliance with export regulations", "no-shared-cipher", Hints, false, nil},
	{-12190, "SSL_ERROR_PROTOCOL_VERSION_ALERT", "", "protocol-version", Says, false, nil},
	{-12189, "SSL_ERROR_INSUFFICIENT_SECURITY_ALERT", "Server requires ciphers more secure than those supported by client", "no-shared-cipher", Says, false, nil},
	{-12188, "SSL_ERROR_INTERNAL_ERROR_ALERT", "Peer reports it experienced an internal error", "handshake-refused", Says, false, []string{"sni-unrecognized"}},
	{-12187, "SSL_ERROR_USER_CANCELED_ALERT", "Peer user canceled handshake", "handshake-refused", Hints, false, nil},
	{-12186, "SSL_ERROR_NO_RENEGOTIATION_ALERT", "Peer does not permit renegotiation of SSL security parameters", "legacy-renegotiation", Says, false, nil},
	{-12184, "SSL_ERROR_UNSUPPORTED_EXTENSION_ALERT", "SSL peer does not support requested TLS hello extension", "handshake-refused", Hints, false, nil},
	{-12183, "SSL_ERROR_CERTIFICATE_UNOBTAINABLE_ALERT", "SSL peer could not obtain your certificate from the supplied URL", "client-cert-rejected", Hints, false, nil},
	{-12182, "SSL_ERROR_UNRECOGNIZED_NAME_ALERT", "SSL peer has no certificate for the requested DNS name", "sni-unrecognized", Says, false, nil},
	{-12181, "SSL_ERROR_BAD_CERT_STATUS_RESPONSE_ALERT", "SSL peer was unable to get an OCSP response for its certificate", "staple-invalid", Hints, false, []string{"server-cert-rejected"}},
	{-12180, "SSL_ERROR_BAD_CERT_HASH_VALUE_ALERT", "SSL peer reported bad certificate hash value", "client-cert-rejected", Hints, false, nil},
	{-12176, "SSL_ERROR_RENEGOTIATION_NOT_ALLOWED", "Renegotiation is not allowed on this SSL socket", "legacy-renegotiation", Says, false, nil},
	{-12175, "SSL_ERROR_UNSAFE_NEGOTIATION", "Peer attempted old style (potentially vulnerable) handshake", "legacy-renegotiation", Says, false, nil},
	{-12173, "SSL_ERROR_WEAK_SERVER_EPHEMERAL_DH_KEY", "SSL received a weak ephemeral Diffie-Hellman key in Server Key Exchange handshake message", "weak-dh", Says, false, nil},
	{-12168, "SSL_ERROR_INVALID_VERSION_RANGE", "SSL version range is not valid", "context-misuse", Hints, false, []string{"protocol-version"}},
	{-12167, "SSL_ERROR_CIPHER_DISALLOWED_FOR_VERSION", "SSL peer selected a cipher suite disallowed for the selected protocol version", "no-shared-cipher", Says, false, []string{"protocol-version"}},
	{-12162, "SSL_ERROR_UNSUPPORTED_HASH_ALGORITHM", "Unsupported hash algorithm used by TLS peer", "no-shared-cipher", Hints, false, []string{"weak-signature"}},
	{-12160, "SSL_ERROR_INCORRECT_SIGNATURE_ALGORITHM", "Incorrect signature algorithm specified in a digitally-signed element", "handshake-signature-invalid", Hints, false, []string{"no-shared-cipher"}},
	{-12158, "SSL_ERROR_NEXT_PROTOCOL_NO_PROTOCOL", "The server supports no protocols that the client advertises in the ALPN extension", "alpn-mismatch", Says, false, nil},
	{-12157, "SSL_ERROR_INAPPROPRIATE_FALLBACK_ALERT", "The server rejected the handshake because the client downgraded to a lower TLS version than the server supports", "downgrade", Says, false, []string{"protocol-version"}},
	{-12156, "SSL_ERROR_WEAK_SERVER_CERT_KEY", "The server certificate included a public key that was too weak", "weak-key", Says, false, nil},
	{-12154, "SSL_ERROR_NO_SUPPORTED_SIGNATURE_ALGORITHM", "No supported TLS signature algorithm was configured", "no-shared-cipher", Says, false, nil},
	{-12153, "SSL_ERROR_UNSUPPORTED_SIGNATURE_ALGORITHM", "The peer used an unsupported combination of signature and hash algorithm", "no-shared-cipher", Hints, false, []string{"weak-signature"}},
	{-12149, "SSL_ERROR_MISSING_KEY_SHARE", "SSL expected a Key Share extension", "handshake-refused", Hints, false, []string{"no-shared-cipher"}},
	{-12145, "SSL_ERROR_MISSING_EXTENSION_ALERT", "SSL received a missing_extension alert", "handshake-refused", Hints, false, nil},
	{-12144, "SSL_ERROR_KEY_EXCHANGE_FAILURE", "SSL had an error performing key exchange", "handshake-refused", Hints, false, nil},
	{-12138, "SSL_ERROR_MISSING_ALPN_EXTENSION", "SSL didn't receive an expected ALPN extension", "alpn-mismatch", Says, false, nil},
	{-12136, "SSL_ERROR_MISSING_SUPPORTED_GROUPS", "SSL expected a supported groups extension", "no-shared-cipher", Hints, false, nil},
	{-12132, "SSL_ERROR_BAD_2ND_CLIENT_HELLO", "SSL received a second Client Hello message without a usable key share", "no-shared-cipher", Hints, false, nil},
	{-12131, "SSL_ERROR_MISSING_SIGNATURE_ALGORITHMS_EXTENSION", "SSL expected a signature algorithms extension", "handshake-refused", Hints, false, nil},
	{-12128, "SSL_ERROR_DOWNGRADE_WITH_EARLY_DATA", "SSL got a pre-TLS 1.3 version even though we sent early data", "protocol-version", Hints, false, []string{"downgrade"}},
	{-8186, "SEC_ERROR_INVALID_ALGORITHM", "security library: invalid algorithm", "unsupported-key", Hints, false, []string{"weak-signature"}},
	{-8184, "SEC_ERROR_INVALID_TIME", "Improperly formatted time string", "malformed-certificate", Hints, false, nil},
	{-8183, "SEC_ERROR_BAD_DER", "security library: improperly formatted DER-encoded message", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{-8182, "SEC_ERROR_BAD_SIGNATURE", "Peer's certificate has an invalid signature", "untrusted-issuer", Hints, false, []string{"malformed-certificate"}},
	{-8181, "SEC_ERROR_EXPIRED_CERTIFICATE", "", "expired", Says, false, []string{"wrong-clock"}},
	{-8180, "SEC_ERROR_REVOKED_CERTIFICATE", "", "revoked", Says, false, nil},
	{-8179, "SEC_ERROR_UNKNOWN_ISSUER", "", "untrusted-issuer", Hints, false, []string{"missing-intermediate", "untrusted-root", "self-signed", "no-trust-store"}},
	{-8178, "SEC_ERROR_BAD_KEY", "Peer's public key is invalid", "malformed-certificate", Hints, false, []string{"unsupported-key"}},
	{-8177, "SEC_ERROR_BAD_PASSWORD", "The security password entered is incorrect", "wrong-passphrase", Says, false, []string{"passphrase-needed"}},
	{-8174, "SEC_ERROR_BAD_DATABASE", "security library: bad database", "ca-file-unreadable", Hints, false, []string{"file-not-found", "permission-denied"}},
	{-8173, "SEC_ERROR_NO_MEMORY", "security library: memory allocation failure", "resource-exhausted", Says, false, nil},
	{-8172, "SEC_ERROR_UNTRUSTED_ISSUER", "", "untrusted-root", Hints, false, []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}},
	{-8171, "SEC_ERROR_UNTRUSTED_CERT", "Peer's certificate has been marked as not trusted by the user", "untrusted-root", Hints, false, []string{"self-signed", "untrusted-issuer"}},
	{-8166, "SEC_ERROR_NO_KEY", "The private key for this certificate cannot be found in key database", "key-missing", Says, false, nil},
	{-8164, "SEC_ERROR_CERT_NOT_VALID", "This certificate is not valid", "untrusted-issuer", Hints, true, []string{"expired", "untrusted-root"}},
	{-8163, "SEC_ERROR_CERT_NO_RESPONSE", "Cert Library: No Response", "revocation-unknown", Hints, false, nil},
	{-8162, "SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE", "The certificate issuer's certificate has expired", "expired", Says, false, []string{"wrong-clock"}},
	{-8161, "SEC_ERROR_CRL_EXPIRED", "The CRL for the certificate's issuer has expired", "revocation-unknown", Says, false, []string{"wrong-clock"}},
	{-8160, "SEC_ERROR_CRL_BAD_SIGNATURE", "The CRL for the certificate's issuer has an invalid signature", "revocation-unknown", Says, false, nil},
	{-8159, "SEC_ERROR_CRL_INVALID", "New CRL has an invalid format", "revocation-unknown", Says, false, nil},
	{-8158, "SEC_ERROR_EXTENSION_VALUE_INVALID", "Certificate extension value is invalid", "malformed-certificate", Hints, false, []string{"strict-profile"}},
	{-8157, "SEC_ERROR_EXTENSION_NOT_FOUND", "Certificate extension not found", "strict-profile", Hints, true, []string{"no-san"}},
	{-8156, "SEC_ERROR_CA_CERT_INVALID", "Issuer certificate is invalid", "self-signed", Hints, false, []string{"not-a-ca", "untrusted-root"}},
	{-8155, "SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID", "Certificate path length constraint is invalid", "path-too-long", Says, false, nil},
	{-8154, "SEC_ERROR_CERT_USAGES_INVALID", "Certificate usages field is invalid", "wrong-purpose", Says, false, nil},
	{-8152, "SEC_ERROR_INVALID_KEY", "The key does not support the requested operation", "unsupported-key", Hints, true, []string{"wrong-purpose"}},
	{-8151, "SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION", "Certificate contains unknown critical extension", "unknown-critical-extension", Says, false, nil},
	{-8144, "SEC_ERROR_UNSUPPORTED_KEYALG", "Unsupported or unknown key algorithm", "unsupported-key", Says, false, nil},
	{-8134, "SEC_ERROR_NO_KRL", "No KRL for this site's certificate has been found", "revocation-unknown", Says, false, nil},
	{-8133, "SEC_ERROR_KRL_EXPIRED", "The KRL for this site's certificate has expired", "revocation-unknown", Says, false, []string{"wrong-clock"}},
	{-8132, "SEC_ERROR_KRL_BAD_SIGNATURE", "The KRL for this site's certificate has an invalid signature", "revocation-unknown", Says, false, nil},
	{-8131, "SEC_ERROR_REVOKED_KEY", "The key for this site's certificate has been revoked", "revoked", Says, false, nil},
	{-8128, "SEC_ERROR_NO_MODULE", "security library: no security module can perform the requested operation", "unsupported-key", Hints, false, []string{"tls-not-built"}},
	{-8127, "SEC_ERROR_NO_TOKEN", "The security card or token does not exist, needs to be initialized, or has been removed", "key-missing", Hints, false, []string{"file-not-found"}},
	{-8117, "SEC_ERROR_BAD_EXPORT_ALGORITHM", "Required algorithm is not allowed", "unsupported-key", Hints, true, nil},
	{-8115, "SEC_ERROR_IMPORTING_CERTIFICATES", "Error attempting to import certificates", "wrong-format", Hints, false, nil},
	{-8114, "SEC_ERROR_PKCS12_DECODING_PFX", "Unable to import. Decoding error. File not valid", "wrong-format", Says, false, []string{"wrong-passphrase"}},
	{-8113, "SEC_ERROR_PKCS12_INVALID_MAC", "Unable to import. Invalid MAC. Incorrect password or corrupt file", "wrong-passphrase", Says, false, []string{"wrong-format"}},
	{-8112, "SEC_ERROR_PKCS12_UNSUPPORTED_MAC_ALGORITHM", "Unable to import. MAC algorithm not supported", "unsupported-key", Says, false, nil},
	{-8110, "SEC_ERROR_PKCS12_CORRUPT_PFX_STRUCTURE", "Unable to import. File structure is corrupt", "wrong-format", Says, false, nil},
	{-8109, "SEC_ERROR_PKCS12_UNSUPPORTED_PBE_ALGORITHM", "Unable to import. Encryption algorithm not supported", "unsupported-key", Says, false, []string{"openssl-mismatch"}},
	{-8108, "SEC_ERROR_PKCS12_UNSUPPORTED_VERSION", "Unable to import. File version not supported", "wrong-format", Says, false, nil},
	{-8107, "SEC_ERROR_PKCS12_PRIVACY_PASSWORD_INCORRECT", "Unable to import. Incorrect privacy password", "wrong-passphrase", Says, false, nil},
	{-8102, "SEC_ERROR_INADEQUATE_KEY_USAGE", "Certificate key usage inadequate for attempted operation", "wrong-purpose", Says, false, nil},
	{-8101, "SEC_ERROR_INADEQUATE_CERT_TYPE", "Certificate type not approved for application", "wrong-purpose", Says, false, nil},
	{-8099, "SEC_ERROR_PKCS12_UNABLE_TO_IMPORT_KEY", "Unable to import. Error attempting to import private key", "unsupported-key", Hints, false, []string{"wrong-passphrase"}},
	{-8098, "SEC_ERROR_PKCS12_IMPORTING_CERT_CHAIN", "Unable to import. Error attempting to import certificate chain", "malformed-certificate", Hints, false, nil},
	{-8096, "SEC_ERROR_PKCS12_UNABLE_TO_EXPORT_KEY", "Unable to export. Private Key could not be located and exported", "key-missing", Says, false, nil},
	{-8094, "SEC_ERROR_PKCS12_UNABLE_TO_READ", "Unable to import. Unable to read the import file", "file-not-found", Hints, false, []string{"permission-denied"}},
	{-8080, "SEC_ERROR_CERT_NOT_IN_NAME_SPACE", "The Certifying Authority for this certificate is not permitted to issue a certificate with this name", "name-constraint", Says, false, nil},
	{-8079, "SEC_ERROR_KRL_NOT_YET_VALID", "The key revocation list for this certificate is not yet valid", "revocation-unknown", Says, false, []string{"wrong-clock"}},
	{-8078, "SEC_ERROR_CRL_NOT_YET_VALID", "The certificate revocation list for this certificate is not yet valid", "revocation-unknown", Says, false, []string{"wrong-clock"}},
	{-8077, "SEC_ERROR_UNKNOWN_CERT", "The requested certificate could not be found", "key-missing", Hints, true, []string{"file-not-found"}},
	{-8076, "SEC_ERROR_UNKNOWN_SIGNER", "The signer's certificate could not be found", "untrusted-issuer", Hints, false, []string{"missing-intermediate", "untrusted-root"}},
	{-8075, "SEC_ERROR_CERT_BAD_ACCESS_LOCATION", "The location for the certificate status server has invalid format", "revocation-unknown", Says, false, nil},
	{-8074, "SEC_ERROR_OCSP_UNKNOWN_RESPONSE_TYPE", "The OCSP response cannot be fully decoded; it is of an unknown type", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-8073, "SEC_ERROR_OCSP_BAD_HTTP_RESPONSE", "The OCSP server returned unexpected/invalid HTTP data", "revocation-unknown", Says, false, nil},
	{-8072, "SEC_ERROR_OCSP_MALFORMED_REQUEST", "The OCSP server found the request to be corrupted or improperly formed", "revocation-unknown", Says, false, nil},
	{-8071, "SEC_ERROR_OCSP_SERVER_ERROR", "The OCSP server experienced an internal error", "revocation-unknown", Says, false, []string{"staple-invalid"}},
	{-8070, "SEC_ERROR_OCSP_TRY_SERVER_LATER", "The OCSP server suggests trying again later", "staple-invalid", Hints, false, []string{"revocation-unknown"}},
	{-8069, "SEC_ERROR_OCSP_REQUEST_NEEDS_SIG", "The OCSP server requires a signature on this request", "revocation-unknown", Says, false, nil},
	{-8068, "SEC_ERROR_OCSP_UNAUTHORIZED_REQUEST", "The OCSP server has refused this request as unauthorized", "staple-invalid", Hints, false, []string{"revocation-unknown"}},
	{-8067, "SEC_ERROR_OCSP_UNKNOWN_RESPONSE_STATUS", "The OCSP server returned an unrecognizable status", "revocation-unknown", Says, false, []string{"staple-invalid"}},
	{-8066, "SEC_ERROR_OCSP_UNKNOWN_CERT", "The OCSP server has no status for the certificate", "revocation-unknown", Says, false, []string{"staple-invalid"}},
	{-8063, "SEC_ERROR_OCSP_MALFORMED_RESPONSE", "The response from the OCSP server was corrupted or improperly formed", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-8062, "SEC_ERROR_OCSP_UNAUTHORIZED_RESPONSE", "The signer of the OCSP response is not authorized to give status for this certificate", "staple-invalid", Hints, false, []string{"revocation-unknown"}},
	{-8061, "SEC_ERROR_OCSP_FUTURE_RESPONSE", "The OCSP response is not yet valid (contains a date in the future)", "staple-invalid", Says, false, []string{"wrong-clock"}},
	{-8060, "SEC_ERROR_OCSP_OLD_RESPONSE", "The OCSP response contains out-of-date information", "staple-invalid", Says, false, []string{"wrong-clock"}},
	{-8055, "SEC_ERROR_CRL_NOT_FOUND", "No matching CRL was found", "revocation-unknown", Says, false, nil},
	{-8054, "SEC_ERROR_REUSED_ISSUER_AND_SERIAL", "You are attempting to import a cert with the same issuer/serial as an existing cert, but that is not the same cert", "strict-profile", Hints, false, nil},
	{-8052, "SEC_ERROR_EXTRA_INPUT", "DER-encoded message contained extra unused data", "malformed-certificate", Hints, false, nil},
	{-8048, "SEC_ERROR_OCSP_INVALID_SIGNING_CERT", "Invalid OCSP signing certificate in OCSP response", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-8043, "SEC_ERROR_CRL_UNKNOWN_CRITICAL_EXTENSION", "Issuer's V2 Certificate Revocation List has an unknown critical extension", "revocation-unknown", Says, false, nil},
	{-8038, "SEC_ERROR_NOT_INITIALIZED", "NSS is not initialized", "context-misuse", Hints, false, nil},
	{-8037, "SEC_ERROR_TOKEN_NOT_LOGGED_IN", "The operation failed because the PKCS#11 token is not logged in", "passphrase-needed", Says, false, nil},
	{-8036, "SEC_ERROR_OCSP_RESPONDER_CERT_INVALID", "Configured OCSP responder's certificate is invalid", "revocation-unknown", Says, false, []string{"staple-invalid"}},
	{-8035, "SEC_ERROR_OCSP_BAD_SIGNATURE", "OCSP response has an invalid signature", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-8032, "SEC_ERROR_POLICY_VALIDATION_FAILED", "Cert chain fails policy validation", "wrong-purpose", Hints, false, []string{"untrusted-root"}},
	{-8018, "SEC_ERROR_UNKNOWN_PKCS11_ERROR", "Unknown PKCS #11 error", "key-missing", Hints, false, nil},
	{-8016, "SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED", "The certificate was signed using a signature algorithm that is disabled because it is not secure", "weak-signature", Says, false, nil},
	{-8015, "SEC_ERROR_LEGACY_DATABASE", "The certificate/key database is in an old, unsupported format", "wrong-format", Says, false, []string{"ca-file-unreadable"}},
	{-8014, "SEC_ERROR_APPLICATION_CALLBACK_ERROR", "The certificate was rejected by extra checks in the application", "pin-mismatch", Hints, false, []string{"untrusted-issuer"}},
	{-8011, "SEC_ERROR_SIGNATURE_ALGORITHM_DISABLED", "Could not create or verify a signature using a signature algorithm that is disabled because it is not secure", "weak-signature", Hints, false, nil},
	{-8010, "SEC_ERROR_ALGORITHM_MISMATCH", "The signature algorithm in the signature field of the certificate does not match the algorithm in its signatureAlgorithm field", "malformed-certificate", Says, false, nil},
	{-5990, "PR_IO_TIMEOUT_ERROR", "I/O operation timed out", "handshake-timeout", Hints, true, []string{"connect-timeout"}},
	{-5981, "PR_CONNECT_REFUSED_ERROR", "Connection refused by peer", "connection-refused", Says, true, nil},
	{-5980, "PR_NETWORK_UNREACHABLE_ERROR", "Network address is presently unreachable", "network-unreachable", Says, true, nil},
	{-5979, "PR_CONNECT_TIMEOUT_ERROR", "Connection attempt timed out", "connect-timeout", Says, true, nil},
	{-5978, "PR_NOT_CONNECTED_ERROR", "Network file descriptor is not connected", "closed-early", Hints, true, []string{"connection-refused"}},
	{-5974, "PR_INSUFFICIENT_RESOURCES_ERROR", "Insufficient system resources", "resource-exhausted", Hints, true, nil},
	{-5973, "PR_DIRECTORY_LOOKUP_ERROR", "A directory lookup on a network address has failed", "dns-failure", Says, false, nil},
	{-5971, "PR_PROC_DESC_TABLE_FULL_ERROR", "Process open FD table is full", "resource-exhausted", Says, true, nil},
	{-5970, "PR_SYS_DESC_TABLE_FULL_ERROR", "System open FD table is full", "resource-exhausted", Says, true, nil},
	{-5961, "PR_CONNECT_RESET_ERROR", "TCP connection reset by peer", "connection-reset", Says, true, nil},
	{-5938, "PR_END_OF_FILE_ERROR", "Encountered end of file", "closed-early", Says, true, []string{"connection-reset"}},
	{-5930, "PR_NETWORK_DOWN_ERROR", "Network is down", "network-unreachable", Hints, true, nil},
	{-5929, "PR_SOCKET_SHUTDOWN_ERROR", "Socket shutdown", "closed-early", Hints, true, nil},
	{-5928, "PR_CONNECT_ABORTED_ERROR", "Connection aborted", "connection-reset", Hints, true, nil},
	{-5927, "PR_HOST_UNREACHABLE_ERROR", "Host is unreachable", "network-unreachable", Says, true, nil},
}
