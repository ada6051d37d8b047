package explain

import "testing"

// TestCutOff: a phrase whose end is missing is taken for the phrase, where no
// other begins so and nothing else answers.
func TestCutOff(t *testing.T) {
	for _, c := range []struct{ text, code string }{
		{"app.log:17: ssl.SSLEOFError: EOF occurred in violation", "closed-early"},
		{"upstream: TLS_error:|OPENSSL_internal:WRONG_VERSION_NUMB", "not-tls"},
		{"certificate relies on legacy Common Name field, use", "no-san"},
		{"| `certificate relies on legacy Common Name field, use` | renew it | page 3 |", "no-san"},
		{"the certificate", ""},                   // several begin so
		{"something about NO_SHARED_CIPHERX", ""}, // another word
	} {
		if a := Text(c.text); a.Code != c.code {
			t.Errorf("%s: %q by %q, want %q", c.text, a.Code, a.Matched, c.code)
		} else if a.Confidence > 0.7 {
			t.Errorf("%s: too sure: %v", c.text, a.Confidence)
		}
	}
}
