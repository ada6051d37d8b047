package explain

import "fmt"

// boringNumbers holds BoringSSL's errors by number, as Envoy, gRPC and Mono
// print them before the name: the name may be cut off, or stand glued to what
// the terminal writes next. Its numbers are made of the library (16) and the
// reason, and are not OpenSSL's.
var boringNumbers = table{
	Ecosystem: boringssl.Ecosystem,
	Name:      boringssl.Name,
	Made:      boringPhrases,
}

// boringReasons are those of include/openssl/ssl.h and sslerr.h that stand for
// a problem.
var boringReasons = []struct {
	reason       int
	name, code   string
	alternatives []string
}{
	{109, "BAD_HANDSHAKE_RECORD", "corrupt-record", []string{"not-tls"}},
	{112, "BAD_PACKET_LENGTH", "corrupt-record", nil},
	{114, "BAD_SIGNATURE", "handshake-signature-invalid", []string{"key-mismatch"}},
	{125, "CERTIFICATE_VERIFY_FAILED", "untrusted-issuer", []string{"untrusted-root", "hostname-mismatch", "missing-intermediate", "expired"}},
	{131, "CLIENTHELLO_PARSE_FAILED", "corrupt-record", nil},
	{137, "DECODE_ERROR", "corrupt-record", nil},
	{139, "DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "corrupt-record", nil},
	{142, "DIGEST_CHECK_FAILED", "handshake-signature-invalid", []string{"corrupt-record"}},
	{144, "ECC_CERT_NOT_FOR_SIGNING", "wrong-purpose", nil},
	{150, "EXCESSIVE_MESSAGE_SIZE", "oversized-handshake", []string{"corrupt-record"}},
	{154, "HANDSHAKE_FAILURE_ON_CLIENT_HELLO", "handshake-refused", []string{"sni-unrecognized", "no-shared-cipher", "protocol-version"}},
	{155, "HTTPS_PROXY_REQUEST", "not-tls", nil},
	{156, "HTTP_REQUEST", "not-tls", nil},
	{157, "INAPPROPRIATE_FALLBACK", "downgrade", []string{"protocol-version"}},
	{172, "NO_CERTIFICATES_RETURNED", "client-cert-required", nil},
	{173, "NO_CERTIFICATE_ASSIGNED", "key-missing", []string{"context-misuse"}},
	{174, "NO_CERTIFICATE_SET", "key-missing", []string{"sni-unrecognized", "context-misuse"}},
	{177, "NO_CIPHER_MATCH", "no-shared-cipher", nil},
	{181, "NO_PRIVATE_KEY_ASSIGNED", "key-missing", []string{"context-misuse"}},
	{182, "NO_RENEGOTIATION", "legacy-renegotiation", nil},
	{184, "NO_SHARED_CIPHER", "no-shared-cipher", []string{"protocol-version"}},
	{192, "PEER_DID_NOT_RETURN_A_CERTIFICATE", "client-cert-required", nil},
	{202, "RENEGOTIATION_MISMATCH", "legacy-renegotiation", nil},
	{223, "UNEXPECTED_MESSAGE", "corrupt-record", []string{"not-tls"}},
	{225, "UNEXPECTED_RECORD", "corrupt-record", []string{"not-tls"}},
	{228, "UNKNOWN_CERTIFICATE_TYPE", "unsupported-key", nil},
	{233, "UNKNOWN_PROTOCOL", "not-tls", []string{"protocol-version"}},
	{234, "UNKNOWN_SSL_VERSION", "protocol-version", nil},
	{236, "UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "legacy-renegotiation", nil},
	{240, "UNSUPPORTED_PROTOCOL", "protocol-version", nil},
	{241, "WRONG_CERTIFICATE_TYPE", "unsupported-key", []string{"no-shared-cipher"}},
	{242, "WRONG_CIPHER_RETURNED", "no-shared-cipher", nil},
	{243, "WRONG_CURVE", "no-shared-cipher", []string{"unsupported-key"}},
	{245, "WRONG_SIGNATURE_TYPE", "no-shared-cipher", []string{"weak-signature"}},
	{246, "WRONG_SSL_VERSION", "protocol-version", nil},
	{247, "WRONG_VERSION_NUMBER", "not-tls", []string{"protocol-version"}},
	{253, "NO_COMMON_SIGNATURE_ALGORITHMS", "no-shared-cipher", []string{"weak-signature"}},
	{254, "DOWNGRADE_DETECTED", "downgrade", nil},
	{259, "INVALID_ALPN_PROTOCOL", "alpn-mismatch", nil},
	{266, "NO_SHARED_GROUP", "no-shared-cipher", nil},
	{272, "CANNOT_PARSE_LEAF_CERT", "malformed-certificate", nil},
	{274, "CERTIFICATE_AND_PRIVATE_KEY_MISMATCH", "key-mismatch", nil},
	{280, "NO_SUPPORTED_VERSIONS_ENABLED", "protocol-version", []string{"context-misuse"}},
	{293, "UNCOMPRESSED_CERT_TOO_LARGE", "oversized-handshake", nil},
	{297, "TLS13_DOWNGRADE", "downgrade", nil},
	{302, "KEY_USAGE_BIT_INCORRECT", "wrong-purpose", nil},
	{307, "NO_APPLICATION_PROTOCOL", "alpn-mismatch", nil},
	{323, "NO_MATCHING_ISSUER", "client-cert-rejected", []string{"untrusted-issuer"}},
	{1010, "SSLV3_ALERT_UNEXPECTED_MESSAGE", "corrupt-record", []string{"not-tls"}},
	{1020, "SSLV3_ALERT_BAD_RECORD_MAC", "corrupt-record", nil},
	{1040, "SSLV3_ALERT_HANDSHAKE_FAILURE", "handshake-refused", []string{"client-cert-required", "protocol-version", "no-shared-cipher"}},
	{1041, "SSLV3_ALERT_NO_CERTIFICATE", "client-cert-required", nil},
	{1042, "SSLV3_ALERT_BAD_CERTIFICATE", "client-cert-rejected", []string{"server-cert-rejected", "client-cert-required"}},
	{1043, "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE", "client-cert-rejected", []string{"wrong-purpose", "server-cert-rejected"}},
	{1044, "SSLV3_ALERT_CERTIFICATE_REVOKED", "revoked", []string{"client-cert-rejected", "server-cert-rejected"}},
	{1045, "SSLV3_ALERT_CERTIFICATE_EXPIRED", "expired", []string{"client-cert-rejected", "server-cert-rejected"}},
	{1046, "SSLV3_ALERT_CERTIFICATE_UNKNOWN", "client-cert-rejected", []string{"server-cert-rejected", "untrusted-root"}},
	{1048, "TLSV1_ALERT_UNKNOWN_CA", "client-cert-rejected", []string{"server-cert-rejected", "untrusted-root"}},
	{1049, "TLSV1_ALERT_ACCESS_DENIED", "client-cert-rejected", []string{"handshake-refused"}},
	{1051, "TLSV1_ALERT_DECRYPT_ERROR", "handshake-signature-invalid", []string{"corrupt-record"}},
	{1070, "TLSV1_ALERT_PROTOCOL_VERSION", "protocol-version", nil},
	{1071, "TLSV1_ALERT_INSUFFICIENT_SECURITY", "no-shared-cipher", []string{"handshake-refused"}},
	{1080, "TLSV1_ALERT_INTERNAL_ERROR", "handshake-refused", []string{"sni-unrecognized"}},
	{1086, "TLSV1_ALERT_INAPPROPRIATE_FALLBACK", "downgrade", []string{"protocol-version"}},
	{1100, "TLSV1_ALERT_NO_RENEGOTIATION", "legacy-renegotiation", nil},
	{1112, "TLSV1_ALERT_UNRECOGNIZED_NAME", "sni-unrecognized", nil},
	{1113, "TLSV1_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE", "staple-invalid", []string{"staple-missing"}},
	{1116, "TLSV1_ALERT_CERTIFICATE_REQUIRED", "client-cert-required", nil},
	{1120, "TLSV1_ALERT_NO_APPLICATION_PROTOCOL", "alpn-mismatch", nil},
}

func boringPhrases() (all []Phrase) {
	for _, r := range boringReasons {
		n := 16<<24 | r.reason
		for _, text := range []string{fmt.Sprintf("%d:SSL routines", n), fmt.Sprintf("error:%08x:SSL routines", n)} {
			all = append(all, Phrase{Code: r.code, Text: text, Tells: Wraps, Alternatives: r.alternatives, Source: "BoringSSL include/openssl/ssl.h, ERR_PACK: SSL_R_" + r.name})
		}
	}
	return all
}
