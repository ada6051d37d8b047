package certain

import (
	"net/netip"
	"strings"
	"testing"
)

// there is the disk of these tests.
func there(path string) bool {
	return path == "server" || path == "example.org" || path == "dir"
}

func TestParseTarget(t *testing.T) {
	for _, c := range []struct {
		text   string
		scheme string
		host   string
		port   int
		path   string
		kind   Kind
		form   string // the canonical text
	}{
		// An endpoint that speaks TLS at once.
		{"a.example.org", "tls", "a.example.org", 443, "", Endpoint, "a.example.org:443"},
		{"a.example.org:8443", "tls", "a.example.org", 8443, "", Endpoint, "a.example.org:8443"},
		{"192.0.2.7", "tls", "192.0.2.7", 443, "", Endpoint, "192.0.2.7:443"},
		{"192.0.2.7:443", "tls", "192.0.2.7", 443, "", Endpoint, "192.0.2.7:443"},
		{"[2001:db8::1]:443", "tls", "2001:db8::1", 443, "", Endpoint, "[2001:db8::1]:443"},
		{"[2001:db8::1]", "tls", "2001:db8::1", 443, "", Endpoint, "[2001:db8::1]:443"},
		{"2001:db8::1", "tls", "2001:db8::1", 443, "", Endpoint, "[2001:db8::1]:443"},
		{"::1", "tls", "::1", 443, "", Endpoint, "[::1]:443"},
		{"[fe80::1%eth0]:8443", "tls", "fe80::1%eth0", 8443, "", Endpoint, "[fe80::1%eth0]:8443"},
		{"localhost:1", "tls", "localhost", 1, "", Endpoint, "localhost:1"},
		{"localhost:65535", "tls", "localhost", 65535, "", Endpoint, "localhost:65535"},
		{"Example.COM", "tls", "example.com", 443, "", Endpoint, "example.com:443"},
		{"example.com.", "tls", "example.com.", 443, "", Endpoint, "example.com.:443"},
		{"under_score.example.com", "tls", "under_score.example.com", 443, "", Endpoint, "under_score.example.com:443"},
		{"münchen.example", "tls", "xn--mnchen-3ya.example", 443, "", Endpoint, "xn--mnchen-3ya.example:443"},
		{"MÜNCHEN.example:8443", "tls", "xn--mnchen-3ya.example", 8443, "", Endpoint, "xn--mnchen-3ya.example:8443"},
		{"例え.テスト", "tls", "xn--r8jz45g.xn--zckzah", 443, "", Endpoint, "xn--r8jz45g.xn--zckzah:443"},
		{"xn--mnchen-3ya.example", "tls", "xn--mnchen-3ya.example", 443, "", Endpoint, "xn--mnchen-3ya.example:443"},
		{"tls://example.org", "tls", "example.org", 443, "", Endpoint, "example.org:443"},
		{"TLS://example.org:993/", "tls", "example.org", 993, "", Endpoint, "example.org:993"},
		{"file", "tls", "file", 443, "", Endpoint, "tls://file:443"},
		{"tls://lab:8443", "tls", "lab", 8443, "", Endpoint, "tls://lab:8443"},
		{"tls://server.pem", "tls", "server.pem", 443, "", Endpoint, "server.pem:443"},
		// The same, and an HTTP request.
		{"https://a.example.org", "https", "a.example.org", 443, "/", Endpoint, "https://a.example.org:443"},
		{"https://a.example.org/path", "https", "a.example.org", 443, "/path", Endpoint, "https://a.example.org:443/path"},
		{"HTTPS://a.example.org:8443/a%20b?q=1&r=%2F#top", "https", "a.example.org", 8443, "/a%20b?q=1&r=%2F", Endpoint, "https://a.example.org:8443/a%20b?q=1&r=%2F"},
		{"https://a.example.org?q", "https", "a.example.org", 443, "/?q", Endpoint, "https://a.example.org:443/?q"},
		{"https://[::1]:8443/", "https", "::1", 8443, "/", Endpoint, "https://[::1]:8443"},
		{"https://[fe80::1%25lo]/", "https", "fe80::1%lo", 443, "/", Endpoint, "https://[fe80::1%25lo]:443"},
		{"https://münchen.example/ü", "https", "xn--mnchen-3ya.example", 443, "/%C3%BC", Endpoint, "https://xn--mnchen-3ya.example:443/%C3%BC"},
		// Files.
		{"-", "file", "", 0, "-", Files, "-"},
		{"server", "file", "", 0, "server", Files, "file:server"},
		{"example.org", "file", "", 0, "example.org", Files, "file:example.org"},
		{"dir", "file", "", 0, "dir", Files, "file:dir"},
		{"./dir", "file", "", 0, "./dir", Files, "./dir"},
		{"a/b", "file", "", 0, "a/b", Files, "a/b"},
		{".hidden", "file", "", 0, ".hidden", Files, ".hidden"},
		{"~/x", "file", "", 0, "~/x", Files, "~/x"},
		{"~x", "file", "", 0, "~x", Files, "~x"},
		{"/dev/fd/63", "file", "", 0, "/dev/fd/63", Files, "/dev/fd/63"},
		{"server.pem", "file", "", 0, "server.pem", Files, "server.pem"},
		{"SERVER.CRT", "file", "", 0, "SERVER.CRT", Files, "SERVER.CRT"},
		{"a.cer", "file", "", 0, "a.cer", Files, "a.cer"},
		{"a.der", "file", "", 0, "a.der", Files, "a.der"},
		{"a.key", "file", "", 0, "a.key", Files, "a.key"},
		{"a.p12", "file", "", 0, "a.p12", Files, "a.p12"},
		{"a.pfx", "file", "", 0, "a.pfx", Files, "a.pfx"},
		{"a.p7b", "file", "", 0, "a.p7b", Files, "a.p7b"},
		{"a.jks", "file", "", 0, "a.jks", Files, "a.jks"},
		{"a.csr", "file", "", 0, "a.csr", Files, "a.csr"},
		{"a.crl", "file", "", 0, "a.crl", Files, "a.crl"},
		{"file:a.example.org", "file", "", 0, "a.example.org", Files, "file:a.example.org"},
		{"file:///etc/a.pem", "file", "", 0, "/etc/a.pem", Files, "/etc/a.pem"},
		{"file:-", "file", "", 0, "./-", Files, "./-"},
		{"file:https://x", "file", "", 0, "https://x", Files, "file:https://x"},
		{"file:lab:x", "file", "", 0, "lab:x", Files, "file:lab:x"},
		// The lab.
		{"lab:expired", "lab", "", 0, "expired", Endpoint, "lab:expired"},
		{"lab:all", "lab", "", 0, "all", Endpoint, "lab:all"},
	} {
		got, err := ParseTarget(c.text, there)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if want := (Target{Raw: c.text, Scheme: c.scheme, Host: c.host, Port: c.port, Path: c.path}); got != want {
			t.Errorf("%s: got %+v, want %+v", c.text, got, want)
		}
		if got.Kind() != c.kind || got.String() != c.form {
			t.Errorf("%s: %s %s, want %s %s", c.text, got.Kind(), got, c.kind, c.form)
		}
		roundTrip(t, got)
	}
}

