package probe

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
)

// openssl starts openssl s_server with a certificate for this key.
func openssl(t *testing.T, key any, public any, args ...string) certain.Target {
	t.Helper()
	program, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CERTAIN_CI") == "1" {
			t.Fatal("openssl is not installed")
		}
		t.Skip("openssl is not installed")
	}
	template := &x509.Certificate{Subject: pkix.Name{CommonName: "openssl"}, DNSNames: []string{"localhost"}}
	cert := sign(t, template, template, public, key)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	pair := filepath.Join(t.TempDir(), "pair.pem")
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
	if err := os.WriteFile(pair, text, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append([]string{"s_server", "-accept", "127.0.0.1:0", "-cert", pair, "-key", pair}, args...)
	command := exec.CommandContext(t.Context(), program, args...)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = command.Stdout
	if _, err := command.StdinPipe(); err != nil { // it ends with its input
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill(); command.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "ACCEPT "); ok {
			addr, err := net.ResolveTCPAddr("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			return target(addr)
		}
	}
	t.Fatal("openssl s_server did not start")
	return certain.Target{}
}

func TestOpenSSL(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		key, public any
		args        []string
		version     string
		cipher      string
		outcome     certain.Outcome // of the handshake
		after       certain.Outcome
	}{
		{name: "TLS 1.3, RSA", key: rsaKey, public: &rsaKey.PublicKey, version: "TLS 1.3"},
		{name: "TLS 1.2, ECDSA", key: p384, public: &p384.PublicKey, args: []string{"-tls1_2"}, version: "TLS 1.2",
			cipher: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"},
		{name: "static RSA", key: rsaKey, public: &rsaKey.PublicKey, args: []string{"-tls1_2", "-cipher", "AES128-SHA"}, version: "TLS 1.2",
			cipher: "TLS_RSA_WITH_AES_128_CBC_SHA"},
		{name: "TLS 1.3, insists on a client certificate", key: rsaKey, public: &rsaKey.PublicKey, args: []string{"-Verify", "1", "-verify_return_error"},
			version: "TLS 1.3", after: certain.Alerted},
		{name: "TLS 1.3, asks for a client certificate", key: rsaKey, public: &rsaKey.PublicKey, args: []string{"-verify", "1"},
			version: "TLS 1.3", after: certain.OK},
		{name: "TLS 1.2, insists on a client certificate", key: rsaKey, public: &rsaKey.PublicKey,
			args: []string{"-tls1_2", "-Verify", "1", "-verify_return_error"}, outcome: certain.Alerted},
		{name: "no common suite", key: rsaKey, public: &rsaKey.PublicKey, args: []string{"-tls1_2", "-cipher", "DHE-RSA-AES128-SHA"},
			outcome: certain.Alerted},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs, session := connect(t, openssl(t, c.key, c.public, c.args...), Options{ServerName: "localhost"})
			if c.outcome != "" {
				if step := last(t, obs, certain.StepHandshake); step.Outcome != c.outcome || step.Alert == nil || obs.Handshake != nil {
					t.Errorf("step %+v", step)
				}
				if asks := strings.Contains(c.name, "client"); asks != (last(t, obs, certain.StepHandshake).ClientAsked) || asks && len(obs.Served) != 1 {
					t.Errorf("served %d, steps %+v", len(obs.Served), obs.Steps)
				}
				return
			}
			h := obs.Handshake
			if h == nil || h.Version != c.version || c.cipher != "" && h.Cipher != c.cipher || len(obs.Served) != 1 {
				t.Fatalf("handshake %+v, steps %+v", h, obs.Steps)
			}
			if (h.Group == "") != strings.HasPrefix(h.Cipher, "TLS_RSA_") {
				t.Errorf("group %q with %s", h.Group, h.Cipher)
			}
			if (session == nil) != (c.after == certain.Alerted) || h.ClientAsked != (c.after != "") {
				t.Errorf("session %v, handshake %+v, steps %+v", session, h, obs.Steps)
			}
			if c.after != "" && last(t, obs, certain.StepAfter).Outcome != c.after {
				t.Errorf("steps %+v", obs.Steps)
			}
		})
	}
}
