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
	return runWith(t, "", path, arguments...)
}

// runWith gives it something to read.
func runWith(t *testing.T, input, path string, arguments ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, path, arguments...)
	command.Stdin = strings.NewReader(input)
	out, err := command.CombinedOutput()
	return string(out), err
}

// TestCurlDoesAsExpected runs curl against every endpoint.
func TestCurlDoesAsExpected(t *testing.T) {
	curl := program(t, "curl")
	for _, r := range open(t).Running() {
		if r.Kind != certain.Endpoint || r.Resolver != "" || r.Expect == Either {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			limit := "30"
			if strings.HasSuffix(r.Code, "-timeout") {
				limit = "0.5"
			}
			if r.ID == "corrupt-record-endless" {
				limit = "2" // OpenSSL goes along without end
			}
			url := strings.Replace(r.URL, r.Host, r.ServerName, 1)
			out, err := run(t, curl, "--disable", "--silent", "--show-error", "--noproxy", "*", "--max-time", limit,
				"--cacert", r.CAFile, "--connect-to", "::"+r.Address, url)
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

// TestOpenSSLFinishesByHand: what our own server begins with an old suite, a
// program that has that suite finishes, and gets its answer.
func TestOpenSSLFinishesByHand(t *testing.T) {
	openssl := program(t, "openssl")
	for id, cipher := range map[string]string{
		"no-shared-cipher-anonymous": "ADH-AES128-GCM-SHA256",
		"no-shared-cipher-null":      "ECDHE-ECDSA-NULL-SHA",
		"no-shared-cipher-dhe":       "DHE-RSA-AES128-GCM-SHA256",
		"no-shared-cipher-dhe-1024":  "DHE-RSA-AES128-GCM-SHA256",
		"legacy-renegotiation":       "ECDHE-ECDSA-AES128-GCM-SHA256",
	} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			r := Start(t, id)
			arguments := []string{"s_client", "-connect", r.Address, "-tls1_2", "-cipher", cipher + ":@SECLEVEL=0", "-quiet", "-ign_eof"}
			if id == "legacy-renegotiation" {
				arguments = append(arguments, "-legacy_server_connect")
			}
			out, err := runWith(t, "GET / HTTP/1.0\r\n\r\n", openssl, arguments...)
			if err != nil || !strings.Contains(out, "scenario "+id) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	r := Start(t, "legacy-renegotiation")
	if out, err := runWith(t, "", openssl, "s_client", "-connect", r.Address, "-tls1_2"); err == nil || !strings.Contains(out, "unsafe legacy renegotiation disabled") {
		t.Errorf("without leave for it: %v: %s", err, out)
	}
	r = Start(t, "weak-dh")
	if out, err := runWith(t, "", openssl, "s_client", "-connect", r.Address, "-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"); err == nil || !strings.Contains(out, "dh key too small") {
		t.Errorf("a group of 512 bits: %v: %s", err, out)
	}
}
