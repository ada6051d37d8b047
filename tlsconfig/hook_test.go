package tlsconfig

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/problem"
)

// TestCodesAreClosed: the catalogue, ok and other; each once, all at zero.
func TestCodesAreClosed(t *testing.T) {
	all := Codes()
	if len(all) != len(problem.All())+2 || !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Errorf("codes: %v", all)
	}
	c := NewCounts()
	for _, side := range sides {
		n := 0
		for code, count := range c.Handshakes(side) {
			n++
			if count != 0 || c.Of(side, code) != 0 {
				t.Errorf("%s begins at %d", code, count)
			}
		}
		if n != len(all) {
			t.Errorf("%d counters", n)
		}
		for _, e := range Endings() {
			if c.Ended(side, e) != 0 {
				t.Errorf("%v begins at %d", e, c.Ended(side, e))
			}
		}
	}
	// What is in no set is other, or nothing.
	c.Handshake(Handshake{Side: OnClient, Code: "shop.example.test: tls: bad"})
	c.Closed(Closed{Ending: 99})
	if c.Of(OnClient, CodeOther) != 1 || c.Of(OnClient, "shop.example.test: tls: bad") != 0 || c.Ended(OnServer, 99) != 0 || Ending(99).String() != "other" {
		t.Error("a code from outside the set")
	}
}

// TestCodeOf: what handshakes fail with, by side.
func TestCodeOf(t *testing.T) {
	remote := func(n uint8) error { return &net.OpError{Op: "remote error", Err: tls.AlertError(n)} }
	for _, c := range []struct {
		err            error
		server, client string
	}{
		{nil, CodeOK, CodeOK},
		{io.EOF, "closed-early", "closed-early"},
		{io.ErrUnexpectedEOF, "closed-early", "closed-early"},
		{&net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, "handshake-timeout", "handshake-timeout"},
		{errCrowded, "handshake-timeout", "handshake-timeout"},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, "connection-reset", "connection-reset"},
		{context.Canceled, CodeOther, CodeOther},
		{errors.New("tls: no cipher suite supported by both client and server; client offered: [c013]"), "no-shared-cipher", "no-shared-cipher"},
		{errors.New("tls: client didn't provide a certificate"), "client-cert-required", "client-cert-required"},
		{x509.HostnameError{Certificate: &x509.Certificate{DNSNames: []string{"a"}}, Host: "b"}, "hostname-mismatch", "hostname-mismatch"},
		{&VerifyError{Code: "expired", Err: errors.New("x")}, "expired", "expired"},
		{remote(42), "server-cert-rejected", "client-cert-rejected"},
		{remote(45), "server-cert-rejected", "expired"},
		{remote(48), "server-cert-rejected", "client-cert-rejected"},
		{remote(70), "protocol-version", "protocol-version"},
		{errors.New("something new"), CodeOther, CodeOther},
	} {
		if got := codeOf(OnServer, c.err); got != c.server {
			t.Errorf("server: %v: %q, want %q", c.err, got, c.server)
		}
		if got := codeOf(OnClient, c.err); got != c.client {
			t.Errorf("client: %v: %q, want %q", c.err, got, c.client)
		}
	}
}

func TestLog(t *testing.T) {
	var out strings.Builder
	h := Hooks(nil, Log(slog.New(slog.NewTextHandler(&out, nil))), NewCounts())
	h.Handshake(Handshake{Code: CodeOK})
	h.Closed(Closed{})
	if out.Len() > 0 {
		t.Errorf("what is well is logged as a warning: %s", out.String())
	}
	h.Handshake(Handshake{Code: "expired", Took: time.Second, Err: errors.New("tls: \x1b[31mred\u202e " + strings.Repeat("long ", 1000)), Remote: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 5}})
	got := out.String()
	if !strings.Contains(got, "level=WARN") || !strings.Contains(got, "code=expired") || !strings.Contains(got, "remote=127.0.0.1:5") || strings.Contains(got, "\x1b") || len(got) > 800 {
		t.Errorf("logged: %q", got)
	}
}
