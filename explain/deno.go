package explain

// deno holds Deno's words: its client is hyper with rustls, whose words stand
// behind its own.
var deno = table{
	Ecosystem: "deno",
	Name:      "Deno",
	Marks:     []string{"deno", "Deno", "error sending request for url", "ext:deno", "https://deno.land"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "invalid peer certificate: UnknownIssuer", With: []string{"deno|Deno"}, Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "ext/fetch around rustls: Deno trusts Mozilla's roots unless DENO_TLS_CA_STORE says system"},
		{Code: "verification-disabled", Text: "DANGER: TLS certificate validation is disabled", Source: "cli/args/flags.rs"},
		{Code: "untrusted-issuer", Text: "Unknown certificate authority", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "ext/net around rustls"},
		{Code: "file-not-found", Text: "Failed to open PEM file", Tells: Hints, Alternatives: []string{"ca-file-unreadable"}, Source: "cli/args: --cert"},
		{Code: "ca-file-unreadable", Text: "Unable to add pem file to certificate store", Alternatives: []string{"pem-malformed"}, Source: "ext/tls/lib.rs"},
		{Code: "ca-file-unreadable", Text: "Unknown certificate store", Source: "cli/args: DENO_TLS_CA_STORE"},
		{Code: "key-mismatch", Text: "KeysMismatch", With: []string{"deno|Deno|rustls"}, Source: "rustls through ext/tls"},
		{Code: "pem-malformed", Text: "No certificates found in certificate data", Alternatives: []string{"wrong-format"}, Source: "ext/tls/lib.rs"},
		{Code: "pem-malformed", Text: "No keys found in key data", Alternatives: []string{"wrong-format"}, Source: "ext/tls/lib.rs"},
		{Code: "pem-malformed", Text: "Unable to decode certificate", Source: "ext/tls/lib.rs"},
		{Code: "connection-refused", Text: "ConnectionRefused:", Source: "runtime/errors.rs, the class of the error"},
		{Code: "connection-reset", Text: "ConnectionReset:", Alternatives: []string{"closed-early"}, Source: "runtime/errors.rs, the class of the error"},
		{Code: "connect-timeout", Text: "TimedOut:", With: []string{"Deno|deno|connect"}, Tells: Hints, Alternatives: []string{"handshake-timeout"}, Source: "runtime/errors.rs, the class of the error"},
		{Code: "closed-early", Text: "UnexpectedEof:", With: []string{"Deno|deno|tls"}, Tells: Hints, Alternatives: []string{"truncated-close", "connection-reset"}, Source: "runtime/errors.rs, the class of the error"},
	},
}
