package explain

// mongodb holds the words of the server and of its drivers.
var mongodb = table{
	Ecosystem: "mongodb",
	Name:      "MongoDB",
	Marks:     []string{"mongodb", "MongoDB", "mongod", "mongosh", "MongoServerSelectionError", "pymongo", "ServerSelectionTimeoutError", "MongoNetworkError", "net.ssl", "net.tls"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "SSL peer certificate validation failed", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "src/mongo/util/net/ssl_manager_openssl.cpp: OpenSSL's words follow"},
		{Code: "hostname-mismatch", Text: "The server certificate does not match the host name", Alternatives: []string{"no-san"}, Source: "src/mongo/util/net/ssl_manager.cpp"},
		{Code: "hostname-mismatch", Text: "The server certificate does not match the remote host name", Alternatives: []string{"no-san"}, Source: "src/mongo/util/net/ssl_manager.cpp"},
		{Code: "client-cert-required", Text: "no SSL certificate provided by peer; connection rejected", Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "client-cert-required", Text: "no SSL certificate provided by peer", Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "not-tls", Text: "SSLHandshakeFailed: The server is configured to only allow SSL connections", Source: "src/mongo/transport/asio_session_impl.h"},
		{Code: "not-tls", Text: "The server is configured to only allow SSL connections", Source: "src/mongo/transport"},
		{Code: "closed-early", Text: "server selection error: server selection timeout * socket was unexpectedly closed: EOF", Tells: Hints, Alternatives: []string{"untrusted-root", "connection-reset"}, Source: "mongo-go-driver"},
		{Code: "wrong-format", Text: "cannot read PEM key file", Alternatives: []string{"pem-malformed", "file-not-found"}, Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "wrong-format", Text: "Can not set up PEM key file", Alternatives: []string{"pem-malformed", "file-not-found"}, Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "wrong-passphrase", Text: "cannot read PEM key file: * bad decrypt", Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "key-mismatch", Text: "SSL_CTX_use_PrivateKey failed * key values mismatch", Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "ca-file-unreadable", Text: "cannot read certificate authority file", Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "src/mongo/util/net/ssl_manager_openssl.cpp"},
		{Code: "verification-disabled", Text: "While invalid X509 certificates may be used to connect to this server", Source: "src/mongo/db/startup_warnings_common.cpp"},
		{Code: "connect-timeout", Text: "ServerSelectionTimeoutError: * timed out", Tells: Hints, Alternatives: []string{"handshake-timeout", "dns-failure"}, Source: "pymongo"},
		{Code: "connection-refused", Text: "MongoServerSelectionError: connect ECONNREFUSED", Tells: Hints, Source: "Node driver"},
	},
}
