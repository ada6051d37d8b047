package explain

// mqtt holds the words of Mosquitto and its clients, and of the clients of
// small devices.
var mqtt = table{
	Ecosystem: "mqtt",
	Name:      "MQTT",
	Marks:     []string{"mosquitto", "mqtt", "MQTT", "paho", "Paho", "emqx", "hivemq", "esp-tls", "PubSubClient", "aws_iot"},
	Phrases: []Phrase{
		{Code: "handshake-refused", Text: "Client * disconnected: Protocol error", Tells: Wraps, Alternatives: []string{"not-tls"}, Source: "mosquitto, src/handle"},
		{Code: "server-cert-rejected", Text: "OpenSSL Error[0]: error:*:alert unknown ca", Alternatives: []string{"client-cert-rejected", "untrusted-root"}, Source: "mosquitto, lib/net_mosq.c, net__print_ssl_error: the broker's log"},
		{Code: "server-cert-rejected", Text: "OpenSSL Error: error:*:alert unknown ca", Alternatives: []string{"client-cert-rejected", "untrusted-root"}, Source: "mosquitto 1, lib/net_mosq.c"},
		{Code: "server-cert-rejected", Text: "OpenSSL Error[0]: error:*:alert certificate unknown", Alternatives: []string{"client-cert-rejected"}, Source: "mosquitto, lib/net_mosq.c"},
		{Code: "client-cert-required", Text: "OpenSSL Error[0]: error:*:peer did not return a certificate", Source: "mosquitto, lib/net_mosq.c"},
		{Code: "not-tls", Text: "OpenSSL Error[0]: error:*:wrong version number", Alternatives: []string{"protocol-version"}, Source: "mosquitto, lib/net_mosq.c: a client that speaks no TLS"},
		{Code: "handshake-refused", Text: "OpenSSL Error[0]", Tells: Wraps, Alternatives: []string{"missing-intermediate", "untrusted-issuer", "self-signed", "expired", "hostname-mismatch"}, Source: "mosquitto, lib/net_mosq.c: OpenSSL's words follow"},
		{Code: "ca-file-unreadable", Text: "Error: Unable to load CA certificates", Tells: Wraps, Alternatives: []string{"file-not-found", "permission-denied", "pem-malformed"}, Source: "mosquitto, lib/net_mosq.c"},
		{Code: "file-not-found", Text: "Error: Unable to load server certificate", Tells: Wraps, Alternatives: []string{"permission-denied", "pem-malformed"}, Source: "mosquitto, src/net.c"},
		{Code: "wrong-passphrase", Text: "Error: Unable to load server key file", Tells: Wraps, Alternatives: []string{"file-not-found", "permission-denied", "key-mismatch"}, Source: "mosquitto, src/net.c"},
		{Code: "key-mismatch", Text: "Error: Server certificate/key are inconsistent", Source: "mosquitto, src/net.c"},
		{Code: "key-mismatch", Text: "Error: Client certificate/key are inconsistent", Source: "mosquitto, lib/net_mosq.c"},
		{Code: "file-not-found", Text: "Error: Unable to load client certificate", Tells: Wraps, Alternatives: []string{"permission-denied", "pem-malformed"}, Source: "mosquitto, lib/net_mosq.c"},
		{Code: "hostname-mismatch", Text: "Error: host name verification failed", Alternatives: []string{"no-san"}, Source: "mosquitto, lib/tls_mosq.c"},
		{Code: "untrusted-root", Text: "A TLS error occurred", Tells: Hints, Alternatives: []string{"hostname-mismatch", "expired", "ca-file-unreadable"}, Source: "mosquitto, MOSQ_ERR_TLS"},
		{Code: "untrusted-root", Text: "Error: A TLS error occurred", Tells: Hints, Alternatives: []string{"hostname-mismatch", "expired"}, Source: "mosquitto_pub, MOSQ_ERR_TLS"},
		{Code: "handshake-timeout", Text: "TLS Handshake timeout", Tells: Hints, Source: "mosquitto and others"},

		// libmosquitto's own results, and other brokers.
		{Code: "ca-file-unreadable", Text: "Unable to load CA certificates, check cafile", Tells: Wraps, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "ca-file-unreadable", Text: "Unable to load CA certificates, check capath", Tells: Wraps, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "pem-malformed", Text: "Unable to load client key file", Tells: Wraps, Alternatives: []string{"file-not-found", "wrong-passphrase", "permission-denied"}, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "key-mismatch", Text: "Server certificate/key are inconsistent", Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "key-mismatch", Text: "Client certificate/key are inconsistent", Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "no-shared-cipher", Text: "Unable to set TLS ciphers", Tells: Hints, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "protocol-version", Text: "Unsupported tls_version", Tells: Hints, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "revocation-unknown", Text: "Unable to load certificate revocation file", Tells: Wraps, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "handshake-refused", Text: "MOSQ_ERR_TLS_HANDSHAKE", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "protocol-version"}, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "untrusted-issuer", Text: "MOSQ_ERR_TLS", Tells: Wraps, Alternatives: []string{"handshake-refused", "ca-file-unreadable"}, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "connection-refused", Text: "MOSQ_ERR_CONN_REFUSED", Tells: Hints, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "handshake-refused", Text: "Socket error on client", With: []string{"8883|OpenSSL|TLS|SSL"}, Tells: Wraps, Alternatives: []string{"closed-early"}, Source: "Mosquitto, lib/net_mosq.c, lib/strings_mosq.c and src/net.c"},
		{Code: "handshake-refused", Text: "tls_handshake_error", Tells: Wraps, Alternatives: []string{"client-cert-rejected", "protocol-version"}, Source: "EMQX, esockd and emqx_connection"},
		{Code: "handshake-timeout", Text: "ssl_upgrade_timeout", Tells: Hints, Source: "EMQX, esockd and emqx_connection"},
		{Code: "closed-early", Text: "ssl_closed", With: []string{"tls|ssl|mqtt|emqx"}, Tells: Wraps, Source: "EMQX, esockd and emqx_connection"},
	},
}
