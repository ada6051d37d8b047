package explain

// caddy holds what Caddy and its certificate manager certmagic add to Go's
// words, in JSON log lines.
var caddy = table{
	Ecosystem: "caddy",
	Name:      "Caddy",
	Marks:     []string{`"logger":"http`, `"logger":"tls`, "caddy", "caddytls", "certmagic", "http.stdlib", "http.log.error", "reverse_proxy"},
	Phrases: []Phrase{
		{Code: "sni-unrecognized", Text: "no certificate available for", Source: "certmagic, handshake.go, getCertDuringHandshake"},
		{Code: "sni-unrecognized", Text: "no server TLS configuration available for ClientHello", Source: "caddy, modules/caddytls/connpolicy.go, TLSConfig"},
		{Code: "file-not-found", Text: "loading certificates: open *: no such file or directory", Source: "caddy, modules/caddytls/tls.go, around os.PathError"},
		{Code: "permission-denied", Text: "loading certificates: open *: permission denied", Source: "caddy, modules/caddytls/tls.go, around os.PathError"},
		{Code: "key-mismatch", Text: "loading certificates: tls: private key does not match public key", Source: "caddy, modules/caddytls/fileloader.go, around crypto/tls"},
		{Code: "pem-malformed", Text: "loading certificates: tls: failed to find any PEM data", Alternatives: []string{"wrong-format"}, Source: "caddy, modules/caddytls/fileloader.go, around crypto/tls"},

		// Certificates that it could not get, and Go's words in its log.
		{Code: "dns-failure", Text: "challenge failed * no such host", Tells: Hints, Alternatives: []string{"connection-refused"}, Source: "acmez"},
		{Code: "connection-refused", Text: "challenge failed * Connection refused", Tells: Hints, Source: "acmez, with the authority's words"},
		{Code: "connect-timeout", Text: "Timeout during connect (likely firewall problem)", Tells: Hints, Alternatives: []string{"connection-refused"}, Source: "the ACME authority's words"},
		{Code: "dns-failure", Text: "DNS problem: NXDOMAIN looking up", Source: "the ACME authority's words"},
		{Code: "dns-failure", Text: "DNS problem: SERVFAIL looking up", Source: "the ACME authority's words"},
		{Code: "expired", Text: "tls.cache.maintenance * expired", Source: "certmagic, maintain.go"},
		{Code: "not-tls", Text: "Client sent an HTTP request to an HTTPS server", Source: "net/http"},
	},
}
