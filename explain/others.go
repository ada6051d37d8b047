package explain

// others holds words that are known and stand for none of the catalogue's
// problems, so that the words around them do not answer for them.
var others = table{
	Ecosystem: "others",
	Name:      "others",
	Phrases: []Phrase{
		// OpenSSL's verifier, about revocation lists, policies and the
		// profile: certificate verify failed stands around them.
		{Text: "OCSP verification needed", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_OCSP_VERIFY_NEEDED (73)"},
		{Text: "PEM routines * wrong password", Source: "OpenSSL"},

		// The handshake, in ways that the catalogue does not name.
		{Text: "unsafe legacy renegotiation disabled", Source: "OpenSSL ssl/ssl_err.c, SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED"},
		{Text: "UNSAFE_LEGACY_RENEGOTIATION_DISABLED", Source: "OpenSSL through Python and Node.js"},
		{Text: "dh key too small", Source: "OpenSSL ssl/ssl_err.c, SSL_R_DH_KEY_TOO_SMALL"},
		{Text: "alert no application protocol", Source: "OpenSSL ssl/ssl_err.c, SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL (alert 120)"},
		{Text: "tls: no application protocol", Source: "Go crypto/tls/alert.go: alert 120"},
		{Text: "alert close notify", Source: "RFC 8446 section 6.1: the ordinary end"},
		{Text: "application data after close notify", Source: "OpenSSL ssl/ssl_err.c: after the handshake"},

		// Other programs in the system's words.
		{Text: "Permission denied (publickey", Source: "OpenSSH sshconnect2.c"},
		{Text: "sshd[", Source: "syslog, the OpenSSH server"},
		{Text: "xinetd[", Source: "syslog, xinetd: plain TCP"},
		{Text: "telnetd[", Source: "syslog, telnetd: plain TCP"},
		{Text: "ftpd[", Source: "syslog, ftpd: plain TCP"},
		{Text: "stat=Deferred", Source: "sendmail, deliver.c: mail that waits for its peer"},
		{Text: "CRON[", Source: "syslog, cron"},
		{Text: "kernel:", Source: "syslog, the kernel"},
		{Text: "[preauth]", Source: "OpenSSH auth.c"},
		{Text: "kex_exchange_identification", Source: "OpenSSH kex.c"},
		{Text: "ssh: connect to host", Source: "OpenSSH sshconnect.c"},
	},
}
