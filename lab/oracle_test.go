package lab

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// program finds a program that we did not write, or skips the test.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CERTAIN_CI") == "1":
		t.Fatalf("%s is not installed", name)
	default:
		t.Skipf("%s is not installed", name)
	}
	return ""
}

func run(t *testing.T, path string, arguments ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, arguments...).CombinedOutput()
	return string(out), err
}

// TestCurlDoesAsExpected runs curl against every endpoint.
func TestCurlDoesAsExpected(t *testing.T) {
	curl := program(t, "curl")
	for _, r := range open(t).Running() {
		if r.Kind != certain.Endpoint || r.Resolver != "" || r.Expect == Either || strings.HasPrefix(r.URL, "postgres:") || r.ID == "healthy-smtp" {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			limit := "30"
			if strings.HasSuffix(r.ID, "-timeout") {
				limit = "0.5"
			}
			url := strings.Replace(r.URL, r.Host, r.ServerName, 1)
			way := []string{"--noproxy", "*", "--connect-to", "::" + r.Address}
			if r.Proxy != "" {
				way = []string{"--proxy", r.Proxy}
			}
			out, err := run(t, curl, append([]string{"--disable", "--silent", "--show-error", "--ssl-reqd", "--max-time", limit,
				"--cacert", r.CAFile, url}, way...)...)
			if (err == nil) != (r.Expect == Accept) {
				t.Errorf("expect %s: %v, %s", r.Expect, err, out)
			}
			if err == nil && !strings.Contains(out, "scenario "+r.ID) {
				t.Errorf("answered %q", out)
			}
		})
	}
}

// TestOpenSSLReadsTheFiles: what the lab writes by hand is what it claims.
func TestOpenSSLReadsTheFiles(t *testing.T) {
	openssl := program(t, "openssl")
	l := open(t)
	path := make(map[string]string)
	for _, r := range l.Running() {
		if len(r.Files) > 0 {
			path[r.ID] = r.Files[len(r.Files)-1]
		}
	}
	encrypted, err := encrypt((&folder{lab: l}).pkcs8("server"), "open sesame")
	if err != nil {
		t.Fatal(err)
	}
	known := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(known, block("ENCRYPTED PRIVATE KEY", encrypted), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct {
		says string
		run  []string
	}{
		{"Lab R11", []string{"pkcs7", "-in", path["wrong-format"], "-noout", "-print_certs"}},
		{"verify OK", []string{"req", "-in", path["wrong-format-request"], "-noout", "-verify"}},
		{"ED448 Private-Key", []string{"pkey", "-in", path["unsupported-key"], "-noout", "-text"}},
		{"Private-Key: (256 bit)", []string{"pkey", "-in", known, "-passin", "pass:open sesame", "-noout", "-text"}},
		{"maybe wrong password", []string{"pkey", "-in", path["passphrase-needed"], "-passin", "pass:open sesame", "-noout"}},
	} {
		out, _ := run(t, openssl, try.run...)
		if !strings.Contains(out, try.says) {
			t.Errorf("openssl %s\nsays %q, want %q", strings.Join(try.run, " "), certain.Clip(out, 300), try.says)
		}
	}
}
