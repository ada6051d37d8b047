package explain

// Words of which one must stand in a text before the words of the operating
// system are taken to be about TLS, and words that show that a server speaks.
const (
	aboutCertificates = "certificate|certificates|cert|certs|crt|cer|pem|key|pfx|p12|pkcs12|der|jks|keystore|truststore|ssl|tls|x509|ssl_certificate|ssl_certificate_key|certfile|keyfile|cafile|load_cert_chain|load_verify_locations|fullchain|privkey|cacert|cacerts"
	servesTLS         = "SSL_accept|accept|s_server|while SSL handshaking, client|Error negotiating SSL connection on FD|STARTTLS=server|TLS server"
	aboutTLS          = "ssl|tls|https|ssl3|tls1|sslv3|tlsv1|SSL23_GET_SERVER_HELLO|SSL23_GET_CLIENT_HELLO"
	aboutHandshakes   = aboutTLS + "|x509|SSLHandshakeException|SSLException|SSLError|SSLContext|SslStream|OpenSSL|CertificateException|SSLPeerUnverifiedException|LDAPS|SMTPS|IMAPS|FTPS|VPN"
)
