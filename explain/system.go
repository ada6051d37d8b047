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
		{Code: "connection-refused", Text: "Verbindungsaufbau abgelehnt", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in German"},
		{Code: "connection-reset", Text: "Die Verbindung wurde vom Kommunikationspartner zurückgesetzt", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET) in German"},
		{Code: "connect-timeout", Text: "Die Wartezeit für die Verbindung ist abgelaufen", Tells: Hints, Source: "glibc, strerror(ETIMEDOUT) in German"},
		{Code: "dns-failure", Text: "Der Name oder der Dienst ist nicht bekannt", Tells: Hints, Source: "glibc, gai_strerror(EAI_NONAME) in German"},
		{Code: "connection-refused", Text: "Connexion refusée", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in French"},
		{Code: "connection-refused", Text: "接続を拒否されました", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Japanese"},
		{Code: "connection-refused", Text: "拒绝连接", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Chinese"},
		{Code: "dns-failure", Text: "未知的名称或服务", Tells: Hints, Source: "glibc, gai_strerror(EAI_NONAME) in Chinese"},
		{Code: "connection-refused", Text: "Conexión rehusada", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Spanish"},
		{Code: "connection-refused", Text: "Conexão recusada", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Portuguese"},
		{Code: "connection-refused", Text: "Connessione rifiutata", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Italian"},
		{Code: "connection-refused", Text: "В соединении отказано", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Russian"},
		{Code: "connection-refused", Text: "연결이 거부됨", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Korean"},
		{Code: "connection-refused", Text: "Połączenie odrzucone", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Polish"},
		{Code: "connection-refused", Text: "連線被拒絕", Tells: Hints, Source: "glibc, strerror(ECONNREFUSED) in Chinese, Taiwan"},
		{Code: "connection-reset", Text: "Соединение разорвано другой стороной", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET) in Russian"},
		{Code: "connection-reset", Text: "Conexión reinicializada por la máquina remota", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET) in Spanish"},
		{Code: "connection-reset", Text: "Connexion ré-initialisée par le correspondant", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET) in French"},
		{Code: "connect-timeout", Text: "Expiró el tiempo de conexión", Tells: Hints, Source: "glibc, strerror(ETIMEDOUT) in Spanish"},
		{Code: "connect-timeout", Text: "Connexion terminée par expiration du délai d'attente", Tells: Hints, Source: "glibc, strerror(ETIMEDOUT) in French"},
		{Code: "connect-timeout", Text: "连接超时", Tells: Hints, Source: "glibc, strerror(ETIMEDOUT) in Chinese"},
		{Code: "connection-reset", Text: "连接被对方重设", Tells: Hints, Alternatives: []string{"closed-early"}, Source: "glibc, strerror(ECONNRESET) in Chinese"},
		{Code: "dns-failure", Text: "Nom ou service inconnu", Tells: Hints, Source: "glibc, gai_strerror(EAI_NONAME) in French"},
		{Code: "dns-failure", Text: "Nombre o servicio desconocido", Tells: Hints, Source: "glibc, gai_strerror(EAI_NONAME) in Spanish"},

		// Programs of every system, and the libraries below them.
		{Code: "starttls-unavailable", Text: "server does not support SSL, but SSL was required", Source: "PostgreSQL, libpq fe-connect.c"},
		{Code: "starttls-unavailable", Text: "SSL is required but the server doesn't support it", Source: "MySQL, sql-common/client.cc, CR_SSL_CONNECTION_ERROR"},
		{Code: "starttls-unavailable", Text: "SSL is required, but the server does not support it", Source: "MariaDB Connector/C, CR_SSL_CONNECTION_ERROR"},
		{Code: "key-exposed", Text: "private key file * has group or world access", Source: "PostgreSQL, be-secure-common.c and libpq fe-secure-openssl.c"},
		{Code: "key-exposed", Text: "UNPROTECTED PRIVATE KEY FILE", Source: "OpenSSH authfile.c"},
		{Code: "wrong-clock", Text: "Your clock is behind", Source: "Chromium, components/security_interstitials, NET::ERR_CERT_DATE_INVALID"},
		{Code: "wrong-clock", Text: "Your clock is ahead", Source: "Chromium, components/security_interstitials, NET::ERR_CERT_DATE_INVALID"},
		{Code: "insecure-redirect", Text: "Redirection from https to '*' is forbidden", Source: "apt, methods/basehttp.cc"},
	},
}
