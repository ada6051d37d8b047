package explain

// Words of which one must stand in a text before the words of the operating
// system are taken to be about TLS, and words that show that a server speaks.
const (
	aboutCertificates = "certificate|certificates|cert|certs|crt|cer|pem|key|pfx|p12|pkcs12|der|jks|keystore|truststore|ssl|tls|x509|ssl_certificate|ssl_certificate_key|certfile|keyfile|cafile|load_cert_chain|load_verify_locations|fullchain|privkey|cacert|cacerts"
	// aboutCertificateFiles names such files themselves: a folder called ssl or a
	// program called cert-tool is none.
	aboutCertificateFiles = "certificate|certificates|.pem|.crt|.cer|.key|.pfx|.p12|.der|.jks|crt|pem|keystore|truststore|ssl_certificate|ssl_certificate_key|certfile|keyfile|cafile|load_cert_chain|load_verify_locations|fullchain|privkey|cacert|cacerts|private key"
	servesTLS             = "SSL_accept|accept|s_server|while SSL handshaking, client|Error negotiating SSL connection on FD|STARTTLS=server|TLS server"
	// portsOfTLS are ports on which nothing but TLS is usual; three digits might be
	// a line of a source file.
	portsOfTLS      = "443|8443|:6443|:9443|:8883|:5671|:2376|:5061|:6697|:8140|:10250|:5665"
	aboutTLS        = "ssl|tls|https|ssl3|tls1|sslv3|tlsv1|SSL23_GET_SERVER_HELLO|SSL23_GET_CLIENT_HELLO"
	aboutHandshakes = aboutTLS + "|x509|SSLHandshakeException|SSLException|SSLError|SSLContext|SslStream|OpenSSL|CertificateException|SSLPeerUnverifiedException|LDAPS|SMTPS|IMAPS|FTPS|VPN"
)
