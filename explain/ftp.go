package explain

// ftp holds what vsftpd, ProFTPD and Pure-FTPd answer, and FileZilla shows.
var ftp = table{
	Ecosystem: "ftp",
	Name:      "FTP servers and clients",
	Marks:     []string{"vsftpd", "proftpd", "pure-ftpd", "filezilla", "mod_tls", "lftp", "AUTH TLS", "FTPS"},
	Phrases: []Phrase{
		{Code: "key-mismatch", Text: "500 OOPS: SSL: cannot load RSA private key", Tells: Hints, Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "file-not-found", Text: "500 OOPS: SSL: cannot load RSA certificate", Tells: Hints, Alternatives: []string{"pem-malformed", "permission-denied"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "file-not-found", Text: "SSL: cannot load RSA certificate", Tells: Hints, Alternatives: []string{"pem-malformed", "permission-denied"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "pem-malformed", Text: "SSL: cannot load RSA private key", Tells: Hints, Alternatives: []string{"file-not-found", "key-mismatch"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "starttls-unavailable", Text: "530 Non-anonymous sessions must use encryption", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "handshake-refused", Text: "522 SSL connection failed; session reuse required", Tells: Hints, Alternatives: []string{"closed-early", "resumption-broken"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "handshake-refused", Text: "session reuse required: see require_ssl_reuse", Tells: Hints, Alternatives: []string{"closed-early", "resumption-broken"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "handshake-refused", Text: "SSL connection failed; session reuse required", Tells: Hints, Alternatives: []string{"closed-early", "resumption-broken"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "handshake-refused", Text: "522 SSL connection failed", Tells: Wraps, Alternatives: []string{"closed-early", "resumption-broken"}, Source: "vsftpd, ssl.c and prelogin.c"},
		{Code: "handshake-refused", Text: "client did not reuse SSL session, rejecting data connection", Tells: Hints, Alternatives: []string{"closed-early", "resumption-broken"}, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "starttls-unavailable", Text: "550 SSL/TLS required on the control channel", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "starttls-unavailable", Text: "550 SSL/TLS required on the data channel", Tells: Hints, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "starttls-unavailable", Text: "522 SSL/TLS required on the data channel", Tells: Hints, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "handshake-refused", Text: "TLS/TLS-C negotiation failed", Tells: Wraps, Alternatives: []string{"closed-early", "protocol-version"}, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "client-cert-rejected", Text: "client sent invalid certificate", Tells: Hints, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "client-cert-required", Text: "client did not send a certificate", Tells: Hints, Source: "ProFTPD, contrib/mod_tls.c"},
		{Code: "starttls-unavailable", Text: "421 Sorry, cleartext sessions and weak ciphers are not accepted", Tells: Hints, Alternatives: []string{"not-tls", "no-shared-cipher"}, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
		{Code: "starttls-unavailable", Text: "421 Sorry, cleartext sessions are not accepted", Tells: Hints, Alternatives: []string{"not-tls"}, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
		{Code: "starttls-unavailable", Text: "500 This security scheme is not implemented", With: []string{"AUTH|TLS"}, Tells: Hints, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
		{Code: "starttls-unavailable", Text: "502 AUTH not implemented", Tells: Hints, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
		{Code: "starttls-unavailable", Text: "504 AUTH TLS", With: []string{"not|unknown|unsupported|refused"}, Tells: Hints, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
		{Code: "starttls-unavailable", Text: "534 Policy requires SSL", Tells: Hints, Source: "Pure-FTPd, src/tls.c and ftpd.c"},
	},
}
