package explain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
)

// TestEndpointForms: whoever printed the text, the endpoint that failed comes
// first, and no other address is taken for it.
func TestEndpointForms(t *testing.T) {
	tests := []struct {
		name, text string
		first      string // "" for none
	}{
		{"nothing", "certificate has expired", ""},
		{"a URL with a path", "GET https://shop.test/a/b?c=d failed", "shop.test:443"},
		{"a URL with a password", "GET https://joe:s3cret@shop.test:8443/ failed", "shop.test:8443"},
		{"IPv6 in a URL", "GET https://[2001:db8::7]:8443/x failed", "[2001:db8::7]:8443"},
		{"IPv6, Go", "dial tcp [::1]:8443: connect: connection refused", "[::1]:8443"},
		{"IPv6, Node", "Error: connect ECONNREFUSED ::1:8443", "[::1]:8443"},
		{"a Windows path", `File "C:\Users\joe\app.py:443", line 3` + "\nssl.SSLError: certificate has expired", ""},
		{"a path with a drive", "C:/srv/app:443 certificate has expired", ""},
		{"the page to read", "curl: (60) SSL certificate problem: certificate has expired\nMore details here: https://curl.se/docs/sslcerts.html", ""},
		{"the page to see", "x509: certificate has expired, see https://go.dev/issue/1", ""},
		{"urllib3", "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.shop.test', port=8443): Max retries exceeded with url: /v1 (Caused by SSLError(...))", "api.shop.test:8443"},
		{"pip with two indexes", "Looking in indexes: https://pypi.org/simple, https://packages.shop.test/simple\n" +
			"WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, 'x'))': /simple/a/\n" +
			"Could not fetch URL https://packages.shop.test/simple/a/: There was a problem confirming the ssl certificate: HTTPSConnectionPool(host='packages.shop.test', port=443): Max retries", "packages.shop.test:443"},
		{"urllib3 by a proxy", "Using http://proxy.test:3128\nHTTPSConnectionPool(host='shop.test', port=443): Max retries exceeded (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403')))", "shop.test:443"},
		{"aiohttp", "aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host shop.test:8443 ssl:True [SSLCertVerificationError: (1, 'certificate verify failed')]", "shop.test:8443"},
		{"Node", "Error: connect ECONNREFUSED 192.0.2.7:443\n    at TCPConnectWrap.afterConnect", "192.0.2.7:443"},
		{"node-fetch", "FetchError: request to https://shop.test/x failed, reason: connect ECONNREFUSED 192.0.2.7:443", "shop.test:443"},
		{"Node, no name", "Error: getaddrinfo ENOTFOUND shop.test", "shop.test:443"},
		{"Go", `Get "https://shop.test:8443/x": dial tcp 192.0.2.7:8443: connect: connection refused`, "shop.test:8443"},
		{"Go by a proxy", `Get "https://shop.test/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`, "shop.test:443"},
		{"Go, a bare dial", "dial tcp 192.0.2.7:443: i/o timeout", "192.0.2.7:443"},
		{"Java", "Connect to shop.test:8443 [shop.test/192.0.2.7] failed: Connection refused", "shop.test:8443"},
		{"OkHttp", "java.net.ConnectException: Failed to connect to shop.test/192.0.2.7:443", "shop.test:443"},
		{"Netty, IPv6", "Connection refused: shop.test/[2001:db8:0:0:0:0:0:7]:443", "shop.test:443"},
		{"git", "fatal: unable to access 'https://git.shop.test:8443/app.git/': server certificate verification failed", "git.shop.test:8443"},
		{"git with a user", "fatal: unable to access 'https://joe@git.shop.test/app.git/': SSL certificate problem", "git.shop.test:443"},
		{"curl", "curl: (7) Failed to connect to shop.test port 444 after 0 ms: Couldn't connect to server", "shop.test:444"},
		{"curl in OpenSSL", "curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to shop.test:8443", "shop.test:8443"},
		{"curl by a proxy", "* Uses proxy env variable HTTPS_PROXY == 'https://joe:pw@proxy.test:3128'\n* Connected to proxy.test (10.0.0.1) port 3128\n> CONNECT shop.test:443 HTTP/1.1\n* SSL certificate problem: certificate has expired", "shop.test:443"},
		{"wget", "--2026-11-27--  https://shop.test:8443/\nConnecting to shop.test (shop.test)|192.0.2.7|:8443... connected.\nERROR: cannot verify shop.test's certificate, issued by 'CN=R'", "shop.test:8443"},
		{"wget, shorter", "ERROR: cannot verify shop.test's certificate, issued by 'CN=R':", "shop.test:443"},
		{"Postfix", "postfix/smtp[123]: SSL_connect error to mx.shop.test[192.0.2.25]:25: -1", "smtp://mx.shop.test:25"},
		{"Postfix, relay", "to=<a@shop.test>, relay=mx.shop.test[192.0.2.25]:25, delay=1, status=deferred (Server certificate not verified)", "smtp://mx.shop.test:25"},
		{"s_client", "$ openssl s_client -connect shop.test:8443 -servername shop.test\nverify error:num=20", "shop.test:8443"},
		{"s_client, STARTTLS", "$ openssl s_client -starttls imap -connect mail.shop.test:1143", "imap://mail.shop.test:1143"},
		{"psql", `psql: error: connection to server at "db.shop.test" (192.0.2.5), port 5433 failed: SSL error: certificate verify failed`, "postgres://db.shop.test:5433"},
		{"psql, older", "could not connect to server: Connection refused\n\tIs the server running on host \"db.shop.test\" (192.0.2.5) and accepting\n\tTCP/IP connections on port 5432?", "postgres://db.shop.test:5432"},
		{"MySQL", "ERROR 2003 (HY000): Can't connect to MySQL server on 'db.shop.test:3307' (111)", "mysql://db.shop.test:3307"},
		{"MySQL, older", "Can't connect to MySQL server on 'db.shop.test' (111)", "mysql://db.shop.test:3306"},
		{"JDBC", "jdbc:postgresql://db.shop.test/app?sslmode=verify-full failed: PKIX path building failed", "postgres://db.shop.test:5432"},
		{"Redis", "Could not connect to Redis at redis.shop.test:6380: SSL_connect failed", "redis.shop.test:6380"},
		{"redis-py", "redis.exceptions.ConnectionError: Error 1 connecting to redis.shop.test:6380. certificate verify failed", "redis.shop.test:6380"},
		{"LDAP", "ldap_start_tls: ldap://dir.shop.test: Connect error", "ldap://dir.shop.test:389"},
		{"nginx", `SSL_do_handshake() failed while SSL handshaking to upstream, client: 192.0.2.9, server: www.test, request: "GET / HTTP/1.1", upstream: "https://10.0.0.9:8443/", host: "www.test"`, "10.0.0.9:8443"},
		{"submission", "Failed to connect to mail.shop.test port 587", "smtp://mail.shop.test:587"},
		{"several, one after the other", "fetched https://one.test/ in 3 ms\nfetching https://two.test/\nssl.SSLCertVerificationError: certificate verify failed: certificate has expired\nfetching https://three.test/", "two.test:443"},
		{"no port", "connect to host shop.test:99999", ""},
		{"no address", "dial tcp 999.1.1.1:443", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := explain.Text(tt.text).Endpoint
			if got == "" { // the text may name no problem
				got = strings.Join(explain.Endpoints(tt.text)[:min(1, len(explain.Endpoints(tt.text)))], "")
			}
			if got != tt.first {
				t.Errorf("%q of %q, want %q", got, explain.Endpoints(tt.text), tt.first)
			}
			if strings.Contains(got, "joe") || strings.Contains(got, "pw") {
				t.Errorf("%q holds what came before the host", got)
			}
			if _, err := certain.ParseTarget(got, func(string) bool { return false }); got != "" && err != nil {
				t.Error(err)
			}
		})
	}
}

// TestEndpointsOnce: each is told once, and no more than three.
func TestEndpointsOnce(t *testing.T) {
	got := explain.Endpoints(strings.Repeat("https://a.test https://b.test https://a.test https://c.test https://d.test ", 3))
	if !slices.Equal(got, []string{"a.test:443", "b.test:443", "c.test:443"}) {
		t.Errorf("%q", got)
	}
}
