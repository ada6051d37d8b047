package explain

// ldap holds the words of OpenLDAP's client and server, over OpenSSL, GnuTLS
// or NSS, and of what is built on them.
var ldap = table{
	Ecosystem: "ldap",
	Name:      "LDAP",
	Marks:     []string{"ldap", "LDAP", "ldapsearch", "slapd", "sssd", "ldaps", "TLS: hostname", "ldap_start_tls"},
	Phrases: []Phrase{
		{Code: "hostname-mismatch", Text: "TLS: hostname does not match CN in peer certificate", Alternatives: []string{"no-san"}, Source: "libraries/libldap/tls2.c and tls_o.c"},
		{Code: "hostname-mismatch", Text: "TLS: hostname (*) does not match common name in certificate", Alternatives: []string{"no-san"}, Source: "libraries/libldap/tls_o.c"},
		{Code: "hostname-mismatch", Text: "TLS: unable to get CN from peer certificate", Alternatives: []string{"no-san"}, Source: "libraries/libldap/tls_o.c"},
		{Code: "untrusted-issuer", Text: "TLS: peer cert untrusted or revoked", Tells: Wraps, Alternatives: []string{"untrusted-root", "revoked", "expired"}, Source: "libraries/libldap/tls_g.c"},
		{Code: "untrusted-root", Text: "ldap_start_tls: Connect error (-11)", Tells: Wraps, Alternatives: []string{"hostname-mismatch", "expired", "protocol-version"}, Source: "libraries/libldap: additional info follows"},
		{Code: "starttls-unavailable", Text: "ldap_start_tls: Protocol error (2)", Source: "the server has no StartTLS"},
		{Code: "starttls-unavailable", Text: "unsupported extended operation", With: []string{"ldap|LDAP|tls"}, Source: "servers/slapd/extended.c, additional info of ldap_start_tls"},
		{Code: "untrusted-issuer", Text: "Could not start TLS encryption", Tells: Wraps, Alternatives: []string{"untrusted-root", "handshake-refused", "hostname-mismatch", "expired"}, Source: "sssd, sdap_async_connection.c: the library's words follow"},
		{Code: "ca-file-unreadable", Text: "TLS: could not load verify locations", Alternatives: []string{"file-not-found", "permission-denied"}, Source: "libraries/libldap/tls_o.c"},
		{Code: "file-not-found", Text: "TLS: could not use certificate", Alternatives: []string{"permission-denied", "pem-malformed"}, Source: "libraries/libldap/tls_o.c"},
		{Code: "file-not-found", Text: "TLS: could not use key file", Alternatives: []string{"permission-denied", "key-mismatch"}, Source: "libraries/libldap/tls_o.c"},
		{Code: "handshake-refused", Text: "TLS negotiation failure", Tells: Wraps, Alternatives: []string{"server-cert-rejected", "not-tls"}, Source: "servers/slapd/connection.c"},
		{Code: "starttls-unavailable", Text: "Confidentiality required", With: []string{"ldap|LDAP|TLS"}, Source: "LDAP result 13, confidentialityRequired"},
		{Code: "connection-refused", Text: "Can't contact LDAP server", Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "connect-timeout"}, Source: "libraries/libldap, LDAP_SERVER_DOWN (-1)"},
		{Code: "untrusted-issuer", Text: "TLS: can't connect: error:*:certificate verify failed", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "expired", "hostname-mismatch"}, Source: "libraries/libldap/tls2.c"},
		{Code: "handshake-refused", Text: "TLS: can't connect:", Tells: Wraps, Alternatives: []string{"untrusted-root", "closed-early"}, Source: "libraries/libldap/tls2.c: the library's words follow"},
		{Code: "handshake-refused", Text: "TLS: can't accept:", Tells: Wraps, Alternatives: []string{"server-cert-rejected", "protocol-version"}, Source: "libraries/libldap/tls2.c: the library's words follow"},
		{Code: "untrusted-root", Text: "javax.naming.CommunicationException: simple bind failed", Tells: Hints, Alternatives: []string{"hostname-mismatch", "not-tls"}, Source: "Java, com/sun/jndi/ldap: Java's words stand below"},

		// What the reader of the stream saw before the library complained.
		{Code: "closed-early", Text: "tls_read: want=*, got=0", Alternatives: []string{"connection-reset", "truncated-close"}, Source: "libraries/libldap/tls2.c, with -d 1"},

		// slapd's start.
		{Code: "file-not-found", Text: "TLS init def ctx failed", Tells: Hints, Alternatives: []string{"permission-denied", "key-mismatch", "pem-malformed"}, Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
		{Code: "ca-file-unreadable", Text: "TLS: could not load client CA list", Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
		{Code: "no-shared-cipher", Text: "TLS: could not set cipher list", Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
		{Code: "weak-dh", Text: "TLS: could not use DH parameters file", Tells: Hints, Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
		{Code: "revocation-unknown", Text: "TLS: could not load CRL", Tells: Hints, Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
		{Code: "file-not-found", Text: "TLS: could not use private key", Tells: Hints, Alternatives: []string{"permission-denied", "key-mismatch", "pem-malformed"}, Source: "libraries/libldap/tls_o.c and servers/slapd/main.c"},
	},
}
