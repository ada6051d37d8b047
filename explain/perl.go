package explain

// perl holds the words of IO::Socket::SSL, Net::SSLeay and of LWP and
// HTTP::Tiny, which stand on them; OpenSSL's own words follow theirs.
var perl = table{
	Ecosystem: "perl",
	Name:      "Perl",
	Marks:     []string{"IO::Socket::SSL", "Net::SSLeay", "LWP::", "LWP::Protocol", "HTTP::Tiny", "SSL connect attempt failed", "/perl5/", ".pm line", ".pl line"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "SSL connect attempt failed * certificate verify failed", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "IO::Socket::SSL"},
		{Code: "hostname-mismatch", Text: "hostname verification failed", Alternatives: []string{"no-san"}, Source: "IO::Socket::SSL"},
		{Code: "not-tls", Text: "SSL connect attempt failed * wrong version number", Source: "IO::Socket::SSL"},
		{Code: "closed-early", Text: "SSL connect attempt failed because of handshake problems", Alternatives: []string{"connection-reset"}, Source: "IO::Socket::SSL"},
		{Code: "handshake-refused", Text: "SSL connect attempt failed", Tells: Wraps, Alternatives: []string{"untrusted-root"}, Source: "IO::Socket::SSL: OpenSSL's words follow"},
		{Code: "tls-not-built", Text: "LWP will support https URLs if the LWP::Protocol::https module is installed", Source: "LWP::Protocol"},
		{Code: "tls-not-built", Text: "Protocol scheme 'https' is not supported", Source: "LWP::UserAgent"},
		{Code: "ca-file-unreadable", Text: "SSL_ca_file * can't be used: No such file or directory", Alternatives: []string{"file-not-found"}, Source: "IO::Socket::SSL"},
		{Code: "no-trust-store", Text: "Can't verify SSL peers without knowing which Certificate Authorities to trust", Alternatives: []string{"ca-file-unreadable"}, Source: "LWP::Protocol::https, _extra_sock_opts: Mozilla::CA is not installed"},
		{Code: "no-trust-store", Text: "Couldn't find a CA bundle with which to verify the SSL certificate", Alternatives: []string{"ca-file-unreadable"}, Source: "HTTP::Tiny, _find_CA_file"},
		{Code: "ca-file-unreadable", Text: "SSL_ca_path * does not exist", Alternatives: []string{"file-not-found"}, Source: "IO::Socket::SSL"},
		{Code: "file-not-found", Text: "SSL_cert_file * does not exist", Alternatives: []string{"permission-denied"}, Source: "IO::Socket::SSL"},
		{Code: "file-not-found", Text: "SSL_key_file * does not exist", Alternatives: []string{"permission-denied"}, Source: "IO::Socket::SSL"},
		{Code: "tls-not-built", Text: "IO::Socket::SSL * must be installed for https support", Source: "HTTP::Tiny, can_ssl"},
		{Code: "tls-not-built", Text: "Can't locate IO/Socket/SSL.pm in @INC", Source: "perl, require"},
		{Code: "tls-not-built", Text: "Can't locate Net/SSLeay.pm in @INC", Source: "perl, require"},
		{Code: "handshake-refused", Text: "SSL accept attempt failed", Tells: Wraps, Alternatives: []string{"server-cert-rejected", "not-tls"}, Source: "IO::Socket::SSL, accept_SSL: the words of OpenSSL follow"},
		{Code: "verification-disabled", Text: "Using the default of SSL_verify_mode of SSL_VERIFY_NONE for client is deprecated", Source: "IO::Socket::SSL"},

		// What LWP and HTTP::Tiny say of the socket.
		{Code: "connection-refused", Text: "500 Can't connect to * (Connection refused)", Source: "LWP::Protocol::http"},
		{Code: "connect-timeout", Text: "500 Can't connect to * (Connection timed out)", Alternatives: []string{"handshake-timeout"}, Source: "LWP::Protocol::http"},
		{Code: "untrusted-issuer", Text: "500 Can't connect to * (certificate verify failed)", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "LWP::Protocol::https"},
		{Code: "dns-failure", Text: "500 Can't connect to * (Bad hostname", Source: "LWP::Protocol::http"},
		{Code: "dns-failure", Text: "500 Can't connect to * (Name or service not known)", Source: "LWP::Protocol::http"},
		{Code: "connection-refused", Text: "500 Can't connect to", Tells: Wraps, Alternatives: []string{"dns-failure", "connect-timeout", "untrusted-issuer"}, Source: "LWP::Protocol::http"},
		{Code: "connection-refused", Text: "Could not connect to '*': Connection refused", Source: "HTTP::Tiny"},
		{Code: "untrusted-issuer", Text: "SSL connection failed for", Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "not-tls"}, Source: "HTTP::Tiny"},
	},
}
