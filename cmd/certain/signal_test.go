//go:build unix

package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// running is the program in a process of its own.
type running struct {
	*exec.Cmd
	out *bufio.Reader
	in  io.WriteCloser
}

func start(t *testing.T, args ...string) *running {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return &running{cmd, bufio.NewReader(out), in}
}

// ends sends a signal, and gives what the program still printed.
func (r *running) ends(t *testing.T, signal syscall.Signal, code int) string {
	t.Helper()
	if err := r.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(r.out)
	if err != nil {
		t.Fatal(err)
	}
	var ended *exec.ExitError
	if err := r.Wait(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	if got := r.ProcessState.ExitCode(); got != code {
		t.Errorf("%v ends it with %d, want %d", signal, got, code)
	}
	return string(rest)
}

// silent listens, accepts, and says nothing. The channel tells of each client.
func silent(t *testing.T) (address string, met chan struct{}) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	met = make(chan struct{})
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { conn.Close() })
			met <- struct{}{}
		}
	}()
	return listener.Addr().String(), met
}

func TestInterruptedLines(t *testing.T) {
	address, met := silent(t)
	r := start(t, "check", "--jsonl", "--timeout", "1h", "--roots", "none", "lab:healthy-ecdsa", address)
	first, err := r.out.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	<-met
	for line := range strings.Lines(first + r.ends(t, syscall.SIGINT, 130)) {
		if err := conform("check:line", line); err != nil {
			t.Error(err)
		}
	}
}

func TestInterruptedDocument(t *testing.T) {
	address, met := silent(t)
	r := start(t, "check", "--json", "--timeout", "1h", "--roots", "none", address)
	<-met
	if err := conform("check", r.ends(t, syscall.SIGINT, 130)); err != nil {
		t.Error(err)
	}
}

// TestInterruptedRead: a pipe that nobody writes to holds nothing up.
func TestInterruptedRead(t *testing.T) {
	for _, args := range [][]string{
		{"explain"},
		{"check", "-"},
		{"check", "--roots", "none", "-", "127.0.0.1:1"},
		{"inspect", "-"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			r := start(t, args...)
			// The program reads: what is written arrives, and no end of it.
			if _, err := io.WriteString(r.in, strings.Repeat("certificate\n", 1<<14)); err != nil {
				t.Fatal(err)
			}
			r.ends(t, syscall.SIGINT, 130)
		})
	}
}

func TestServe(t *testing.T) {
	for signal, code := range map[syscall.Signal]int{syscall.SIGTERM: 0, syscall.SIGINT: 130} {
		t.Run(signal.String(), func(t *testing.T) {
			r := start(t, "lab", "serve", "--json", "expired", "healthy-ecdsa", "key-mismatch")
			document := json.NewDecoder(r.out)
			var raw json.RawMessage
			if err := document.Decode(&raw); err != nil {
				t.Fatal(err)
			}
			if err := conform("lab", string(raw)); err != nil {
				t.Error(err)
			}
			caFile := visitServed(t, raw)
			r.ends(t, signal, code)
			if _, err := os.Stat(caFile); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s is left behind: %v", caFile, err)
			}
		})
	}
}

// TestServeEnvironment: a shell that reads the lines finds all that a client
// needs to be let in.
func TestServeEnvironment(t *testing.T) {
	r := start(t, "lab", "serve", "--env", "client-cert-required")
	set := map[string]string{}
	for set["CERTAIN_URL_CLIENT_CERT_REQUIRED"] == "" { // the last line
		line, err := r.out.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		name, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "export "), "=")
		set[name] = strings.Trim(value, "'")
	}
	roots := x509.NewCertPool()
	if text, err := os.ReadFile(set["CERTAIN_CA"]); err != nil || !roots.AppendCertsFromPEM(text) {
		t.Fatalf("CERTAIN_CA %s: %v", set["CERTAIN_CA"], err)
	}
	pair, err := tls.LoadX509KeyPair(set["CERTAIN_CERT"], set["CERTAIN_KEY"])
	if err != nil {
		t.Fatal(err)
	}
	settings := &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{pair}}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: settings, DisableKeepAlives: true}}
	answer, err := client.Get(set["CERTAIN_URL_CLIENT_CERT_REQUIRED"])
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	r.ends(t, syscall.SIGTERM, 0)
	if _, err := os.Stat(set["CERTAIN_KEY"]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the key is left behind: %v", err)
	}
}

// visitServed gets a page from what lab serve says it serves, and gives the
// file of its roots.
func visitServed(t *testing.T, raw []byte) string {
	t.Helper()
	var document struct {
		CAFile    string `json:"ca_file"`
		Scenarios []struct{ ID, URL, Kind string }
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if text, err := os.ReadFile(document.CAFile); err != nil || !roots.AppendCertsFromPEM(text) {
		t.Fatalf("ca_file %s: %v", document.CAFile, err)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true}}
	for _, s := range document.Scenarios {
		if s.Kind == "files" {
			continue
		}
		answer, err := client.Get(s.URL)
		if err == nil {
			answer.Body.Close()
		}
		if healthy := s.ID == "healthy-ecdsa"; healthy != (err == nil) {
			t.Errorf("%s at %s: %v", s.ID, s.URL, err)
		}
	}
	return document.CAFile
}
