package explain_test

import (
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
)

// TestCommandsAreFilled: what to type holds the endpoint that the text names,
// and else words that the reader sees are to be replaced.
func TestCommandsAreFilled(t *testing.T) {
	const cause = "SSL certificate problem: unable to get local issuer certificate"
	tests := []struct{ name, text, fix, look string }{
		{"a URL", "fatal: unable to access 'https://git.example.org/app.git/': " + cause,
			"certain inspect git.example.org:443", "certain check git.example.org:443"},
		{"a port", "Failed to connect to db.example.org port 8443: " + cause,
			"certain inspect db.example.org:8443", "certain check db.example.org:8443"},
		{"an IPv6 address", "GET https://[2001:db8::7]:8443/x failed: " + cause,
			"certain inspect '[2001:db8::7]:8443'", "certain check '[2001:db8::7]:8443'"},
		{"none", cause, "certain inspect HOST:443", "certain check HOST:443"},
		{"no host", "https://$(reboot)/: " + cause, "certain inspect HOST:443", "certain check HOST:443"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := explain.Text(tt.text)
			if !hasCommand(a, tt.fix) {
				t.Errorf("no fix says %q: %+v", tt.fix, a.Fixes)
			}
			if len(a.Candidates) == 0 || a.Candidates[0].Command != tt.look {
				t.Errorf("%+v, want %q first", a.Candidates, tt.look)
			}
		})
	}
}

func hasCommand(a explain.Answer, command string) bool {
	for _, f := range a.Fixes {
		if f.Command == command {
			return true
		}
	}
	return false
}

// TestNoBlankIsLeft: no command and no sentence that a reader sees holds a
// blank that was not filled, whatever the problem and the ecosystem.
func TestNoBlankIsLeft(t *testing.T) {
	for _, p := range explain.Phrases() {
		// Text fills from the tables of fixes, so every code and ecosystem is seen.
		a := explain.Text(p.Text)
		for _, f := range a.Fixes {
			if strings.Contains(f.Do+f.Command, "{host}") || strings.Contains(f.Do+f.Command, "{port}") {
				t.Errorf("%s, %s: %+v", p.Ecosystem, p.Code, f)
			}
		}
		for _, c := range a.Candidates {
			if strings.Contains(c.Command, "{") {
				t.Errorf("%s, %s: %+v", p.Ecosystem, p.Code, c)
			}
		}
	}
}

// TestFixes: the mending of a code is to be had without a text.
func TestFixes(t *testing.T) {
	own, general := explain.Fixes("untrusted-root", "node"), explain.Fixes("untrusted-root", "")
	if len(own) <= len(general) || !strings.Contains(own[0].Command, "NODE_EXTRA_CA_CERTS") {
		t.Errorf("Node's own is not first: %+v", own)
	}
	if first := explain.Fixes("expired", "python")[0]; first.For != certain.ForServer {
		t.Errorf("the client's part stands before the renewal: %+v", first)
	}
	if got := explain.Fixes("no-such-code", ""); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
