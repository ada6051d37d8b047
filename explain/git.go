package explain

// git holds what git, Git LFS and JGit add to the words of the library below
// them: curl's, with GnuTLS on Debian, OpenSSL elsewhere and Schannel on
// Windows.
var git = table{
	Ecosystem: "git",
	Name:      "git",
	Marks:     []string{"fatal: unable to access", "git clone", "git fetch", "git push", "git pull", "git-remote-https", "GIT_SSL", "http.sslCAInfo", "remote-https", "git-lfs", "batch request"},
	Phrases: []Phrase{
		{Code: "connection-refused", Text: "fatal: unable to access", Tells: Wraps, Alternatives: []string{"untrusted-root", "dns-failure", "connect-timeout"}, Source: "git http.c, remote-curl.c: curl's words stand behind the address"},
		{Code: "untrusted-root", Text: "server certificate verification failed. CAfile:", Alternatives: []string{"missing-intermediate", "untrusted-issuer", "self-signed", "expired", "not-yet-valid"}, Source: "git through curl's lib/vtls/gtls.c"},
		{Code: "no-trust-store", Text: "server certificate verification failed. CAfile: none", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "untrusted-issuer", "self-signed", "expired"}, Source: "git through curl's lib/vtls/gtls.c: no roots were given"},
		{Code: "tls-not-built", Text: "git: 'remote-https' is not a git command", Source: "git help.c: built without curl"},
		{Code: "tls-not-built", Text: "Unable to find remote helper for 'https'", Source: "git transport-helper.c: git-remote-https is not installed"},
		{Code: "untrusted-root", Text: "SSL certificate problem: self signed certificate in certificate chain", Tells: Hints, Alternatives: []string{"self-signed"}, Source: "git through curl"},
		{Code: "untrusted-root", Text: "Peer's certificate issuer has been marked as not trusted by the user", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "git through curl and NSS"},
		{Code: "openssl-mismatch", Text: "warning: unable to load SSL backend", Tells: Hints, Alternatives: []string{"tls-not-built"}, Source: "git http.c, http_init"},
		{Code: "tls-not-built", Text: "Unsupported SSL backend", Source: "git http.c, http_init"},
		{Code: "ca-file-unreadable", Text: "error setting certificate verify locations: CAfile:", Alternatives: []string{"file-not-found", "no-trust-store"}, Source: "git through curl: http.sslCAInfo names no file"},
		{Code: "closed-early", Text: "RPC failed; curl 56", Tells: Hints, Alternatives: []string{"connection-reset", "truncated-close"}, Source: "git remote-curl.c, rpc_service"},
		{Code: "closed-early", Text: "RPC failed; curl 35", Tells: Hints, Alternatives: []string{"connection-reset", "handshake-refused"}, Source: "git remote-curl.c, rpc_service"},
		{Code: "connection-refused", Text: "RPC failed; curl 7", Source: "git remote-curl.c, rpc_service"},
		{Code: "verification-disabled", Text: "GIT_SSL_NO_VERIFY", Alternatives: []string{"untrusted-root"}, Source: "git http.c: the environment turns verification off"},
		{Code: "verification-disabled", Text: "http.sslVerify false", Source: "git config"},
		{Code: "verification-disabled", Text: "warning: ---------------- SECURITY WARNING ---------------- TLS certificate verification has been disabled", Source: "Git Credential Manager, HttpClientFactory.cs"},
		{Code: "verification-disabled", Text: "TLS certificate verification has been disabled", Source: "Git Credential Manager, HttpClientFactory.cs"},
	},
}
