package explain

import "fmt"

// curlCode is an exit status of curl and result of libcurl
// (include/curl/curl.h), of which nothing is left but the number or the name.
type curlCode struct {
	number       int
	name         string
	words        string // of lib/strerror.c, where the table does not hold them
	code         string
	alternatives []string
}

// curlForms are the ways in which programs write the number: %d. Those behind
// loose are anybody's words, and count beside a word of curl.
var (
	curlForms  = []string{"curl: (%d)", "curl error %d", "curl error: %d", "curl error (%d)", "curl error code: %d", "curl#%d", "curl %d", "curl exit code %d", "curl_errno: %d", "curl_easy_perform() returned %d"}
	looseForms = []string{"exit code %d", "exit code: %d", "exit status %d", "error code: %d", "error code %d", "exited with code %d"}
)

const aboutCurl = "curl|libcurl|libcurl-errors.html|CURLE|curl_easy_perform|pycurl"

// curlNumbers gives the codes in every notation. The library's words beside a
// number tell more, so that numbers only wrap.
func curlNumbers(codes []curlCode, own []Phrase) []Phrase {
	m := makerBeside(own)
	for _, c := range codes {
		p := Phrase{Code: c.code, Tells: Wraps, Alternatives: c.alternatives, Source: fmt.Sprintf("include/curl/curl.h, %s (%d)", c.name, c.number)}
		m.add(p, c.name)
		m.add(p, c.words, aboutCurl)
		for _, form := range curlForms {
			m.add(p, fmt.Sprintf(form, c.number))
		}
		for _, form := range looseForms {
			m.add(p, fmt.Sprintf(form, c.number), aboutCurl)
		}
	}
	return m.made
}

var curlCodes = []curlCode{
	{5, "CURLE_COULDNT_RESOLVE_PROXY", "Couldn't resolve proxy name", "proxy-refused", []string{"dns-failure"}},
	{6, "CURLE_COULDNT_RESOLVE_HOST", "", "dns-failure", nil},
	{7, "CURLE_COULDNT_CONNECT", "Couldn't connect to server", "connection-refused", []string{"connect-timeout", "network-unreachable"}},
	{28, "CURLE_OPERATION_TIMEDOUT", "Timeout was reached", "connect-timeout", []string{"handshake-timeout", "idle-timeout"}},
	{35, "CURLE_SSL_CONNECT_ERROR", "", "handshake-refused", []string{"protocol-version", "closed-early", "connection-reset", "no-shared-cipher"}},
	{51, "CURLE_PEER_FAILED_VERIFICATION", "", "hostname-mismatch", []string{"untrusted-issuer"}},
	{52, "CURLE_GOT_NOTHING", "Server returned nothing (no headers, no data)", "closed-early", []string{"not-tls", "client-cert-required"}},
	{53, "CURLE_SSL_ENGINE_NOTFOUND", "", "tls-not-built", []string{"context-misuse"}},
	{54, "CURLE_SSL_ENGINE_SETFAILED", "", "tls-not-built", []string{"context-misuse"}},
	{55, "CURLE_SEND_ERROR", "Failed sending data to the peer", "connection-reset", []string{"closed-early"}},
	{56, "CURLE_RECV_ERROR", "Failure when receiving data from the peer", "connection-reset", []string{"closed-early", "truncated-close", "proxy-refused"}},
	{58, "CURLE_SSL_CERTPROBLEM", "", "pem-malformed", []string{"file-not-found", "key-mismatch", "wrong-passphrase"}},
	{59, "CURLE_SSL_CIPHER", "", "no-shared-cipher", nil},
	{60, "CURLE_SSL_CACERT", "", "untrusted-issuer", []string{"untrusted-root", "missing-intermediate", "self-signed", "hostname-mismatch", "expired"}},
	{64, "CURLE_USE_SSL_FAILED", "", "starttls-unavailable", nil},
	{66, "CURLE_SSL_ENGINE_INITFAILED", "", "tls-not-built", []string{"context-misuse"}},
	{77, "CURLE_SSL_CACERT_BADFILE", "", "ca-file-unreadable", []string{"file-not-found", "permission-denied", "pem-malformed", "no-trust-store"}},
	{80, "CURLE_SSL_SHUTDOWN_FAILED", "Failed to shut down the SSL connection", "truncated-close", nil},
	{82, "CURLE_SSL_CRL_BADFILE", "", "revocation-unknown", []string{"file-not-found"}},
	{83, "CURLE_SSL_ISSUER_ERROR", "", "untrusted-issuer", []string{"untrusted-root"}},
	{90, "CURLE_SSL_PINNEDPUBKEYNOTMATCH", "", "pin-mismatch", nil},
	{91, "CURLE_SSL_INVALIDCERTSTATUS", "", "staple-invalid", []string{"staple-missing", "revoked"}},
	{97, "CURLE_PROXY", "proxy handshake error", "proxy-refused", nil},
	{98, "CURLE_SSL_CLIENTCERT", "", "client-cert-required", nil},
}

// systemErrno are the numbers of the system that stand behind curl's words
// where the library has none: of Linux, macOS and Windows.
var systemErrno = []struct {
	code         string
	alternatives []string
	numbers      []int
}{
	{"connection-reset", []string{"closed-early", "idle-timeout"}, []int{104, 54, 10054, 32, 53, 103, 10053}},
	{"connect-timeout", []string{"handshake-timeout", "idle-timeout", "connection-reset"}, []int{110, 60, 10060}},
	{"connection-refused", nil, []int{111, 61, 10061}},
	{"network-unreachable", nil, []int{101, 51, 10051, 113, 65, 10065, 50, 10050}},
	{"closed-early", []string{"connection-reset", "truncated-close"}, []int{0}},
}

func errnoForms(own []Phrase) []Phrase {
	m := makerBeside(own)
	for _, e := range systemErrno {
		for _, n := range e.numbers {
			for _, form := range []string{"SSL_ERROR_SYSCALL, errno %d", "SSL_ERROR_SYSCALL errno %d", "SSL_ERROR_SYSCALL, errno: %d", "SSL_ERROR_SYSCALL in connection to * errno %d"} {
				m.add(Phrase{Code: e.code, Alternatives: e.alternatives, Source: "lib/vtls/openssl.c, ossl_recv, ossl_send and ossl_connect_step2: SOCKERRNO"}, fmt.Sprintf(form, n))
			}
		}
	}
	return m.made
}
