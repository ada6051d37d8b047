package strangers

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestHAProxy: one process, a socket for each setup, handed over open.
func TestHAProxy(t *testing.T) {
	haproxy := program(t, "haproxy")
	all, roots := setups(t)
	dir := t.TempDir()
	var sockets []*os.File
	var ports []int
	config := "global\n  log stderr local0\ndefaults\n  mode http\n  timeout client 20s\n  timeout server 20s\n  timeout connect 5s\n"
	for i, s := range all {
		socket, port := listening(t)
		sockets, ports = append(sockets, socket), append(ports, port)
		config += fmt.Sprintf("frontend f%d\n  bind fd@%d ssl crt %s\n  http-request return status 200 content-type text/plain string ok\n", i, 3+i, combined(t, dir, s))
	}
	// And what is wrong with the set-up rather than with the certificate.
	good := combined(t, dir, all[0])
	for i, more := range []struct{ bind, name, code string }{
		{"ssl crt " + good + " strict-sni", "strict-sni", "sni-unrecognized"},
		{"ssl crt " + good + " ca-file " + roots + " verify required", "client-cert", "client-cert-required"},
		{"", "plain", "not-tls"},
	} {
		socket, port := listening(t)
		sockets, ports = append(sockets, socket), append(ports, port)
		config += fmt.Sprintf("frontend g%d\n  bind fd@%d %s\n  http-request return status 200 content-type text/plain string ok\n", i, 2+len(sockets), more.bind)
		all = append(all, setup{name: more.name, code: more.code})
	}
	path := filepath.Join(dir, "haproxy.cfg")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, sockets, haproxy, "-db", "-f", path)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) {
			if s.name == "strict-sni" {
				checkTarget(t, s, fmt.Sprintf("https://localhost:%d/", ports[i]), roots, "--server-name", "other.example.test")
				return
			}
			checkServer(t, s, ports[i], roots)
		})
	}
}

// combined is a setup as one file, leaf first, then the chain and the key.
func combined(t *testing.T, dir string, s setup) string {
	t.Helper()
	chain, _, key := s.files(t, dir)
	var text []byte
	for _, path := range []string{chain, key} {
		part, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, part...)
	}
	path := filepath.Join(dir, s.name+".combined.pem")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// listening is a socket that listens on loopback, to be handed over.
func listening(t *testing.T) (*os.File, int) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	socket, err := listener.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	return socket, listener.Addr().(*net.TCPAddr).Port
}

// start starts a server with open sockets, from descriptor 3 on, and ends it
// with the test. What it said is shown if the test fails.
func start(t *testing.T, sockets []*os.File, name string, arguments ...string) {
	t.Helper()
	var said strings.Builder
	cmd := exec.Command(name, arguments...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.ExtraFiles = sockets
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("%s says:\n%s", filepath.Base(name), said.String())
		}
	})
	for _, s := range sockets {
		s.Close()
	}
}
