package explain

// stunnel holds the words of its log, around OpenSSL's error queue.
var stunnel = table{
	Ecosystem: "stunnel",
	Name:      "stunnel",
	Marks:     []string{"stunnel", "LOG3[", "LOG4[", "LOG5[", "LOG6[", "LOG7[", "s_connect:", "error queue:", "Service ["},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "CERT: Pre-verification error", Tells: Wraps, Alternatives: []string{"untrusted-root", "expired", "self-signed"}, Source: "src/verify.c, cert_check: the verifier's words follow"},
		{Code: "untrusted-issuer", Text: "Rejected by CERT at depth", Tells: Wraps, Alternatives: []string{"untrusted-root", "expired", "self-signed"}, Source: "src/verify.c, verify_callback"},
		{Code: "pin-mismatch", Text: "CERT: Certificate not found in local repository", Alternatives: []string{"untrusted-issuer", "untrusted-root"}, Source: "src/verify.c, cert_check_local: verifyPeer = yes"},
		{Code: "hostname-mismatch", Text: "CERT: Subject checks failed", Alternatives: []string{"no-san"}, Source: "src/verify.c, cert_check_subject: checkHost, checkIP, checkEmail"},
		{Code: "hostname-mismatch", Text: "CERT: No matching", With: []string{"host name|IP address|email address"}, Alternatives: []string{"no-san"}, Source: "src/verify.c, cert_check_subject"},
		{Code: "revoked", Text: "OCSP: Certificate revoked", Source: "src/ocsp.c"},
		{Code: "revocation-unknown", Text: "OCSP: The OCSP responder", Tells: Hints, Source: "src/ocsp.c"},
		{Code: "revocation-unknown", Text: "OCSP: OCSP_basic_verify", Tells: Hints, Alternatives: []string{"staple-invalid"}, Source: "src/ocsp.c"},
		{Code: "key-exposed", Text: "Insecure file permissions on", Source: "src/ctx.c, load_key_file"},
		{Code: "wrong-passphrase", Text: "Wrong passphrase: retrying", Source: "src/ctx.c, load_key_file"},
		{Code: "key-mismatch", Text: "Private key does not match the certificate", Source: "src/ctx.c, load_cert_file"},
		{Code: "key-missing", Text: "TLS server needs a certificate", Alternatives: []string{"file-not-found"}, Source: "src/options.c, service_defaults"},
		{Code: "context-misuse", Text: "Service *: needs authentication to prevent MITM attacks", Alternatives: []string{"verification-disabled"}, Source: "src/options.c, a warning: a client that verifies nothing"},
		{Code: "closed-early", Text: "Peer suddenly disconnected", Alternatives: []string{"connection-reset"}, Source: "src/client.c, ssl_start"},
		{Code: "connection-reset", Text: "TLS socket closed (SSL_read) * reset", Tells: Hints, Alternatives: []string{"truncated-close"}, Source: "src/client.c, transfer"},
		{Code: "handshake-timeout", Text: "init_ssl: TIMEOUTbusy exceeded", Source: "src/client.c, ssl_start"},
		{Code: "connect-timeout", Text: "s_connect: s_poll_wait * TIMEOUTconnect exceeded", Source: "src/network.c, s_connect"},
	},
}
