package explain

// npm holds what the package managers npm, Yarn and pnpm, and node-gyp, add to
// Node's words: their code line names Node's code.
var npm = table{
	Ecosystem: "npm",
	Name:      "npm, Yarn, pnpm",
	Marks:     []string{"npm ERR!", "npm error", "npm warn", "npm WARN", "registry.npmjs.org", "yarn", "pnpm", "RequestError", "ERR_PNPM", "node-gyp", "gyp ERR!"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "request to * failed, reason: unable to get local issuer certificate", Tells: Hints, Alternatives: []string{"missing-intermediate", "untrusted-root", "no-trust-store"}, Source: "npm-registry-fetch around node-fetch"},
		{Code: "untrusted-issuer", Text: "request to * failed, reason: unable to verify the first certificate", Tells: Hints, Alternatives: []string{"missing-intermediate", "untrusted-root", "no-trust-store"}, Source: "npm-registry-fetch around node-fetch"},
		{Code: "untrusted-root", Text: "request to * failed, reason: self signed certificate in certificate chain", Source: "npm-registry-fetch around node-fetch", Versions: "Node 16 and before"},
		{Code: "untrusted-root", Text: "request to * failed, reason: self-signed certificate in certificate chain", Source: "npm-registry-fetch around node-fetch", Versions: "Node 17 on"},
		{Code: "expired", Text: "request to * failed, reason: certificate has expired", Source: "npm-registry-fetch around node-fetch"},
		{Code: "hostname-mismatch", Text: "failed, reason: Hostname/IP does not match certificate's altnames", Source: "npm-registry-fetch around node-fetch"},
		{Code: "dns-failure", Text: "network request to * failed, reason: getaddrinfo", Source: "npm-registry-fetch around node-fetch"},
		{Code: "connection-refused", Text: "network request to * failed, reason: connect ECONNREFUSED", Source: "npm-registry-fetch around node-fetch"},
		{Code: "connect-timeout", Text: "network request to * failed, reason: connect ETIMEDOUT", Source: "npm-registry-fetch around node-fetch"},
		{Code: "not-tls", Text: "request to * failed, reason: write EPROTO", Tells: Hints, Alternatives: []string{"protocol-version", "handshake-refused"}, Source: "npm-registry-fetch around node-fetch"},
		{Code: "not-tls", Text: "request to * failed, reason: write EPROTO * wrong version number", Source: "npm-registry-fetch around node-fetch"},
		{Code: "closed-early", Text: "request to * failed, reason: Client network socket disconnected before secure TLS connection was established", Alternatives: []string{"proxy-refused", "connection-reset"}, Source: "npm-registry-fetch"},
		{Code: "untrusted-root", Text: "SSL Error: SELF_SIGNED_CERT_IN_CHAIN", Tells: Hints, Source: "npm lib/utils/error-message.js"},
		{Code: "untrusted-issuer", Text: "SSL Error: UNABLE_TO_GET_ISSUER_CERT_LOCALLY", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate"}, Source: "Yarn"},
		{Code: "connection-reset", Text: "network read ECONNRESET", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "npm"},
		{Code: "dns-failure", Text: "ERR_PNPM_META_FETCH_FAIL * ENOTFOUND", Source: "pnpm, network"},
		{Code: "connect-timeout", Text: "ERR_SOCKET_TIMEOUT", Tells: Hints, Alternatives: []string{"handshake-timeout", "idle-timeout"}, Source: "minipass-fetch, agent.js"},
		{Code: "verification-disabled", Text: "npm * strict-ssl=false", Source: "npm's configuration"},
	},
}
