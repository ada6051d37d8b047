package explain

// kafka holds the words of Apache Kafka's clients and brokers, around Java's,
// and of librdkafka, around OpenSSL's.
var kafka = table{
	Ecosystem: "kafka",
	Name:      "Kafka",
	Marks:     []string{"kafka", "Kafka", "librdkafka", "rdkafka", "org.apache.kafka", "ssl.truststore", "bootstrap.servers", "NetworkClient", "confluent"},
	Phrases: []Phrase{
		{Code: "handshake-refused", Text: "failed authentication due to: SSL handshake failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "client-cert-required"}, Source: "clients, NetworkClient.java: Java's words stand below"},
		{Code: "handshake-refused", Text: "SslAuthenticationException: SSL handshake failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "client-cert-required"}, Source: "clients, SslTransportLayer.java"},
		{Code: "not-tls", Text: "Bootstrap broker * disconnected", With: []string{"SSL|TLS|ssl"}, Tells: Hints, Alternatives: []string{"connection-refused"}, Source: "clients, NetworkClient.java: often plain text to a TLS port"},
		{Code: "not-tls", Text: "java.lang.OutOfMemoryError: Java heap space * NetworkReceive", Source: "clients: plain text to a TLS port, the record's header read as a length"},
		{Code: "not-tls", Text: "InvalidReceiveException: Invalid receive (size =", Tells: Hints, Source: "clients, NetworkReceive.java: TLS bytes, read as a length"},
		{Code: "not-tls", Text: "Invalid receive (size = 369295616", Tells: Hints, Source: "brokers, NetworkReceive.java: a ClientHello, read as a length"},
		{Code: "ca-file-unreadable", Text: "Failed to load SSL keystore", Alternatives: []string{"file-not-found", "wrong-passphrase", "wrong-format"}, Source: "clients, DefaultSslEngineFactory.java"},
		{Code: "wrong-passphrase", Text: "Failed to load SSL keystore * password was incorrect", Source: "clients, DefaultSslEngineFactory.java"},
		{Code: "file-not-found", Text: "Failed to load SSL keystore * NoSuchFileException", Alternatives: []string{"ca-file-unreadable"}, Source: "clients, DefaultSslEngineFactory.java"},
		{Code: "context-misuse", Text: "SSL trust store is not specified, but trust store password is specified", Source: "clients, DefaultSslEngineFactory.java"},
		{Code: "context-misuse", Text: "SSL key store is not specified, but key store password is specified", Source: "clients, DefaultSslEngineFactory.java"},
		{Code: "untrusted-issuer", Text: "SSL handshake failed: error:*:certificate verify failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "untrusted-issuer", Text: "broker certificate could not be verified, verify that ssl.ca.location is correctly configured or root CA certificates are installed", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store", "hostname-mismatch"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "not-tls", Text: "SSL handshake failed: * connecting to a PLAINTEXT broker listener?", Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "not-tls", Text: "connecting to a PLAINTEXT broker listener?", Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "client-cert-required", Text: "client SSL authentication might be required (see ssl.key.location and ssl.certificate.location and consult the broker logs for more information)", Alternatives: []string{"closed-early"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "client-cert-required", Text: "client SSL authentication might be required", Alternatives: []string{"closed-early"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "closed-early", Text: "SSL handshake failed: Disconnected", Alternatives: []string{"client-cert-required"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "not-tls", Text: "connecting to a SSL listener?", Source: "librdkafka, rdkafka_request.c: ApiVersionRequest failed"},
		{Code: "ca-file-unreadable", Text: "ssl.ca.location failed", Alternatives: []string{"file-not-found"}, Source: "librdkafka, rdkafka_ssl.c"},
		{Code: "wrong-passphrase", Text: "ssl.keystore.location failed", Alternatives: []string{"file-not-found"}, Source: "librdkafka"},
	},
}
