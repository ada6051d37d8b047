package explain

// others holds words that are known and stand for none of the catalogue's
// problems, so that the words around them do not answer for them.
var others = table{
	Ecosystem: "others",
	Name:      "others",
	Phrases: []Phrase{
		// OpenSSL's verifier, about revocation lists, policies and the
		// profile: certificate verify failed stands around them.
		{Text: "certificate revoked", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CERT_REVOKED (23)"},
		{Text: "CERT_REVOKED", Source: "Node.js src/crypto/crypto_common.cc"},
		{Text: "unable to get certificate CRL", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_UNABLE_TO_GET_CRL (3)"},
		{Text: "UNABLE_TO_GET_CRL", Source: "Node.js src/crypto/crypto_common.cc"},
		{Text: "CRL has expired", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CRL_HAS_EXPIRED (12)"},
		{Text: "CRL is not yet valid", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CRL_NOT_YET_VALID (11)"},
		{Text: "CRL signature failure", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CRL_SIGNATURE_FAILURE (8)"},
		{Text: "OCSP verification needed", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_OCSP_VERIFY_NEEDED (73)"},
		{Text: "Missing Authority Key Identifier", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER (85)"},
		{Text: "Missing Subject Key Identifier", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER (86)"},
		{Text: "Basic Constraints of CA cert not marked critical", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CA_BCONS_NOT_CRITICAL (89)"},
		{Text: "CA cert does not include key usage extension", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_CA_CERT_MISSING_KEY_USAGE (92)"},
		{Text: "Certificate Transparency required, but no valid SCTs found", Source: "OpenSSL crypto/x509/x509_txt.c, X509_V_ERR_NO_VALID_SCTS (71)"},
		{Text: "SSL public key does not match pinned public key", Source: "curl lib/strerror.c, CURLE_SSL_PINNEDPUBKEYNOTMATCH (90)"},
		{Text: "CertificateRevokedException", Source: "Java, java.security.cert"},
		{Text: "Unable to determine revocation status", Source: "Java sun/security/provider/certpath/RevocationChecker.java"},
		{Text: "PEM routines * wrong password", Source: "OpenSSL"},

		// The handshake, in ways that the catalogue does not name.
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
