package lab

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
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
		if r.Kind != certain.Endpoint || r.Resolver != "" || r.Addresses != nil || r.Expect == Either || strings.HasPrefix(r.URL, "postgres:") || r.ID == "healthy-smtp" {
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
			way := []string{"--noproxy", "*", "--connect-to", "::" + r.Address}
			if r.Proxy != "" {
				way = []string{"--proxy", r.Proxy}
			}
			if r.Silent {
				limit = "0.5"
			}
			out, err := run(t, curl, append([]string{"--disable", "--silent", "--show-error", "--ssl-reqd", "--location", "--max-time", limit,
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

// TestOpenSSLReadsTheAuthorities: lists, responses and timestamps are what
// OpenSSL takes them for.
func TestOpenSSLReadsTheAuthorities(t *testing.T) {
	openssl := program(t, "openssl")
	dir := t.TempDir()
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, block(kind, der), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	l := open(t, "revoked", "healthy-listed", "revoked-responder", "revocation-unknown", "strict-profile", "strict-profile-ca", "healthy-strict")
	for _, r := range l.Running() {
		sent := served(t, r)
		leaf, issuer := write(r.ID+".pem", "CERTIFICATE", sent[0].Raw), write(r.ID+"-issuer.pem", "CERTIFICATE", sent[1].Raw)
		if r.Code == "strict-profile" || r.Policy == "strict" {
			out, _ := run(t, openssl, "verify", "-x509_strict", "-CAfile", r.CAFile, "-untrusted", issuer, leaf)
			holds(t, r.ID, out, map[string]string{
				"strict-profile": "Missing Authority Key Identifier", "strict-profile-ca": "not marked critical", "healthy-strict": ": OK",
			}[r.ID])
		}
		if len(sent[0].CRLDistributionPoints) > 0 {
			list := write(r.ID+".crl", "X509 CRL", download(t, sent[0].CRLDistributionPoints[0]))
			out, _ := run(t, openssl, "verify", "-crl_check", "-CRLfile", list, "-CAfile", r.CAFile, "-untrusted", issuer, leaf)
			holds(t, r.ID+", its list", out, map[string]string{"revoked": "certificate revoked", "revocation-unknown": "CRL has expired", "": ": OK"}[r.Code])
		}
		if len(sent[0].OCSPServer) > 0 {
			out, _ := run(t, openssl, "ocsp", "-no_nonce", "-CAfile", r.CAFile, "-issuer", issuer, "-cert", leaf, "-url", sent[0].OCSPServer[0])
			holds(t, r.ID+", its responder", out, "Response verify OK")
			holds(t, r.ID+", its responder", out, map[string]string{"revoked": ": revoked", "": ": good"}[r.Code])
		}
	}
}

// TestCurlPins: a pin is what curl takes for one.
func TestCurlPins(t *testing.T) {
	curl := program(t, "curl")
	for _, r := range open(t, "healthy-pinned", "pin-mismatch").Running() {
		_, err := run(t, curl, "--disable", "--silent", "--noproxy", "*", "--cacert", r.CAFile, "--pinnedpubkey", r.Pins[0], r.URL)
		if (err == nil) != (r.Code == "") {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
}

// TestOpenSSLReadsTimestamps: OpenSSL verifies what the lab's logs sign.
func TestOpenSSLReadsTimestamps(t *testing.T) {
	openssl := program(t, "openssl")
	l := open(t, "healthy-webpki", "healthy-webpki-handshake", "healthy-webpki-staple", "ct-missing-forged")
	logs := filepath.Join(t.TempDir(), "logs.cnf")
	text := "enabled_logs = a, b, c\n"
	for i, role := range logRoles {
		key, err := l.mint.key(role)
		if err != nil {
			t.Fatal(err)
		}
		spki, err := x509.MarshalPKIXPublicKey(key.Public())
		if err != nil {
			t.Fatal(err)
		}
		text += fmt.Sprintf("[%c]\ndescription = %s\nkey = %s\n", 'a'+i, role, base64.StdEncoding.EncodeToString(spki))
	}
	if err := os.WriteFile(logs, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, r := range l.Running() {
		out, _ := run(t, openssl, "s_client", "-connect", r.Address, "-servername", "localhost", "-CAfile", r.CAFile, "-ct", "-ctlogfile", logs, "-no_ign_eof")
		want := "SCT validation status: valid"
		if r.Code != "" {
			want = "SCT validation status: invalid"
		}
		holds(t, r.ID, out, want)
	}
}

func holds(t *testing.T, what, out, want string) {
	t.Helper()
	if !strings.Contains(out, want) {
		t.Errorf("%s: %q is not in\n%s", what, want, out)
	}
}

func download(t *testing.T, url string) []byte {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
