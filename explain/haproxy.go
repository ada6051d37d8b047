package explain

// haproxy holds what HAProxy says when it reads its configuration ([ALERT]),
// in its connection log, and in the state of a server's health check.
var haproxy = table{
	Ecosystem: "haproxy",
	Name:      "HAProxy",
	Marks:     []string{"haproxy", "[ALERT]", "Layer4", "Layer6", "L4CON", "L4TOUT", "L6RSP", "L6TOUT", "in section 'frontend'", "unable to stat SSL certificate"},
	Phrases: []Phrase{
		{Code: "key-mismatch", Text: "inconsistencies between private key and certificate loaded", Source: "src/ssl_ckch.c, ssl_sock_load_files_into_ckch"},
		{Code: "file-not-found", Text: "unable to stat SSL certificate from file", Source: "src/ssl_crtlist.c and src/ssl_sock.c"},
		{Code: "pem-malformed", Text: "unable to load certificate from file", Tells: Hints, Alternatives: []string{"wrong-format", "file-not-found", "permission-denied"}, Source: "src/ssl_ckch.c, ssl_sock_load_pem_into_ckch"},
		{Code: "pem-malformed", Text: "unable to load SSL certificate from PEM file", Tells: Hints, Alternatives: []string{"wrong-format", "file-not-found", "permission-denied"}, Source: "src/ssl_sock.c", Versions: "up to 2.1"},
		{Code: "pem-malformed", Text: "unable to load SSL private key from PEM file", Tells: Hints, Alternatives: []string{"wrong-format", "passphrase-needed", "permission-denied"}, Source: "src/ssl_sock.c", Versions: "up to 2.1"},
		{Code: "pem-malformed", Text: "unable to load private key from file", Tells: Hints, Alternatives: []string{"wrong-format", "passphrase-needed"}, Source: "src/ssl_ckch.c, ssl_sock_load_key_into_ckch"},
		{Code: "wrong-format", Text: "No Private Key found in", Source: "src/ssl_ckch.c: HAProxy wants certificate and key in one file, or the key in FILE.key"},
		{Code: "hostname-mismatch", Text: "Server presented an SSL certificate different from", Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_MISMATCH"},
		{Code: "untrusted-root", Text: "SSL client CA chain cannot be verified", Tells: Hints, Alternatives: []string{"missing-intermediate", "untrusted-issuer"}, Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_CA_FAIL"},
		{Code: "untrusted-root", Text: "SSL client certificate not trusted", Tells: Hints, Alternatives: []string{"expired", "self-signed"}, Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_CRT_FAIL"},
		{Code: "handshake-timeout", Text: "Timeout during SSL handshake", Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_TIMEOUT"},
		{Code: "handshake-timeout", Text: "Layer6 timeout", Source: "src/check.c, HCHK_STATUS_L6TOUT"},
		{Code: "closed-early", Text: "Connection closed during SSL handshake", Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_EMPTY"},
		{Code: "connection-reset", Text: "Connection error during SSL handshake", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_ABORT"},
		{Code: "connection-refused", Text: `Layer4 connection problem, info: "Connection refused`, Source: "src/check.c, HCHK_STATUS_L4CON"},
		{Code: "network-unreachable", Text: `Layer4 connection problem, info: "No route to host`, Source: "src/check.c, HCHK_STATUS_L4CON"},
		{Code: "connection-refused", Text: "Layer4 connection problem", Tells: Hints, Alternatives: []string{"network-unreachable", "connection-reset"}, Source: "src/check.c, HCHK_STATUS_L4CON"},
		{Code: "connect-timeout", Text: "Layer4 timeout", Source: "src/check.c, HCHK_STATUS_L4TOUT"},
		{Code: "dns-failure", Text: "could not resolve address", Source: "src/server.c, srv_iterate_initaddr"},
		{Code: "handshake-refused", Text: "SSL handshake failure", Tells: Wraps, Alternatives: []string{"untrusted-root", "protocol-version", "not-tls"}, Source: "src/connection.c, conn_err_code_str, CO_ER_SSL_HANDSHAKE"},
		{Code: "handshake-refused", Text: "Layer6 invalid response", Tells: Wraps, Alternatives: []string{"untrusted-root", "not-tls", "protocol-version"}, Source: "src/check.c, HCHK_STATUS_L6RSP"},
	},
}
