package explain

import "fmt"

const aboutWolf = "wolfSSL|wolfssl|CyaSSL|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error|wolfSSL_CTX_load_verify_locations|wolfcrypt|SSL_connect failed with error|SSL_CTX_load_verify_buffer"

// wolfForms gives the errors by name, number and words, but for what the
// table's own phrases hold.
func wolfForms(errors []listed, own []Phrase) []Phrase {
	m := makerBeside(own)
	for _, e := range errors {
		p := Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: fmt.Sprintf("wolfSSL, error-ssl.h, error-crypt.h and their sentences, %s (%d)", e.name, e.number)}
		m.add(p, e.words, e.about(aboutWolf)...)
		m.add(p, e.name, e.about(aboutWolf)...)
		if e.number == 0 {
			continue // its number varies with the version
		}
		m.add(p, fmt.Sprintf("SSL_connect failed with error %d", e.number))
		m.add(p, fmt.Sprintf("wolfSSL error %d", e.number))
		p.Tells = Wraps
		m.add(p, fmt.Sprint(e.number), aboutWolf)
	}
	return m.made
}

var wolfErrors = []listed{
	{-125, "MEMORY_E", "out of memory error", "resource-exhausted", Says, true, nil},
	{-303, "MEMORY_ERROR", "out of memory", "resource-exhausted", Says, true, nil},
	{-140, "ASN_PARSE_E", "ASN parsing error, invalid input", "malformed-certificate", Hints, false, []string{"wrong-format", "pem-malformed"}},
	{-141, "ASN_VERSION_E", "ASN version error, invalid number", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{-142, "ASN_GETINT_E", "ASN get big int error, invalid data", "malformed-certificate", Hints, false, []string{"wrong-format"}},
	{-143, "ASN_RSA_KEY_E", "ASN key init error, invalid input", "wrong-format", Hints, false, []string{"malformed-certificate", "unsupported-key"}},
	{-144, "ASN_OBJECT_ID_E", "ASN object id error, invalid id", "malformed-certificate", Hints, false, []string{"unsupported-key"}},
	{-145, "ASN_TAG_NULL_E", "ASN tag error, not null", "malformed-certificate", Hints, false, nil},
	{-146, "ASN_EXPECT_0_E", "ASN expect error, not zero", "malformed-certificate", Hints, false, nil},
	{-147, "ASN_BITSTR_E", "ASN bit string error, wrong id", "malformed-certificate", Hints, false, nil},
	{-148, "ASN_UNKNOWN_OID_E", "ASN oid error, unknown sum id", "unsupported-key", Hints, false, []string{"malformed-certificate", "weak-signature"}},
	{-149, "ASN_DATE_SZ_E", "ASN date error, bad size", "malformed-certificate", Hints, false, nil},
	{-150, "ASN_BEFORE_DATE_E", "ASN date error, current date is before start of validity", "not-yet-valid", Says, false, []string{"wrong-clock"}},
	{-151, "ASN_AFTER_DATE_E", "ASN date error, current date is after expiration", "expired", Says, false, []string{"wrong-clock"}},
	{-152, "ASN_SIG_OID_E", "ASN signature error, mismatched oid", "malformed-certificate", Hints, false, nil},
	{-153, "ASN_TIME_E", "ASN time error, unknown time type", "malformed-certificate", Hints, false, nil},
	{-154, "ASN_INPUT_E", "ASN input error, not enough data", "malformed-certificate", Hints, false, []string{"wrong-format", "pem-malformed"}},
	{-155, "ASN_SIG_CONFIRM_E", "ASN sig error, confirm failure", "untrusted-issuer", Hints, false, []string{"malformed-certificate", "untrusted-root"}},
	{-156, "ASN_SIG_HASH_E", "ASN sig error, unsupported hash type", "weak-signature", Hints, false, []string{"unsupported-key"}},
	{-157, "ASN_SIG_KEY_E", "ASN sig error, unsupported key type", "unsupported-key", Says, false, nil},
	{-160, "ASN_CRIT_EXT_E", "X.509 Critical extension ignored or invalid", "unknown-critical-extension", Says, false, nil},
	{-161, "ASN_ALT_NAME_E", "ASN alternate name error", "malformed-certificate", Hints, false, nil},
	{-162, "ASN_NO_PEM_HEADER", "ASN no PEM Header Error", "pem-malformed", Says, false, []string{"wrong-format"}},
	{-166, "WC_KEY_MISMATCH_E", "", "key-mismatch", Says, false, nil},
	{-171, "ASN_ECC_KEY_E", "ECC ASN1 bad key data, invalid input", "wrong-format", Hints, false, []string{"unsupported-key"}},
	{-172, "ECC_CURVE_OID_E", "ECC curve sum OID unsupported, invalid input", "unsupported-key", Says, false, nil},
	{-174, "NOT_COMPILED_IN", "Feature not compiled in", "tls-not-built", Hints, true, []string{"unsupported-key"}},
	{-176, "NO_PASSWORD", "No password provided by user", "passphrase-needed", Says, true, nil},
	{-178, "BAD_OCSP_RESPONDER", "Invalid OCSP Responder, missing specific key usage extensions", "staple-invalid", Hints, false, []string{"revocation-unknown"}},
	{-179, "CRL_CERT_DATE_ERR", "CRL date error", "revocation-unknown", Says, false, nil},
	{-188, "ASN_NO_SIGNER_E", "ASN no signer error to confirm failure", "untrusted-issuer", Hints, false, []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}},
	{-189, "ASN_CRL_CONFIRM_E", "ASN CRL sig error, confirm failure", "revocation-unknown", Says, false, nil},
	{-190, "ASN_CRL_NO_SIGNER_E", "ASN CRL no signer error to confirm failure", "revocation-unknown", Says, false, nil},
	{-191, "ASN_OCSP_CONFIRM_E", "ASN OCSP sig error, confirm failure", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-198, "ASN_NAME_INVALID_E", "Name Constraint error", "name-constraint", Says, false, nil},
	{-221, "ASN_NO_SKID", "ASN no Subject Key Identifier found error", "strict-profile", Says, false, nil},
	{-222, "ASN_NO_AKID", "ASN no Authority Key Identifier found error", "strict-profile", Says, false, nil},
	{-223, "ASN_NO_KEYUSAGE", "ASN no Key Usage found error", "strict-profile", Says, false, nil},
	{-226, "KEYUSAGE_E", "Key Usage value error", "wrong-purpose", Says, true, nil},
	{-247, "EXTKEYUSAGE_E", "Extended Key Usage value error", "wrong-purpose", Says, false, nil},
	{-229, "SIG_VERIFY_E", "Signature verify error", "handshake-signature-invalid", Hints, true, []string{"untrusted-issuer"}},
	{-234, "WC_KEY_SIZE_E", "Key size error, either too small or large", "weak-key", Hints, false, nil},
	{-237, "ASN_PATHLEN_SIZE_E", "ASN CA path length value too large error", "path-too-long", Says, false, nil},
	{-238, "ASN_PATHLEN_INV_E", "ASN CA path length larger than signer error", "path-too-long", Says, false, nil},
	{-244, "BAD_PATH_ERROR", "Bad path for opendir error", "ca-file-unreadable", Hints, true, []string{"file-not-found"}},
	{-262, "RSA_KEY_PAIR_E", "RSA Key Pair-Wise Consistency check fail", "key-mismatch", Hints, false, nil},
	{-275, "ASN_SELF_SIGNED_E", "ASN self-signed certificate error", "self-signed", Says, false, []string{"untrusted-root"}},
	{-296, "ASN_DEPTH_E", "Invalid ASN.1 - depth check", "malformed-certificate", Says, false, nil},
	{-297, "ASN_LEN_E", "ASN.1 length invalid", "malformed-certificate", Hints, false, nil},
	{-304, "VERIFY_FINISHED_ERROR", "verify problem on finished", "handshake-signature-invalid", Hints, false, []string{"corrupt-record"}},
	{-305, "VERIFY_MAC_ERROR", "verify mac problem", "corrupt-record", Says, false, nil},
	{-306, "PARSE_ERROR", "parse error on header", "not-tls", Hints, true, []string{"corrupt-record"}},
	{-307, "UNKNOWN_HANDSHAKE_TYPE", "weird handshake type", "corrupt-record", Hints, false, []string{"not-tls"}},
	{-308, "SOCKET_ERROR_E", "error state on socket", "closed-early", Says, false, []string{"connection-reset", "connection-refused"}},
	{-309, "SOCKET_NODATA", "expected data, not there", "closed-early", Hints, true, nil},
	{-310, "INCOMPLETE_DATA", "don't have enough data to complete task", "closed-early", Hints, true, nil},
	{-311, "UNKNOWN_RECORD_TYPE", "unknown type in record hdr", "not-tls", Says, false, []string{"corrupt-record"}},
	{-312, "DECRYPT_ERROR", "error during decryption", "corrupt-record", Hints, true, nil},
	{-313, "FATAL_ERROR", "revcd alert fatal error", "handshake-refused", Hints, true, []string{"protocol-version", "no-shared-cipher", "client-cert-required"}},
	{-316, "NO_PEER_KEY", "need peer's key", "handshake-refused", Hints, true, nil},
	{-317, "NO_PRIVATE_KEY", "need the private key", "key-missing", Says, true, nil},
	{-321, "BAD_HELLO", "client hello malformed", "not-tls", Hints, true, []string{"protocol-version"}},
	{-322, "DOMAIN_NAME_MISMATCH", "peer subject name mismatch", "hostname-mismatch", Says, false, []string{"no-san"}},
	{-326, "VERSION_ERROR", "record layer version error", "protocol-version", Says, true, []string{"not-tls"}},
	{-328, "BUFFER_ERROR", "malformed buffer input error", "malformed-certificate", Hints, true, []string{"corrupt-record"}},
	{-329, "VERIFY_CERT_ERROR", "verify problem on certificate", "untrusted-issuer", Hints, false, []string{"untrusted-root", "expired", "hostname-mismatch"}},
	{-330, "VERIFY_SIGN_ERROR", "verify problem based on signature", "handshake-signature-invalid", Hints, false, []string{"untrusted-issuer"}},
	{-341, "LENGTH_ERROR", "record layer length error", "not-tls", Hints, true, []string{"corrupt-record"}},
	{-342, "PEER_KEY_ERROR", "can't decode peer key", "malformed-certificate", Hints, true, []string{"unsupported-key"}},
	{-343, "ZERO_RETURN", "peer sent close notify alert", "closed-early", Hints, true, []string{"truncated-close"}},
	{-345, "NO_PEER_CERT", "peer didn't send cert", "client-cert-required", Says, true, nil},
	{-350, "ECC_CURVETYPE_ERROR", "Bad ECC Curve Type or unsupported", "no-shared-cipher", Hints, false, []string{"unsupported-key"}},
	{-351, "ECC_CURVE_ERROR", "Bad ECC Curve or unsupported", "no-shared-cipher", Hints, false, []string{"unsupported-key"}},
	{-352, "ECC_PEERKEY_ERROR", "Bad ECC Peer Key", "handshake-refused", Hints, false, nil},
	{-357, "NOT_CA_ERROR", "Not a CA by basic constraint error", "not-a-ca", Says, false, nil},
	{-360, "OCSP_CERT_REVOKED", "OCSP Cert revoked", "revoked", Says, false, nil},
	{-361, "CRL_CERT_REVOKED", "CRL Cert revoked", "revoked", Says, false, nil},
	{-362, "CRL_MISSING", "CRL missing, not loaded", "revocation-unknown", Says, false, nil},
	{-365, "OCSP_NEED_URL", "OCSP need URL", "revocation-unknown", Says, false, nil},
	{-366, "OCSP_CERT_UNKNOWN", "OCSP Cert unknown", "revocation-unknown", Says, false, nil},
	{-367, "OCSP_LOOKUP_FAIL", "OCSP Responder lookup fail", "revocation-unknown", Says, false, nil},
	{-368, "MAX_CHAIN_ERROR", "Maximum Chain Depth Exceeded", "path-too-long", Says, true, []string{"oversized-handshake"}},
	{-373, "OUT_OF_ORDER_E", "Out of order message, fatal", "corrupt-record", Hints, false, nil},
	{-375, "SANITY_CIPHER_E", "Sanity check on ciphertext failed", "corrupt-record", Says, false, nil},
	{-378, "NO_PEER_VERIFY", "Need peer certificate verify Error", "client-cert-required", Hints, false, []string{"handshake-signature-invalid"}},
	{-381, "UNKNOWN_SNI_HOST_NAME_E", "Unrecognized host name Error", "sni-unrecognized", Says, false, nil},
	{-383, "KEYUSE_SIGNATURE_E", "Key Use digitalSignature not set Error", "wrong-purpose", Says, false, nil},
	{-385, "KEYUSE_ENCIPHER_E", "Key Use keyEncipherment not set Error", "wrong-purpose", Says, false, nil},
	{-386, "EXTKEYUSE_AUTH_E", "Ext Key Use server/client auth not set Error", "wrong-purpose", Says, false, nil},
	{-388, "SECURE_RENEGOTIATION_E", "Invalid Renegotiation Error", "legacy-renegotiation", Says, false, nil},
	{-394, "SANITY_MSG_E", "Sanity Check on message order Error", "corrupt-record", Hints, false, nil},
	{-395, "DUPLICATE_MSG_E", "Duplicate HandShake message Error", "corrupt-record", Hints, false, nil},
	{-397, "SOCKET_PEER_CLOSED_E", "Peer closed underlying transport Error", "closed-early", Says, false, []string{"connection-reset"}},
	{-401, "DH_KEY_SIZE_E", "DH key too small Error", "weak-dh", Says, false, nil},
	{-402, "SNI_ABSENT_ERROR", "No Server Name Indication extension Error", "sni-unrecognized", Says, false, nil},
	{-404, "HANDSHAKE_SIZE_ERROR", "Handshake message too large Error", "oversized-handshake", Says, false, nil},
	{-405, "UNKNOWN_ALPN_PROTOCOL_NAME_E", "Unrecognized protocol name Error", "alpn-mismatch", Says, false, nil},
	{-406, "BAD_CERTIFICATE_STATUS_ERROR", "Bad Certificate Status Message Error", "staple-invalid", Says, false, nil},
	{-407, "OCSP_INVALID_STATUS", "Invalid OCSP Status Error", "staple-invalid", Says, false, []string{"revocation-unknown"}},
	{-409, "RSA_KEY_SIZE_E", "RSA key too small", "weak-key", Says, false, nil},
	{-410, "ECC_KEY_SIZE_E", "ECC key too small", "weak-key", Says, false, nil},
	{0, "KEY_SHARE_ERROR", "Key share extension did not contain a valid named group", "no-shared-cipher", Hints, true, nil},
	{0, "EXT_MISSING", "Required TLS extension missing", "handshake-refused", Hints, true, nil},
	{-500, "UNSUPPORTED_SUITE", "unsupported cipher suite", "no-shared-cipher", Says, true, nil},
	{-501, "MATCH_SUITE_ERROR", "can't match cipher suite", "no-shared-cipher", Says, false, []string{"protocol-version"}},
}
