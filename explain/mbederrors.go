package explain

import "fmt"

// mbedError is an error of Mbed TLS: its number, its names without
// MBEDTLS_ERR_ (3.0 gave some numbers anew), and its sentence.
type mbedError struct {
	number       int
	names        []string
	words        string
	code         string
	tells        Tells
	alternatives []string
}

// mbedLow are the errors of the low level that stand inside a number of the
// high level: -0x2562 is -0x2500, of the extensions, and -0x0062, of a tag.
var mbedLow = []struct {
	number int
	what   string
}{
	{0x60, "out of data"}, {0x62, "unexpected tag"}, {0x64, "invalid length"},
	{0x66, "length mismatch"}, {0x68, "invalid data"}, {0x6A, "no memory"}, {0x2C, "invalid base64"}, {0x2E, "unknown OID"},
}

// mbedHex gives the errors by number, name and words, and the numbers that
// are sums. The other notations of the numbers follow from these.
func mbedHex(errors []mbedError, own []Phrase) []Phrase {
	m := makerBeside(own)
	for _, e := range errors {
		p := Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: "mbedtls error.c, the sentence of MBEDTLS_ERR_" + firstOf(e.names)}
		m.add(p, e.words)
		for _, name := range e.names {
			p.Source = "mbedtls error.c, MBEDTLS_ERR_" + name
			m.add(p, fmt.Sprintf("-0x%04X", e.number), aboutMbed)
			m.add(p, "MBEDTLS_ERR_"+name)
		}
		if e.code == "resource-exhausted" || e.number < 0x1000 || e.number >= 0x4000 {
			continue
		}
		for _, low := range mbedLow {
			sum := p
			sum.Source = fmt.Sprintf("mbedtls error.h: -0x%04X and -0x%04X, %s", e.number, low.number, low.what)
			if low.number == 0x6A {
				sum.Code, sum.Tells, sum.Alternatives = "resource-exhausted", Says, nil
			}
			m.add(sum, fmt.Sprintf("-0x%04X", e.number+low.number), aboutMbed)
		}
	}
	return m.made
}

func firstOf(names []string) string {
	if len(names) == 0 {
		return "…"
	}
	return names[0]
}

