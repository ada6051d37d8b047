package strangers

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
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
		{name: "healthy-ecdsa", code: "", sends: chain(good(nil))},
		{name: "healthy-rsa", code: "", sends: chain(sign(t, leaf(nil), lower, rsaKey(t)))},
		{name: "expired", code: "expired", sends: chain(good(func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().AddDate(0, 0, -90), time.Now().AddDate(0, 0, -3)
		}))},
		{name: "not-yet-valid", code: "not-yet-valid", sends: chain(good(func(c *x509.Certificate) { c.NotBefore = time.Now().AddDate(0, 0, 3) }))},
		{name: "hostname-mismatch", code: "hostname-mismatch", sends: chain(good(func(c *x509.Certificate) { c.DNSNames = []string{"other.example.test"} }))},
		{name: "no-san", code: "no-san", sends: chain(good(func(c *x509.Certificate) { c.DNSNames = nil }))},
		{name: "self-signed", code: "self-signed", sends: []*minted{sign(t, leaf(nil), nil, ecKey(t))}},
		{name: "untrusted-root", code: "untrusted-root", sends: []*minted{sign(t, leaf(nil), foreignLower, ecKey(t)), foreignLower, foreign}},
		{name: "untrusted-issuer", code: "untrusted-issuer", sends: []*minted{sign(t, leaf(nil), foreignLower, ecKey(t))}},
		{name: "missing-intermediate", code: "missing-intermediate", sends: []*minted{
			good(func(c *x509.Certificate) { c.IssuingCertificateURL = []string{fetchable} }), upper}},
		{name: "chain-disordered", code: "chain-disordered", sends: []*minted{good(nil), upper, lower}},
		{name: "wrong-purpose", code: "wrong-purpose", sends: chain(good(func(c *x509.Certificate) {
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

// startOpenSSL has openssl s_server show a setup.
func startOpenSSL(t *testing.T, openssl string, s setup) int {
	t.Helper()
	chain, rest, key := s.files(t, t.TempDir())
	args := []string{"-cert", chain, "-key", key}
	if rest != "" {
		args = append(args, "-cert_chain", rest)
	}
	return serveWithOpenSSL(t, openssl, args...)
}

func TestNginx(t *testing.T) {
	nginx := program(t, "nginx")
	all, roots := setups(t)
	ports := startNginx(t, nginx, all)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) { checkServer(t, s, ports[i], roots) })
	}
}

// TestNginxSettings: what is wrong with the settings rather than with the
// certificate, and settings that only look so.
func TestNginxSettings(t *testing.T) {
	nginx := program(t, "nginx")
	root := authority(t, "Strangers Root", nil)
	dir := t.TempDir()
	clients := authority(t, "Clients Root", nil)
	verify := "ssl_client_certificate " + writeCerts(t, filepath.Join(dir, "clients.pem"), clients) + "; ssl_verify_client "
	shows := func(name string, by *minted) []string {
		c := sign(t, &x509.Certificate{
			Subject: pkix.Name{CommonName: name}, KeyUsage: x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
		}, by, ecKey(t))
		return []string{"--client-cert", writeCerts(t, filepath.Join(dir, name+".pem"), c), "--client-key", writeKey(t, filepath.Join(dir, name+".key"), c.key)}
	}
	good := []*minted{sign(t, leaf(nil), root, ecKey(t))}
	rsa := func(usage x509.KeyUsage) []*minted {
		return []*minted{sign(t, leaf(func(c *x509.Certificate) { c.KeyUsage = usage }), root, rsaKey(t))}
	}
	only := func(suites string) string { return "ssl_protocols TLSv1.2; ssl_ciphers " + suites + ";" }
	mustStaple := sign(t, leaf(func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}, Value: []byte{0x30, 3, 2, 1, 5}}}
	}), root, ecKey(t))
	all := []setup{
		{name: "client-required", code: "client-cert-required", sends: good, directives: verify + "on;"},
		{name: "client-strange", code: "client-cert-rejected", sends: good, directives: verify + "on;", flags: shows("stranger", root)},
		{name: "client-known", sends: good, directives: verify + "on;", flags: shows("known", clients)},
		{name: "client-optional", sends: good, directives: verify + "optional;"},
		{name: "reject-handshake", code: "sni-unrecognized", sends: good, directives: "ssl_reject_handshake on;"},
		{name: "proxy-protocol", code: "connection-reset", sends: good, listen: "proxy_protocol"},
		{name: "no-answer", code: "truncated-close", sends: good, directives: "return 444;"},
		{name: "must-staple", code: "staple-missing", sends: []*minted{mustStaple}},
		{name: "camellia", code: "no-shared-cipher", sends: rsa(x509.KeyUsageDigitalSignature), directives: only("ECDHE-RSA-CAMELLIA128-SHA256")},
		{name: "cbc-sha384", code: "no-shared-cipher", sends: rsa(x509.KeyUsageDigitalSignature), directives: only("ECDHE-RSA-AES256-SHA384")},
		{name: "suite-of-another-key", code: "handshake-refused", sends: good, directives: only("ECDHE-RSA-AES128-GCM-SHA256")},
		{name: "encipherment-signs", code: "wrong-purpose", sends: rsa(x509.KeyUsageKeyEncipherment)},
		{name: "encipherment-decrypts", sends: rsa(x509.KeyUsageKeyEncipherment), directives: only("AES128-GCM-SHA256")},
	}
	roots := writeCerts(t, filepath.Join(dir, "roots.pem"), root)
	ports := startNginx(t, nginx, all)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) {
			checkTarget(t, s, fmt.Sprintf("https://localhost:%d/", ports[i]), roots, s.flags...)
		})
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
	var servers strings.Builder
	for _, s := range all {
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
		fmt.Fprintf(&servers, "server { listen 127.0.0.1:%d ssl %s; ssl_certificate %s; ssl_certificate_key %s; %s location / { return 200 ok; } }\n", port, s.listen, chain, key, s.directives)
	}
	runNginx(t, nginx, dir, sockets, servers.String())
	return ports
}

// runNginx runs nginx with these servers on sockets that listen already.
func runNginx(t *testing.T, nginx, dir string, sockets []*os.File, servers string) {
	t.Helper()
	var inherit strings.Builder
	for i := range sockets {
		fmt.Fprintf(&inherit, "%d;", 3+i)
	}
	config := fmt.Sprintf("daemon off; worker_processes 1; pid %[1]s/pid; error_log %[1]s/error.log;\nevents {}\nhttp { access_log off;\n"+
		"client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%[2]s}\n", dir, servers)
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
}