// roundTrip holds that the canonical text is the same target, on any disk.
func roundTrip(t *testing.T, target Target) {
	t.Helper()
	again, err := ParseTarget(target.String(), func(string) bool { return false })
	again.Raw = target.Raw
	if err != nil || again != target {
		t.Errorf("%q is written %q, which is %+v, %v; want %+v", target.Raw, target, again, err, target)
	}
}

func TestParseTargetRefuses(t *testing.T) {
	long := strings.Repeat("a", 60) + "."
	for text, says := range map[string]string{
		"":                               "empty",
		"file:":                          "names no file",
		"lab:":                           "names no scenario",
		"host.example:":                  "no port",
		"host.example:0":                 "no port",
		"host.example:65536":             "no port",
		"host.example:https":             "no port",
		"host.example:-1":                "no port",
		"host.example:+1":                "no port",
		"host.example:443:1":             "neither",
		":443":                           "no host",
		"[::1":                           "closing bracket",
		"[::1]x":                         "no port",
		"[::1]:":                         "no port",
		"[192.0.2.7]:443":                "no IPv6",
		"[host.example]":                 "no IPv6",
		"[fe80::1%a b]":                  "zone",
		"a..example":                     "label",
		strings.Repeat("a", 64) + ".b":   "label",
		long + long + long + long + long: "253",
		"user@host.example":              "neither",
		"host example":                   "neither",
		"host.example?x":                 "neither",
		"ex\x1bample.org":                "",
		"a$(b).example":                  "label",
		"☃-.example":                     "",
		"https://":                       "no host",
		"https://user:pw@host.example/":  "user name",
		"https://host.example:x/":        "no URL",
		"https://host.example:0/":        "no port",
		"http://host.example/x":          "https://host.example",
		"mssql://host.example":           "not built yet",
		"MSSQL://host.example":           "not built yet",
		"gopher://host.example":          "no kind of target",
	} {
		got, err := ParseTarget(text, func(string) bool { return false })
		if err == nil {
			t.Errorf("%q is taken for %+v", text, got)
			continue
		}
		if !strings.Contains(err.Error(), says) || Clean(err.Error()) != err.Error() || strings.Contains(err.Error(), "pw") {
			t.Errorf("%q: %v, want a sentence with %q", text, err, says)
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, seed := range []string{
		"a.example.org:8443", "[fe80::1%eth0]:1", "https://[fe80::1%25lo]/a?b", "file://a", "lab:x", "münchen.example",
		"tls://a/", "-", "file:-", "file:////a://b", "a\x00b", "[::ffff:192.0.2.7]", "https://a/%2f//?#",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		target, err := ParseTarget(text, func(string) bool { return false })
		if err != nil {
			if message := err.Error(); Clean(message) != message || len(message) > 1000 {
				t.Errorf("%q: %q", text, message)
			}
			return
		}
		roundTrip(t, target)
		if target.Kind() == Endpoint && target.Scheme != "lab" {
			_, notAddress := netip.ParseAddr(target.Host)
			if target.Port < 1 || target.Port > 65535 || target.Host == "" || Clean(target.Host) != target.Host ||
				notAddress != nil && strings.ContainsAny(target.Host, " /\\@:?#%[]\"'<>;|&$") {
				t.Errorf("%q gives %+v", text, target)
			}
		}
	})
}
