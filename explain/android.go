package explain

// android holds what Conscrypt, OkHttp, Ktor and Android's network security
// settings add to Java's words.
var android = table{
	Ecosystem: "android",
	Name:      "Android",
	Marks:     []string{"android", "com.android", "conscrypt", "okhttp", "OkHttp", "kotlin", "E/AndroidRuntime", "org.conscrypt", "javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "java.security.cert.CertPathValidatorException: Trust anchor for certification path not found", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed"}, Source: "Conscrypt, TrustManagerImpl.java, verifyChain"},
		{Code: "expired", Text: "Chain validation failed * CertificateExpiredException", Source: "Conscrypt"},
		{Code: "expired", Text: "Chain validation failed", Tells: Hints, Alternatives: []string{"not-yet-valid", "wrong-clock"}, Source: "Conscrypt, TrustManagerImpl.java: CertPathValidator's words stand below"},
		{Code: "not-yet-valid", Text: "timestamp check failed", With: []string{"Certificate not valid until|CertificateNotYetValid"}, Alternatives: []string{"expired", "wrong-clock"}, Source: "sun/security/provider/certpath, as Android carries it"},
		{Code: "expired", Text: "timestamp check failed", Tells: Hints, Alternatives: []string{"not-yet-valid", "wrong-clock"}, Source: "sun/security/provider/certpath/BasicChecker.java"},
		{Code: "expired", Text: "Certificate expired at", Alternatives: []string{"wrong-clock"}, Source: "Conscrypt, OpenSSLX509Certificate.java, checkValidity"},
		{Code: "not-yet-valid", Text: "Certificate not valid until", Alternatives: []string{"wrong-clock"}, Source: "Conscrypt, OpenSSLX509Certificate.java, checkValidity"},
		{Code: "expired", Text: "Could not validate certificate: Certificate expired at", Tells: Hints, Alternatives: []string{"wrong-clock"}, Source: "Bouncy Castle in Android"},
		{Code: "not-yet-valid", Text: "Could not validate certificate: Certificate not valid until", Tells: Hints, Alternatives: []string{"wrong-clock"}, Source: "Bouncy Castle in Android"},
		{Code: "pin-mismatch", Text: "Certificate pinning failure!", Source: "OkHttp, CertificatePinner.kt"},
		{Code: "pin-mismatch", Text: "Pin verification failed", Source: "Android, NetworkSecurityTrustManager.java"},
		{Code: "hostname-mismatch", Text: "Hostname * not verified", Source: "OkHttp, RealConnection.kt"},
		{Code: "closed-early", Text: "SSL handshake aborted: * I/O error during system call, Connection reset by peer", Alternatives: []string{"connection-reset"}, Source: "Conscrypt, NativeCrypto"},
		{Code: "connection-reset", Text: "SSL handshake aborted: * Connection reset by peer", Source: "Conscrypt, NativeCrypto"},
		{Code: "closed-early", Text: "SSL handshake aborted", Tells: Wraps, Alternatives: []string{"protocol-version", "handshake-refused", "connection-reset"}, Source: "Conscrypt, NativeCrypto"},
		{Code: "closed-early", Text: "Connection closed by peer", With: []string{"ssl|SSL|conscrypt"}, Source: "Conscrypt, ConscryptEngineSocket.java"},
		{Code: "handshake-refused", Text: "Failure in SSL library, usually a protocol error", Tells: Wraps, Alternatives: []string{"protocol-version", "not-tls"}, Source: "Conscrypt, jniutil"},
		{Code: "not-tls", Text: "CLEARTEXT communication to * not permitted by network security policy", Tells: Hints, Source: "OkHttp and Android: plain HTTP, not TLS, is refused"},
		{Code: "not-tls", Text: "CLEARTEXT communication to * not permitted", Source: "Android, NetworkSecurityPolicy: plain HTTP is refused on this side"},
		{Code: "protocol-version", Text: "Unable to find acceptable protocols", Alternatives: []string{"no-shared-cipher"}, Source: "OkHttp, ConnectionSpecSelector.kt"},
		{Code: "closed-early", Text: "unexpected end of stream on", Alternatives: []string{"idle-timeout", "connection-reset"}, Source: "OkHttp, Http1ExchangeCodec.kt"},
		{Code: "closed-early", Text: "SSLHandshakeException: connection closed", Alternatives: []string{"connection-reset", "handshake-refused"}, Source: "Conscrypt, ConscryptEngineSocket.java and NativeSsl.java"},
		{Code: "closed-early", Text: "SSLHandshakeException: Handshake failed", Tells: Wraps, Alternatives: []string{"handshake-refused", "protocol-version"}, Source: "Conscrypt, ConscryptFileDescriptorSocket.java"},
		{Code: "untrusted-issuer", Text: "primary error: 3 certificate", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed"}, Source: "Android, android/net/http/SslError.java: SSL_UNTRUSTED"},
		{Code: "hostname-mismatch", Text: "primary error: 2 certificate", Alternatives: []string{"no-san"}, Source: "Android, android/net/http/SslError.java: SSL_IDMISMATCH"},
		{Code: "expired", Text: "primary error: 1 certificate", Alternatives: []string{"wrong-clock"}, Source: "Android, android/net/http/SslError.java: SSL_EXPIRED"},
		{Code: "not-yet-valid", Text: "primary error: 0 certificate", Alternatives: []string{"wrong-clock"}, Source: "Android, android/net/http/SslError.java: SSL_NOTYETVALID"},
		{Code: "expired", Text: "primary error: 4 certificate", Tells: Hints, Alternatives: []string{"not-yet-valid", "wrong-clock"}, Source: "Android, android/net/http/SslError.java: SSL_DATE_INVALID"},
	},
}
