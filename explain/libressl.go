package explain

// libressl holds the words of LibreSSL and its libtls, where they differ from
// OpenSSL's.
var libressl = table{
	Ecosystem: "libressl",
	Name:      "LibreSSL",
	Marks:     []string{"LibreSSL", "libressl", "libtls", "tls_connect", "tls_handshake", "(CONNECT_CR_"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "handshake failed: error:*:certificate verify failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "libtls, tls.c"},
		{Code: "untrusted-issuer", Text: "certificate verification failed: unable to get local issuer certificate", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "libtls, tls.c, tls_ssl_error"},
		{Code: "expired", Text: "certificate verification failed: certificate has expired", Source: "libtls, tls.c"},
		{Code: "self-signed", Text: "certificate verification failed: self signed certificate", Alternatives: []string{"untrusted-root"}, Source: "libtls, tls.c"},
		{Code: "hostname-mismatch", Text: "not present in server certificate", Alternatives: []string{"no-san"}, Source: "libtls, tls_verify.c: name NAME not present in server certificate"},
		{Code: "ca-file-unreadable", Text: "failed to open CA file", Alternatives: []string{"file-not-found"}, Source: "libtls, tls_config.c"},
		{Code: "key-mismatch", Text: "private/public key mismatch", Source: "libtls, tls.c"},
		{Code: "client-cert-required", Text: "peer did not provide a certificate", Source: "libtls"},
		// HTTP clients of other languages, each over one of these libraries.
		{Code: "untrusted-issuer", Text: "Peer certificate cannot be authenticated with given CA certificates", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "R, curl and httr over libcurl"},
		// Storage, DevOps and messaging programs that put their own words around.
		{Code: "untrusted-root", Text: "Peer certificate rejected", With: []string{aboutTLS + "|SSL"}, Tells: Hints, Alternatives: []string{"hostname-mismatch", "expired"}, Source: "Erlang and others"},
		{Code: "not-tls", Text: "You are attempting to use the HTTPS protocol on an HTTP port", Source: "servers that answer in words"},
		{Code: "not-tls", Text: "This combination of host and port requires TLS", Source: "Tomcat, Http11Processor.java"},
		{Code: "not-tls", Text: "This web server is running in SSL mode. Try the URL", Source: "Webmin, miniserv.pl"},
		{Code: "not-tls", Text: "Http request was sent to https port", Source: "servers that answer in words"},
		{Code: "hostname-mismatch", Text: "requires host name to match the certificate", With: []string{aboutTLS + "|SSL|certificate"}, Source: "Ansible and others"},
		{Code: "hostname-mismatch", Text: "certificate is not valid for", With: []string{"host|Host|name|TLS|SSL"}, Alternatives: []string{"no-san"}, Source: "libraries of several languages"},
		{Code: "untrusted-issuer", Text: "Failed to validate the SSL certificate for", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired"}, Source: "Ansible, lib/ansible/module_utils/urls.py"},
		{Code: "revocation-unknown", Text: "could not load CRL", Alternatives: []string{"ca-file-unreadable"}, Source: "several servers"},
	},
}