var mbedErrors = []mbedError{
	{0x7080, []string{"SSL_FEATURE_UNAVAILABLE"}, "SSL - The requested feature is not available", "handshake-refused", Hints, []string{"protocol-version", "no-shared-cipher", "unsupported-key"}},
	{0x7100, []string{"SSL_BAD_INPUT_DATA"}, "SSL - Bad input parameters to function", "context-misuse", Hints, nil},
	{0x7300, []string{"SSL_DECODE_ERROR", "SSL_UNKNOWN_CIPHER"}, "SSL - A message could not be parsed due to a syntactic error", "corrupt-record", Hints, []string{"no-shared-cipher", "not-tls"}},
	{0x7300, nil, "SSL - An unknown cipher was received", "no-shared-cipher", Hints, nil},
	{0x7400, []string{"SSL_NO_RNG"}, "SSL - No RNG was provided to the SSL module", "context-misuse", Says, nil},
	{0x7500, []string{"SSL_UNSUPPORTED_EXTENSION"}, "SSL - An unsupported extension was received", "handshake-refused", Hints, nil},
	{0x7500, []string{"SSL_CERTIFICATE_TOO_LARGE"}, "SSL - Our own certificate(s) is/are too large to send in an SSL message", "oversized-handshake", Says, nil},
	{0x7580, []string{"SSL_NO_APPLICATION_PROTOCOL"}, "SSL - No ALPN protocols supported that the client advertises", "alpn-mismatch", Hints, []string{"client-cert-required"}},
	{0x7580, []string{"SSL_CERTIFICATE_REQUIRED"}, "SSL - The own certificate is not set, but needed by the server", "client-cert-required", Says, nil},
	{0x7600, []string{"SSL_PRIVATE_KEY_REQUIRED"}, "SSL - The own private key or pre-shared key is not set, but needed", "key-missing", Says, nil},
	{0x7700, []string{"SSL_UNEXPECTED_MESSAGE"}, "SSL - An unexpected message was received from our peer", "corrupt-record", Hints, []string{"not-tls"}},
	{0x7800, []string{"SSL_UNRECOGNIZED_NAME"}, "", "sni-unrecognized", Hints, []string{"untrusted-issuer"}},
	{0x7800, []string{"SSL_PEER_VERIFY_FAILED"}, "SSL - Verification of our peer failed", "untrusted-issuer", Hints, []string{"untrusted-root", "hostname-mismatch"}},
	{0x7880, []string{"SSL_PEER_CLOSE_NOTIFY"}, "SSL - The peer notified us that the connection is going to be closed", "closed-early", Hints, []string{"truncated-close", "idle-timeout"}},
	{0x7900, []string{"SSL_BAD_HS_CLIENT_HELLO"}, "SSL - Processing of the ClientHello handshake message failed", "handshake-refused", Hints, []string{"protocol-version", "no-shared-cipher"}},
	{0x7980, []string{"SSL_BAD_HS_SERVER_HELLO"}, "SSL - Processing of the ServerHello handshake message failed", "handshake-refused", Hints, []string{"protocol-version", "no-shared-cipher"}},
	{0x7A00, []string{"SSL_BAD_CERTIFICATE"}, "SSL - Processing of the Certificate handshake message failed", "malformed-certificate", Hints, []string{"untrusted-issuer"}},
	{0x7A80, []string{"SSL_BAD_HS_CERTIFICATE_REQUEST"}, "SSL - Processing of the CertificateRequest handshake message failed", "handshake-refused", Hints, nil},
	{0x7B00, []string{"SSL_BAD_HS_SERVER_KEY_EXCHANGE"}, "SSL - Processing of the ServerKeyExchange handshake message failed", "handshake-refused", Hints, []string{"weak-dh", "handshake-signature-invalid", "no-shared-cipher"}},
	{0x7B80, []string{"SSL_BAD_HS_SERVER_HELLO_DONE"}, "SSL - Processing of the ServerHelloDone handshake message failed", "handshake-refused", Hints, nil},
	{0x7C00, []string{"SSL_BAD_HS_CLIENT_KEY_EXCHANGE"}, "SSL - Processing of the ClientKeyExchange handshake message failed", "handshake-refused", Hints, nil},
	{0x7C80, []string{"SSL_BAD_HS_CLIENT_KEY_EXCHANGE_RP"}, "", "handshake-refused", Hints, nil},
	{0x7D00, []string{"SSL_BAD_HS_CLIENT_KEY_EXCHANGE_CS"}, "", "handshake-refused", Hints, nil},
	{0x7D80, []string{"SSL_BAD_HS_CERTIFICATE_VERIFY"}, "SSL - Processing of the CertificateVerify handshake message failed", "handshake-signature-invalid", Hints, []string{"key-mismatch"}},
	{0x7E00, []string{"SSL_BAD_HS_CHANGE_CIPHER_SPEC"}, "SSL - Processing of the ChangeCipherSpec handshake message failed", "corrupt-record", Hints, nil},
	{0x7E80, []string{"SSL_BAD_HS_FINISHED"}, "SSL - Processing of the Finished handshake message failed", "handshake-signature-invalid", Hints, []string{"corrupt-record"}},
	{0x7F80, []string{"SSL_HW_ACCEL_FAILED"}, "SSL - Hardware acceleration function returned with error", "handshake-refused", Hints, nil},
	{0x6E80, []string{"SSL_BAD_HS_PROTOCOL_VERSION"}, "", "protocol-version", Says, nil},
	{0x6D80, []string{"SSL_SESSION_TICKET_EXPIRED"}, "", "handshake-refused", Hints, nil},
	{0x6D00, []string{"SSL_PK_TYPE_MISMATCH"}, "SSL - Public key type mismatch (eg, asked for RSA key exchange and presented EC key)", "no-shared-cipher", Hints, []string{"unsupported-key"}},
	{0x6C80, []string{"SSL_UNKNOWN_IDENTITY"}, "SSL - Unknown identity received (eg, PSK identity)", "handshake-refused", Hints, nil},
	{0x6C00, []string{"SSL_INTERNAL_ERROR"}, "SSL - Internal error (eg, unexpected failure in lower-level module)", "handshake-refused", Hints, []string{"resource-exhausted"}},
	{0x6A00, []string{"SSL_BUFFER_TOO_SMALL"}, "", "oversized-handshake", Says, []string{"resource-exhausted"}},
	{0x6980, []string{"SSL_NO_USABLE_CIPHERSUITE"}, "SSL - None of the common ciphersuites is usable", "no-shared-cipher", Says, []string{"key-missing"}},
	{0x6700, []string{"SSL_UNEXPECTED_RECORD"}, "SSL - Record header looks valid but is not expected", "corrupt-record", Hints, nil},
	{0x6600, []string{"SSL_ILLEGAL_PARAMETER"}, "SSL - A field in a message was incorrect or inconsistent with other fields", "handshake-refused", Hints, []string{"handshake-signature-invalid"}},
	{0x6600, []string{"SSL_INVALID_VERIFY_HASH"}, "SSL - Couldn't set the hash for verifying CertificateVerify", "handshake-signature-invalid", Hints, []string{"no-shared-cipher"}},
	{0x5F00, []string{"SSL_VERSION_MISMATCH"}, "SSL - An operation failed due to an unexpected version or configuration", "protocol-version", Hints, []string{"context-misuse"}},
	{0x5E80, []string{"SSL_BAD_CONFIG"}, "SSL - Invalid value in SSL config", "context-misuse", Says, nil},
	{0x2080, []string{"X509_FEATURE_UNAVAILABLE"}, "X509 - Unavailable feature, e.g. RSA hashing/encryption combination", "unsupported-key", Hints, []string{"malformed-certificate"}},
	{0x2100, []string{"X509_UNKNOWN_OID"}, "X509 - Requested OID is unknown", "unsupported-key", Hints, []string{"malformed-certificate"}},
	{0x2180, []string{"X509_INVALID_FORMAT"}, "", "malformed-certificate", Hints, []string{"pem-malformed", "wrong-format"}},
	{0x2200, []string{"X509_INVALID_VERSION"}, "X509 - The CRT/CRL/CSR version element is invalid", "malformed-certificate", Hints, nil},
	{0x2280, []string{"X509_INVALID_SERIAL"}, "X509 - The serial tag or value is invalid", "malformed-certificate", Hints, nil},
	{0x2300, []string{"X509_INVALID_ALG"}, "X509 - The algorithm tag or value is invalid", "malformed-certificate", Hints, []string{"unsupported-key"}},
	{0x2380, []string{"X509_INVALID_NAME"}, "X509 - The name tag or value is invalid", "malformed-certificate", Hints, nil},
	{0x2400, []string{"X509_INVALID_DATE"}, "X509 - The date tag or value is invalid", "malformed-certificate", Hints, nil},
	{0x2480, []string{"X509_INVALID_SIGNATURE"}, "X509 - The signature tag or value invalid", "malformed-certificate", Hints, nil},
	{0x2500, []string{"X509_INVALID_EXTENSIONS"}, "X509 - The extension tag or value is invalid", "malformed-certificate", Hints, []string{"unknown-critical-extension", "strict-profile"}},
	{0x2580, []string{"X509_UNKNOWN_VERSION"}, "X509 - CRT/CRL/CSR has an unsupported version number", "malformed-certificate", Hints, nil},
	{0x2600, []string{"X509_UNKNOWN_SIG_ALG"}, "X509 - Signature algorithm (oid) is unsupported", "unsupported-key", Hints, []string{"weak-signature", "malformed-certificate"}},
	{0x2680, []string{"X509_SIG_MISMATCH"}, "X509 - Signature algorithms do not match", "malformed-certificate", Says, nil},
	{0x2700, []string{"X509_CERT_VERIFY_FAILED"}, "", "untrusted-issuer", Hints, []string{"untrusted-root", "hostname-mismatch", "expired", "self-signed", "missing-intermediate"}},
	{0x2780, []string{"X509_CERT_UNKNOWN_FORMAT"}, "X509 - Format not recognized as DER or PEM", "wrong-format", Says, []string{"pem-malformed"}},
	{0x2800, []string{"X509_BAD_INPUT_DATA"}, "X509 - Input invalid", "context-misuse", Hints, []string{"malformed-certificate"}},
	{0x2880, []string{"X509_ALLOC_FAILED"}, "", "resource-exhausted", Says, nil},
	{0x2900, []string{"X509_FILE_IO_ERROR"}, "X509 - Read/write of file failed", "file-not-found", Hints, []string{"permission-denied", "ca-file-unreadable"}},
	{0x2980, []string{"X509_BUFFER_TOO_SMALL"}, "X509 - Destination buffer is too small", "oversized-handshake", Hints, nil},
	{0x3000, []string{"X509_FATAL_ERROR"}, "X509 - A fatal error occurred, eg the chain is too long or the vrfy callback failed", "untrusted-issuer", Hints, []string{"untrusted-root", "path-too-long"}},
	{0x3F80, []string{"PK_ALLOC_FAILED"}, "", "resource-exhausted", Says, nil},
	{0x3F00, []string{"PK_TYPE_MISMATCH"}, "PK - Type mismatch, eg attempt to encrypt with an ECDSA key", "key-mismatch", Hints, []string{"unsupported-key"}},
	{0x3E80, []string{"PK_BAD_INPUT_DATA"}, "PK - Bad input parameters to function", "key-mismatch", Hints, []string{"key-missing", "context-misuse"}},
	{0x3E00, []string{"PK_FILE_IO_ERROR"}, "PK - Read/write of file failed", "file-not-found", Hints, []string{"permission-denied"}},
	{0x3D80, []string{"PK_KEY_INVALID_VERSION"}, "PK - Unsupported key version", "unsupported-key", Hints, []string{"wrong-format"}},
	{0x3D00, []string{"PK_KEY_INVALID_FORMAT"}, "PK - Invalid key tag or value", "wrong-format", Hints, []string{"pem-malformed", "unsupported-key"}},
	{0x3C80, []string{"PK_UNKNOWN_PK_ALG"}, "PK - Key algorithm is unsupported (only RSA and EC are supported)", "unsupported-key", Says, nil},
	{0x3C00, []string{"PK_PASSWORD_REQUIRED"}, "", "passphrase-needed", Says, nil},
	{0x3B80, []string{"PK_PASSWORD_MISMATCH"}, "", "wrong-passphrase", Says, nil},
	{0x3B00, []string{"PK_INVALID_PUBKEY"}, "PK - The pubkey tag or value is invalid", "malformed-certificate", Hints, []string{"wrong-format"}},
	{0x3A80, []string{"PK_INVALID_ALG"}, "PK - The algorithm tag or value is invalid", "malformed-certificate", Hints, []string{"unsupported-key"}},
	{0x3A00, []string{"PK_UNKNOWN_NAMED_CURVE"}, "PK - Elliptic curve is unsupported", "unsupported-key", Says, nil},
	{0x3980, []string{"PK_FEATURE_UNAVAILABLE"}, "PK - Unavailable feature, e.g. RSA disabled for RSA key", "unsupported-key", Says, nil},
	{0x3900, []string{"PK_SIG_LEN_MISMATCH"}, "PK - The buffer contains a valid signature followed by more data", "handshake-signature-invalid", Hints, nil},
	{0x1080, []string{"PEM_NO_HEADER_FOOTER_PRESENT"}, "", "pem-malformed", Says, []string{"wrong-format"}},
	{0x1100, []string{"PEM_INVALID_DATA"}, "PEM - PEM string is not as expected", "pem-malformed", Says, nil},
	{0x1180, []string{"PEM_ALLOC_FAILED"}, "PEM - Failed to allocate memory", "resource-exhausted", Says, nil},
	{0x1200, []string{"PEM_INVALID_ENC_IV"}, "PEM - RSA IV is not in hex-format", "pem-malformed", Says, nil},
	{0x1280, []string{"PEM_UNKNOWN_ENC_ALG"}, "PEM - Unsupported key encryption algorithm", "unsupported-key", Says, nil},
	{0x1300, []string{"PEM_PASSWORD_REQUIRED"}, "PEM - Private key password can't be empty", "passphrase-needed", Says, nil},
	{0x1380, []string{"PEM_PASSWORD_MISMATCH"}, "PEM - Given private key password does not allow for correct decryption", "wrong-passphrase", Says, nil},
	{0x1400, []string{"PEM_FEATURE_UNAVAILABLE"}, "PEM - Unavailable feature, e.g. hashing/encryption combination", "unsupported-key", Says, nil},
	{0x1480, []string{"PEM_BAD_INPUT_DATA"}, "PEM - Bad input parameters to function", "context-misuse", Hints, []string{"pem-malformed"}},
	{0x1E00, []string{"PKCS12_PASSWORD_MISMATCH"}, "PKCS12 - Given private key password does not allow for correct decryption", "wrong-passphrase", Says, nil},
	{0x1F00, []string{"PKCS12_FEATURE_UNAVAILABLE"}, "PKCS12 - Feature not available, e.g. unsupported encryption scheme", "unsupported-key", Says, nil},
	{0x2E00, []string{"PKCS5_PASSWORD_MISMATCH"}, "PKCS5 - Given private key password does not allow for correct decryption", "wrong-passphrase", Says, nil},
	{0x2E80, []string{"PKCS5_FEATURE_UNAVAILABLE"}, "PKCS5 - Requested encryption or digest alg not available", "unsupported-key", Says, nil},
	{0x4200, []string{"RSA_KEY_CHECK_FAILED"}, "RSA - Key failed to pass the validity check of the library", "key-mismatch", Hints, []string{"weak-key"}},
	{0x4280, []string{"RSA_PUBLIC_FAILED"}, "RSA - The public key operation failed", "handshake-signature-invalid", Hints, []string{"resource-exhausted"}},
	{0x4300, []string{"RSA_PRIVATE_FAILED"}, "RSA - The private key operation failed", "key-mismatch", Hints, []string{"resource-exhausted"}},
	{0x4380, []string{"RSA_VERIFY_FAILED"}, "RSA - The PKCS#1 verification failed", "handshake-signature-invalid", Hints, []string{"untrusted-issuer"}},
	{0x4F80, []string{"ECP_BAD_INPUT_DATA"}, "ECP - Bad input parameters to function", "handshake-refused", Hints, nil},
	{0x4E80, []string{"ECP_FEATURE_UNAVAILABLE"}, "ECP - The requested feature is not available, for example, the requested curve is not supported", "unsupported-key", Says, []string{"no-shared-cipher"}},
	{0x4E00, []string{"ECP_VERIFY_FAILED"}, "ECP - The signature is not valid", "handshake-signature-invalid", Hints, nil},
	{0x4D80, []string{"ECP_ALLOC_FAILED"}, "ECP - Memory allocation failed", "resource-exhausted", Says, nil},
	{0x4C80, []string{"ECP_INVALID_KEY"}, "ECP - Invalid private or public key", "unsupported-key", Hints, []string{"malformed-certificate"}},
	{0x6180, []string{"CIPHER_ALLOC_FAILED"}, "CIPHER - Failed to allocate memory", "resource-exhausted", Says, nil},
	{0x6300, []string{"CIPHER_AUTH_FAILED"}, "CIPHER - Authentication failed (for AEAD modes)", "corrupt-record", Says, nil},
	{0x5180, []string{"MD_ALLOC_FAILED"}, "MD - Failed to allocate memory", "resource-exhausted", Says, nil},
	{0x5080, []string{"MD_FEATURE_UNAVAILABLE"}, "MD - The selected feature is not available", "unsupported-key", Hints, []string{"weak-signature"}},
	{0x3400, []string{"DHM_ALLOC_FAILED"}, "DHM - Allocation of memory failed", "resource-exhausted", Says, nil},
	{0x006A, []string{"ASN1_ALLOC_FAILED"}, "ASN1 - Memory allocation failed", "resource-exhausted", Says, nil},
	{0x0060, []string{"ASN1_OUT_OF_DATA"}, "ASN1 - Out of data when parsing an ASN1 data structure", "malformed-certificate", Hints, []string{"pem-malformed", "wrong-format"}},
	{0x0062, []string{"ASN1_UNEXPECTED_TAG"}, "ASN1 - ASN1 tag was of an unexpected value", "malformed-certificate", Hints, []string{"wrong-format"}},
	{0x0064, []string{"ASN1_INVALID_LENGTH"}, "ASN1 - Error when trying to determine the length or invalid length", "malformed-certificate", Hints, nil},
	{0x0066, []string{"ASN1_LENGTH_MISMATCH"}, "ASN1 - Actual length differs from expected length", "malformed-certificate", Hints, nil},
	{0x0068, []string{"ASN1_INVALID_DATA"}, "ASN1 - Data is invalid", "malformed-certificate", Hints, nil},
	{0x002C, []string{"BASE64_INVALID_CHARACTER"}, "BASE64 - Invalid character in input", "pem-malformed", Says, nil},
	{0x0034, []string{"CTR_DRBG_ENTROPY_SOURCE_FAILED"}, "CTR_DRBG - The entropy source failed", "resource-exhausted", Hints, []string{"context-misuse"}},
	{0x0042, []string{"NET_SOCKET_FAILED"}, "NET - Failed to open a socket", "resource-exhausted", Hints, []string{"network-unreachable"}},
	{0x004C, []string{"NET_RECV_FAILED"}, "NET - Reading information from the socket failed", "connection-reset", Hints, []string{"closed-early"}},
	{0x004E, []string{"NET_SEND_FAILED"}, "NET - Sending information through the socket failed", "connection-reset", Hints, []string{"closed-early"}},
}

