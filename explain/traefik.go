package explain

// traefik holds what Traefik adds to Go's words.
var traefik = table{
	Ecosystem: "traefik",
	Name:      "Traefik",
	Marks:     []string{"traefik", "entryPointName", "routerName", "providerName", "tlsStore"},
	Phrases: []Phrase{
		{Code: "pem-malformed", Text: "unable to generate TLS certificate : tls: failed to find any PEM data", Tells: Hints, Alternatives: []string{"file-not-found", "wrong-format"}, Source: "pkg/tls/certificate.go"},
		{Code: "key-mismatch", Text: "unable to generate TLS certificate : tls: private key does not match public key", Source: "pkg/tls/certificate.go"},
		{Code: "file-not-found", Text: "Unable to append certificate * no such file or directory", Source: "pkg/tls/tlsmanager.go"},
		{Code: "ca-file-unreadable", Text: "invalid CA(s) content", Alternatives: []string{"pem-malformed"}, Source: "pkg/tls"},
		{Code: "ca-file-unreadable", Text: "failed to load X509 key pair", With: []string{"traefik|CA"}, Alternatives: []string{"key-mismatch", "file-not-found"}, Source: "pkg/tls"},
		{Code: "sni-unrecognized", Text: "strict SNI enabled - No certificate found for domain", Source: "pkg/tls/tlsmanager.go"},
		{Code: "hostname-mismatch", Text: "500 Internal Server Error' caused by: tls: failed to verify certificate: x509: certificate is valid for", Source: "pkg/proxy/httputil/proxy.go"},
		{Code: "untrusted-root", Text: "500 Internal Server Error' caused by: x509: cannot validate certificate for", Tells: Hints, Alternatives: []string{"hostname-mismatch", "no-san"}, Source: "pkg/proxy/httputil/proxy.go"},
		{Code: "hostname-mismatch", Text: "x509: cannot validate certificate for * because it doesn't contain any IP SANs", Alternatives: []string{"no-san"}, Source: "crypto/x509/verify.go, HostnameError"},
		{Code: "permission-denied", Text: "permissions * for * are too open, please use 600", Alternatives: []string{"key-exposed"}, Source: "pkg/provider/acme/local_store_unix.go"},
		{Code: "key-exposed", Text: "are too open, please use 600", Source: "pkg/provider/acme/local_store_unix.go"},
	},
}
