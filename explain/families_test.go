package explain

import "testing"

// Whole families of errors, in the notations in which programs print them.
var families = []struct{ text, code string }{
	// NSS.
	{"TLS error -8179:Peer's Certificate issuer is not recognized.", "untrusted-issuer"},
	{"[error] SSL Library Error: -12195 Peer does not recognize and trust the CA that issued your certificate", "client-cert-rejected"},
	{"certutil: SEC_ERROR_BAD_PASSWORD: The security password entered is incorrect.", "wrong-passphrase"},
	{"pk12util: PKCS12 decode not verified: SEC_ERROR_PKCS12_INVALID_MAC: Unable to import. Invalid MAC. Incorrect password or corrupt file.", "wrong-passphrase"},
	{"NSS error -12173", "weak-dh"},

	// wolfSSL, Mbed TLS and ESP-IDF.
	{"wolfSSL_connect failed: error -166", "key-mismatch"},
	{"SSL_connect failed with error -162: ASN no PEM Header Error", "pem-malformed"},
	{"E (8123) esp-tls-mbedtls: mbedtls_x509_crt_parse returned -0x21e6", "malformed-certificate"},
	{"mbedtls_pk_parse_key returned -15728", "wrong-format"}, // -0x3D70 is no sum: the function alone answers
	{"Last error reported from esp-tls: 0x8006", "connect-timeout"},
	{"esp_tls_code=0x2700 esp_tls_flags=0x4", "hostname-mismatch"},

	// GnuTLS.
	{"GnuTLS error -344", "alpn-mismatch"},
	{"gnutls_handshake: GNUTLS_E_KEY_USAGE_VIOLATION", "wrong-purpose"},
	{"TLS: peer cert untrusted or revoked (0x402)", "expired"},

	// OpenSSL by number, and reasons of plain words.
	{"warning: TLS library problem: error:0A000102", "protocol-version"},
	{"handshake failed: 336134278", "untrusted-issuer"},
	{"Verify return code: 23", "revoked"},
	{"error:0A000120:SSL routines::private key mismatch", "key-mismatch"},
	{"error:0607907F:digital envelope routines:EVP_PKEY_get0_RSA:expecting an rsa key", "unsupported-key"},

	// curl.
	{"download failed: curl exit code 77", "ca-file-unreadable"},
	{"Please refer to https://curl.haxx.se/libcurl/c/libcurl-errors.html for error code: 91", "staple-invalid"},
	{"curl: (56) OpenSSL SSL_read: SSL_ERROR_SYSCALL, errno 60", "connect-timeout"},
	{"LibreSSL SSL_read: SSL_ERROR_SYSCALL, errno 54", "connection-reset"},

	// Windows and macOS.
	{"InitializeSecurityContext failed: 0x80090367", "alpn-mismatch"},
	{"WinHttpSendRequest: 12186", "permission-denied"},
	{"HRESULT -2146762479", "untrusted-root"},
	{"Trust evaluate failure: [leaf AnchorTrusted]", "untrusted-root"},
	{"Trust evaluate failure: [leaf SSLHostname TemporalValidity]", "hostname-mismatch"},
	{"SSLHandshake: OSStatus -9858", "handshake-refused"},

	// Qt and Boost.Asio.
	{"SSL errors: (QSslError::OcspResponseExpired)", "staple-invalid"},
	{"qt.network.ssl: QSslSocket: cannot call unresolved function SSL_get_error", "openssl-mismatch"},
	{"async_shutdown: asio.ssl.stream:1 (stream truncated)", "truncated-close"},

	// Other languages.
	{"FEHLER: Dem Zertifikat von »shop.test« wird nicht vertraut.", "untrusted-root"},
	{"  无法本地校验颁发者的权限。", "untrusted-issuer"},
	{"curl -v https://shop.test: Соединение разорвано другой стороной", "connection-reset"},
	{"ssh: Соединение разорвано другой стороной", ""},
}

func TestFamilies(t *testing.T) {
	for _, f := range families {
		if a := Text(f.text); a.Code != f.code {
			t.Errorf("%q: %q by %q, want %q", f.text, a.Code, a.Matched, f.code)
		}
	}
}
