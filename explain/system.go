package explain

// system holds the words of the operating system: strerror, gai_strerror and
// FormatMessage. Every program repeats them, about anything; so they only
// hint, and those about files count only beside words of certificates.
var system = table{
	Ecosystem: "system",
	Name:      "the operating system",
	Phrases: []Phrase{
		{Code: "connection-refused", Text: "Connection refused", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED)"},
		{Code: "connection-refused", Text: "No connection could be made because the target machine actively refused it", Source: "Windows, WSAECONNREFUSED (10061)"},
		{Code: "connection-reset", Text: "Connection reset by peer", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET)"},
		{Code: "connection-reset", Text: "An existing connection was forcibly closed by the remote host", Tells: Hints, Source: "Windows, WSAECONNRESET (10054)"},
		{Code: "connect-timeout", Text: "Connection timed out", Tells: Hints, Alternatives: []string{"handshake-timeout"}, Source: "glibc, strerror(ETIMEDOUT)"},
		{Code: "connect-timeout", Text: "the connected party did not properly respond after a period of time", Source: "Windows, WSAETIMEDOUT (10060)"},
		{Code: "network-unreachable", Text: "Network unreachable", Tells: Hints, Source: "musl, strerror(ENETUNREACH)"},
		{Code: "network-unreachable", Text: "Host is unreachable", Tells: Hints, Source: "musl, strerror(EHOSTUNREACH)"},
		{Code: "network-unreachable", Text: "Network is unreachable", Tells: Hints, Source: "glibc, strerror(ENETUNREACH)"},
		{Code: "network-unreachable", Text: "No route to host", Tells: Hints, Source: "glibc, strerror(EHOSTUNREACH)"},
		{Code: "dns-failure", Text: "Name or service not known", Tells: Hints, Source: "glibc, gai_strerror(EAI_NONAME)"},
		{Code: "dns-failure", Text: "Temporary failure in name resolution", Tells: Hints, Source: "glibc, gai_strerror(EAI_AGAIN)"},
		{Code: "dns-failure", Text: "No address associated with hostname", Tells: Hints, Source: "glibc, gai_strerror(EAI_NODATA)"},
		{Code: "dns-failure", Text: "nodename nor servname provided, or not known", Tells: Hints, Source: "macOS, gai_strerror(EAI_NONAME)"},
		{Code: "dns-failure", Text: "No such host is known", Tells: Hints, Source: "Windows, WSAHOST_NOT_FOUND (11001)"},
		{Code: "file-not-found", Text: "No such file or directory", With: []string{aboutCertificateFiles}, Tells: Wraps, Source: "glibc, strerror(ENOENT)"},
		{Code: "permission-denied", Text: "Permission denied", With: []string{aboutCertificateFiles}, Tells: Wraps, Source: "glibc, strerror(EACCES)"},

		// The same in other languages.
		{Code: "connect-timeout", Text: "连接超时", Tells: Hints, Source: "glibc, strerror(ETIMEDOUT) in Chinese"},

		// Programs of every system, and the libraries below them.
		{Code: "starttls-unavailable", Text: "server does not support SSL, but SSL was required", Source: "PostgreSQL, libpq fe-connect.c"},
		{Code: "starttls-unavailable", Text: "SSL is required but the server doesn't support it", Source: "MySQL, sql-common/client.cc, CR_SSL_CONNECTION_ERROR"},
		{Code: "starttls-unavailable", Text: "SSL is required, but the server does not support it", Source: "MariaDB Connector/C, CR_SSL_CONNECTION_ERROR"},
		{Code: "key-exposed", Text: "private key file * has group or world access", Source: "PostgreSQL, be-secure-common.c and libpq fe-secure-openssl.c"},
		{Code: "wrong-clock", Text: "Your clock is behind", Source: "Chromium, components/security_interstitials, NET::ERR_CERT_DATE_INVALID"},
		{Code: "wrong-clock", Text: "Your clock is ahead", Source: "Chromium, components/security_interstitials, NET::ERR_CERT_DATE_INVALID"},
		{Code: "insecure-redirect", Text: "Redirection from https to '*' is forbidden", Source: "apt, methods/basehttp.cc"},
	},
}
