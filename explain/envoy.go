package explain

// envoy holds what Envoy says of a failed upstream or downstream handshake,
// around BoringSSL's names, and what Istio adds.
var envoy = table{
	Ecosystem: "envoy",
	Name:      "Envoy, Istio",
	Marks:     []string{"upstream connect error", "TLS_error", "transport failure reason", "envoy", "istio", "Istio", "OPENSSL_internal", "UF,URX", "filter_chain_not_found", "pilot", "istiod", "delayed connect error"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "CERTIFICATE_VERIFY_FAILED", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "source/extensions/transport_sockets/tls/ssl_socket.cc, with BoringSSL's name"},
		{Code: "untrusted-issuer", Text: "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED", Tells: Hints, Alternatives: []string{"untrusted-root", "hostname-mismatch", "missing-intermediate", "expired"}, Source: "source/common/tls/ssl_socket.cc, drainErrorQueue"},
		{Code: "not-tls", Text: "TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER", Alternatives: []string{"protocol-version"}, Source: "source/common/tls/ssl_socket.cc"},
		{Code: "hostname-mismatch", Text: "verify SAN list", Source: "source/common/tls/cert_validator/default_validator.cc"},
		{Code: "hostname-mismatch", Text: "verify cert failed: SAN matcher", Source: "source/common/tls/cert_validator/default_validator.cc"},
		{Code: "untrusted-issuer", Text: "verify cert failed: X509_verify_cert: certificate verification error at depth", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "source/common/tls/cert_validator/default_validator.cc: OpenSSL's words follow"},
		{Code: "pin-mismatch", Text: "verify cert failed: cert hash and spki", Source: "source/common/tls/cert_validator/default_validator.cc"},
		{Code: "client-cert-required", Text: "PEER_DID_NOT_RETURN_A_CERTIFICATE", Source: "BoringSSL's name"},
		{Code: "client-cert-rejected", Text: "TLSV1_ALERT_UNKNOWN_CA", Alternatives: []string{"server-cert-rejected", "untrusted-root"}, Source: "BoringSSL's name"},
		{Code: "client-cert-rejected", Text: "TLSV1_ALERT_CERTIFICATE_UNKNOWN", Alternatives: []string{"server-cert-rejected", "untrusted-root"}, Source: "BoringSSL's name"},
		{Code: "client-cert-required", Text: "TLSV1_ALERT_CERTIFICATE_REQUIRED", Source: "BoringSSL's name"},
		{Code: "handshake-refused", Text: "upstream connect error or disconnect/reset before headers. * TLS error", Tells: Wraps, Alternatives: []string{"untrusted-root", "not-tls"}, Source: "source/common/http/utility.cc"},
		{Code: "connection-refused", Text: "upstream connect error or disconnect/reset before headers. * Connection refused", Tells: Hints, Source: "source/common/http/utility.cc"},
		{Code: "connect-timeout", Text: "upstream connect error or disconnect/reset before headers. * connection timeout", Tells: Hints, Source: "source/common/http/utility.cc"},
		{Code: "connection-refused", Text: "upstream connect error or disconnect/reset before headers", Tells: Wraps, Alternatives: []string{"connection-reset", "not-tls", "connect-timeout"}, Source: "source/common/http/utility.cc"},
		{Code: "pem-malformed", Text: "Failed to load certificate chain from", Alternatives: []string{"file-not-found", "wrong-format"}, Source: "source/common/tls/context_impl.cc"},
		{Code: "key-mismatch", Text: "Failed to load private key from *, Cause: error:*:KEY_VALUES_MISMATCH", Source: "source/common/tls/context_impl.cc"},
		{Code: "wrong-passphrase", Text: "Failed to load private key from", Alternatives: []string{"pem-malformed", "key-mismatch", "wrong-format"}, Source: "source/common/tls/context_impl.cc"},
		{Code: "ca-file-unreadable", Text: "Failed to load trusted CA certificates from", Alternatives: []string{"pem-malformed", "file-not-found"}, Source: "source/common/tls/cert_validator/default_validator.cc"},
		{Code: "alpn-mismatch", Text: "filter_chain_not_found", Alternatives: []string{"sni-unrecognized", "not-tls"}, Source: "source/server/active_tcp_listener.cc"},
		{Code: "staple-invalid", Text: "OCSP response does not match its TLS certificate", Source: "source/common/tls/server_context_impl.cc"},
		{Code: "staple-missing", Text: "Required OCSP response is missing", Source: "source/common/tls"},
		{Code: "connection-refused", Text: "delayed connect error: 111", Source: "source/common/network/connection_impl.cc: errno of Linux"},
		{Code: "connect-timeout", Text: "delayed connect error: 110", Source: "source/common/network/connection_impl.cc: errno of Linux"},
		{Code: "network-unreachable", Text: "delayed connect error: 113", Source: "source/common/network/connection_impl.cc: errno of Linux"},
		{Code: "connection-reset", Text: "delayed connect error: 104", Source: "source/common/network/connection_impl.cc: errno of Linux"},

		// Secrets that have not come, and resets.
		{Code: "key-missing", Text: "Secret is not supplied by SDS", Tells: Hints, Alternatives: []string{"file-not-found", "ca-file-unreadable"}, Source: "source/common/tls/ssl_socket.cc, NotReadySslSocket"},
		{Code: "connection-reset", Text: "TLS_error:*:Connection reset by peer", Alternatives: []string{"closed-early"}, Source: "source/common/tls/ssl_socket.cc"},
		{Code: "dns-failure", Text: "dns_resolution_failure", Tells: Hints, Source: "source/extensions/clusters, response code details"},
	},
}
