package explain

import "fmt"

const aboutGnuTLS = "GnuTLS|gnutls|gnutls-cli|gnutls_handshake|gnutls_record_recv|gnutls_x509_crt_import|certtool|gnutls_record_send|gnutls_error|libgnutls|GnuTLS error"

// gnutlsForms gives the errors in every notation: by name, by words, and by
// number as FileZilla, curl, wget, Emacs and others print it. Beside the words
// a number tells nothing more.
func gnutlsForms(errors []listed, others ...[]Phrase) []Phrase {
	m := makerBeside(others...)
	for _, e := range errors {
		p := Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: fmt.Sprintf("lib/errors.c, GNUTLS_E_%s (-%d)", e.name, e.number)}
		m.add(p, e.words, e.about(aboutGnuTLS)...)
		m.add(p, "GNUTLS_E_"+e.name)
		p.Tells = Wraps
		for _, form := range []string{"GnuTLS error -%d", "GnuTLS recv error (-%d)", "GnuTLS send error (-%d)", "gnutls_handshake returned -%d", "gnutls error code -%d", "gnutls error code: -%d", "gnutls error: -%d", "gnutls_handshake() = -%d"} {
			m.add(p, fmt.Sprintf(form, e.number))
		}
		m.add(p, fmt.Sprintf("(-%d)", e.number), aboutGnuTLS)
		m.add(p, fmt.Sprintf("[-%d]", e.number), aboutGnuTLS)
	}
	return m.made
}

// gnutlsStatus are the bits of a certificate's status
// (gnutls_certificate_status_t), which OpenLDAP and others print as a number:
// GNUTLS_CERT_INVALID (2) and the reason.
var gnutlsStatus = []struct {
	bits         int
	code         string
	alternatives []string
}{
	{0x20, "revoked", nil},
	{0x40, "untrusted-issuer", []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}},
	{0x80, "not-a-ca", nil}, {0x100, "weak-signature", nil}, {0x200, "not-yet-valid", []string{"wrong-clock"}}, {0x400, "expired", []string{"wrong-clock"}},
	{0x440, "untrusted-issuer", []string{"expired"}}, {0x500, "expired", []string{"weak-signature"}}, {0x140, "untrusted-issuer", []string{"weak-signature"}},
	{0x800, "untrusted-issuer", []string{"malformed-certificate"}}, {0x1000, "revocation-unknown", nil}, {0x4000, "hostname-mismatch", []string{"no-san"}},
	{0x4040, "untrusted-issuer", []string{"hostname-mismatch"}}, {0x8000, "revocation-unknown", nil}, {0x10000, "name-constraint", []string{"path-too-long"}},
	{0x20000, "pin-mismatch", nil}, {0x40000, "wrong-purpose", nil}, {0x80000, "staple-missing", nil}, {0x100000, "staple-invalid", nil}, {0x200000, "unknown-critical-extension", nil},
}

func statusForms() (all []Phrase) {
	for _, s := range gnutlsStatus {
		p := Phrase{Code: s.code, Tells: Hints, Alternatives: s.alternatives, Source: "lib/includes/gnutls/gnutls.h.in, gnutls_certificate_status_t"}
		p.Text = fmt.Sprintf("peer cert untrusted or revoked (0x%x)", s.bits|2)
		all = append(all, p)
		p.Text, p.With = fmt.Sprintf("0x%x", s.bits|2), []string{"gnutls_certificate_verify_peers2|gnutls_certificate_verify_peers3|certificate verification status|GnuTLS verification|gnutls"}
		p.Tells = Wraps
		all = append(all, p)
	}
	return all
}

