package explain

// bun holds the names that Bun gives to BoringSSL's verify results: Node's,
// and some of its own.
var bun = table{
	Ecosystem: "bun",
	Name:      "Bun",
	Marks:     []string{"bun", "Bun v", "bun install", "BoringSSL"},
	Phrases: []Phrase{
		{Code: "connection-refused", Text: "Unable to connect. Is the computer able to access the url?", Alternatives: []string{"dns-failure", "network-unreachable", "connect-timeout"}, Source: "src/http/fetch, ConnectionRefused"},
		{Code: "connection-refused", Text: "ConnectionRefused", With: []string{"bun|fetch|Bun"}, Source: "src/http.zig"},
		{Code: "connection-reset", Text: "The socket connection was closed unexpectedly", Tells: Hints, Alternatives: []string{"closed-early", "idle-timeout"}, Source: "src/bun.js/webcore, ConnectionClosed"},
		{Code: "connection-refused", Text: "FailedToOpenSocket", Tells: Hints, Alternatives: []string{"dns-failure", "connect-timeout"}, Source: "src/http.zig: Was there a typo in the url or port?"},
		{Code: "hostname-mismatch", Text: "ERR_TLS_CERT_ALTNAME_INVALID fetching", Source: "src/http.zig"},
		{Code: "untrusted-issuer", Text: "UNKNOWN_CERTIFICATE_VERIFICATION_ERROR", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "src/http.zig"},
		{Code: "untrusted-issuer", Text: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY downloading", Tells: Hints, Alternatives: []string{"missing-intermediate", "untrusted-root", "no-trust-store"}, Source: "bun install, src/install"},
		{Code: "self-signed", Text: "DEPTH_ZERO_SELF_SIGNED_CERT downloading", Source: "bun install"},
		{Code: "ca-file-unreadable", Text: "HTTPThread: the CA is invalid", Alternatives: []string{"pem-malformed", "wrong-format"}, Source: "src/http/HTTPThread.zig, onInitError"},
		{Code: "ca-file-unreadable", Text: "HTTPThread: invalid CA file", Alternatives: []string{"pem-malformed", "wrong-format"}, Source: "src/http/HTTPThread.zig, onInitError"},
		{Code: "ca-file-unreadable", Text: "HTTPThread: could not find CA file", Alternatives: []string{"file-not-found"}, Source: "src/http/HTTPThread.zig, onInitError"},
		{Code: "untrusted-root", Text: "SELF_SIGNED_CERT_IN_CHAIN downloading", Source: "bun install"},
		{Code: "connect-timeout", Text: "ConnectionTimeout", With: []string{"bun|Bun|fetch"}, Tells: Hints, Source: "src/http.zig"},
		{Code: "closed-early", Text: "ConnectionClosed", With: []string{"bun|Bun"}, Tells: Hints, Alternatives: []string{"connection-reset", "idle-timeout"}, Source: "src/http.zig"},
		{Code: "closed-early", Text: "ERR_SOCKET_CLOSED_BEFORE_CONNECTION", Tells: Hints, Alternatives: []string{"connection-reset"}, Source: "src/bun.js, node:net"},
	},
}