// espErrors are the errors of ESP-IDF's esp-tls (esp_tls_errors.h), which
// stand in front of Mbed TLS's own.
var espErrors = []struct {
	number       int
	name         string
	code         string
	alternatives []string
}{
	{0x8001, "ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME", "dns-failure", nil},
	{0x8002, "ESP_ERR_ESP_TLS_CANNOT_CREATE_SOCKET", "resource-exhausted", []string{"network-unreachable"}},
	{0x8003, "ESP_ERR_ESP_TLS_UNSUPPORTED_PROTOCOL_FAMILY", "network-unreachable", nil},
	{0x8004, "ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST", "connection-refused", []string{"connect-timeout", "network-unreachable"}},
	{0x8006, "ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT", "connect-timeout", []string{"handshake-timeout"}},
	{0x8008, "ESP_ERR_ESP_TLS_TCP_CLOSED_FIN", "closed-early", []string{"idle-timeout", "truncated-close"}},
	{0x8010, "ESP_ERR_MBEDTLS_CERT_PARTLY_OK", "malformed-certificate", []string{"pem-malformed"}},
	{0x8014, "ESP_ERR_MBEDTLS_SSL_CONF_ALPN_PROTOCOLS_FAILED", "alpn-mismatch", []string{"context-misuse"}},
	{0x8015, "ESP_ERR_MBEDTLS_X509_CRT_PARSE_FAILED", "malformed-certificate", []string{"pem-malformed", "wrong-format"}},
	{0x8016, "ESP_ERR_MBEDTLS_SSL_CONF_OWN_CERT_FAILED", "key-mismatch", []string{"malformed-certificate", "resource-exhausted"}},
	{0x8017, "ESP_ERR_MBEDTLS_SSL_SETUP_FAILED", "resource-exhausted", []string{"context-misuse"}},
	{0x8018, "ESP_ERR_MBEDTLS_SSL_WRITE_FAILED", "connection-reset", []string{"closed-early"}},
	{0x8019, "ESP_ERR_MBEDTLS_PK_PARSE_KEY_FAILED", "wrong-format", []string{"pem-malformed", "wrong-passphrase", "unsupported-key"}},
	{0x801A, "ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED", "handshake-refused", []string{"untrusted-issuer", "closed-early", "resource-exhausted"}},
	{0x8033, "ESP_ERR_WOLFSSL_CERT_VERIFY_SETUP_FAILED", "malformed-certificate", []string{"pem-malformed", "ca-file-unreadable"}},
	{0x8034, "ESP_ERR_WOLFSSL_KEY_VERIFY_SETUP_FAILED", "wrong-format", []string{"pem-malformed", "key-mismatch"}},
	{0x8035, "ESP_ERR_WOLFSSL_SSL_HANDSHAKE_FAILED", "handshake-refused", []string{"untrusted-issuer", "closed-early"}},
	{0x8037, "ESP_ERR_WOLFSSL_SSL_SETUP_FAILED", "resource-exhausted", []string{"context-misuse"}},
	{0x8038, "ESP_ERR_WOLFSSL_SSL_WRITE_FAILED", "connection-reset", []string{"closed-early"}},
}

