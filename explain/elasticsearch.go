package explain

// elasticsearch holds what the Elastic and OpenSearch programs add to Java's,
// Go's and Node's words.
var elasticsearch = table{
	Ecosystem: "elasticsearch",
	Name:      "Elasticsearch, Logstash, Kibana",
	Marks:     []string{"elasticsearch", "Elasticsearch", "org.elasticsearch", "logstash", "Logstash", "kibana", "Kibana", "opensearch", "OpenSearch", "filebeat", "beats", "xpack", "fluentd"},
	Phrases: []Phrase{
		{Code: "server-cert-rejected", Text: "client did not trust this server's certificate, closing connection", Alternatives: []string{"untrusted-root"}, Source: "x-pack, SecurityTransportExceptionHandler and ...HttpServerTransport"},
		{Code: "client-cert-rejected", Text: "server certificate chain * is not trusted", Tells: Hints, Alternatives: []string{"untrusted-root"}, Source: "libs/ssl-config, DiagnosticTrustManager"},
		{Code: "untrusted-issuer", Text: "failed to establish trust with server at", Tells: Hints, Alternatives: []string{"untrusted-root", "hostname-mismatch", "self-signed", "missing-intermediate"}, Source: "libs/ssl-config, SslDiagnostics.java"},
		{Code: "client-cert-rejected", Text: "failed to establish trust with client at", Tells: Hints, Alternatives: []string{"untrusted-root"}, Source: "libs/ssl-config, SslDiagnostics.java"},
		{Code: "not-tls", Text: "received plaintext http traffic on an https channel, closing connection", Source: "x-pack, SecurityHttpExceptionHandler"},
		{Code: "not-tls", Text: "received plaintext traffic on an encrypted channel, closing connection", Source: "x-pack, SecurityTransportExceptionHandler"},
		{Code: "not-tls", Text: "This is not a HTTP port", Source: "elasticsearch, TcpTransport: invalid internal transport message format"},
		{Code: "file-not-found", Text: "failed to load SSL configuration [*] - cannot read configured PEM", Alternatives: []string{"permission-denied", "ca-file-unreadable"}, Source: "libs/ssl-config"},
		{Code: "ca-file-unreadable", Text: "cannot read configured PEM certificate_authorities", Alternatives: []string{"file-not-found", "permission-denied"}, Source: "libs/ssl-config"},
		{Code: "ca-file-unreadable", Text: "cannot read configured [*] keystore (as a truststore)", Alternatives: []string{"wrong-passphrase", "file-not-found"}, Source: "libs/ssl-config"},
		{Code: "wrong-passphrase", Text: "this is usually caused by an incorrect password", Source: "libs/ssl-config, KeyStoreUtil.java"},
		{Code: "key-missing", Text: "cannot load * key store because it does not contain a key", Source: "libs/ssl-config"},
		{Code: "untrusted-root", Text: "Error: unable to authenticate user [elastic] for REST request", With: []string{"certificate|PKIX"}, Tells: Hints, Alternatives: []string{"client-cert-rejected"}, Source: "x-pack"},
		{Code: "not-tls", Text: "received plaintext http traffic on an https channel", Source: "Elasticsearch, SecurityHttpExceptionHandler.java"},
		{Code: "not-tls", Text: "received plaintext traffic on an encrypted channel", Source: "Elasticsearch, SecurityTransportExceptionHandler.java"},
	},
}
