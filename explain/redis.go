package explain

// redis holds the words of Redis, redis-cli and hiredis.
var redis = table{
	Ecosystem: "redis",
	Name:      "Redis",
	Marks:     []string{"redis", "Redis", "redis-cli", "valkey", "hiredis", "ioredis", "tls-port"},
	Phrases: []Phrase{
		{Code: "server-cert-rejected", Text: "Error accepting a client connection: error:*:alert unknown ca", Alternatives: []string{"client-cert-rejected"}, Source: "src/tls.c"},
		{Code: "server-cert-rejected", Text: "Error accepting a client connection: error:*:alert certificate unknown", Alternatives: []string{"client-cert-rejected"}, Source: "src/tls.c"},
		{Code: "server-cert-rejected", Text: "Error accepting a client connection: error:*:alert bad certificate", Alternatives: []string{"client-cert-rejected"}, Source: "src/tls.c"},
		{Code: "client-cert-required", Text: "Error accepting a client connection: error:*:peer did not return a certificate", Source: "src/tls.c: tls-auth-clients"},
		{Code: "not-tls", Text: "Error accepting a client connection: error:*:wrong version number", Alternatives: []string{"protocol-version"}, Source: "src/tls.c: a client that speaks no TLS"},
		{Code: "handshake-refused", Text: "Error accepting a client connection", With: []string{"error:|redis|SSL|TLS"}, Tells: Wraps, Alternatives: []string{"not-tls", "server-cert-rejected"}, Source: "src/tls.c: OpenSSL's words follow"},
		{Code: "file-not-found", Text: "Failed to load certificate: * No such file", Source: "src/tls.c, createSSLContext"},
		{Code: "pem-malformed", Text: "Failed to load certificate:", Tells: Hints, Alternatives: []string{"file-not-found", "permission-denied"}, Source: "src/tls.c, createSSLContext"},
		{Code: "wrong-passphrase", Text: "Failed to load private key:", Tells: Hints, Alternatives: []string{"pem-malformed", "file-not-found", "permission-denied", "key-mismatch"}, Source: "src/tls.c, createSSLContext"},
		{Code: "key-mismatch", Text: "Failed to load private key: * key values mismatch", Source: "src/tls.c, createSSLContext"},
		{Code: "ca-file-unreadable", Text: "Failed to configure CA certificate(s) file/directory", Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "src/tls.c"},
		{Code: "ca-file-unreadable", Text: "Either tls-ca-cert-file or tls-ca-cert-dir must be specified when tls-cluster", Alternatives: []string{"context-misuse"}, Source: "src/tls.c"},
		{Code: "key-missing", Text: "No tls-cert-file configured", Source: "src/tls.c"},
		{Code: "key-missing", Text: "No tls-key-file configured", Source: "src/tls.c"},
		{Code: "handshake-refused", Text: "SSL_connect failed:", Tells: Wraps, Alternatives: []string{"untrusted-root"}, Source: "hiredis, ssl.c: OpenSSL's words follow"},
		{Code: "untrusted-issuer", Text: "SSL_connect failed: certificate verify failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "hiredis, ssl.c"},
		{Code: "not-tls", Text: `Error: Protocol error, got "\x15" as reply type byte`, Tells: Hints, Source: "redis-cli: plain text to a TLS port"},
		{Code: "not-tls", Text: `Protocol error, got "\x15"`, Tells: Hints, Source: "hiredis: plain text to a TLS port"},
		{Code: "closed-early", Text: "Could not negotiate a TLS connection", Alternatives: []string{"not-tls", "untrusted-root"}, Source: "redis-cli"},

		// Settings that do not fit.
		{Code: "ca-file-unreadable", Text: "Failed to configure CA certificate", Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "src/tls.c"},
		{Code: "no-shared-cipher", Text: "Failed to configure ciphers", Source: "src/tls.c"},
		{Code: "no-shared-cipher", Text: "Failed to configure ciphersuites", Source: "src/tls.c"},
		{Code: "weak-dh", Text: "Failed to read DH params file", Tells: Hints, Alternatives: []string{"file-not-found"}, Source: "src/tls.c"},
		{Code: "protocol-version", Text: "Invalid tls-protocols specified", Source: "src/tls.c"},
		{Code: "protocol-version", Text: "tls-protocols: no enabled protocol", Tells: Hints, Source: "src/tls.c"},
		{Code: "key-missing", Text: "No tls-cert-file configured!", Tells: Hints, Alternatives: []string{"file-not-found"}, Source: "src/tls.c"},
		{Code: "handshake-refused", Text: "Failed to configure TLS. Check logs for more info", Tells: Wraps, Alternatives: []string{"file-not-found", "key-mismatch", "ca-file-unreadable"}, Source: "src/tls.c"},
		{Code: "handshake-refused", Text: "Failed to configure TLS", With: []string{"redis|tls-port|tls-cert-file"}, Tells: Wraps, Alternatives: []string{"file-not-found", "key-mismatch"}, Source: "src/tls.c"},
	},
}
