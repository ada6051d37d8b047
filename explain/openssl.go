package explain

// openssl holds the words of the OpenSSL library and of its command. Python,
// Node, curl, nginx, Apache and HAProxy repeat them inside their own. What
// the certificate verifier says stands in crypto/x509/x509_txt.c, what the
// protocol says in ssl/ssl_err.c, what the readers of files say in
// crypto/pem/pem_err.c and crypto/asn1/asn1_err.c.
//
// "unable to get local issuer certificate" says that the issuer of the last
// certificate of the chain is neither sent nor in the store. On servers that
// the public reaches, the usual cause is an intermediate that was left out,
// since every current client has the public roots; inside a company it is
// the private root. Nothing in the words tells these apart, so the first is
// the answer and the others follow in the order of how often they are met.
var openssl = table{
	Ecosystem: "openssl",
	Name:      "OpenSSL",
	Marks:     []string{"verify error:num=", "verify return code", "SSL routines", "PEM routines", "x509 certificate routines", "system library:", "connect:errno=", "s_client", "s_server", "Verification error:"},
	Phrases: []Phrase{
		// Dates.
		{Code: "expired", Text: "certificate has expired", Source: "crypto/x509/x509_txt.c, X509_V_ERR_CERT_HAS_EXPIRED (10)"},
		{Code: "expired", Text: "alert certificate expired", Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED (alert 45): the peer says so of our certificate"},
		{Code: "not-yet-valid", Text: "certificate is not yet valid", Source: "crypto/x509/x509_txt.c, X509_V_ERR_CERT_NOT_YET_VALID (9)"},

		// Trust.
		{Code: "self-signed", Text: "self-signed certificate", Source: "crypto/x509/x509_txt.c, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT (18)", Versions: "3.0 on"},
		{Code: "self-signed", Text: "self signed certificate", Source: "crypto/x509/x509_txt.c, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT (18)", Versions: "0.9.8 to 1.1.1"},
		{Code: "untrusted-root", Text: "self-signed certificate in certificate chain", Source: "crypto/x509/x509_txt.c, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN (19)", Versions: "3.0 on"},
		{Code: "untrusted-root", Text: "self signed certificate in certificate chain", Source: "crypto/x509/x509_txt.c, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN (19)", Versions: "0.9.8 to 1.1.1"},
		{Code: "missing-intermediate", Text: "unable to get local issuer certificate", Tells: Hints, Alternatives: []string{"untrusted-root", "untrusted-issuer", "no-trust-store"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY (20)"},
		{Code: "missing-intermediate", Text: "unable to verify the first certificate", Tells: Hints, Alternatives: []string{"untrusted-issuer", "untrusted-root", "no-trust-store"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE (21): the server sent one certificate and no more"},
		{Code: "untrusted-issuer", Text: "unable to get issuer certificate", Tells: Hints, Alternatives: []string{"missing-intermediate", "untrusted-root", "no-trust-store"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT (2)"},
		{Code: "untrusted-root", Text: "certificate not trusted", Tells: Hints, Alternatives: []string{"wrong-purpose", "untrusted-issuer"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_CERT_UNTRUSTED (27)"},
		{Code: "untrusted-issuer", Text: "certificate signature failure", Tells: Hints, Alternatives: []string{"malformed-certificate", "weak-signature"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_CERT_SIGNATURE_FAILURE (7)"},
		{Code: "untrusted-root", Text: "alert unknown ca", Tells: Hints, Alternatives: []string{"missing-intermediate", "self-signed", "untrusted-issuer"}, Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_UNKNOWN_CA (alert 48): the peer says so of our certificate"},
		{Code: "untrusted-root", Text: "alert certificate unknown", Tells: Hints, Alternatives: []string{"self-signed", "hostname-mismatch", "expired", "missing-intermediate"}, Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN (alert 46): the peer refuses our certificate"},

		// Names and purpose.
		{Code: "hostname-mismatch", Text: "hostname mismatch", Alternatives: []string{"no-san"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_HOSTNAME_MISMATCH (62)", Versions: "1.1.0 on"},
		{Code: "hostname-mismatch", Text: "IP address mismatch", Alternatives: []string{"no-san"}, Source: "crypto/x509/x509_txt.c, X509_V_ERR_IP_ADDRESS_MISMATCH (64)", Versions: "1.1.0 on"},
		{Code: "wrong-purpose", Text: "unsuitable certificate purpose", Source: "crypto/x509/x509_txt.c, X509_V_ERR_INVALID_PURPOSE (26)", Versions: "3.0 on"},
		{Code: "wrong-purpose", Text: "unsupported certificate purpose", Source: "crypto/x509/x509_txt.c, X509_V_ERR_INVALID_PURPOSE (26)", Versions: "0.9.8 to 1.1.1"},
		{Code: "wrong-purpose", Text: "key usage does not include digital signature", Source: "crypto/x509/x509_txt.c, X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE (39)"},
		{Code: "wrong-purpose", Text: "alert unsupported certificate", Tells: Hints, Alternatives: []string{"unsupported-key"}, Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE (alert 43)"},
		{Code: "wrong-purpose", Text: "signature for non signing certificate", Source: "ssl/ssl_err.c, SSL_R_SIGNATURE_FOR_NON_SIGNING_CERTIFICATE"},

		// The chain's own rules.
		{Code: "not-a-ca", Text: "invalid CA certificate", Source: "crypto/x509/x509_txt.c, X509_V_ERR_INVALID_CA (24 and 79)"},
		{Code: "not-a-ca", Text: "invalid non-CA certificate (has CA markings)", Source: "crypto/x509/x509_txt.c, X509_V_ERR_INVALID_NON_CA (37)"},
		{Code: "not-a-ca", Text: "key usage does not include certificate signing", Source: "crypto/x509/x509_txt.c, X509_V_ERR_KEYUSAGE_NO_CERTSIGN (32)"},
		{Code: "path-too-long", Text: "path length constraint exceeded", Source: "crypto/x509/x509_txt.c, X509_V_ERR_PATH_LENGTH_EXCEEDED (25)"},
		{Code: "path-too-long", Text: "certificate chain too long", Source: "crypto/x509/x509_txt.c, X509_V_ERR_CERT_CHAIN_TOO_LONG (22)"},
		{Code: "name-constraint", Text: "permitted subtree violation", Source: "crypto/x509/x509_txt.c, X509_V_ERR_PERMITTED_VIOLATION (47)"},
		{Code: "name-constraint", Text: "excluded subtree violation", Source: "crypto/x509/x509_txt.c, X509_V_ERR_EXCLUDED_VIOLATION (48)"},
		{Code: "name-constraint", Text: "unsupported name constraint type", Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE (51)"},
		{Code: "name-constraint", Text: "unsupported or invalid name constraint syntax", Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX (52)"},
		{Code: "unknown-critical-extension", Text: "unhandled critical extension", Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION (34)"},
		{Code: "malformed-certificate", Text: "format error in certificate's notBefore field", Source: "crypto/x509/x509_txt.c, X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD (13)"},
		{Code: "malformed-certificate", Text: "format error in certificate's notAfter field", Source: "crypto/x509/x509_txt.c, X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD (14)"},
		{Code: "malformed-certificate", Text: "invalid or inconsistent certificate extension", Source: "crypto/x509/x509_txt.c, X509_V_ERR_INVALID_EXTENSION (41)"},
		{Code: "malformed-certificate", Text: "unable to decode issuer public key", Source: "crypto/x509/x509_txt.c, X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY (6)"},

		// Strength.
		{Code: "weak-signature", Text: "CA signature digest algorithm too weak", Source: "crypto/x509/x509_txt.c, X509_V_ERR_CA_MD_TOO_WEAK (68)", Versions: "1.1.0 on"},
		{Code: "weak-signature", Text: "ca md too weak", Source: "ssl/ssl_err.c, SSL_R_CA_MD_TOO_WEAK", Versions: "1.1.0 on"},
		{Code: "weak-key", Text: "EE certificate key too weak", Source: "crypto/x509/x509_txt.c, X509_V_ERR_EE_KEY_TOO_SMALL (66)", Versions: "1.1.0 on"},
		{Code: "weak-key", Text: "ee key too small", Source: "ssl/ssl_err.c, SSL_R_EE_KEY_TOO_SMALL", Versions: "1.1.0 on"},
		{Code: "weak-key", Text: "CA certificate key too weak", Source: "crypto/x509/x509_txt.c, X509_V_ERR_CA_KEY_TOO_SMALL (67)", Versions: "1.1.0 on"},
		{Code: "weak-key", Text: "ca key too small", Source: "ssl/ssl_err.c, SSL_R_CA_KEY_TOO_SMALL", Versions: "1.1.0 on"},

		// Files.
		{Code: "key-mismatch", Text: "key values mismatch", Source: "crypto/x509/x509_err.c, X509_R_KEY_VALUES_MISMATCH"},
		{Code: "key-mismatch", Text: "key type mismatch", Source: "crypto/x509/x509_err.c, X509_R_KEY_TYPE_MISMATCH"},
		{Code: "pem-malformed", Text: "no start line", Tells: Hints, Alternatives: []string{"wrong-format", "malformed-certificate"}, Source: "crypto/pem/pem_err.c, PEM_R_NO_START_LINE"},
		{Code: "pem-malformed", Text: "bad end line", Source: "crypto/pem/pem_err.c, PEM_R_BAD_END_LINE"},
		{Code: "pem-malformed", Text: "bad base64 decode", Source: "crypto/pem/pem_err.c, PEM_R_BAD_BASE64_DECODE"},
		{Code: "pem-malformed", Text: "PEM routines * short header", Source: "crypto/pem/pem_err.c, PEM_R_SHORT_HEADER"},
		{Code: "pem-malformed", Text: "no certificate or crl found", Tells: Hints, Alternatives: []string{"wrong-format", "no-trust-store"}, Source: "crypto/x509/x509_err.c, X509_R_NO_CERTIFICATE_OR_CRL_FOUND", Versions: "3.0 on"},
		{Code: "pem-malformed", Text: "Could not read * from", With: []string{aboutCertificates}, Tells: Wraps, Alternatives: []string{"wrong-format", "passphrase-needed"}, Source: "apps/lib/apps.c, load_key_certs_crls", Versions: "3.0 on"},
		{Code: "pem-malformed", Text: "unable to load certificate", Tells: Wraps, Alternatives: []string{"wrong-format", "file-not-found"}, Source: "apps/apps.c, load_cert"},
		{Code: "pem-malformed", Text: "unable to load Private Key", Tells: Wraps, Alternatives: []string{"wrong-format", "passphrase-needed", "file-not-found"}, Source: "apps/apps.c, load_key"},
		{Code: "wrong-format", Text: "No supported data to decode", Tells: Hints, Alternatives: []string{"pem-malformed", "passphrase-needed", "unsupported-key"}, Source: "crypto/encode_decode/decoder_lib.c, OSSL_DECODER_from_bio", Versions: "3.0 on"},
		{Code: "wrong-format", Text: "DECODER routines * unsupported", Tells: Hints, Alternatives: []string{"pem-malformed", "passphrase-needed", "unsupported-key"}, Source: "crypto/encode_decode/decoder_lib.c, ERR_R_UNSUPPORTED", Versions: "3.0 on"},
		{Code: "wrong-format", Text: "asn1 encoding routines * wrong tag", Tells: Hints, Alternatives: []string{"malformed-certificate", "pem-malformed"}, Source: "crypto/asn1/asn1_err.c, ASN1_R_WRONG_TAG"},
		{Code: "malformed-certificate", Text: "asn1 encoding routines * header too long", Tells: Hints, Alternatives: []string{"wrong-format", "pem-malformed"}, Source: "crypto/asn1/asn1_err.c, ASN1_R_HEADER_TOO_LONG"},
		{Code: "malformed-certificate", Text: "asn1 encoding routines * too long", Tells: Hints, Alternatives: []string{"wrong-format", "pem-malformed"}, Source: "crypto/asn1/asn1_err.c, ASN1_R_TOO_LONG: cut off"},
		{Code: "malformed-certificate", Text: "asn1 encoding routines * not enough data", Tells: Hints, Alternatives: []string{"wrong-format", "pem-malformed"}, Source: "crypto/asn1/asn1_err.c, ASN1_R_NOT_ENOUGH_DATA"},
		{Code: "malformed-certificate", Text: "nested asn1 error", Tells: Wraps, Alternatives: []string{"wrong-format", "pem-malformed"}, Source: "crypto/asn1/asn1_err.c, ERR_R_NESTED_ASN1_ERROR"},
		{Code: "file-not-found", Text: "Could not open file or uri for loading", Tells: Wraps, Alternatives: []string{"permission-denied"}, Source: "apps/lib/apps.c, load_key_certs_crls", Versions: "3.0 on"},
		{Code: "file-not-found", Text: "system library:fopen:No such file or directory", Source: "crypto/bio/bss_file.c, BIO_new_file"},
		{Code: "permission-denied", Text: "system library:fopen:Permission denied", Source: "crypto/bio/bss_file.c, BIO_new_file"},
		{Code: "passphrase-needed", Text: "bad password read", Source: "crypto/pem/pem_err.c, PEM_R_BAD_PASSWORD_READ"},
		{Code: "passphrase-needed", Text: "problems getting password", Source: "crypto/pem/pem_err.c, PEM_R_PROBLEMS_GETTING_PASSWORD"},
		{Code: "passphrase-needed", Text: "bad decrypt", Tells: Hints, Source: "crypto/pem/pem_err.c, PEM_R_BAD_DECRYPT, and crypto/evp/evp_err.c: the passphrase is wrong or was not given"},
		{Code: "passphrase-needed", Text: "maybe wrong password", Tells: Hints, Source: "crypto/pkcs12/p12_decr.c, PKCS12_pbe_crypt_ex", Versions: "3.0 on"},
		{Code: "unsupported-key", Text: "unknown pkey type", Source: "ssl/ssl_err.c, SSL_R_UNKNOWN_PKEY_TYPE"},
		{Code: "unsupported-key", Text: "unknown certificate type", Source: "ssl/ssl_err.c, SSL_R_UNKNOWN_CERTIFICATE_TYPE"},
		{Code: "unsupported-key", Text: "unsupported private key algorithm", Source: "crypto/evp/evp_err.c, EVP_R_UNSUPPORTED_PRIVATE_KEY_ALGORITHM"},
		{Code: "unsupported-key", Text: "elliptic curve routines * unknown group", Source: "crypto/ec/ec_err.c, EC_R_UNKNOWN_GROUP"},
		{Code: "unsupported-key", Text: "unsupported elliptic curve", Source: "ssl/ssl_err.c, SSL_R_UNSUPPORTED_ELLIPTIC_CURVE"},

		// Another protocol, or none.
		{Code: "not-tls", Text: "wrong version number", Tells: Hints, Alternatives: []string{"protocol-version"}, Source: "ssl/ssl_err.c, SSL_R_WRONG_VERSION_NUMBER: the first bytes are no TLS record"},
		{Code: "not-tls", Text: "unknown protocol", With: []string{aboutTLS}, Tells: Hints, Alternatives: []string{"protocol-version"}, Source: "ssl/ssl_err.c, SSL_R_UNKNOWN_PROTOCOL in SSL23_GET_SERVER_HELLO", Versions: "0.9.8 to 1.0.2"},
		{Code: "not-tls", Text: "SSL routines * http request", Source: "ssl/ssl_err.c, SSL_R_HTTP_REQUEST: a client spoke plain HTTP"},
		{Code: "not-tls", Text: "SSL routines * https proxy request", Source: "ssl/ssl_err.c, SSL_R_HTTPS_PROXY_REQUEST"},
		{Code: "not-tls", Text: "packet length too long", Tells: Hints, Alternatives: []string{"corrupt-record"}, Source: "ssl/ssl_err.c, SSL_R_PACKET_LENGTH_TOO_LONG"},
		{Code: "closed-early", Text: "unexpected eof while reading", Tells: Hints, Alternatives: []string{"connection-reset", "handshake-refused"}, Source: "ssl/ssl_err.c, SSL_R_UNEXPECTED_EOF_WHILE_READING", Versions: "3.0 on"},
		{Code: "closed-early", Text: "SSL routines * ssl handshake failure", Tells: Hints, Alternatives: []string{"handshake-refused"}, Source: "ssl/ssl_err.c, SSL_R_SSL_HANDSHAKE_FAILURE: the peer left"},
		{Code: "closed-early", Text: "no peer certificate available", Tells: Wraps, Alternatives: []string{"handshake-refused", "not-tls", "protocol-version"}, Source: "apps/s_client.c, print_stuff"},
		{Code: "connection-reset", Text: "write:errno=104", Source: "apps/s_client.c, s_client_main: ECONNRESET on Linux"},
		{Code: "connection-reset", Text: "read:errno=104", Source: "apps/s_client.c, s_client_main: ECONNRESET on Linux"},
		{Code: "closed-early", Text: "write:errno=0", Source: "apps/s_client.c, s_client_main: end of stream in the handshake"},
		{Code: "connection-refused", Text: "connect:errno=111", Source: "apps/lib/s_socket.c, init_client: ECONNREFUSED on Linux"},
		{Code: "connection-refused", Text: "connect:errno=61", Source: "apps/lib/s_socket.c, init_client: ECONNREFUSED on macOS"},
		{Code: "connect-timeout", Text: "connect:errno=110", Source: "apps/lib/s_socket.c, init_client: ETIMEDOUT on Linux"},
		{Code: "network-unreachable", Text: "connect:errno=101", Source: "apps/lib/s_socket.c, init_client: ENETUNREACH on Linux"},
		{Code: "network-unreachable", Text: "connect:errno=113", Source: "apps/lib/s_socket.c, init_client: EHOSTUNREACH on Linux"},
		{Code: "dns-failure", Text: "BIO_lookup_ex:system lib", Tells: Hints, Source: "crypto/bio/bio_addr.c, BIO_lookup_ex: getaddrinfo failed"},
		{Code: "dns-failure", Text: "BIO routines * nodename nor servname", Source: "crypto/bio/bio_addr.c, BIO_lookup_ex"},

		// The handshake.
		{Code: "protocol-version", Text: "alert protocol version", Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_PROTOCOL_VERSION (alert 70)"},
		{Code: "protocol-version", Text: "SSL routines * unsupported protocol", Source: "ssl/ssl_err.c, SSL_R_UNSUPPORTED_PROTOCOL"},
		{Code: "protocol-version", Text: "no protocols available", Source: "ssl/ssl_err.c, SSL_R_NO_PROTOCOLS_AVAILABLE"},
		{Code: "protocol-version", Text: "SSL routines * version too low", Source: "ssl/ssl_err.c, SSL_R_VERSION_TOO_LOW"},
		{Code: "protocol-version", Text: "wrong ssl version", Source: "ssl/ssl_err.c, SSL_R_WRONG_SSL_VERSION"},
		{Code: "protocol-version", Text: "unsupported ssl version", Source: "ssl/ssl_err.c, SSL_R_UNSUPPORTED_SSL_VERSION"},
		{Code: "protocol-version", Text: "legacy sigalg disallowed or unsupported", Tells: Hints, Alternatives: []string{"weak-signature"}, Source: "ssl/ssl_err.c, SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED: TLS 1.1 and below sign with SHA-1", Versions: "3.0 on"},
		{Code: "handshake-refused", Text: "alert handshake failure", Alternatives: []string{"client-cert-required", "protocol-version"}, Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE (alert 40); spelled sslv3 alert up to 3.1, ssl/tls alert from 3.2 on"},
		{Code: "handshake-refused", Text: "alert internal error", Alternatives: []string{"sni-unrecognized"}, Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_INTERNAL_ERROR (alert 80)"},
		{Code: "handshake-refused", Text: "alert insufficient security", Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY (alert 71)"},
		{Code: "handshake-refused", Text: "alert illegal parameter", Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_ILLEGAL_PARAMETER (alert 47)"},
		{Code: "handshake-refused", Text: "alert access denied", Alternatives: []string{"client-cert-required"}, Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_ACCESS_DENIED (alert 49)"},
		{Code: "handshake-refused", Text: "alert decode error", Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_DECODE_ERROR (alert 50)"},
		{Code: "handshake-refused", Text: "alert decrypt error", Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_DECRYPT_ERROR (alert 51)"},
		{Code: "handshake-refused", Text: "no shared cipher", Tells: Hints, Alternatives: []string{"protocol-version"}, Source: "ssl/ssl_err.c, SSL_R_NO_SHARED_CIPHER: a server's log of what its client sees as a handshake failure"},
		{Code: "handshake-refused", Text: "no suitable key share", Tells: Hints, Source: "ssl/ssl_err.c, SSL_R_NO_SUITABLE_KEY_SHARE"},
		{Code: "client-cert-required", Text: "alert certificate required", Source: "ssl/ssl_err.c, SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED (alert 116)", Versions: "1.1.1 on"},
		{Code: "client-cert-required", Text: "peer did not return a certificate", Source: "ssl/ssl_err.c, SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: a server's log"},
		{Code: "client-cert-required", Text: "alert bad certificate", Tells: Hints, Alternatives: []string{"untrusted-root", "hostname-mismatch", "expired"}, Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_BAD_CERTIFICATE (alert 42): the peer refuses our certificate, or that there is none"},
		{Code: "sni-unrecognized", Text: "tlsv1 unrecognized name", Source: "ssl/ssl_err.c, SSL_R_TLSV1_UNRECOGNIZED_NAME (alert 112)"},
		{Code: "sni-unrecognized", Text: "alert unrecognized name", Source: "ssl/ssl_err.c, SSL_R_TLSV1_UNRECOGNIZED_NAME (alert 112)"},
		{Code: "corrupt-record", Text: "decryption failed or bad record mac", Source: "ssl/ssl_err.c, SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC"},
		{Code: "corrupt-record", Text: "alert bad record mac", Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_BAD_RECORD_MAC (alert 20)"},
		{Code: "corrupt-record", Text: "alert record overflow", Source: "ssl/ssl_err.c, SSL_R_TLSV1_ALERT_RECORD_OVERFLOW (alert 22)"},
		{Code: "corrupt-record", Text: "digest check failed", Source: "ssl/ssl_err.c, SSL_R_DIGEST_CHECK_FAILED"},
		{Code: "corrupt-record", Text: "SSL routines * unexpected message", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "ssl/ssl_err.c, SSL_R_UNEXPECTED_MESSAGE"},
		{Code: "corrupt-record", Text: "alert unexpected message", Tells: Hints, Source: "ssl/ssl_err.c, SSL_R_SSLV3_ALERT_UNEXPECTED_MESSAGE (alert 10)"},
		{Code: "corrupt-record", Text: "SSL routines * bad packet length", Tells: Hints, Source: "ssl/ssl_err.c, SSL_R_BAD_PACKET_LENGTH"},
		{Code: "corrupt-record", Text: "record layer failure", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "ssl/ssl_err.c, SSL_R_RECORD_LAYER_FAILURE", Versions: "3.2 on"},

		// Alerts by number, where only the number stands.
		{Code: "corrupt-record", Text: "SSL alert number 20", Tells: Hints, Source: "ssl/record/rec_layer_s3.c, ssl3_read_bytes: RFC 8446 section 6, bad_record_mac"},
		{Code: "handshake-refused", Text: "SSL alert number 40", Tells: Hints, Alternatives: []string{"client-cert-required", "protocol-version"}, Source: "RFC 8446 section 6, handshake_failure"},
		{Code: "client-cert-required", Text: "SSL alert number 42", Tells: Hints, Alternatives: []string{"untrusted-root", "hostname-mismatch", "expired"}, Source: "RFC 8446 section 6, bad_certificate"},
		{Code: "expired", Text: "SSL alert number 45", Tells: Hints, Source: "RFC 8446 section 6, certificate_expired"},
		{Code: "untrusted-root", Text: "SSL alert number 46", Tells: Hints, Alternatives: []string{"self-signed", "hostname-mismatch", "expired", "missing-intermediate"}, Source: "RFC 8446 section 6, certificate_unknown"},
		{Code: "untrusted-root", Text: "SSL alert number 48", Tells: Hints, Alternatives: []string{"missing-intermediate", "self-signed", "untrusted-issuer"}, Source: "RFC 8446 section 6, unknown_ca"},
		{Code: "protocol-version", Text: "SSL alert number 70", Tells: Hints, Source: "RFC 8446 section 6, protocol_version"},
		{Code: "handshake-refused", Text: "SSL alert number 71", Tells: Hints, Source: "RFC 8446 section 6, insufficient_security"},
		{Code: "handshake-refused", Text: "SSL alert number 80", Tells: Hints, Alternatives: []string{"sni-unrecognized"}, Source: "RFC 8446 section 6, internal_error"},
		{Code: "sni-unrecognized", Text: "SSL alert number 112", Tells: Hints, Source: "RFC 6066 section 3, unrecognized_name"},
		{Code: "client-cert-required", Text: "SSL alert number 116", Tells: Hints, Source: "RFC 8446 section 6, certificate_required"},

		{Code: "untrusted-root", Text: "certificate verify failed", Tells: Wraps, Alternatives: []string{"missing-intermediate", "untrusted-issuer", "self-signed", "expired", "hostname-mismatch"}, Source: "ssl/ssl_err.c, SSL_R_CERTIFICATE_VERIFY_FAILED: the reason stands beside it, if anywhere"},
	},
}
