package strangers

import (
	"bufio"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestOddKeys: certificates that OpenSSL makes and serves, and that most
// clients cannot use. crypto/tls shows none of them.
func TestOddKeys(t *testing.T) {
	openssl := program(t, "openssl")
	dir := t.TempDir()
	root := authority(t, "Strangers Root", nil)
	roots := writeCerts(t, filepath.Join(dir, "roots.pem"), root)
	rootKey := writeKey(t, filepath.Join(dir, "root.key"), root.key)
	for _, c := range []struct {
		name, code string
		key        string // options of genpkey
		server     string // options of s_server
	}{
		{"p-224", "no-shared-cipher", "-algorithm EC -pkeyopt ec_paramgen_curve:secp224r1", ""},
		{"p-521", "", "-algorithm EC -pkeyopt ec_paramgen_curve:secp521r1", ""},
		{"secp256k1", "weak-key", "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1", ""},
		{"brainpool", "weak-key", "-algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP384r1", "-tls1_2"},
		{"explicit-curve", "malformed-certificate", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit", ""},
		{"ed448", "no-shared-cipher", "-algorithm ED448", ""},
		{"rsa-pss", "no-shared-cipher", "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048", ""},
		{"rsa-768", "weak-key", "-algorithm RSA -pkeyopt rsa_keygen_bits:768", "-cipher ALL:@SECLEVEL=0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, cert := filepath.Join(dir, c.name+".key"), filepath.Join(dir, c.name+".pem")
			run(t, dir, openssl, append([]string{"genpkey", "-out", key}, strings.Fields(c.key)...)...)
			run(t, dir, openssl, "req", "-x509", "-new", "-key", key, "-CA", roots, "-CAkey", rootKey, "-out", cert, "-days", "90", "-subj", "/CN=localhost",
				"-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth")
			port := serveWithOpenSSL(t, openssl, append([]string{"-cert", cert, "-key", key}, strings.Fields(c.server)...)...)
			checkServer(t, setup{name: c.name, code: c.code}, port, roots)
		})
	}
}

// serveWithOpenSSL starts openssl s_server on a port of its choice.
func serveWithOpenSSL(t *testing.T, openssl string, args ...string) (port int) {
	t.Helper()
	return listens(t, exec.Command(openssl, append([]string{"s_server", "-accept", "127.0.0.1:0", "-www"}, args...)...))
}

// listens starts an openssl s_server, and gives the port that it says it has.
func listens(t *testing.T, cmd *exec.Cmd) (port int) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "ACCEPT "); ok {
			if _, err := fmt.Sscanf(address, "127.0.0.1:%d", &port); err != nil {
				t.Fatalf("openssl listens on %q: %v", address, err)
			}
			return port
		}
	}
	t.Fatal("openssl s_server ended before it listened")
	return 0
}
