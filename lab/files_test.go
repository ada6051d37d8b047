package lab

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// blocks are the PEM blocks that encoding/pem can read.
func blocks(data []byte) (all []*pem.Block, rest []byte) {
	for {
		b, after := pem.Decode(data)
		if b == nil {
			return all, after
		}
		all, data = append(all, b), after
	}
}

// TestFilesAsSeenByTheStandardLibrary loads the pairs of certificate and key
// as a server does.
func TestFilesAsSeenByTheStandardLibrary(t *testing.T) {
	want := map[string]string{
		"healthy-files":        "",
		"expired-file":         "",
		"key-mismatch":         "private key does not match public key",
		"wrong-format-request": "failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks",
		"passphrase-needed":    "failed to parse private key",
		"file-not-found":       "no such file",
	}
	for _, r := range open(t).Running() {
		says, ok := want[r.ID]
		if !ok || runtime.GOOS == "windows" && r.ID == "file-not-found" {
			continue
		}
		pair := append(r.Files, r.Keys...)
		_, err := tls.LoadX509KeyPair(pair[0], pair[len(pair)-1])
		if (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
}

// TestHealthyFilesVerify: the files hold a whole chain to the lab's root.
func TestHealthyFilesVerify(t *testing.T) {
	for _, id := range []string{"healthy-files", "expired-file"} {
		r := Start(t, id)
		all, rest := blocks(read(t, r.Files[0]))
		if len(all) != 2 || len(rest) != 0 {
			t.Fatalf("%s: %d blocks", id, len(all))
		}
		leaf, err := x509.ParseCertificate(all[0].Bytes)
		if err != nil {
			t.Fatal(err)
		}
		options := x509.VerifyOptions{DNSName: "localhost", Roots: r.pool(), Intermediates: x509.NewCertPool()}
		options.Intermediates.AppendCertsFromPEM(read(t, r.Files[0]))
		if _, err = leaf.Verify(options); (err == nil) != (id == "healthy-files") {
			t.Errorf("%s: %v", id, err)
		}
		options.CurrentTime = leaf.NotAfter.Add(-day)
		if _, err = leaf.Verify(options); err != nil {
			t.Errorf("%s, in its time: %v", id, err)
		}
	}
}

// TestMalformedPEM: the first certificate can be read, the second cannot, and
// the other file has it.
func TestMalformedPEM(t *testing.T) {
	for _, id := range []string{"pem-malformed", "pem-malformed-base64"} {
		r := Start(t, id)
		data := read(t, r.Files[0])
		if n := bytes.Count(data, []byte("-----BEGIN CERTIFICATE-----")); n != 2 {
			t.Errorf("%s: %d blocks begin", id, n)
		}
		all, rest := blocks(data)
		if len(all) != 1 || len(rest) == 0 {
			t.Errorf("%s: %d blocks can be read, %d bytes are left", id, len(all), len(rest))
		}
		if end := bytes.Contains(rest, []byte("-----END CERTIFICATE-----")); end != (id == "pem-malformed-base64") {
			t.Errorf("%s: last block has an end: %v", id, end)
		}
		leaf, err := x509.ParseCertificate(all[0].Bytes)
		if err != nil {
			t.Fatal(err)
		}
		other, _ := blocks(read(t, r.Files[1]))
		issuer, err := x509.ParseCertificate(other[0].Bytes)
		if err != nil {
			t.Fatal(err)
		}
		if err := leaf.CheckSignatureFrom(issuer); err != nil {
			t.Error(err)
		}
	}
}

func TestFileNotFound(t *testing.T) {
	r := Start(t, "file-not-found")
	if _, err := os.Stat(r.Files[0]); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestUnsupportedKey(t *testing.T) {
	all, _ := blocks(read(t, Start(t, "unsupported-key").Files[0]))
	_, err := x509.ParsePKCS8PrivateKey(all[0].Bytes)
	if err == nil || !strings.Contains(err.Error(), "1.3.101.113") {
		t.Error(err)
	}
}

// TestKeysAreForTheOwnerAlone: the lab's own keys are kept as keys ought to
// be kept.
func TestKeysAreForTheOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	keys := 0
	for _, r := range open(t).Running() {
		if r.Kind != certain.Files {
			continue
		}
		for _, path := range append(r.Files, r.Keys...) {
			info, err := os.Stat(path)
			if err != nil || info.IsDir() || r.ID == "key-exposed" {
				continue // file-not-found; key-missing; where that is the mistake
			}
			if !bytes.Contains(read(t, path), []byte("PRIVATE KEY")) {
				continue
			}
			keys++
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
		}
	}
	if keys < 5 {
		t.Errorf("only %d keys seen", keys)
	}
}
