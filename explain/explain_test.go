package explain

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// said are texts that programs print, with what they mean: provoked on
// loopback, or put together from the sources that the tables name.
var said = []struct {
	text, code, ecosystem string
	among                 []string // codes that must be among the alternatives
}{
	// Python.
	{"urllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)>", "expired", "python", nil},
	{"ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)", "untrusted-issuer", "python", []string{"untrusted-root", "missing-intermediate", "no-trust-store"}},
	{"requests.exceptions.SSLError: HTTPSConnectionPool(host='localhost', port=8443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, \"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'localhost'. (_ssl.c:1006)\")))", "hostname-mismatch", "python", []string{"no-san"}},
	{"httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)", "untrusted-root", "python", nil},
	{"ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate (_ssl.c:1129)", "self-signed", "python", nil},
	{"ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)", "not-tls", "python", []string{"protocol-version"}},
	{"ssl.SSLEOFError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1006)", "closed-early", "python", nil},
	{"<urlopen error _ssl.c:989: The handshake operation timed out>", "handshake-timeout", "python", nil},
	{"ssl.SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:3926)", "key-mismatch", "python", nil},
	{"ssl.SSLError: [SSL] PEM lib (_ssl.c:3905)", "pem-malformed", "python", []string{"wrong-format"}},
	{"  ctx.load_cert_chain('server.pem', 'server.key')\nFileNotFoundError: [Errno 2] No such file or directory", "file-not-found", "python", nil},
	{"requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))", "connection-reset", "python", nil},
	{"httpx.ConnectError: [Errno 111] Connection refused", "connection-refused", "python", nil},
	{"requests.exceptions.ConnectionError: HTTPSConnectionPool(host='shop.test', port=443): Max retries exceeded with url: / (Caused by NameResolutionError(\"HTTPSConnection(host='shop.test', port=443): Failed to resolve 'shop.test' ([Errno -2] Name or service not known)\"))", "dns-failure", "python", nil},
	{"ssl.SSLError: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:2580)", "client-cert-required", "python", nil},
	{"<stdin>:1: DeprecationWarning: ssl.TLSVersion.TLSv1 is deprecated", "legacy-version", "python", nil},
	{"ssl.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:581)", "untrusted-issuer", "python", []string{"untrusted-root", "missing-intermediate"}},

	// curl.
	{"curl: (60) SSL certificate problem: certificate has expired\nMore details here: https://curl.se/docs/sslcerts.html", "expired", "curl", nil},
	{"curl: (60) SSL: no alternative certificate subject name matches target host name 'localhost'", "hostname-mismatch", "curl", nil},
	{"curl: (51) SSL: certificate subject name 'a.test' does not match target host name 'b.test'", "hostname-mismatch", "curl", []string{"no-san"}},
	{"curl: (6) Could not resolve host: shop.test", "dns-failure", "curl", nil},
	{"curl: (7) Failed to connect to localhost port 8443 after 0 ms: Couldn't connect to server", "connection-refused", "curl", nil},
	{"curl: (7) Failed to connect to 192.0.2.1 port 443: No route to host", "network-unreachable", "curl", nil},
	{"curl: (28) Connection timed out after 3000 milliseconds", "connect-timeout", "curl", []string{"handshake-timeout"}},
	{"curl: (28) SSL connection timeout", "handshake-timeout", "curl", nil},
	{"curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number", "not-tls", "curl", []string{"protocol-version"}},
	{"curl: (35) OpenSSL/3.0.19: error:0A000410:SSL routines::sslv3 alert handshake failure", "handshake-refused", "curl", []string{"client-cert-required"}},
	{"curl: (35) TLS connect error: error:0A000410:SSL routines::ssl/tls alert handshake failure", "handshake-refused", "curl", nil},
	{"curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to localhost:8443 ", "closed-early", "curl", nil},
	{"curl: (35) Recv failure: Connection reset by peer", "connection-reset", "curl", nil},
	{"curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0", "client-cert-required", "curl", nil},
	{"curl: (77) error setting certificate file: /etc/ssl/none.pem", "ca-file-unreadable", "curl", []string{"file-not-found", "pem-malformed"}},
	{"curl: (58) unable to set private key file: 'k.pem' type PEM", "wrong-format", "curl", []string{"key-mismatch"}},
	{"curl: (60) something that this table does not know", "untrusted-issuer", "curl", []string{"hostname-mismatch"}},

	// Servers, monitors and numbers.
	{"2026/01/02 10:00:00 kid1| ERROR: system call failure while accepting a TLS connection on conn12 local=192.0.2.1:3129 remote=192.0.2.7:50100 FD 14 flags=33: SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5+errno=104", "connection-reset", "squid", []string{"closed-early"}},
	{"2026/01/02 10:00:00 kid1| ERROR: peer aborted while accepting a TLS connection on conn12 local=192.0.2.1:3129 remote=192.0.2.7:50100 FD 14 flags=33: SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5", "closed-early", "squid", nil},
	{"2026/01/02 10:00:00 kid1| ERROR: negotiating TLS on FD 21: error:00000000:lib(0)::reason(0) (5/-1/104)", "connection-reset", "squid", nil},
	{"(7) eap_peap: ERROR: (TLS) Alert read:fatal:certificate expired", "server-cert-rejected", "eap", nil},
	{"wlan0: CTRL-EVENT-EAP-TLS-CERT-ERROR reason=10 depth=0 subject='/CN=radius.test' err='Domain mismatch'", "hostname-mismatch", "eap", nil},
	{"mod_tls/2.9.2[311]: Client did not reuse TLS session from control channel, rejecting data connection (see the NoSessionReuseRequired TLSOptions parameter)", "resumption-broken", "ftp", nil},
	{"STARTTLS=server, error: SSL_CTX_check_private_key failed(/etc/mail/k.pem): 0", "key-mismatch", "exim", nil},
	{"certificate 'CN=a.test' does not match permitted name constraint 'b.test'", "name-constraint", "ipsec", nil},
	{"smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.", "starttls-unavailable", "", nil},
	{"op[1]: shop.test:Verify error:DNS problem: NXDOMAIN looking up A for shop.test - check that a DNS record exists", "dns-failure", "acme", nil},
	{"  Expiry Date: 2024-01-02 10:00:00+00:00 (INVALID: EXPIRED)", "expired", "acme", nil},
	{"13[CFG] no issuer certificate found for \"CN=vpn.test\"\n13[CFG]   issuer is \"CN=Test Root\"\n13[IKE] no trusted RSA public key found for 'vpn.test'", "untrusted-issuer", "ipsec", []string{"missing-intermediate", "untrusted-root"}},
	{"09[CFG] certificate was revoked on Jan 02 10:00:00 UTC 2024, reason: key compromise", "revoked", "ipsec", nil},
	{"2024/01/02 10:00:00 kid1| Error negotiating SSL connection on FD 9: error:00000000:lib(0):func(0):reason(0) (5/-1/104)", "connection-reset", "squid", []string{"closed-early"}},
	{"rsyslogd: not permitted to talk to peer 'log.test', certificate invalid: signer not found", "untrusted-issuer", "rsyslog", []string{"untrusted-root"}},
	{"CHECK_NRPE: Error - Could not complete SSL handshake with 192.0.2.1: 1", "handshake-refused", "monitoring", []string{"closed-early"}},
	{"\u203c issuer cert is valid for at least 60 days\n    issuer certificate will expire on 2024-01-02T10:00:00Z", "ends-soon", "monitoring", nil},
	{"SSL_CERT WARNING shop.test:443: x509 certificate element 1 (shop.test) will expire in 9 days", "ends-soon", "monitoring", nil},
	{"Chain of trust               NOT ok (chain incomplete)", "missing-intermediate", "monitoring", nil},
	{"(4) eap_peap: (TLS) recv TLS 1.2 Alert, fatal unknown_ca", "server-cert-rejected", "eap", []string{"untrusted-root"}},
	{"TLS session: (SSL_connect): timed out", "handshake-timeout", "exim", nil},
	{"STARTTLS=server, error: accept failed=-1, reason=unknown, SSL_error=5, errno=104, retry=-1", "connection-reset", "exim", []string{"closed-early"}},
	{"AMQ9637E: Channel is lacking a certificate.", "client-cert-required", "enterprise", nil},
	{"AwsCrtError: AWS_IO_TLS_CERTIFICATE_EXPIRED", "expired", "cloud", nil},
	{"The Common Name (CN) of the backend certificate does not match the host header of the probe.", "hostname-mismatch", "cloud", nil},
	{"failed to dial to edge with quic: timeout: no recent network activity", "connect-timeout", "go", []string{"idle-timeout"}},
	{"[ERR] 192.0.2.1:4222 - cid:3 - OCSP verify fail for [CN=a] with CA status [revoked]", "revoked", "go", nil},
	{"rpc error: missing selected ALPN property", "alpn-mismatch", "grpc", nil},
	{"[01.02 10:00:00] app.exe - shop.test:443 error : Could not connect through proxy 192.0.2.1:1080 - Proxy server cannot establish a connection with the target, status code 503", "proxy-refused", "general", nil},

	// OpenSSL, its spellings old and new.
	{"verify error:num=20:unable to get local issuer certificate\nverify return:1\nverify error:num=21:unable to verify the first certificate", "missing-intermediate", "openssl", []string{"untrusted-root"}},
	{"139644:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:ssl/record/ssl3_record.c:332:", "not-tls", "openssl", nil},
	{"error:140770FC:SSL routines:SSL23_GET_SERVER_HELLO:unknown protocol", "not-tls", "openssl", []string{"protocol-version"}},
	{"error:14077410:SSL routines:SSL23_GET_SERVER_HELLO:sslv3 alert handshake failure", "handshake-refused", "openssl", nil},
	{"error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading:../ssl/record/rec_layer_s3.c:318:", "closed-early", "openssl", nil},
	{"error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1601:SSL alert number 70", "protocol-version", "openssl", nil},
	{"error:0A000458:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name:../ssl/record/rec_layer_s3.c:1601:SSL alert number 112", "sni-unrecognized", "openssl", nil},
	{"error setting private key\n40B7:error:05800074:x509 certificate routines:X509_check_private_key:key values mismatch:../crypto/x509/x509_cmp.c:403:", "key-mismatch", "openssl", nil},
	{"error:0906D06C:PEM routines:PEM_read_bio:no start line:pem_lib.c:703:Expecting: TRUSTED CERTIFICATE", "wrong-format", "openssl", []string{"pem-malformed"}},
	{"error:0906D066:PEM routines:PEM_read_bio:bad end line:pem_lib.c:802:", "pem-malformed", "openssl", nil},
	{"error:1C800064:Provider routines:ossl_cipher_unpadblock:bad decrypt:../providers/implementations/ciphers/ciphercommon_block.c:124:", "wrong-passphrase", "", []string{"passphrase-needed"}},
	{"error:1408F119:SSL routines:ssl3_get_record:decryption failed or bad record mac:ssl/record/ssl3_record.c:676:", "corrupt-record", "openssl", nil},
	{"error:0A00018F:SSL routines::ee key too small", "weak-key", "openssl", nil},
	{"error:0A00018E:SSL routines::ca md too weak", "weak-signature", "openssl", nil},
	{"verify error:num=25:path length constraint exceeded", "path-too-long", "openssl", nil},
	{"verify error:num=24:invalid CA certificate", "not-a-ca", "openssl", nil},
	{"verify error:num=47:permitted subtree violation", "name-constraint", "openssl", nil},
	{"verify error:num=34:unhandled critical extension", "unknown-critical-extension", "openssl", nil},
	{"verify error:num=26:unsupported certificate purpose", "wrong-purpose", "openssl", nil},
	{"connect:errno=111", "connection-refused", "openssl", nil},

	// Go.
	{"Get \"https://localhost:8443/\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-24T03:55:03Z is after 2026-11-23T03:54:57Z", "expired", "go", nil},
	{"x509: certificate has expired or is not yet valid: current time 2026-11-24T03:55:03Z is before 2027-01-01T00:00:00Z", "not-yet-valid", "go", nil},
	{"x509: certificate has expired or is not yet valid: ", "expired", "go", []string{"not-yet-valid"}},
	{"Get \"https://localhost:8443/\": tls: failed to verify certificate: x509: certificate is valid for other.test, not localhost", "hostname-mismatch", "go", nil},
	{"tls: failed to verify certificate: x509: certificate relies on legacy Common Name field, use SANs instead", "no-san", "go", nil},
	{"x509: certificate signed by unknown authority", "untrusted-root", "go", []string{"missing-intermediate", "self-signed"}},
	{"x509: certificate signed by unknown authority (possibly because of \"x509: cannot verify signature: insecure algorithm SHA1-RSA\" while trying to verify candidate authority certificate \"Lab Root\")", "weak-signature", "go", []string{"untrusted-root"}},
	{"http: server gave HTTP response to HTTPS client", "not-tls", "go", nil},
	{"Get \"https://localhost:8443/\": EOF", "closed-early", "", []string{"connection-reset"}},
	{"dial tcp: lookup shop.test on 127.0.0.53:53: no such host", "dns-failure", "go", nil},
	{"dial tcp 192.0.2.1:443: i/o timeout", "connect-timeout", "go", nil},
	{"dial tcp 192.0.2.1:443: connect: network is unreachable", "network-unreachable", "go", nil},
	{"net/http: TLS handshake timeout", "handshake-timeout", "go", nil},
	{"remote error: tls: certificate required", "client-cert-required", "go", nil},
	{"local error: tls: bad record MAC", "corrupt-record", "go", nil},
	{"tls: private key does not match public key", "key-mismatch", "go", nil},
	{"open /etc/tls/tls.key: permission denied", "permission-denied", "", nil},
	{"tls: failed to parse certificate from server: x509: malformed tbs certificate", "malformed-certificate", "go", nil},
	{"x509: failed to load system roots and no roots provided", "no-trust-store", "go", nil},
	{"tls: found unknown private key type in PKCS#8 wrapping", "unsupported-key", "go", nil},

	// Node.
	{"Error: self-signed certificate in certificate chain\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1699:34) {\n  code: 'SELF_SIGNED_CERT_IN_CHAIN'\n}", "untrusted-root", "node", nil},
	{"TypeError: fetch failed\n  [cause]: Error: self-signed certificate {\n    code: 'DEPTH_ZERO_SELF_SIGNED_CERT'\n  }", "self-signed", "node", nil},
	{"Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:other.test", "hostname-mismatch", "node", nil},
	{"npm ERR! code UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted-issuer", "node", []string{"missing-intermediate", "untrusted-root"}},
	{"Error: connect ECONNREFUSED 127.0.0.1:8443\n  errno: -111,\n  code: 'ECONNREFUSED',", "connection-refused", "node", nil},
	{"Error: Client network socket disconnected before secure TLS connection was established\n  code: 'ECONNRESET',", "closed-early", "node", []string{"connection-reset"}},
	{"Error: write EPROTO 80CC0E54AF7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:350:\n  errno: -71,\n  code: 'EPROTO',", "not-tls", "node", nil},
	{"Error: error:0480006C:PEM routines::no start line\n  library: 'PEM routines',\n  reason: 'no start line',\n  code: 'ERR_OSSL_PEM_NO_START_LINE'", "pem-malformed", "node", []string{"wrong-format"}},
	{"Error: getaddrinfo ENOTFOUND shop.test", "dns-failure", "node", nil},

	// Java.
	{"Exception in thread \"main\" javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target", "untrusted-issuer", "java", []string{"untrusted-root", "missing-intermediate", "self-signed"}},
	{"javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching localhost found.", "hostname-mismatch", "java", nil},
	{"javax.net.ssl.SSLException: Unsupported or unrecognized SSL message", "not-tls", "java", nil},
	{"javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake\nCaused by: java.io.EOFException: SSL peer shut down incorrectly", "closed-early", "java", nil},
	{"javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure", "handshake-refused", "java", []string{"client-cert-required"}},
	{"java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty", "no-trust-store", "java", nil},
	{"java.net.SocketTimeoutException: Read timed out\n\tat java.base/sun.security.ssl.SSLSocketImpl.startHandshake(SSLSocketImpl.java:440)", "handshake-timeout", "java", nil},
	{"java.io.IOException: Failed\nCaused by: java.net.ConnectException: Connection refused", "connection-refused", "java", nil},
	{"javax.net.ssl.SSLHandshakeException: Certificates do not conform to algorithm constraints\nCaused by: java.security.cert.CertPathValidatorException: Algorithm constraints check failed on signature algorithm: SHA1withRSA", "weak-signature", "java", nil},

	// Servers.
	{`nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/nginx/tls/privkey.pem") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)`, "key-mismatch", "nginx", nil},
	{`nginx: [emerg] cannot load certificate "/etc/nginx/tls/fullchain.pem": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/nginx/tls/fullchain.pem, r) error:10000080:BIO routines::no such file)`, "file-not-found", "nginx", nil},
	{`nginx: [emerg] cannot load certificate key "/etc/nginx/tls/privkey.pem": PEM_read_bio_PrivateKey() failed (SSL: error:0480006C:PEM routines::no start line)`, "pem-malformed", "nginx", []string{"wrong-format"}},
	{`2026/11/24 04:00:00 [error] 7#7: *1 peer closed connection in SSL handshake while SSL handshaking to upstream, client: 127.0.0.1`, "closed-early", "nginx", nil},
	{`2026/11/24 04:00:00 [error] 7#7: *1 upstream SSL certificate verify error: (10:certificate has expired) while SSL handshaking to upstream`, "expired", "nginx", nil},
	{"[ssl:emerg] [pid 7] AH02565: Certificate and private key localhost:443:0 from /etc/apache2/c.pem and /etc/apache2/k.pem do not match", "key-mismatch", "apache", nil},
	{"[ALERT]    (7) : config : parsing [haproxy.cfg:9] : 'bind :443' in section 'frontend' : inconsistencies between private key and certificate loaded '/etc/haproxy/site.pem'.", "key-mismatch", "haproxy", nil},
	{`{"level":"debug","logger":"http.stdlib","msg":"http: TLS handshake error from 127.0.0.1:40000: no certificate available for 'shop.test'"}`, "sni-unrecognized", "caddy", nil},

	// Notations of one thing.
	{"thread 'main' panicked at src/main.rs:9:5: called `Result::unwrap()` on an `Err` value: Custom { kind: InvalidData, error: InvalidCertificate(UnknownIssuer) }", "untrusted-issuer", "rust", []string{"untrusted-root"}},
	{"Error: hyper::Error(Connect, Os { code: 111, kind: ConnectionRefused, message: \"Connection refused\" })", "connection-refused", "rust", nil},
	{"received fatal alert: the peer did not support a suitable TLS version", "protocol-version", "", nil},
	{"TLS alert received: AlertMessagePayload {\n    level: Fatal,\n    description: UnknownCa,\n}", "client-cert-rejected", "", nil},
	{"Error: Tls(General(\"no server certificate chain resolved\"))", "sni-unrecognized", "", nil},
	{"[loader] <urlopen error [Errno 111]\n[loader]     Connection refused>", "connection-refused", "python", nil},
	{"TypeError: cafile, capath and cadata cannot be all omitted", "context-misuse", "", nil},
	{"Error: querySrv ECONNREFUSED _mongodb._tcp.db.test", "dns-failure", "node", nil},
	{"SocketException: Connection refused (OS Error: Connection refused, errno = 61), address = shop.test, port = 50312", "connection-refused", "dart", nil},
	{"HandshakeException: Handshake error in client (OS Error: errno = 0)", "closed-early", "dart", nil},
	{"DioException [connection timeout]: The request connection took longer than 0:00:05.000000", "connect-timeout", "dart", nil},
	{"Curl error 60: Cert verify failed: UNITYTLS_X509VERIFY_FLAG_EXPIRED", "expired", "curl", nil},
	{"ORA-29024: Certificate validation failure", "untrusted-issuer", "oracle", []string{"hostname-mismatch"}},
	{"Trust evaluate failure: [leaf SSLHostname TemporalValidity]", "hostname-mismatch", "", []string{"expired"}},
	{"Error Domain=NSURLErrorDomain, code: -1206", "client-cert-required", "apple", nil},
	{"page.goto: NS_ERROR_CONNECTION_REFUSED at http://shop.test", "connection-refused", "", nil},
	{"ERROR:ssl_client_socket_impl.cc(970)] handshake failed; returned -1, SSL error code 1, net_error -206", "revoked", "browsers", nil},
	{"La connessione non è privata", "untrusted-root", "", []string{"expired"}},
	{"System.Net.WebException: Se ha terminado la conexión: No se puede establecer una relación de confianza para el canal seguro SSL/TLS.", "untrusted-issuer", "dotnet", nil},
	{"System.Net.Sockets.SocketException (10061): Es konnte keine Verbindung hergestellt werden", "connection-refused", "dotnet", nil},
	{"java.lang.IllegalArgumentException: File does not contain valid private key: /etc/app/tls.key", "wrong-format", "java", nil},
	{"{:error, %Mint.TransportError{reason: :nxdomain}}", "dns-failure", "scripting", nil},
	{"connect failed: Errno::EHOSTUNREACH", "network-unreachable", "", nil},

	// Clients without a word of TLS, in one breath.
	{"cannot open feed: failed to connect with feed.test: No route to host", "network-unreachable", "", nil},
	{"ctl: unable to list jobs: Connection reset by peer", "connection-reset", "", nil},

	// Other ecosystems, a text or two each.
	{"pip._vendor.urllib3.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1028)", "strict-profile", "python", nil},
	{"WARNING: pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.", "tls-not-built", "python", nil},
	{"ImportError: urllib3 v2 only supports OpenSSL 1.1.1+, currently the 'ssl' module is compiled with 'OpenSSL 1.0.2k-fips  26 Jan 2017'.", "openssl-mismatch", "python", nil},
	{"aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host shop.test:443 ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)')]", "expired", "python", nil},
	{"ValueError: check_hostname requires server_hostname", "context-misuse", "", nil},
	{"npm ERR! request to https://registry.npmjs.org/left-pad failed, reason: self-signed certificate in certificate chain", "untrusted-root", "npm", nil},
	{"Error: error:0308010C:digital envelope routines::unsupported\n  opensslErrorStack: [ 'error:03000086:digital envelope routines::initialization error' ],\n  code: 'ERR_OSSL_EVP_UNSUPPORTED'", "openssl-mismatch", "", nil},
	{"fatal: unable to access 'https://git.test/a.git/': SSL certificate problem: unable to get local issuer certificate", "untrusted-issuer", "git", []string{"untrusted-root", "missing-intermediate"}},
	{"Error response from daemon: Get \"https://registry.test:5000/v2/\": http: server gave HTTP response to HTTPS client", "not-tls", "docker", nil},
	{"Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-01-02T00:00:00Z is after 2026-01-01T00:00:00Z", "expired", "kubernetes", nil},
	{"2026/01/01 00:00:00 http: TLS handshake error from 10.0.0.1:5000: remote error: tls: bad certificate", "server-cert-rejected", "go", []string{"client-cert-rejected"}},
	{"System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain", "untrusted-issuer", "dotnet", []string{"missing-intermediate"}},
	{"schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT (0x80090325) - Die Zertifikatkette wurde von einer nicht vertrauenswürdigen Zertifizierungsstelle ausgestellt.", "untrusted-root", "", nil},
	{"证书链是由不受信任的颁发机构颁发的。", "untrusted-root", "", nil},
	{"error: invalid peer certificate: UnknownIssuer", "untrusted-issuer", "rust", []string{"untrusted-root"}},
	{"OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 peeraddr=[::1]:443 state=error: certificate verify failed (certificate has expired)", "expired", "ruby", nil},
	{"file_get_contents(): Peer certificate CN=`a.test' did not match expected CN=`b.test'", "hostname-mismatch", "php", nil},
	{"NET::ERR_CERT_AUTHORITY_INVALID", "untrusted-root", "browsers", []string{"self-signed"}},
	{"MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING", "staple-missing", "browsers", nil},
	{"postfix/smtp[77]: certificate verification failed for mx.test[192.0.2.1]:25: untrusted issuer /CN=Root", "untrusted-issuer", "postfix", nil},
	{"psql: error: connection to server at \"db.test\", port 5432 failed: server does not support SSL, but SSL was required", "starttls-unavailable", "postgresql", nil},
	{"ERROR 2026 (HY000): SSL connection error: error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol", "protocol-version", "mysql", nil},
	{"org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed\nCaused by: javax.net.ssl.SSLHandshakeException: No name matching broker.test found", "hostname-mismatch", "", nil},
	{"[esp-tls-mbedtls] mbedtls_ssl_handshake returned -0x7F00", "resource-exhausted", "mbedtls", nil},
	{"{tls_alert,{unknown_ca,\"TLS client: In state certify at ssl_handshake.erl:2111 generated CLIENT ALERT: Fatal - Unknown CA\"}}", "untrusted-root", "", nil},
	{"VERIFY ERROR: depth=0, error=CRL has expired: CN=server", "revocation-unknown", "openvpn", nil},
	{"HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate(handshake.cc:393))", "untrusted-issuer", "dart", nil},
	{"Error Domain=NSURLErrorDomain Code=-1200 \"An SSL error has occurred and a secure connection to the server cannot be made.\" UserInfo={_kCFStreamErrorCodeKey=-9836}", "protocol-version", "apple", nil},
	{"rpc error: code = Unavailable desc = connection error: desc = \"transport: authentication handshake failed: tls: first record does not look like a TLS handshake\"", "not-tls", "grpc", nil},
	{"gnutls_handshake() failed: The TLS connection was non-properly terminated.", "closed-early", "", nil},
	{"io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e31", "not-tls", "", nil},
	{"nginx: [warn] \"ssl_stapling\" ignored, no OCSP responder URL in the certificate \"/etc/ssl/c.pem\"", "staple-missing", "nginx", nil},
	{"UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "legacy-renegotiation", "", nil},
	// Names and numbers that are read off the tables.
	{"write EPROTO 1:error:10000458:SSL routines:OPENSSL_internal:TLSV1_UNRECOGNIZED_NAME", "sni-unrecognized", "", nil},
	{"(71) Protocol error (TLS code: X509_V_ERR_CERT_HAS_EXPIRED)", "expired", "", nil},
	{"Error: ERR_SSL_DH_KEY_TOO_SMALL", "weak-dh", "", nil},
	{"MBEDTLS_ERR_SSL_CONN_EOF", "closed-early", "mbedtls", nil},
	{"[start_ssl_client():276]: (-80) UNKNOWN ERROR CODE (0050)", "connection-reset", "mbedtls", nil},
	{"{error, {conn_failed, {error, {tls_alert, \"certificate unknown\"}}}}", "client-cert-rejected", "", []string{"server-cert-rejected"}},
	{"%Mint.TransportError{reason: {:tls_alert, {:unknown_ca, ~c\"TLS client: In state certify generated CLIENT ALERT: Fatal - Unknown CA\"}}}", "untrusted-root", "", nil},
	{"received fatal alert: UnrecognizedName", "sni-unrecognized", "", nil},
	{"local error: tls: bad record MAC", "corrupt-record", "go", nil},
	{"✓ tells that the certificate has expired\nnot ok 2 - refuses\nerror: x509: certificate signed by unknown authority", "untrusted-root", "go", nil},
	{"start_ssl_client(): (-76) in net_sockets", "connection-reset", "mbedtls", nil},
	{"verify flags: MBEDTLS_X509_BADCERT_BAD_MD", "weak-signature", "mbedtls", nil},
	{"ServerSelectionTimeoutError: SSL handshake failed: db.test:27017: _ssl.c:1091: The handshake operation timed out", "handshake-timeout", "", nil},
	// What a connection's wrapper says gives way to what a certificate's does.
	{"ldap_bind: Can't contact LDAP server (-1)\n\tadditional info: TLS: peer cert untrusted or revoked (0x42)", "untrusted-issuer", "ldap", nil},
	{"ERROR 2026 (HY000): SSL connection error: error:0A000086:SSL routines::certificate verify failed", "untrusted-issuer", "mysql", []string{"untrusted-root"}},
	// Broken at a terminal's width, in the middle of a word.
	{"2026-01-01 10:00:00,613  Handshaker.java:240 - handshake with peer failed: javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_v\r\nersion", "protocol-version", "java", nil},
	// In nobody's own words.
	{"sync: SSL certificate of backup.test has expired, giving up", "expired", "", nil},
	{"VPN: certificate from gateway failed verification, signer not found", "untrusted-issuer", "", nil},
	{"SSL certificate problem: self-\nsigned certificate in certificate chain", "untrusted-root", "", nil},
	{"Connection refused", "connection-refused", "system", nil},
	{"https://shop.test: Connection refused", "connection-refused", "system", nil},
}

func TestText(t *testing.T) {
	for _, c := range said {
		a := Text(c.text)
		if a.Code != c.code {
			t.Errorf("%q:\ngot %s (%q), want %s", c.text, a.Code, a.Matched, c.code)
			continue
		}
		if c.ecosystem != "" && a.Ecosystem != c.ecosystem {
			t.Errorf("%q: ecosystem %s, want %s", c.text, a.Ecosystem, c.ecosystem)
		}
		for _, code := range c.among {
			if !slices.Contains(a.Alternatives, code) {
				t.Errorf("%q: alternatives %v lack %s", c.text, a.Alternatives, code)
			}
		}
	}
}

// What says nothing of the catalogue's gets no answer, be it near.
// TestNumbersAlone holds numbers whose reason is easily taken for another: the
// digits after the function's are what decides.
func TestNumbersAlone(t *testing.T) {
	for text, code := range map[string]string{
		"ssl: error:140AB18E":                     "weak-signature",   // SSL_R_CA_MD_TOO_WEAK, 398
		"ssl: error:140AB18F":                     "weak-key",         // SSL_R_EE_KEY_TOO_SMALL, 399
		"ssl: error:14171102":                     "protocol-version", // SSL_R_UNSUPPORTED_PROTOCOL, 258
		"ssl: error:0906A065":                     "wrong-passphrase", // PEM_R_BAD_DECRYPT, 101
		"ssl: error:23076071":                     "wrong-passphrase", // PKCS12_R_MAC_VERIFY_FAILURE, 113
		"ssl: error:141E3152":                     "legacy-renegotiation",
		"ERROR: ssl_client_socket net_error -134": "key-missing", // ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED
	} {
		if a := Text(text); a.Code != code {
			t.Errorf("%q: %q, want %q", text, a.Code, code)
		}
	}
}

func TestTextLeavesOthersAlone(t *testing.T) {
	for _, text := range []string{
		"", " \n\t ",
		"GET / HTTP/1.1\" 200 612",
		"the certificate was renewed",
		"ValueError: invalid literal for int() with base 10: 'tls'",
		"FileNotFoundError: [Errno 2] No such file or directory: 'report.csv'",
		"bash: ./run.sh: Permission denied",
		"git@host: Permission denied (publickey,password).",
		"Nov 24 04:00:00 host sshd[77]: error: kex_exchange_identification: read: Connection reset by peer",
		"2015-07-29 17:41:44,747 - WARN [QuorumPeer:QuorumCnxManager@368] - Cannot open channel to 2\njava.net.ConnectException: Connection refused",
		"WARN dfs.DataNode$DataXceiver: writeBlock received exception java.io.IOException: Connection reset by peer",
		"uncertificate has expiredly", // whole words only
		"rsync: failed to connect to backup.test (192.0.2.1): Connection timed out (110)",
		"ffmpeg: Connection refused",
		"Feb  3 10:00:00 host feedd[7]: unable to push to its peer: Connection refused",
		"LOG: could not receive data from client: Connection reset by peer",
		"Error connecting to agent: Connection refused",
		"error: Custom { kind: ConnectionAborted, error: \"CloseNotify alert received\" }",
		"paramiko/client.py: sock.connect(addr)\nTimeoutError: [WinError 10060]",
		"remote: Write access to repository not granted.\nfatal: unable to access 'https://git.test/a.git/': The requested URL returned error: 403",
		"Successfully created self-signed certificate for localhost",
		"Enter PEM pass phrase:\nVerifying - Enter PEM pass phrase:",
		"  File \"paramiko/client.py\", line 386, in connect\nTimeoutError: [WinError 10060] no answer",
		"OK - Certificate 'shop.test' will expire on 2030-01-02 10:00 +0000.",
		"tried 1 shared key for 'a' - 'b', but MAC mismatched",
		"charon: peer not responding, handshake timeout",
		"[01.02 10:00:00] app.exe - shop.test:443 error : Could not connect through proxy 192.0.2.1:1080 - proxy authentication required",
		"WARN netty.NettyRpcEnv: Connection reset by peer from 192.0.2.7:7077",
		"2026-01-02 10:00:00,613 ERROR [Worker] org.test.Fetcher: giving up\njava.net.ConnectException: Connection refused",
		"26/01/02 10:00:00 WARN peer.Link: java.net.UnknownHostException: node7",
		"Released 2026-06-16: TLS support for the second listener",
		"sensor-76: mbedtls is ready",
		"ok 3 - the client refuses when the certificate has expired",
		"    --- PASS: TestChain/self-signed_certificate (0.00s)",
		"✓ tells that the certificate has expired (3 ms)",
		"test_tls.py::test_certificate_has_expired[self-signed certificate] PASSED [ 9%]",
		"main.c:3:10: fatal error: tls/cert.h: No such file or directory",
		"ls: cannot access 'build/ssl-app': No such file or directory",
		"UNREACHABLE! Failed to connect to the host via ssh: ssh: connect to host 192.0.2.1 port 22: Connection timed out",
	} {
		if a := Text(text); a.Code != "" || a.Confidence != 0 || a.Matched != "" || a.Line != 0 {
			t.Errorf("%q: got %+v", text, a)
		}
	}
}

// A traceback is one message, however long: the cause answers, not what was
// wrapped around it.
func TestTraceback(t *testing.T) {
	for _, c := range []struct {
		file, code, ecosystem, matched string
	}{
		{"requests-expired.txt", "expired", "python", "certificate verify failed: certificate has expired"},
		{"java-expired.txt", "expired", "java", "CertificateExpiredException: NotAfter"},
		{"node-missing-intermediate.txt", "untrusted-issuer", "node", "unable to verify the first certificate"},
	} {
		text, err := os.ReadFile(filepath.Join("testdata", c.file))
		if err != nil {
			t.Fatal(err)
		}
		a := Text(string(text))
		if a.Code != c.code || a.Ecosystem != c.ecosystem || !strings.Contains(a.Matched, c.matched) {
			t.Errorf("%s: got %s of %s by %q", c.file, a.Code, a.Ecosystem, a.Matched)
		}
		line := strings.Split(string(text), "\n")[max(0, a.Line-1)]
		if !strings.Contains(line, c.matched) {
			t.Errorf("%s: line %d is %q", c.file, a.Line, line)
		}
	}
}

// What loggers and terminals put around a text does not hide it.
func TestTextInDisguise(t *testing.T) {
	for _, text := range []string{
		"SSL certificate problem:\n   certificate\thas   expired",
		"\x1b[31mcurl: (60) SSL certificate problem: certificate \x1b[1mhas expired\x1b[0m",
		`{"msg":"curl: (60) SSL certificate problem:\ncertificate has expired"}`,
		"CURL: (60) SSL CERTIFICATE PROBLEM: CERTIFICATE HAS EXPIRED",
		"x\x00y certificate\u00a0has expired\xff\xfe",
	} {
		if a := Text(text); a.Code != "expired" {
			t.Errorf("%q: got %q", text, a.Code)
		}
	}
	if a := Text("x509: certificate is valid for \u202eevil\x1b]0;x\x07, not shop.test"); certain.Clean(a.Matched) != a.Matched || a.Code != "hostname-mismatch" {
		t.Errorf("matched %q of %s", a.Matched, a.Code)
	}
	if a := Text("Hostname/IP doesn’t match certificate’s altnames"); a.Code != "hostname-mismatch" {
		t.Errorf("typographic quotes: got %q", a.Code)
	}
}

func TestConfidence(t *testing.T) {
	exact := Text("curl: (60) SSL certificate problem: certificate has expired")
	shared := Text("curl: (60) SSL certificate problem: unable to get local issuer certificate")
	wrapper := Text("curl: (60)")
	unknown := Text("certificate has expired")
	two := Text("verify error:num=18:self-signed certificate\nverify error:num=10:certificate has expired")
	if !(exact.Confidence > shared.Confidence && shared.Confidence > wrapper.Confidence && wrapper.Confidence > 0) {
		t.Errorf("%v, %v, %v", exact.Confidence, shared.Confidence, wrapper.Confidence)
	}
	if unknown.Confidence >= exact.Confidence || two.Confidence >= exact.Confidence {
		t.Errorf("%v and %v against %v", unknown.Confidence, two.Confidence, exact.Confidence)
	}
	if two.Code != "self-signed" || !slices.Contains(two.Alternatives, "expired") {
		t.Errorf("%+v", two)
	}
}

func TestFixes(t *testing.T) {
	a := Text("ssl.SSLCertVerificationError: certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)")
	if len(a.Fixes) < 3 || !strings.Contains(a.Fixes[0].Do, "load_verify_locations") {
		t.Errorf("%+v", a.Fixes)
	}
	insecure := []string{"verify=false", "insecure", "cert_none", "node_tls_reject", "-k ", "rejectunauthorized"}
	for code, by := range ownFixes {
		if _, ok := problem.Find(code); !ok {
			t.Errorf("%s is no code", code)
		}
		for ecosystem, fixes := range by {
			if !slices.ContainsFunc(tables, func(t table) bool { return t.Ecosystem == ecosystem }) &&
				!slices.ContainsFunc(tools, func(t tool) bool { return t.name == ecosystem }) {
				t.Errorf("%s is no ecosystem and no tool", ecosystem)
			}
			for _, f := range fixes {
				for _, bad := range insecure {
					if strings.Contains(strings.ToLower(f.Do+" "+f.Command+" "), bad) {
						t.Errorf("%s, %s: %+v", code, ecosystem, f)
					}
				}
			}
		}
	}
	for _, c := range said {
		for _, f := range Text(c.text).Fixes {
			if strings.ContainsAny(f.Do, "{") && strings.Contains(f.Do, "{host}") || strings.Contains(f.Command, "{host}") {
				t.Errorf("%s: a blank in %+v", c.code, f)
			}
		}
	}
}

// unsaid are the codes that no client has words for.
var unsaid = map[string]string{
	"outside-profile": "it works, and clients say nothing",
	"not-reloaded":    "no client sees the server's disk",

	"rollout-incomplete":   "a client meets one address, and sees an expired certificate or none that is wrong",
	"resumed-after-expiry": "no client looks at the certificate of a session again; that is the problem",
}

func TestEveryCodeIsSaid(t *testing.T) {
	has := map[string]bool{}
	for _, p := range Phrases() {
		has[p.Code] = true
	}
	for _, p := range problem.All() {
		switch reason := unsaid[p.Code]; {
		case has[p.Code] && reason != "":
			t.Errorf("%s has phrases and a reason for none", p.Code)
		case !has[p.Code] && reason == "":
			t.Errorf("%s has no phrase", p.Code)
		}
	}
}

// Every code has the question that decides, for the candidates.
func TestEveryCodeHasItsQuestion(t *testing.T) {
	for _, p := range Phrases() {
		for _, code := range append([]string{p.Code}, p.Alternatives...) {
			if tests[code].Ask == "" {
				t.Errorf("%s has no question that decides, and %q may stand for it", code, p.Text)
			}
		}
	}
	for code := range tests {
		if _, ok := problem.Find(code); !ok {
			t.Errorf("%s is no code", code)
		}
	}
	a := Text("certificate verify failed: unable to get local issuer certificate")
	if len(a.Candidates) != 1+len(a.Alternatives) || a.Candidates[0].Code != a.Code || a.Candidates[0].Ask == "" {
		t.Errorf("%+v", a.Candidates)
	}
}

// TestTables holds the tables to their form: known codes, sources, whole
// phrases, and each phrase alone explained as its own code.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, tab := range tables {
		if tab.Name == "" {
			t.Errorf("%s has no name", tab.Ecosystem)
		}
		for _, p := range tab.all() {
			where := tab.Ecosystem + ": " + p.Text
			if p.Source == "" {
				t.Errorf("%s: no source", where)
			}
			for _, code := range append([]string{p.Code}, p.Alternatives...) {
				if _, ok := problem.Find(code); !ok && code != "" {
					t.Errorf("%s: %s is no code", where, code)
				}
			}
			if slices.Contains(p.Alternatives, p.Code) {
				t.Errorf("%s: %s is its own alternative", where, p.Code)
			}
			if p.Tells == Wraps && p.Code == "" {
				t.Errorf("%s: a wrapper without a code does nothing", where)
			}
			key := where + strings.Join(p.With, "&")
			if seen[key] {
				t.Errorf("%s: twice", where)
			}
			seen[key] = true
			alone := strings.ReplaceAll(p.Text, "*", "something")
			for _, with := range p.With {
				alone += "\n" + strings.Split(with, "|")[0]
			}
			if a := Text(alone); a.Code != p.Code {
				t.Errorf("%s: explained as %q by %q, not as %q", where, a.Code, a.Matched, p.Code)
			}
		}
	}
}
