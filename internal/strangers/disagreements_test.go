package strangers

// none stands for a text that names no problem.
const none = ""

// disagreements are the texts that cannot be explained as the scenario's own
// code, each with the codes that they may be explained as instead, and the
// reason. A client of * stands for every one.
var disagreements = []struct {
	client, scenario string
	codes            []string
	reason           string
}{
	{"*", "untrusted-issuer", []string{"missing-intermediate", "untrusted-root"}, notFound},
	{"*", "missing-intermediate", []string{"untrusted-issuer"}, notFound},
	{"*", "self-signed", []string{"untrusted-root"}, notTrusted},
	{"java-httpclient", "self-signed", []string{"untrusted-issuer"}, notFound},
	{"java-httpclient", "untrusted-root", []string{"untrusted-issuer"}, notFound},
	{"java-httpsurlconnection", "self-signed", []string{"untrusted-issuer"}, notFound},
	{"java-httpsurlconnection", "untrusted-root", []string{"untrusted-issuer"}, notFound},
	{"go", "missing-intermediate", []string{"untrusted-root"}, notTrusted},

	{"wget", "missing-intermediate", []string{"untrusted-root", none}, notTrusted},
	{"wget", "path-too-long", []string{"untrusted-root", none}, notTrusted},
	{"wget", "name-constraint", []string{"untrusted-root", none}, notTrusted},
	{"wget", "malformed-certificate", []string{"closed-early", none}, unsure},
	{"*", "closed-early", []string{"truncated-close"}, "GnuTLS has the same words for an end inside the handshake and for one without a goodbye"},
	{"wget", "connection-reset", []string{"closed-early", none}, "\"Error in the pull function\" is all that GnuTLS says of any end of a connection"},
	{"wget", "protocol-version", []string{"handshake-refused", none}, unsure},
	{"wget", "sni-unrecognized", []string{"handshake-refused", none}, unsure},
	{"wget", "client-cert-required", []string{none}, "wget reports that it could not save the session, and nothing else"},
	{"wget", "*", []string{none}, unread},

	{"openssl", "truncated-close", []string{"closed-early"}, sameEnd},
	{"python-ssl", "truncated-close", []string{"closed-early"}, sameEnd},
	{"node-https", "truncated-close", []string{"connection-reset"}, "Node says \"aborted\" and ECONNRESET whatever ended the connection"},
	{"go", "truncated-close", []string{none}, "\"unexpected EOF\" by itself is said of anything that is read"},
	{"java-httpsurlconnection", "truncated-close", []string{none}, "the words are the client's own: the class does not mind"},

	{"git", "expired", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "not-yet-valid-intermediate", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "missing-intermediate", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "not-a-ca", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "path-too-long", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "name-constraint", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "weak-signature", []string{"untrusted-root"}, gitSaysNothing},
	{"git", "malformed-certificate", []string{"connection-refused", none}, unsure},
	{"git", "protocol-version", []string{"connection-refused", none}, unsure},
	{"git", "sni-unrecognized", []string{"connection-refused", none}, unsure},
	{"git", "client-cert-required", []string{"handshake-refused", none}, "GnuTLS says that an alert came and not which"},
	{"git", "*", []string{none}, unread},
}

const (
	notFound       = "the client says that it found no issuer; whether anybody could find it, it cannot know"
	notTrusted     = "the client says that nobody it trusts vouches for the certificate, and not why"
	gitSaysNothing = "git with GnuTLS says that verification failed, and nothing else"
	sameEnd        = "OpenSSL has the same words for an end inside the handshake and for one without a goodbye"
	unsure         = "the words are GnuTLS's own and stand in no phrase table"
	unread         = "GnuTLS's words may be missing from the phrase tables"
)

// tolerated gives the codes that a text may be explained as, besides the
// scenario's own.
func tolerated(client, scenario string) (codes []string) {
	for _, d := range disagreements {
		if (d.client == client || d.client == "*") && (d.scenario == scenario || d.scenario == "*") {
			codes = append(codes, d.codes...)
		}
	}
	return codes
}
