package explain

// libgit2 holds the words of the library that Cargo, Julia, GitHub Desktop,
// Visual Studio and many more speak git with, in the places where it does not
// use the git program.
var libgit2 = table{
	Ecosystem: "libgit2",
	Name:      "libgit2 (Cargo, Julia)",
	Marks:     []string{"class=Ssl", "class=Net", "code=Certificate", "GitError(Code:", "libgit2", "LibGit2"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "the SSL certificate is invalid", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}, Source: "src/libgit2/streams/openssl.c and mbedtls.c, verify_server_cert; transports/http.c"},
		{Code: "untrusted-issuer", Text: "code=Certificate (-17)", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}, Source: "include/git2/errors.h, GIT_ECERTIFICATE, as git2-rs prints it"},
		{Code: "untrusted-issuer", Text: "Code:ECERTIFICATE", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}, Source: "include/git2/errors.h, GIT_ECERTIFICATE, as Julia prints it"},
		{Code: "untrusted-issuer", Text: "user rejected certificate for", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}, Source: "src/libgit2/transports/httpclient.c, check_certificate"},
		{Code: "hostname-mismatch", Text: "hostname does not match certificate", Alternatives: []string{"no-san"}, Source: "src/libgit2/streams/openssl.c, verify_server_cert"},
		{Code: "closed-early", Text: "SSL error: received early EOF", Alternatives: []string{"connection-reset", "truncated-close"}, Source: "src/libgit2/streams/openssl.c, ssl_set_error"},
		{Code: "handshake-refused", Text: "unexpected return value from ssl handshake", Tells: Hints, Alternatives: []string{"untrusted-issuer", "closed-early", "connection-reset"}, Source: "src/libgit2/streams/stransport.c, stransport_error: a status of SecureTransport that has no name"},
		{Code: "tls-not-built", Text: "there is no TLS stream available", Source: "src/libgit2/streams/tls.c, git_tls_stream_new"},
		{Code: "handshake-refused", Text: "class=Ssl", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "connection-reset", "closed-early"}, Source: "include/git2/errors.h, GIT_ERROR_SSL, as git2-rs prints it"},
	},
}
