package explain

// lighttpd holds what lighttpd writes to its error log; OpenSSL's words stand
// behind its own.
var lighttpd = table{
	Ecosystem: "lighttpd",
	Name:      "lighttpd",
	Marks:     []string{"lighttpd", "mod_openssl", "mod_gnutls", "ssl.pemfile", "ssl.ca-file"},
	Phrases: []Phrase{
		{Code: "file-not-found", Text: "SSL: couldn't read X509 certificate from", Tells: Hints, Alternatives: []string{"pem-malformed", "permission-denied"}, Source: "src/mod_openssl.c"},
		{Code: "file-not-found", Text: "SSL: couldn't read private key from", Tells: Hints, Alternatives: []string{"pem-malformed", "permission-denied"}, Source: "src/mod_openssl.c"},
		{Code: "key-mismatch", Text: "SSL: Private key does not match the certificate public key", Source: "src/mod_openssl.c"},
		{Code: "key-missing", Text: "ssl.pemfile has to be set", Alternatives: []string{"file-not-found"}, Source: "src/mod_openssl.c"},
		{Code: "ca-file-unreadable", Text: "SSL: couldn't load CA", Tells: Hints, Source: "src/mod_openssl.c"},
		{Code: "sni-unrecognized", Text: "SSL: failed to set TLS servername", Tells: Hints, Source: "src/mod_openssl.c"},
		{Code: "tls-not-built", Text: "ssl support is missing, recompile with", Source: "src/network.c", Versions: "up to 1.4.45"},
	},
}
