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
	},
}
