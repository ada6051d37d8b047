package explain

// dovecot holds what Dovecot logs.
var dovecot = table{
	Ecosystem: "dovecot",
	Name:      "Dovecot",
	Marks:     []string{"dovecot", "imap-login", "pop3-login", "submission-login", "ssl_cert", "ssl_key", "managesieve-login"},
	Phrases: []Phrase{
		{Code: "server-cert-rejected", Text: "TLS handshaking: SSL_accept() failed: error:*:alert unknown ca", Alternatives: []string{"client-cert-rejected", "untrusted-root"}, Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "server-cert-rejected", Text: "TLS handshaking: SSL_accept() failed: error:*:alert certificate unknown", Alternatives: []string{"client-cert-rejected", "untrusted-root"}, Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "server-cert-rejected", Text: "TLS handshaking: SSL_accept() failed: error:*:alert bad certificate", Alternatives: []string{"client-cert-rejected", "untrusted-root"}, Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "no-shared-cipher", Text: "TLS handshaking: SSL_accept() failed: error:*:no shared cipher", Alternatives: []string{"protocol-version"}, Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "protocol-version", Text: "TLS handshaking: SSL_accept() failed: error:*:unsupported protocol", Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "not-tls", Text: "TLS handshaking: SSL_accept() failed: error:*:wrong version number", Alternatives: []string{"protocol-version"}, Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "not-tls", Text: "TLS handshaking: SSL_accept() failed: error:*:http request", Source: "src/lib-ssl-iostream/iostream-openssl.c"},
		{Code: "closed-early", Text: "TLS handshaking: Disconnected", Source: "src/login-common"},
		{Code: "closed-early", Text: "TLS: Disconnected", With: []string{"imap-login|pop3-login|dovecot"}, Source: "src/login-common"},
		{Code: "connection-reset", Text: "TLS handshaking: * Connection reset by peer", Source: "src/login-common"},
		{Code: "handshake-refused", Text: "TLS handshaking: SSL_accept() failed", Tells: Wraps, Alternatives: []string{"server-cert-rejected", "protocol-version"}, Source: "src/lib-ssl-iostream/iostream-openssl.c: OpenSSL's words follow"},
		{Code: "key-mismatch", Text: "Couldn't initialize SSL server context: * key values mismatch", Source: "src/lib-ssl-iostream"},
		{Code: "key-mismatch", Text: "Key is for a different cert than ssl_cert", Source: "src/lib-ssl-iostream/iostream-openssl-context.c"},
		{Code: "pem-malformed", Text: "Can't load SSL certificate", Alternatives: []string{"wrong-format", "file-not-found"}, Source: "src/lib-ssl-iostream/iostream-openssl-context.c"},
		{Code: "wrong-passphrase", Text: "Can't load private ssl_key: Key is for", Source: "src/lib-ssl-iostream"},
		{Code: "pem-malformed", Text: "Can't load private ssl_key", Alternatives: []string{"wrong-passphrase", "key-mismatch", "wrong-format"}, Source: "src/lib-ssl-iostream/iostream-openssl-context.c"},
		{Code: "pem-malformed", Text: "The file contains no certificate", With: []string{"ssl_cert|SSL|dovecot"}, Alternatives: []string{"wrong-format"}, Source: "src/lib-ssl-iostream"},
		{Code: "file-not-found", Text: "ssl_cert: Can't open file", Alternatives: []string{"permission-denied"}, Source: "src/lib-master/master-service-settings.c"},
		{Code: "file-not-found", Text: "ssl_key: Can't open file", Alternatives: []string{"permission-denied"}, Source: "src/lib-master"},
		{Code: "untrusted-issuer", Text: "Received invalid SSL certificate", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "src/lib-ssl-iostream/iostream-openssl.c: OpenSSL's words follow"},
		{Code: "client-cert-required", Text: "Client didn't present valid SSL certificate", Alternatives: []string{"client-cert-rejected"}, Source: "src/login-common"},
	},
}
