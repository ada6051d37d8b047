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

	// OpenSSL's files and sockets, BoringSSL by number, and wrappers with their cause.
	{"Unhandled exception. Interop+Crypto+OpenSslCryptographicException: error:10000080:BIO routines::no such file", "file-not-found"},
	{"Interop+Crypto+OpenSslCryptographicException: error:10080002:BIO routines::system lib", "permission-denied"},
	{"error:07000071:configuration file routines::unknown module name", "openssl-mismatch"},
	{"the service stopped with error:8000000D", "permission-denied"},
	{"upstream connect error or disconnect/reset before headers. transport failure reason: TLS error: 268436526:SSL routines:OPENSSL_int", "protocol-version"},
	{"TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VER", "untrusted-issuer"},
	{"Error: Unable to load server key file \"/etc/m/k.pem\". Check keyfile.\nOpenSSL Error[0]: error:80000002:system library::No such file or directory", "file-not-found"},
	{"AH02577: Init: Private key not found\nSSL Library Error: error:0D0680A8:asn1 encoding routines:ASN1_CHECK_TLEN:wrong tag", "wrong-format"},
	{"could not accept SSL connection: EOF", "closed-early"},
	{"SMTP Error: Could not connect to SMTP host. Peer certificate CN=mx.shop.test' did not match expected CN=smtp.shop.test'", "hostname-mismatch"},
	{`{options,{certfile,"/etc/rabbitmq/c.pem",{error,eacces}}}`, "permission-denied"},
	{"Cannot connect to host api.shop.test:443 ssl:default [Temporary failure in name resolution]", "dns-failure"},
	{"warning: spurious network error (2 tries remaining): [6] Couldn't resolve host name (Could not resolve host: index.crates.io)", "dns-failure"},
	{"Post https://git.shop.test/api/v4/jobs/request: EOF", "closed-early"},

	// Mail, VPN, tokens, version control, checkers.
	{"250 HELP\nThe SMTP server does not offer STARTTLS", "starttls-unavailable"},
	{"Server certificate verify failed: signer not found", "untrusted-issuer"},
	{"ERROR:  Gateway certificate validation failed, and the certificate digest is not in the local whitelist.", "untrusted-issuer"},
	{"sun.security.pkcs11.wrapper.PKCS11Exception: CKR_PIN_INCORRECT", "wrong-passphrase"},
	{"verify_certificate() failed: check_for_revocation() failed: verify_crl() failed", "revocation-unknown"},
	{"Error validating server certificate for 'https://svn.shop.test:443':\n - The certificate hostname does not match.", "hostname-mismatch"},
	{"abort: unable to verify security of hg.shop.test (no loaded CA certificates); refusing to connect", "no-trust-store"},
	{"425 Unable to build data connection: TLS session of data connection not resumed.", "resumption-broken"},
	{"GnuTLS error -110 in gnutls_record_recv: The TLS connection was non-properly terminated.", "truncated-close"},
	{"SSL_CERT CRITICAL shop.test:443: certificate element 2 is revoked by the CRL", "revoked"},
	{"Certificate Revocation List (CRL): Version 2 (0x1) Next Update: Jun 1 2030 GMT No Revoked Certificates.", ""},

	// Single programs.
	{"wget: TLS error from peer (alert code 70): protocol version", "protocol-version"},
	{"WinRM cannot complete the operation. The SSL certificate is signed by an unknown certificate authority.", "untrusted-root"},
	{"WARNING: Ignoring https://dl.shop.test/alpine/v3.19/main: Permission denied", "untrusted-issuer"},
	{"ERROR: The hostname used for this connection (10.0.0.9:3389) does not match any of the names given in the certificate", "hostname-mismatch"},
	{"Certificate shop.pem purpose does not allow use with a TLS server", "wrong-purpose"},
	{"* Are you sure this is a SSL capable server and port?", "not-tls"},
	{"Code: 210. DB::NetException: SSL connection unexpectedly closed (db.shop.test:9440). (NETWORK_ERROR)", "closed-early"},
	{"TLS Server error: { message: 'Could not decrypt record or bad MAC.' }", "corrupt-record"},
	{"WARNING: UNPROTECTED PRIVATE KEY FILE! Permissions 0644 for '/home/a/.ssh/id_ed25519' are too open.", ""},
}

func TestFamilies(t *testing.T) {
	for _, f := range families {
		if a := Text(f.text); a.Code != f.code {
			t.Errorf("%q: %q by %q, want %q", f.text, a.Code, a.Matched, f.code)
		}
	}
}
