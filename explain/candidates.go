package explain

// Candidate is one of the problems that a text may stand for, with what tells
// it from the others.
type Candidate struct {
	Code string
	Ask  string // the question whose answer decides
	// Command is one whose output answers it, filled as that of a fix; "" if
	// there is none.
	Command string
}

// candidates gives the answer and what else the text may stand for, in order,
// where there is more than one.
func candidates(code string, alternatives []string, at place) []Candidate {
	if len(alternatives) == 0 {
		return nil
	}
	all := make([]Candidate, 0, 1+len(alternatives))
	for _, c := range append([]string{code}, alternatives...) {
		t := tests[c]
		all = append(all, Candidate{Code: c, Ask: t.Ask, Command: at.command(t.Command)})
	}
	return all
}

const (
	lookAtServer = "certain check {host}:{port}"
	lookAtFile   = "certain inspect FILE"
	lookAtPair   = "certain check fullchain.pem privkey.pem"
	lookAtEnv    = "env | grep -E 'SSL_CERT|CA_BUNDLE|EXTRA_CA|_proxy|_PROXY'"
)

// tests is the question for each code.
var tests = map[string]struct{ Ask, Command string }{
	"expired":                     {"is the end date of a certificate in the chain past?", lookAtServer},
	"not-yet-valid":               {"does a certificate in the chain begin later than now?", lookAtServer},
	"wrong-clock":                 {"is this machine's clock right?", "date -u"},
	"hostname-mismatch":           {"does the certificate hold the name that was asked for?", lookAtServer},
	"no-san":                      {"has the certificate any subject alternative name?", lookAtServer},
	"self-signed":                 {"does the server send one certificate that is its own issuer?", lookAtServer},
	"untrusted-root":              {"does the chain end at a root that this client was not given: a private authority's, or that of something that intercepts?", lookAtServer},
	"untrusted-issuer":            {"is the issuer's name one that you know?", lookAtServer},
	"missing-intermediate":        {"does the server send its intermediate? A browser may work where this client fails", lookAtServer},
	"no-trust-store":              {"has this machine, or this container, any roots?", "certain check {host}:{port} --roots system"},
	"ca-file-unreadable":          {"does a variable or an option name a file of roots that is missing or empty?", lookAtEnv},
	"revoked":                     {"does the authority say that the certificate is revoked?", lookAtServer},
	"revocation-unknown":          {"can this machine reach the authority's responder or list over plain HTTP?", ""},
	"staple-invalid":              {"is the response that the server staples in date, and for this certificate?", lookAtServer},
	"staple-missing":              {"does the certificate demand a staple, and the server send none?", lookAtServer},
	"weak-signature":              {"is a certificate of the chain signed with SHA-1 or MD5?", lookAtServer},
	"weak-key":                    {"is a key of the chain shorter than 2048 bits?", lookAtServer},
	"wrong-purpose":               {"does the extended key usage allow this use?", lookAtServer},
	"not-a-ca":                    {"is an issuer in the chain marked as an authority?", lookAtServer},
	"path-too-long":               {"does an authority of the chain limit how many may follow?", lookAtServer},
	"name-constraint":             {"does an authority of the chain limit the names?", lookAtServer},
	"unknown-critical-extension":  {"is there a critical extension that this client does not know?", lookAtServer},
	"strict-profile":              {"does an older client accept the same chain?", lookAtServer},
	"malformed-certificate":       {"can the certificate be parsed at all?", lookAtServer},
	"lifetime-too-long":           {"is the certificate valid for longer than 398 days?", lookAtServer},
	"ct-missing":                  {"does the certificate carry timestamps of public logs?", lookAtServer},
	"pin-mismatch":                {"was the certificate or its key renewed since the pin was made?", lookAtServer},
	"file-not-found":              {"is the file there, at the path that the process sees?", "ls -l FILE"},
	"permission-denied":           {"may the process's user read the file and enter its folders?", "namei -l FILE"},
	"key-exposed":                 {"may others read the key?", "ls -l FILE"},
	"key-mismatch":                {"do certificate and key belong together?", lookAtPair},
	"key-missing":                 {"is there a private key for this certificate?", lookAtPair},
	"pem-malformed":               {"is the file whole, and armoured as PEM?", lookAtFile},
	"wrong-format":                {"is the file of the kind that was asked for?", lookAtFile},
	"passphrase-needed":           {"is the key encrypted, and was a passphrase given?", lookAtFile},
	"wrong-passphrase":            {"does the passphrase open the file in another program?", lookAtFile},
	"unsupported-key":             {"is the key's algorithm one that this program knows?", lookAtFile},
	"dns-failure":                 {"does the name resolve on this machine?", "getent ahosts {host}"},
	"connection-refused":          {"does anything listen at this address and port?", lookAtServer},
	"connection-reset":            {"does the same happen from another network?", lookAtServer},
	"connect-timeout":             {"does the port answer at all, or does a filter swallow the packets?", lookAtServer},
	"network-unreachable":         {"has this machine a route there; with IPv6 too?", "ip route get ADDRESS"},
	"handshake-timeout":           {"does the connection stand, and silence follow?", lookAtServer},
	"closed-early":                {"does the peer hang up in the handshake, without an alert?", lookAtServer},
	"truncated-close":             {"was the answer whole when the connection broke off?", ""},
	"not-tls":                     {"does the port speak plain HTTP, or another protocol?", lookAtServer},
	"starttls-unavailable":        {"does the server offer STARTTLS on this port?", lookAtServer},
	"proxy-refused":               {"is a proxy set, and does it let this host through?", lookAtEnv},
	"idle-timeout":                {"does it fail only after a pause?", "certain check --idle 60s https://{host}:{port}/"},
	"insecure-redirect":           {"where does the server's Location header lead?", "curl -sSIL https://{host}:{port}/"},
	"starttls-injection":          {"does the server answer inside TLS what came before it?", "certain check smtp://{host}:587"},
	"rollout-incomplete":          {"does every address of the name serve the same certificate?", "certain check --each-address {host}:{port}"},
	"resumption-broken":           {"do the addresses of the name take up each other's sessions?", "certain check --each-address {host}:{port}"},
	"resumed-after-expiry":        {"does a session live longer than its certificate?", "certain check --each-address {host}:{port}"},
	"protocol-version":            {"which versions of TLS do both sides have?", lookAtServer},
	"no-shared-cipher":            {"which suites, groups and signatures do both sides have?", lookAtServer},
	"weak-cipher":                 {"which suite was agreed on?", lookAtServer},
	"weak-dh":                     {"how long is the server's Diffie-Hellman group?", lookAtServer},
	"legacy-renegotiation":        {"does the server know secure renegotiation (RFC 5746)?", lookAtServer},
	"legacy-version":              {"is the version that was agreed on below TLS 1.2?", lookAtServer},
	"downgrade":                   {"does it happen from another network too?", lookAtServer},
	"handshake-refused":           {"what does the server's log say at this moment?", lookAtServer},
	"handshake-signature-invalid": {"does the server's key belong to its certificate?", lookAtPair},
	"client-cert-required":        {"does the server ask for a client certificate, and was one sent?", lookAtServer},
	"client-cert-rejected":        {"was a client certificate sent, and does the server trust its authority?", "certain inspect client.pem"},
	"server-cert-rejected":        {"is this the log of a server? Then its client refused", lookAtServer},
	"sni-unrecognized":            {"is the name that was asked for one of the server's?", "certain check {host}:{port} --server-name NAME"},
	"alpn-mismatch":               {"do both sides share an application protocol: h2, http/1.1?", lookAtServer},
	"corrupt-record":              {"does the same happen from another network?", lookAtServer},
	"oversized-handshake":         {"does the server send a very long chain?", lookAtServer},
	"chain-disordered":            {"does each certificate sign the one before it?", lookAtServer},
	"chain-surplus":               {"does the server send more than the path needs?", lookAtServer},
	"ends-soon":                   {"how long is the certificate still valid?", lookAtServer},
	"verification-disabled":       {"is verification switched off by an option or a variable?", "env | grep -iE 'verify|reject|insecure'"},
	"context-misuse":              {"does a few lines' program with the library's default context work?", ""},
	"tls-not-built":               {"has the program a TLS library at all?", "python3 -c 'import ssl; print(ssl.OPENSSL_VERSION)'"},
	"openssl-mismatch":            {"which library does the program load?", "ldd PROGRAM | grep -E 'ssl|crypto'"},
	"resource-exhausted":          {"how many descriptors and how much memory does the process hold?", "ulimit -n"},
}
