package cli

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
)

// TestProve looks at real endpoints: what is so is found, what is not so is
// ruled out, and what cannot be seen stays open.
func TestProve(t *testing.T) {
	l, err := lab.Open(lab.Options{Dir: t.TempDir()}, "expired", "healthy-ecdsa", "connection-refused", "hostname-mismatch")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, name := range rootVariables {
		t.Setenv(name, "")
	}
	t.Setenv("SSL_CERT_FILE", l.CAFile())
	text := "certificate verify failed: unable to get local issuer certificate\ncertificate has expired"
	answer := explain.Text(text)
	want := map[string]map[string]string{
		"expired":            {"expired": "found", "missing-intermediate": "ruled-out"},
		"healthy-ecdsa":      {"expired": "ruled-out", "missing-intermediate": "ruled-out", "ca-file-unreadable": "ruled-out"},
		"connection-refused": {"expired": "open", "connection-refused": "found"},
		"hostname-mismatch":  {"expired": "ruled-out", "hostname-mismatch": "found"},
	}
	for _, r := range l.Running() {
		proofs, err := new(app).prove(t.Context(), answer, net.JoinHostPort(r.Host, strconv.Itoa(r.Port)))
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		got := map[string]string{}
		for _, p := range proofs {
			got[p.Code] = p.Verdict
		}
		for code, verdict := range want[r.ID] {
			if got[code] != verdict {
				t.Errorf("%s: %s is %q, want %q; all: %+v", r.ID, code, got[code], verdict, proofs)
			}
		}
	}
}

func TestEnvironment(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{filepath.Join(dir, "none.pem"), empty} {
		proofs := environment(func(name string) (string, bool) { return value, name == "REQUESTS_CA_BUNDLE" })
		if len(proofs) != 1 || proofs[0].Verdict != "found" {
			t.Errorf("%s: %+v", value, proofs)
		}
	}
	if proofs := environment(func(string) (string, bool) { return "", false }); len(proofs) != 1 || proofs[0].Verdict != "ruled-out" {
		t.Errorf("%+v", proofs)
	}
}
