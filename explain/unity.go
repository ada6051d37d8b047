package explain

// unity holds what the engines of games add to their libraries' words: Unity
// with UnityTls, which is mbed TLS behind libcurl, and Unreal with libcurl.
var unity = table{
	Ecosystem: "unity",
	Name:      "Unity and Unreal",
	Marks:     []string{"UnityTls", "UNITYTLS", "UnityWebRequest", "UnityEngine", "Curl error", "LogHttp", "LogWebSockets", "FCurlHttpRequest"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "UNITYTLS_X509VERIFY_FLAG_NOT_TRUSTED", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "missing-intermediate"}, Source: "Unity, unitytls.h, unitytls_x509verify_result"},
		{Code: "hostname-mismatch", Text: "UNITYTLS_X509VERIFY_FLAG_CN_MISMATCH", Alternatives: []string{"no-san"}, Source: "Unity, unitytls.h, unitytls_x509verify_result"},
		{Code: "expired", Text: "UNITYTLS_X509VERIFY_FLAG_EXPIRED", Alternatives: []string{"wrong-clock"}, Source: "Unity, unitytls.h, unitytls_x509verify_result"},
		{Code: "revoked", Text: "UNITYTLS_X509VERIFY_FLAG_REVOKED", Source: "Unity, unitytls.h, unitytls_x509verify_result"},
		{Code: "untrusted-issuer", Text: "UNITYTLS_X509VERIFY_", Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "expired"}, Source: "Unity, unitytls.h"},
		{Code: "untrusted-issuer", Text: "Curl error 60", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "hostname-mismatch", "expired"}, Source: "UnityWebRequest around libcurl"},
		{Code: "handshake-refused", Text: "Curl error 35", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "closed-early", "protocol-version"}, Source: "UnityWebRequest around libcurl"},
		{Code: "connection-refused", Text: "Curl error 7", Tells: Wraps, Alternatives: []string{"connect-timeout"}, Source: "UnityWebRequest around libcurl"},
		{Code: "dns-failure", Text: "Curl error 6", Tells: Wraps, Source: "UnityWebRequest around libcurl"},
		{Code: "connect-timeout", Text: "Curl error 28", Tells: Wraps, Alternatives: []string{"handshake-timeout"}, Source: "UnityWebRequest around libcurl"},
		{Code: "closed-early", Text: "Curl error 52", Tells: Wraps, Alternatives: []string{"connection-reset"}, Source: "UnityWebRequest around libcurl"},
		{Code: "connection-reset", Text: "Curl error 56", Tells: Wraps, Alternatives: []string{"closed-early"}, Source: "UnityWebRequest around libcurl"},
		{Code: "untrusted-issuer", Text: "Cert verify failed", With: []string{"Curl|UnityTls|Unity|SSL|UNITYTLS"}, Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "hostname-mismatch", "expired"}, Source: "UnityWebRequest, libcurl's backend of UnityTls"},
		{Code: "handshake-refused", Text: "Unable to complete SSL connection", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "protocol-version"}, Source: "UnityWebRequest, its error"},
		{Code: "no-trust-store", Text: "SSL CA certificate error", Tells: Hints, Alternatives: []string{"ca-file-unreadable", "untrusted-issuer"}, Source: "UnityWebRequest, its error"},
		{Code: "dns-failure", Text: "Cannot resolve destination host", Source: "UnityWebRequest, its error"},
		{Code: "connection-refused", Text: "Cannot connect to destination host", Tells: Hints, Alternatives: []string{"connect-timeout", "untrusted-issuer", "dns-failure"}, Source: "UnityWebRequest, its error"},
		{Code: "handshake-refused", Text: "TLS Allocator ALLOC_TEMP_TLS", With: []string{"UnityTls|handshake"}, Tells: Wraps, Source: "Unity's log"},
		{Code: "handshake-refused", Text: "UnityTls error code", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "protocol-version", "not-tls"}, Source: "Mono.Unity, Debug.cs"},
		{Code: "untrusted-issuer", Text: "UnityTls error code: 7", Tells: Hints, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}, Source: "UnityTls.cs, UNITYTLS_INTERNAL_ERROR (7), as Unity prints it for a chain that it does not trust"},
		{Code: "connect-timeout", Text: "HTTP request timed out after * seconds URL=", Alternatives: []string{"handshake-timeout"}, Source: "Unreal, HttpRequestCommon.cpp"},
		{Code: "untrusted-issuer", Text: "libcurl info message cache * SSL certificate problem", Tells: Wraps, Alternatives: []string{"untrusted-root", "missing-intermediate"}, Source: "Unreal, CurlHttp.cpp"},
		{Code: "connection-refused", Text: "LogHttp: Warning: * completed with reason 'ConnectionError'", Tells: Hints, Alternatives: []string{"connect-timeout", "network-unreachable", "untrusted-issuer"}, Source: "Unreal Engine, HttpRequestCommon.cpp: EHttpFailureReason::ConnectionError"},
		{Code: "connect-timeout", Text: "LogHttp: Warning: * completed with reason 'TimedOut'", Tells: Hints, Alternatives: []string{"handshake-timeout"}, Source: "Unreal Engine, HttpRequestCommon.cpp: EHttpFailureReason::TimedOut"},
		{Code: "connection-refused", Text: "LogHttp: Warning: * request failed, reason: ConnectionError", Tells: Hints, Alternatives: []string{"connect-timeout"}, Source: "Unreal Engine"},
		{Code: "untrusted-issuer", Text: "LogHttp: Warning: * libcurl info message cache * SSL certificate problem", Tells: Hints, Alternatives: []string{"untrusted-root", "no-trust-store"}, Source: "Unreal Engine, CurlHttp.cpp"},
	},
}
