package explain

// wolfssl holds the words and numbers of wolfSSL (wolfssl/error-ssl.h and
// wolfssl/wolfcrypt/error-crypt.h).
var wolfssl = table{
	Ecosystem: "wolfssl",
	Name:      "wolfSSL",
	Marks:     []string{"wolfSSL", "wolfssl", "wolfCrypt", "SSL_connect error -", "err = -"},
	Phrases:   wolfPhrases,
	Made:      func() []Phrase { return wolfForms(wolfErrors, wolfPhrases) },
}

var wolfPhrases = []Phrase{
	{Code: "untrusted-issuer", Text: "ASN no signer error to confirm failure", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed"}, Source: "wolfcrypt/error.c, ASN_NO_SIGNER_E (-188)"},
	{Code: "untrusted-issuer", Text: "ASN_NO_SIGNER_E", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed"}, Source: "error-crypt.h (-188)"},
	{Code: "self-signed", Text: "ASN_SELF_SIGNED_E", Alternatives: []string{"untrusted-root"}, Source: "error-crypt.h (-275)"},
	{Code: "untrusted-issuer", Text: "ASN sig error, confirm failure", Tells: Hints, Alternatives: []string{"untrusted-root"}, Source: "wolfcrypt/error.c, ASN_SIG_CONFIRM_E (-155)"},
	{Code: "expired", Text: "ASN date error, current date after", Alternatives: []string{"wrong-clock"}, Source: "wolfcrypt/error.c, ASN_AFTER_DATE_E (-151)"},
	{Code: "not-yet-valid", Text: "ASN date error, current date before", Alternatives: []string{"wrong-clock"}, Source: "wolfcrypt/error.c, ASN_BEFORE_DATE_E (-150)"},
	{Code: "expired", Text: "ASN_AFTER_DATE_E", Alternatives: []string{"wrong-clock"}, Source: "error-crypt.h (-151)"},
	{Code: "not-yet-valid", Text: "ASN_BEFORE_DATE_E", Alternatives: []string{"wrong-clock"}, Source: "error-crypt.h (-150)"},
	{Code: "hostname-mismatch", Text: "peer subject name mismatch", Alternatives: []string{"no-san"}, Source: "wolfssl, internal.c, DOMAIN_NAME_MISMATCH (-322)"},
	{Code: "hostname-mismatch", Text: "DOMAIN_NAME_MISMATCH", Alternatives: []string{"no-san"}, Source: "error-ssl.h (-322)"},
	{Code: "client-cert-required", Text: "peer didn't send cert", Source: "wolfssl, internal.c, NO_PEER_CERT (-345)"},
	{Code: "handshake-refused", Text: "received alert fatal error", Tells: Hints, Alternatives: []string{"client-cert-rejected", "protocol-version"}, Source: "wolfssl, internal.c, FATAL_ERROR (-313)"},
	{Code: "malformed-certificate", Text: "cant decode peer key", Tells: Hints, Alternatives: []string{"unsupported-key"}, Source: "wolfssl, internal.c, PEER_KEY_ERROR (-342)", Versions: "up to 5.5"},
	{Code: "protocol-version", Text: "record layer version error", Alternatives: []string{"not-tls"}, Source: "wolfssl, internal.c, VERSION_ERROR (-326)"},
	{Code: "no-shared-cipher", Text: "can't match cipher suite", Alternatives: []string{"protocol-version"}, Source: "wolfssl, internal.c, MATCH_SUITE_ERROR (-501)"},
	{Code: "closed-early", Text: "error state on socket", Alternatives: []string{"connection-reset"}, Source: "wolfssl, internal.c, SOCKET_ERROR_E (-308)"},
	{Code: "oversized-handshake", Text: "Maximum Chain Depth Exceeded", Alternatives: []string{"path-too-long"}, Source: "wolfssl, internal.c, MAX_CHAIN_ERROR (-368)"},
	{Code: "revoked", Text: "CRL Cert revoked", Source: "wolfssl, internal.c, CRL_CERT_REVOKED (-361)"},
	{Code: "revocation-unknown", Text: "CRL missing, not loaded", Source: "wolfssl, internal.c, CRL_MISSING (-362)"},
	{Code: "revocation-unknown", Text: "OCSP Responder lookup fail", Source: "wolfssl, internal.c, OCSP_LOOKUP_FAIL"},
	{Code: "revoked", Text: "OCSP Cert revoked", Source: "wolfssl, internal.c, OCSP_CERT_REVOKED"},
	{Code: "weak-dh", Text: "DH key too small Error", Source: "wolfssl, internal.c, DH_KEY_SIZE_E (-401)"},
	{Code: "weak-key", Text: "RSA key too small", Source: "wolfssl, internal.c, RSA_KEY_SIZE_E (-409)"},
	{Code: "ca-file-unreadable", Text: "can't load ca file", Alternatives: []string{"file-not-found"}, Source: "wolfssl's examples"},
	{Code: "untrusted-issuer", Text: "-188", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed"}, Source: "wolfssl, ASN_NO_SIGNER_E, error-crypt.h"},
	{Code: "untrusted-issuer", Text: "-155", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Tells: Hints, Alternatives: []string{"untrusted-root", "weak-signature"}, Source: "wolfssl, ASN_SIG_CONFIRM_E, error-crypt.h"},
	{Code: "expired", Text: "-151", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Alternatives: []string{"wrong-clock"}, Source: "wolfssl, ASN_AFTER_DATE_E, error-crypt.h"},
	{Code: "not-yet-valid", Text: "-150", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Alternatives: []string{"wrong-clock"}, Source: "wolfssl, ASN_BEFORE_DATE_E, error-crypt.h"},
	{Code: "hostname-mismatch", Text: "-322", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Alternatives: []string{"no-san"}, Source: "wolfssl, DOMAIN_NAME_MISMATCH, error-ssl.h"},
	{Code: "protocol-version", Text: "-326", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Tells: Hints, Alternatives: []string{"not-tls"}, Source: "wolfssl, VERSION_ERROR, error-ssl.h"},
	{Code: "no-shared-cipher", Text: "-501", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Alternatives: []string{"protocol-version"}, Source: "wolfssl, MATCH_SUITE_ERROR, error-ssl.h"},
	{Code: "revoked", Text: "-360", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Source: "wolfssl, OCSP_CERT_REVOKED, error-ssl.h"},
	{Code: "revoked", Text: "-361", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Source: "wolfssl, CRL_CERT_REVOKED, error-ssl.h"},
	{Code: "handshake-refused", Text: "-313", With: []string{"wolfSSL|wolfssl|wolfSSL_connect|wolfSSL_accept|wolfSSL_get_error"}, Tells: Hints, Alternatives: []string{"client-cert-rejected", "protocol-version"}, Source: "wolfssl, FATAL_ERROR, error-ssl.h: the peer sent an alert"},
}
