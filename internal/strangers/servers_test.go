package strangers

import (
	"bufio"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// setups are two healthy servers and ten that somebody set up wrongly. roots
// is the file that a client is to trust.
func setups(t *testing.T) (all []setup, roots string) {
	t.Helper()
	root := authority(t, "Strangers Root", nil)
	upper := authority(t, "Strangers Upper", root)
	lower := authority(t, "Strangers Lower", upper)
	foreign := authority(t, "Foreign Root", nil)
	foreignLower := authority(t, "Foreign Lower", foreign)
	good := func(change func(*x509.Certificate)) *minted { return sign(t, leaf(change), lower, ecKey(t)) }
	chain := func(first *minted) []*minted { return []*minted{first, lower, upper} }
	fetchable := serveCert(t, lower)
	return []setup{
		{"healthy-ecdsa", "", chain(good(nil))},
		{"healthy-rsa", "", chain(sign(t, leaf(nil), lower, rsaKey(t)))},
		{"expired", "expired", chain(good(func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().AddDate(0, 0, -90), time.Now().AddDate(0, 0, -3)
		}))},
		{"not-yet-valid", "not-yet-valid", chain(good(func(c *x509.Certificate) { c.NotBefore = time.Now().AddDate(0, 0, 3) }))},
		{"hostname-mismatch", "hostname-mismatch", chain(good(func(c *x509.Certificate) { c.DNSNames = []string{"other.example.test"} }))},
		{"no-san", "no-san", chain(good(func(c *x509.Certificate) { c.DNSNames = nil }))},
		{"self-signed", "self-signed", []*minted{sign(t, leaf(nil), nil, ecKey(t))}},
		{"untrusted-root", "untrusted-root", []*minted{sign(t, leaf(nil), foreignLower, ecKey(t)), foreignLower, foreign}},
		{"untrusted-issuer", "untrusted-issuer", []*minted{sign(t, leaf(nil), foreignLower, ecKey(t))}},
		{"missing-intermediate", "missing-intermediate", []*minted{
			good(func(c *x509.Certificate) { c.IssuingCertificateURL = []string{fetchable} }), upper}},
		{"chain-disordered", "chain-disordered", []*minted{good(nil), upper, lower}},
		{"wrong-purpose", "wrong-purpose", chain(good(func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
			c.Subject = pkix.Name{CommonName: "a client"}
		}))},
	}, writeCerts(t, filepath.Join(t.TempDir(), "roots.pem"), root)
}

// serveCert offers a certificate at an AIA address on loopback.
func serveCert(t *testing.T, c *minted) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(c.Raw) }))
	t.Cleanup(server.Close)
	return server.URL + "/issuer.der"
}

// checkServer lets certain judge a server of others.
func checkServer(t *testing.T, s setup, port int, roots string) {
	t.Helper()
	checkTarget(t, s, fmt.Sprintf("https://localhost:%d/", port), roots)
}

// checkTarget holds what certain says about a target to what is wrong with it:
// that first, and no error besides; nothing at all where all is well.
func checkTarget(t *testing.T, s setup, target, roots string, flags ...string) {
	t.Helper()
	out, err := exec.Command(certain, append([]string{"check", "--json", "--roots", roots, target}, flags...)...).Output()
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		t.Fatal(err)
	}
	var report struct {
		Results []struct {
			Findings []struct{ Code, Severity, Summary string }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil || len(report.Results) != 1 {
		t.Fatalf("no report: %v\n%s", err, out)
	}
	found := report.Results[0].Findings
	if s.code == "" && len(found) > 0 {
		t.Errorf("healthy, and certain found %v", found)
	}
	if s.code != "" && (len(found) == 0 || found[0].Code != s.code) {
		t.Errorf("certain found %v, want %s first", found, s.code)
	}
	for i, f := range found {
		if i > 0 && f.Severity == "error" {
			t.Errorf("another error besides: %v", f)
		}
	}
}

func TestOpenSSLServer(t *testing.T) {
	openssl := program(t, "openssl")
	all, roots := setups(t)
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			checkServer(t, s, startOpenSSL(t, openssl, s), roots)
		})
	}
}

// startOpenSSL starts openssl s_server on a port of its choice.
func startOpenSSL(t *testing.T, openssl string, s setup) int {
	t.Helper()
	chain, rest, key := s.files(t, t.TempDir())
	args := []string{"s_server", "-accept", "127.0.0.1:0", "-cert", chain, "-key", key, "-www"}
	if rest != "" {
		args = append(args, "-cert_chain", rest)
	}
	return listens(t, exec.Command(openssl, args...))
}

// listens starts an openssl s_server, and gives the port that it says it has.
func listens(t *testing.T, cmd *exec.Cmd) int {
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
			var port int
			if _, err := fmt.Sscanf(address, "127.0.0.1:%d", &port); err != nil {
				t.Fatalf("openssl listens on %q: %v", address, err)
			}
			return port
		}
	}
	t.Fatal("openssl s_server ended before it listened")
	return 0
}

func TestNginx(t *testing.T) {
	nginx := program(t, "nginx")
	all, roots := setups(t)
	ports := startNginx(t, nginx, all)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) { checkServer(t, s, ports[i], roots) })
	}
}

// startNginx starts one nginx with a server for each setup. It is handed
// sockets that listen already, as at an upgrade of its program (the variable
// NGINX): no port can be lost in between, and nothing has to be waited for.
// A master with a worker, since a lone process fails at such sockets.
func startNginx(t *testing.T, nginx string, all []setup) (ports []int) {
	t.Helper()
	dir := t.TempDir()
	var sockets []*os.File
	var inherit, servers strings.Builder
	for i, s := range all {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		socket, err := listener.(*net.TCPListener).File()
		if err != nil {
			t.Fatal(err)
		}
		port := listener.Addr().(*net.TCPAddr).Port
		listener.Close()
		sockets, ports = append(sockets, socket), append(ports, port)
		chain, _, key := s.files(t, dir)
		fmt.Fprintf(&inherit, "%d;", 3+i)
		fmt.Fprintf(&servers, "server { listen 127.0.0.1:%d ssl; ssl_certificate %s; ssl_certificate_key %s; location / { return 200 ok; } }\n", port, chain, key)
	}
	config := fmt.Sprintf("daemon off; worker_processes 1; pid %[1]s/pid; error_log %[1]s/error.log;\nevents {}\nhttp { access_log off;\n"+
		"client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%[2]s}\n", dir, servers.String())
	path := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(path, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(nginx, "-c", path, "-e", filepath.Join(dir, "error.log"))
	cmd.Env = append(os.Environ(), "NGINX="+inherit.String())
	cmd.ExtraFiles = sockets
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM) // the master ends its worker too
		cmd.Wait()
		if log, err := os.ReadFile(filepath.Join(dir, "error.log")); err == nil && t.Failed() {
			t.Logf("nginx says:\n%s", log)
		}
	})
	for _, s := range sockets {
		s.Close()
	}
	return ports
}