// espForms gives them by name and number. The library's own number beside
// one tells more: both only wrap.
func espForms() (all []Phrase) {
	for _, e := range espErrors {
		p := Phrase{Code: e.code, Text: e.name, Tells: Wraps, Alternatives: e.alternatives, Source: "ESP-IDF, components/esp-tls/esp_tls_errors.h"}
		if connecting[e.code] {
			p.Tells = Hints // Mbed TLS did not come to speak
		}
		all = append(all, p)
		for _, form := range []string{"0x%x", "%d"} {
			p.Text, p.With = fmt.Sprintf(form, e.number), []string{aboutESP}
			all = append(all, p)
		}
	}
	return all
}

// verifyFlags are the bits of the verifier (mbedtls/x509.h), which ESP-IDF and
// others print as a number.
var verifyFlags = []struct {
	bits         int
	code         string
	alternatives []string
}{
	{0x1, "expired", []string{"wrong-clock"}}, {0x2, "revoked", nil}, {0x4, "hostname-mismatch", []string{"no-san"}},
	{0x8, "untrusted-issuer", []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}},
	{0xC, "untrusted-issuer", []string{"hostname-mismatch", "untrusted-root", "self-signed"}},
	{0x9, "untrusted-issuer", []string{"expired", "untrusted-root", "wrong-clock"}},
	{0x10, "revocation-unknown", nil}, {0x20, "revocation-unknown", nil}, {0x40, "client-cert-required", nil},
	{0x200, "not-yet-valid", []string{"wrong-clock"}}, {0x208, "not-yet-valid", []string{"wrong-clock", "untrusted-issuer"}},
	{0x400, "revocation-unknown", nil}, {0x800, "wrong-purpose", nil}, {0x1000, "wrong-purpose", nil}, {0x2000, "wrong-purpose", nil},
	{0x4000, "weak-signature", nil}, {0x8000, "weak-signature", []string{"unsupported-key"}}, {0x10000, "weak-key", nil},
}

func flagForms() (all []Phrase) {
	for _, f := range verifyFlags {
		for i, form := range []string{"esp_tls_flags=0x%x", "flags=0x%x", "flags: 0x%x", "flags 0x%x", "cert verify flags: %d", "verify_result=0x%x"} {
			p := Phrase{Code: f.code, Text: fmt.Sprintf(form, f.bits), Tells: Hints, Alternatives: f.alternatives, Source: "mbedtls/x509.h, MBEDTLS_X509_BADCERT_…: the verifier's flags"}
			if i > 0 {
				p.With = []string{aboutESP + "|verify|verification"}
			}
			all = append(all, p)
		}
	}
	return all
}