var gnutlsErrors = []listed{
	{3, "UNKNOWN_COMPRESSION_ALGORITHM", "Could not negotiate a supported compression method", "handshake-refused", Hints, false, nil},
	{8, "UNSUPPORTED_VERSION_PACKET", "", "protocol-version", Says, false, []string{"not-tls"}},
	{9, "UNEXPECTED_PACKET_LENGTH", "Error decoding the received TLS packet", "not-tls", Hints, false, []string{"corrupt-record", "closed-early", "truncated-close"}},
	{10, "INVALID_SESSION", "The specified session has been invalidated for some reason", "closed-early", Hints, false, []string{"handshake-refused"}},
	{12, "FATAL_ALERT_RECEIVED", "", "handshake-refused", Hints, false, []string{"client-cert-rejected", "protocol-version", "no-shared-cipher"}},
	{15, "UNEXPECTED_PACKET", "", "not-tls", Says, false, []string{"corrupt-record"}},
	{16, "WARNING_ALERT_RECEIVED", "", "sni-unrecognized", Hints, false, []string{"handshake-refused"}},
	{18, "ERROR_IN_FINISHED_PACKET", "An error was encountered at the TLS Finished packet calculation", "handshake-signature-invalid", Hints, false, []string{"corrupt-record"}},
	{19, "UNEXPECTED_HANDSHAKE_PACKET", "An unexpected TLS handshake packet was received", "corrupt-record", Hints, false, []string{"not-tls"}},
	{21, "UNKNOWN_CIPHER_SUITE", "", "no-shared-cipher", Says, false, []string{"protocol-version"}},
	{22, "UNWANTED_ALGORITHM", "An algorithm that is not enabled was negotiated", "no-shared-cipher", Says, false, []string{"weak-signature"}},
	{24, "DECRYPTION_FAILED", "", "corrupt-record", Says, false, []string{"wrong-passphrase"}},
	{25, "MEMORY_ERROR", "Internal error in memory allocation", "resource-exhausted", Says, true, nil},
	{32, "INSUFFICIENT_CREDENTIALS", "Insufficient credentials for that request", "client-cert-required", Hints, false, []string{"key-missing"}},
	{37, "REHANDSHAKE", "Rehandshake was requested by the peer", "legacy-renegotiation", Hints, false, []string{"client-cert-required"}},
	{38, "GOT_APPLICATION_DATA", "TLS Application data were received, while expecting handshake data", "corrupt-record", Hints, false, nil},
	{43, "CERTIFICATE_ERROR", "", "untrusted-issuer", Hints, false, []string{"untrusted-root", "hostname-mismatch", "expired", "client-cert-rejected"}},
	{44, "PK_ENCRYPTION_FAILED", "Public key encryption has failed", "handshake-refused", Hints, false, nil},
	{45, "PK_DECRYPTION_FAILED", "Public key decryption has failed", "key-mismatch", Hints, false, nil},
	{46, "PK_SIGN_FAILED", "Public key signing has failed", "unsupported-key", Hints, true, []string{"key-mismatch"}},
	{47, "X509_UNSUPPORTED_CRITICAL_EXTENSION", "Unsupported critical extension in X.509 certificate", "unknown-critical-extension", Says, false, nil},
	{48, "KEY_USAGE_VIOLATION", "Key usage violation in certificate has been detected", "wrong-purpose", Says, false, nil},
	{49, "NO_CERTIFICATE_FOUND", "", "client-cert-required", Hints, false, []string{"handshake-refused"}},
	{50, "INVALID_REQUEST", "The request is invalid", "context-misuse", Hints, true, []string{"no-shared-cipher"}},
	{53, "PUSH_ERROR", "", "connection-reset", Hints, false, []string{"closed-early"}},
	{54, "PULL_ERROR", "", "connection-reset", Hints, false, []string{"closed-early"}},
	{55, "RECEIVED_ILLEGAL_PARAMETER", "An illegal parameter has been received", "handshake-refused", Hints, true, []string{"downgrade", "protocol-version"}},
	{58, "RECEIVED_ILLEGAL_EXTENSION", "An illegal TLS extension was received", "handshake-refused", Hints, false, nil},
	{59, "INTERNAL_ERROR", "GnuTLS internal error", "handshake-refused", Hints, false, nil},
	{60, "CERTIFICATE_KEY_MISMATCH", "", "key-mismatch", Says, false, nil},
	{61, "UNSUPPORTED_CERTIFICATE_TYPE", "The certificate type is not supported", "unsupported-key", Hints, false, nil},
	{62, "X509_UNKNOWN_SAN", "Unknown Subject Alternative name in X.509 certificate", "malformed-certificate", Hints, false, nil},
	{63, "DH_PRIME_UNACCEPTABLE", "", "weak-dh", Says, false, nil},
	{64, "FILE_ERROR", "Error while reading file", "file-not-found", Hints, true, []string{"permission-denied", "ca-file-unreadable"}},
	{67, "ASN1_ELEMENT_NOT_FOUND", "ASN1 parser: Element was not found", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{68, "ASN1_IDENTIFIER_NOT_FOUND", "ASN1 parser: Identifier was not found", "malformed-certificate", Hints, false, nil},
	{69, "ASN1_DER_ERROR", "", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{70, "ASN1_VALUE_NOT_FOUND", "ASN1 parser: Value was not found", "malformed-certificate", Hints, false, nil},
	{71, "ASN1_GENERIC_ERROR", "ASN1 parser: Generic parsing error", "malformed-certificate", Hints, false, nil},
	{72, "ASN1_VALUE_NOT_VALID", "ASN1 parser: Value is not valid", "malformed-certificate", Hints, false, nil},
	{73, "ASN1_TAG_ERROR", "", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{74, "ASN1_TAG_IMPLICIT", "ASN1 parser: error in implicit tag", "malformed-certificate", Hints, false, nil},
	{75, "ASN1_TYPE_ANY_ERROR", "ASN1 parser: Error in type 'ANY'", "malformed-certificate", Hints, false, nil},
	{76, "ASN1_SYNTAX_ERROR", "ASN1 parser: Syntax error", "malformed-certificate", Hints, false, nil},
	{77, "ASN1_DER_OVERFLOW", "ASN1 parser: Overflow in DER parsing", "malformed-certificate", Hints, false, nil},
	{80, "UNKNOWN_PK_ALGORITHM", "An unknown public key algorithm was encountered", "unsupported-key", Says, false, nil},
	{82, "RECEIVED_DISALLOWED_NAME", "A disallowed SNI server name has been received", "sni-unrecognized", Says, false, nil},
	{87, "NO_CIPHER_SUITES", "", "no-shared-cipher", Says, false, []string{"protocol-version"}},
	{89, "PK_SIG_VERIFY_FAILED", "", "handshake-signature-invalid", Says, false, []string{"untrusted-issuer"}},
	{93, "NO_TEMPORARY_DH_PARAMS", "No temporary DH parameters were found", "no-shared-cipher", Hints, false, []string{"context-misuse"}},
	{96, "UNKNOWN_HASH_ALGORITHM", "The hash algorithm is unknown", "unsupported-key", Hints, true, []string{"weak-signature"}},
	{97, "UNKNOWN_PKCS_CONTENT_TYPE", "The PKCS structure's content type is unknown", "wrong-format", Says, false, nil},
	{98, "UNKNOWN_PKCS_BAG_TYPE", "The PKCS structure's bag type is unknown", "wrong-format", Says, false, nil},
	{100, "MAC_VERIFY_FAILED", "The Message Authentication Code verification failed", "wrong-passphrase", Hints, false, []string{"corrupt-record"}},
	{101, "CONSTRAINT_ERROR", "Some constraint limits were reached", "path-too-long", Hints, true, []string{"resource-exhausted"}},
	{106, "UNSUPPORTED_SIGNATURE_ALGORITHM", "The signature algorithm is not supported", "no-shared-cipher", Says, false, []string{"weak-signature"}},
	{107, "SAFE_RENEGOTIATION_FAILED", "", "legacy-renegotiation", Says, false, nil},
	{108, "UNSAFE_RENEGOTIATION_DENIED", "", "legacy-renegotiation", Says, false, nil},
	{110, "PREMATURE_TERMINATION", "", "closed-early", Says, false, []string{"truncated-close", "connection-reset"}},
	{112, "CERTIFICATE_REQUIRED", "", "client-cert-required", Says, false, nil},
	{206, "RANDOM_FAILED", "Failed to acquire random data", "resource-exhausted", Hints, true, nil},
	{207, "BASE64_UNEXPECTED_HEADER_ERROR", "", "pem-malformed", Says, false, []string{"wrong-format"}},
	{34, "BASE64_DECODING_ERROR", "", "pem-malformed", Says, false, []string{"wrong-format"}},
	{210, "HANDSHAKE_TOO_LARGE", "The handshake data size is too large", "oversized-handshake", Says, false, nil},
	{217, "INSUFFICIENT_SECURITY", "One of the involved algorithms has insufficient security level", "weak-key", Hints, false, []string{"weak-signature", "no-shared-cipher"}},
	{294, "UNRECOGNIZED_NAME", "The SNI host name not recognised", "sni-unrecognized", Says, false, nil},
	{301, "PKCS11_LOAD_ERROR", "PKCS #11 initialization error", "key-missing", Hints, false, nil},
	{303, "PKCS11_PIN_ERROR", "Error in provided PIN", "wrong-passphrase", Says, true, nil},
	{312, "PKCS11_PIN_EXPIRED", "PKCS #11 PIN expired", "wrong-passphrase", Hints, false, nil},
	{313, "PKCS11_PIN_LOCKED", "PKCS #11 PIN locked", "wrong-passphrase", Hints, false, nil},
	{319, "TIMEDOUT", "The operation timed out", "handshake-timeout", Hints, true, []string{"connect-timeout"}},
	{321, "ECC_NO_SUPPORTED_CURVES", "No supported ECC curves were found", "no-shared-cipher", Says, false, nil},
	{322, "ECC_UNSUPPORTED_CURVE", "The curve is unsupported", "unsupported-key", Hints, true, []string{"no-shared-cipher"}},
	{323, "PKCS11_REQUESTED_OBJECT_NOT_AVAILBLE", "The requested PKCS #11 object is not available", "key-missing", Says, false, nil},
	{324, "CERTIFICATE_LIST_UNSORTED", "The provided X.509 certificate list is not sorted (in subject to issuer order)", "malformed-certificate", Hints, false, []string{"missing-intermediate"}},
	{325, "ILLEGAL_PARAMETER", "An illegal parameter was found", "handshake-refused", Hints, true, nil},
	{327, "X509_UNSUPPORTED_EXTENSION", "Unsupported extension in X.509 certificate", "unknown-critical-extension", Hints, false, []string{"malformed-certificate"}},
	{328, "SESSION_EOF", "Peer has terminated the connection", "closed-early", Hints, true, []string{"connection-reset"}},
	{340, "NO_CERTIFICATE_STATUS", "There is no certificate status (OCSP)", "staple-missing", Says, false, nil},
	{341, "OCSP_RESPONSE_ERROR", "The OCSP response is invalid", "staple-invalid", Says, false, nil},
	{343, "AUTH_ERROR", "Could not authenticate peer", "untrusted-issuer", Hints, true, []string{"client-cert-required"}},
	{344, "NO_APPLICATION_PROTOCOL", "No common application protocol could be negotiated", "alpn-mismatch", Says, false, nil},
	{346, "KEY_IMPORT_FAILED", "Failed to import the key into store", "unsupported-key", Hints, false, nil},
	{347, "INAPPROPRIATE_FALLBACK", "A connection with inappropriate fallback was attempted", "downgrade", Says, false, []string{"protocol-version"}},
	{348, "CERTIFICATE_VERIFICATION_ERROR", "", "untrusted-issuer", Hints, false, []string{"untrusted-root", "hostname-mismatch", "expired", "self-signed"}},
	{349, "PRIVKEY_VERIFICATION_ERROR", "Error in the private key verification; seed doesn't match", "key-mismatch", Hints, false, nil},
	{350, "UNEXPECTED_EXTENSIONS_LENGTH", "Invalid TLS extensions length field", "corrupt-record", Hints, false, []string{"not-tls"}},
	{409, "PK_INVALID_PUBKEY", "The public key is invalid", "unsupported-key", Hints, true, []string{"malformed-certificate"}},
	{410, "PK_INVALID_PRIVKEY", "The private key is invalid", "wrong-format", Hints, true, []string{"malformed-certificate"}},
	{414, "INVALID_UTF8_EMAIL", "", "malformed-certificate", Hints, false, nil},
	{415, "INVALID_PASSWORD_STRING", "", "wrong-passphrase", Says, false, nil},
	{416, "CERTIFICATE_TIME_ERROR", "", "malformed-certificate", Hints, false, nil},
	{417, "RECORD_OVERFLOW", "A TLS record packet with invalid length was received", "not-tls", Says, false, []string{"corrupt-record"}},
	{418, "ASN1_TIME_ERROR", "The DER time encoding is invalid", "malformed-certificate", Says, false, nil},
	{419, "INCOMPATIBLE_SIG_WITH_KEY", "The signature is incompatible with the public key", "no-shared-cipher", Hints, false, []string{"handshake-signature-invalid"}},
	{422, "OCSP_MISMATCH_WITH_CERTS", "The OCSP response provided doesn't match the available certificates", "staple-invalid", Says, false, nil},
	{423, "NO_COMMON_KEY_SHARE", "", "no-shared-cipher", Says, false, nil},
	{424, "REAUTH_REQUEST", "Re-authentication was requested by the peer", "client-cert-required", Hints, false, nil},
	{426, "CRL_VERIFICATION_ERROR", "Error in the CRL verification", "revocation-unknown", Says, false, nil},
	{427, "MISSING_EXTENSION", "An required TLS extension was received", "handshake-refused", Hints, false, nil},
	{430, "X509_DUPLICATE_EXTENSION", "Duplicate extension in X.509 certificate", "malformed-certificate", Says, false, nil},
}
