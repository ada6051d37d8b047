package lab

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/smtp"
	"net/url"
	"strings"
	"testing"
)

// TestProxiesAsSeenByTheStandardLibrary: net/http goes by the proxies and is
// told why not.
func TestProxiesAsSeenByTheStandardLibrary(t *testing.T) {
	want := map[string]string{
		"proxy-refused":         "Proxy Authentication Required",
		"proxy-refused-gateway": "Bad Gateway",
		"proxy-refused-socks":   "not allowed by ruleset",
	}
	for _, r := range open(t).Running() {
		if r.Proxy == "" {
			continue
		}
		proxy, err := url.Parse(r.Proxy)
		if err != nil {
			t.Fatal(err)
		}
		transport := &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: r.pool()}}
		response, err := (&http.Client{Transport: transport}).Get(r.URL)
		if err == nil {
			response.Body.Close()
		}
		if r.Code == "" && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want[r.ID]) {
			t.Errorf("%s: error is %v, want %q", r.ID, err, want[r.ID])
		}
		if got, err := get(r, r.Address, &tls.Config{}); err != nil {
			t.Errorf("%s: the server behind it: %q, %v", r.ID, got, err)
		}
	}
}

// TestMailServersAsSeenByTheStandardLibrary: net/smtp finds STARTTLS or not,
// and its handshake verifies.
func TestMailServersAsSeenByTheStandardLibrary(t *testing.T) {
	for _, r := range open(t).Running() {
		if !strings.HasPrefix(r.URL, "smtp://") {
			continue
		}
		if r.Silent {
			continue // net/smtp waits for its greeting without end
		}
		c, err := smtp.Dial(r.Address)
		if err != nil {
			t.Fatal(err)
		}
		err = c.StartTLS(&tls.Config{RootCAs: r.pool(), ServerName: r.ServerName})
		if (err == nil) != (r.Expect != Reject) {
			t.Errorf("%s: %v", r.ID, err)
		}
		c.Close()
	}
}

// TestTruncatedAnswers: the bytes of the answer come, and nothing says that
// they are all.
func TestTruncatedAnswers(t *testing.T) {
	for _, r := range open(t).Running() {
		if r.Code != "truncated-close" {
			continue
		}
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: r.pool()}}}
		response, err := client.Get(r.URL)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if (err == nil) != (r.Expect == Either) || len(body) == 0 {
			t.Errorf("%s: %q, %v", r.ID, body, err)
		}
	}
}
