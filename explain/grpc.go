package explain

// grpc holds what gRPC adds in Go, C++ and the languages on it, and Java.
var grpc = table{
	Ecosystem: "grpc",
	Name:      "gRPC",
	Marks:     []string{"grpc", "rpc error: code = Unavailable", "StatusRuntimeException", "ssl_transport_security", "subchannel", "StatusCode.UNAVAILABLE", "transport: authentication handshake failed", "connection desc", "tonic"},
	Phrases: []Phrase{
		{Code: "untrusted-root", Text: "transport: authentication handshake failed: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "grpc-go, internal/transport/http2_client.go"},
		{Code: "untrusted-root", Text: "transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "grpc-go, internal/transport/http2_client.go"},
		{Code: "not-tls", Text: "transport: authentication handshake failed: tls: first record does not look like a TLS handshake", Source: "grpc-go, internal/transport/http2_client.go"},
		{Code: "handshake-timeout", Text: "transport: authentication handshake failed: context deadline exceeded", Source: "grpc-go, internal/transport/http2_client.go"},
		{Code: "closed-early", Text: "transport: authentication handshake failed: EOF", Alternatives: []string{"connection-reset"}, Source: "grpc-go"},
		{Code: "hostname-mismatch", Text: "transport: authentication handshake failed: x509: certificate is valid for", Source: "grpc-go"},
		{Code: "client-cert-required", Text: "transport: authentication handshake failed: remote error: tls: bad certificate", Tells: Hints, Alternatives: []string{"client-cert-rejected"}, Source: "grpc-go"},
		{Code: "not-tls", Text: "error reading server preface: http2: frame too large", Alternatives: []string{"alpn-mismatch"}, Source: "grpc-go: the peer does not speak HTTP/2, often TLS behind plain text"},
		{Code: "closed-early", Text: "error reading server preface: EOF", Alternatives: []string{"not-tls", "alpn-mismatch"}, Source: "grpc-go"},
		{Code: "connection-refused", Text: "transport: Error while dialing", Tells: Hints, Alternatives: []string{"connect-timeout", "dns-failure"}, Source: "grpc-go, internal/transport/http2_client.go"},
		{Code: "alpn-mismatch", Text: "credentials: cannot check peer: missing selected ALPN property", Source: "grpc-go, credentials/tls.go"},
		{Code: "context-misuse", Text: "grpc: no transport security set", Source: "grpc-go, clientconn.go, errNoTransportSecurity"},
		{Code: "context-misuse", Text: "no transport security set (use grpc.WithTransportCredentials", Source: "grpc-go, clientconn.go"},
		{Code: "handshake-refused", Text: "Handshake failed with fatal error SSL_ERROR_SSL", Tells: Wraps, Alternatives: []string{"missing-intermediate", "untrusted-issuer", "self-signed", "expired", "hostname-mismatch"}, Source: "grpc core, tsi/ssl_transport_security.cc: BoringSSL's words follow"},
		{Code: "not-tls", Text: "Handshake failed with fatal error SSL_ERROR_SSL: * WRONG_VERSION_NUMBER", Source: "grpc core, tsi/ssl_transport_security.cc"},
		{Code: "untrusted-issuer", Text: "Handshake failed with fatal error SSL_ERROR_SSL: * CERTIFICATE_VERIFY_FAILED", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "expired", "hostname-mismatch"}, Source: "grpc core, tsi/ssl_transport_security.cc"},
		{Code: "no-trust-store", Text: "Could not get default pem root certs", Alternatives: []string{"ca-file-unreadable"}, Source: "grpc core, security_connector/ssl_utils.cc"},
		{Code: "hostname-mismatch", Text: "Peer name * is not in peer certificate", Alternatives: []string{"no-san"}, Source: "grpc core, security_connector/ssl_utils.cc"},
		{Code: "pem-malformed", Text: "Invalid cert chain file", Alternatives: []string{"wrong-format"}, Source: "grpc core, tsi/ssl_transport_security.cc"},
		{Code: "pem-malformed", Text: "Invalid private key", With: []string{"ssl_transport_security|grpc"}, Alternatives: []string{"key-mismatch"}, Source: "grpc core, tsi/ssl_transport_security.cc"},
		{Code: "alpn-mismatch", Text: "Cannot check peer: missing selected ALPN property", Source: "grpc core, security_connector"},
		{Code: "alpn-mismatch", Text: "No ALPN protocol", With: []string{"h2|grpc|tonic|http2"}, Alternatives: []string{"not-tls"}, Source: "tonic and others"},

		// As others quote it, cut off.
		{Code: "alpn-mismatch", Text: "missing selected ALPN property", Alternatives: []string{"not-tls"}, Source: "grpc-go, credentials/tls.go"},
	},
}
