package explain_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
)

// refused are scenarios that a client in Go refuses.
var refused = []string{
	"expired", "not-yet-valid", "hostname-mismatch", "self-signed", "untrusted-root", "missing-intermediate",
	"wrong-purpose", "not-tls", "connection-refused", "closed-early", "handshake-refused", "protocol-version",
}

// TestError meets the lab's endpoints with net/http and explains the error
// itself: the scenario's code is the answer, not merely one of three.
func TestError(t *testing.T) {
	ids := append([]string{"no-san", "client-cert-required", "sni-unrecognized", "dns-failure"}, refused...)
	l, err := lab.Open(lab.Options{Dir: t.TempDir()}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, r := range l.Running() {
		if r.Code == "dns-failure" {
			continue // its name does not resolve by the system; see below
		}
		err := getGo(r)
		if err == nil {
			t.Errorf("%s: no error", r.ID)
			continue
		}
		if a := explain.Error(err); a.Code != r.Code {
			t.Errorf("%s: %v\nexplained as %s, or %v", r.ID, err, a.Code, a.Alternatives)
		} else if a.Ecosystem != "go" && a.Ecosystem != "system" || a.Matched == "" || len(a.Fixes) == 0 {
			t.Errorf("%s: %+v", r.ID, a)
		}
	}
}

func getGo(r lab.Running) error {
	pool := x509.NewCertPool()
	for _, root := range r.Roots {
		pool.AddCert(root.X509)
	}
	config := &tls.Config{RootCAs: pool}
	if r.ServerName != r.Host {
		config.ServerName = r.ServerName
	}
	transport := &http.Transport{TLSClientConfig: config}
	defer transport.CloseIdleConnections()
	res, err := (&http.Client{Transport: transport, Timeout: time.Minute}).Get(r.URL)
	if err == nil {
		res.Body.Close()
	}
	return err
}

func TestErrorByType(t *testing.T) {
	_, missing := tls.LoadX509KeyPair("none.pem", "none.key")
	for _, c := range []struct {
		err  error
		code string
	}{
		{nil, ""},
		{errors.New("something else"), ""},
		{&net.DNSError{Err: "no such host", Name: "shop.test"}, "dns-failure"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}, "connect-timeout"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, "connection-refused"},
		{&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, "connection-reset"},
		{&net.OpError{Op: "write", Net: "tcp", Err: syscall.EPIPE}, "connection-reset"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: syscall.EHOSTUNREACH}, "network-unreachable"},
		{missing, "file-not-found"},
		{&net.OpError{Op: "proxyconnect", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "proxy.test"}}, "proxy-refused"},
		{&url.Error{Op: "Get", URL: "https://shop.test/", Err: errors.New("Forbidden")}, "proxy-refused"},
		{&url.Error{Op: "Get", URL: "http://shop.test/", Err: errors.New("Forbidden")}, ""},
		{&url.Error{Op: "Get", URL: "https://shop.test/", Err: io.EOF}, "closed-early"},
		{fmt.Errorf("dial: %w", tls.AlertError(48)), "client-cert-rejected"},
		{fmt.Errorf("dial: %w", tls.AlertError(120)), "alpn-mismatch"},
		{x509.IncorrectPasswordError, "wrong-passphrase"},
		{x509.SystemRootsError{}, "no-trust-store"},
		{fmt.Errorf("connect: %w", coded("pin-mismatch")), "pin-mismatch"},
		{coded(""), "expired"},             // by its text
		{coded("no-such-code"), "expired"}, // by its text
		{errors.Join(errors.New("reload"), x509.UnhandledCriticalExtension{}), "unknown-critical-extension"},
		{errors.New("remote error: tls: certificate required"), "client-cert-required"}, // by its text
	} {
		if a := explain.Error(c.err); a.Code != c.code {
			t.Errorf("%v: explained as %q, want %q", c.err, a.Code, c.code)
		} else if c.code != "" && !slices.Contains([]int{1}, a.Line) {
			t.Errorf("%v: %+v", c.err, a)
		}
	}
}

// coded is an error that names its code.
type coded string

func (c coded) Error() string       { return "certificate has expired" }
func (c coded) ProblemCode() string { return string(c) }
