package explain

// bearssl holds the words of BearSSL, as the ESP8266 and other small boards
// print them (BearSSL::WiFiClientSecure, getLastSSLError), and the names and
// numbers of bearssl_ssl.h and bearssl_x509.h.
var bearssl = table{
	Ecosystem: "bearssl",
	Name:      "BearSSL",
	Marks:     []string{"BearSSL", "BR_ERR", "WiFiClientSecure", "getLastSSLError", "BSSL:", "SSLClient"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "Chain could not be linked to a trust anchor", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "ESP8266 core, WiFiClientSecureBearSSL.cpp, getLastSSLError"},
		{Code: "expired", Text: "Certificate is expired or not yet valid", Alternatives: []string{"not-yet-valid", "wrong-clock"}, Source: "ESP8266 core, WiFiClientSecureBearSSL.cpp, getLastSSLError"},
		{Code: "hostname-mismatch", Text: "Expected server name was not found in the chain", Alternatives: []string{"no-san"}, Source: "ESP8266 core, WiFiClientSecureBearSSL.cpp, getLastSSLError"},
		{Code: "malformed-certificate", Text: "Malformed certificate chain", Tells: Hints, Source: "ESP8266 core, WiFiClientSecureBearSSL.cpp, getLastSSLError"},
		{Code: "resource-exhausted", Text: "Can't allocate memory", With: []string{"BearSSL|BSSL|SSL"}, Tells: Hints, Source: "ESP8266 core, WiFiClientSecureBearSSL.cpp, getLastSSLError"},
		{Code: "untrusted-issuer", Text: "BR_ERR_X509_NOT_TRUSTED", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "expired", Text: "BR_ERR_X509_EXPIRED", Alternatives: []string{"not-yet-valid", "wrong-clock"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "wrong-clock", Text: "BR_ERR_X509_TIME_UNKNOWN", Tells: Hints, Alternatives: []string{"expired"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "hostname-mismatch", Text: "BR_ERR_X509_BAD_SERVER_NAME", Alternatives: []string{"no-san"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "not-a-ca", Text: "BR_ERR_X509_NOT_CA", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "wrong-purpose", Text: "BR_ERR_X509_FORBIDDEN_KEY_USAGE", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "weak-key", Text: "BR_ERR_X509_WEAK_PUBLIC_KEY", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "untrusted-issuer", Text: "BR_ERR_X509_BAD_SIGNATURE", Tells: Hints, Alternatives: []string{"weak-signature"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "unknown-critical-extension", Text: "BR_ERR_X509_CRITICAL_EXTENSION", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "not-tls", Text: "BR_ERR_BAD_VERSION", Tells: Hints, Alternatives: []string{"protocol-version"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "protocol-version", Text: "BR_ERR_UNSUPPORTED_VERSION", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "corrupt-record", Text: "BR_ERR_BAD_MAC", Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "oversized-handshake", Text: "BR_ERR_TOO_LARGE", Alternatives: []string{"resource-exhausted"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
		{Code: "no-shared-cipher", Text: "BR_ERR_BAD_CIPHER_SUITE", Tells: Hints, Alternatives: []string{"handshake-refused"}, Source: "bearssl_x509.h and bearssl_ssl.h"},
	},
}
