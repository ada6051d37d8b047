package tlsconfig_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
)

// dialer is one for the stage's server, with counts of its own.
func (s *stage) dialer(t testing.TB, o tlsconfig.ClientOptions, limits tlsconfig.Limits) (*tlsconfig.Dialer, *tlsconfig.Counts) {
	t.Helper()
	d, err := tlsconfig.NewDialer(store(s.root), o)
	if err != nil {
		t.Fatal(err)
	}
	counts := tlsconfig.NewCounts()
	limits.Hook = counts
	d.Limits = limits
	return d, counts
}

func protocol(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Proto) }

func awaitClient(t testing.TB, c *tlsconfig.Counts, code string, want int64) {
	t.Helper()
	await(t, code, want, func() int64 { return c.Of(tlsconfig.OnClient, code) })
}

// TestTransport: HTTP/2 where the server has it, HTTP/1.1 where not; and what
// is refused is refused, and counted by its code.
func TestTransport(t *testing.T) {
	for _, alpn := range [][]string{{"h2", "http/1.1"}, {"http/1.1"}, nil} {
		s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{ALPN: alpn})
		s.serveHTTP(t, http.HandlerFunc(protocol))
		d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{})
		transport := tlsconfig.NewTransport(d, tlsconfig.TransportOptions{})
		url := "https://" + byName(s.listener.Addr().String())
		want := "HTTP/1.1"
		if len(alpn) == 2 {
			want = "HTTP/2.0"
		}
		for range 3 {
			if got, err := get(&http.Client{Transport: transport}, url); err != nil || got != want {
				t.Errorf("%v: %q, %v", alpn, got, err)
			}
		}
		if _, err := get(&http.Client{Transport: transport}, "https://"+s.listener.Addr().String()); err == nil {
			t.Error("the certificate of localhost serves for 127.0.0.1")
		}
		awaitClient(t, counts, tlsconfig.CodeOK, 1)
		awaitClient(t, counts, "hostname-mismatch", 1)
		transport.CloseIdleConnections()
		await(t, "ends", 1, func() int64 { return counts.Ended(tlsconfig.OnClient, tlsconfig.EndOrdinary) })
		s.awaitEnd(t, tlsconfig.EndOrdinary, 1)
	}
}

// TestTransportRenews: connections are left at their age, and by Renew, and no
// request is cut.
func TestTransportRenews(t *testing.T) {
	for _, alpn := range [][]string{{"h2"}, {"http/1.1"}} {
		synctest.Test(t, func(t *testing.T) {
			inner := newPipes()
			s := setStage(t, inner, tlsconfig.Limits{}, tlsconfig.ServerOptions{ALPN: alpn})
			s.serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/slow" {
					time.Sleep(30 * time.Minute)
				}
				protocol(w, r)
			}))
			d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{MaxAge: 10 * time.Minute})
			d.Dial = inner.dial
			transport := tlsconfig.NewTransport(d, tlsconfig.TransportOptions{})
			client := &http.Client{Transport: transport}
			var slow sync.WaitGroup
			slow.Go(func() {
				if _, err := get(client, "https://localhost/slow"); err != nil {
					t.Errorf("%v: a slow request: %v", alpn, err)
				}
			})
			for range 60 { // half an hour
				if _, err := get(client, "https://localhost/"); err != nil {
					t.Fatal(err)
				}
				time.Sleep(30 * time.Second)
			}
			slow.Wait()
			before := counts.Of(tlsconfig.OnClient, tlsconfig.CodeOK)
			if before < 3 || before > 5 {
				t.Errorf("%v: %d connections in half an hour", alpn, before)
			}
			transport.Renew()
			if _, err := get(client, "https://localhost/"); err != nil {
				t.Fatal(err)
			}
			if got := counts.Of(tlsconfig.OnClient, tlsconfig.CodeOK); got != before+1 {
				t.Errorf("%v: Renew made %d connections", alpn, got-before)
			}
			// All end by themselves: before the server's patience does.
			time.Sleep(time.Hour)
			synctest.Wait()
			if got := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndIdle); got != 0 {
				t.Errorf("%v: the server had to end %d idle connections", alpn, got)
			}
		})
	}
}

// TestLateRefusal: in TLS 1.3 a server refuses the client's certificate when
// the client's handshake is over; it is counted on both sides.
func TestLateRefusal(t *testing.T) {
	clients := mint(t, "Clients", nil, authority)
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{Clients: store(clients)})
	s.echo(t)
	d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{})
	c, err := d.DialContext(t.Context(), "tcp", byName(s.listener.Addr().String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := greet(c); err == nil {
		t.Error("let in without a certificate")
	}
	c.Close()
	awaitClient(t, counts, "client-cert-required", 1)
	s.awaitCode(t, "client-cert-required", 1)

	transport := tlsconfig.NewTransport(d, tlsconfig.TransportOptions{})
	defer transport.CloseIdleConnections()
	if _, err := get(&http.Client{Transport: transport}, "https://"+byName(s.listener.Addr().String())); err == nil {
		t.Error("let in without a certificate")
	}
	awaitClient(t, counts, "client-cert-required", 2)
}

// TestDialerFails: what connecting fails with is counted too, and a context
// that ends, ends it.
func TestDialerFails(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{})
	s.listener.Close()
	d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{})
	if c, err := d.DialContext(t.Context(), "tcp", byName(s.listener.Addr().String())); err == nil || c != nil {
		t.Errorf("%v, %v", c, err)
	}
	awaitClient(t, counts, "connection-refused", 1)
	if _, err := d.DialContext(t.Context(), "tcp", "no port"); err == nil {
		t.Error("an address without a port is taken")
	}
	if _, err := new(tlsconfig.Dialer).DialContext(t.Context(), "tcp", "127.0.0.1:1"); err == nil || !strings.Contains(err.Error(), "NewDialer") {
		t.Errorf("a Dialer that nobody made: %v", err)
	}

	silent := loopback(t)
	defer silent.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if c, err := silent.Accept(); err == nil {
			defer c.Close()
			c.Read(make([]byte, 1))
			cancel()
			io.Copy(io.Discard, c) // the client hangs up, not this side
		}
	}()
	if _, err := d.DialContext(ctx, "tcp", byName(silent.Addr().String())); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
	awaitClient(t, counts, tlsconfig.CodeOther, 1)

	synctest.Test(t, func(t *testing.T) {
		inner := newPipes()
		go func() {
			for {
				c, err := inner.Accept()
				if err != nil {
					return
				}
				go io.Copy(io.Discard, c)
			}
		}()
		defer inner.Close()
		d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{Handshakes: 2})
		d.Dial = inner.dial
		start := time.Now()
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if _, err := d.DialContext(t.Context(), "tcp", "localhost:1"); err == nil {
					t.Error("a silent server is fine")
				}
			})
		}
		all.Wait()
		if took := time.Since(start); took != 30*time.Second {
			t.Errorf("6 handshakes of 10s, 2 at once, took %v", took)
		}
		if got := counts.Of(tlsconfig.OnClient, "handshake-timeout"); got != 6 {
			t.Errorf("%d counted", got)
		}
	})
}

// TestDialerLimits: idle and old connections of a Dialer end by close_notify.
func TestDialerLimits(t *testing.T) {
	for _, c := range []struct {
		limits tlsconfig.Limits
		ending tlsconfig.Ending
		after  time.Duration
	}{
		{tlsconfig.Limits{}, tlsconfig.EndIdle, 50 * time.Second},
		{tlsconfig.Limits{IdleTimeout: -1, MaxAge: time.Hour}, tlsconfig.EndAge, time.Hour},
	} {
		synctest.Test(t, func(t *testing.T) {
			inner := newPipes()
			s := setStage(t, inner, tlsconfig.Limits{IdleTimeout: -1}, tlsconfig.ServerOptions{})
			s.echo(t)
			d, counts := s.dialer(t, tlsconfig.ClientOptions{}, c.limits)
			d.Dial = inner.dial
			conn, err := d.DialContext(t.Context(), "tcp", "localhost:1")
			if err != nil {
				t.Fatal(err)
			}
			if err := greet(conn); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			conn.Read(make([]byte, 1))
			if took := time.Since(start); took > c.after || took < c.after*8/10 {
				t.Errorf("%v after %v", c.ending, took)
			}
			synctest.Wait()
			if counts.Ended(tlsconfig.OnClient, c.ending) != 1 || s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndOrdinary) != 1 {
				t.Error("not counted, or without close_notify")
			}
		})
	}
}

// TestProxiedHandshakesAreCounted: net/http runs them, and they count, good
// and bad.
func TestProxiedHandshakesAreCounted(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{ALPN: []string{"h2", "http/1.1"}})
	s.serveHTTP(t, http.HandlerFunc(protocol))
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			fmt.Fprint(w, "not a CONNECT")
			return
		}
		there, err := net.Dial("tcp", s.listener.Addr().String())
		if err != nil {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		defer there.Close()
		here, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer here.Close()
		// Only now: net/http would read on until it is hijacked, and take the
		// first byte of a handshake for itself.
		io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
		go func() { io.Copy(there, here); there.Close() }()
		io.Copy(here, there)
	}))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	d, counts := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{})
	transport := tlsconfig.NewTransport(d, tlsconfig.TransportOptions{Proxy: http.ProxyURL(at)})
	for range 2 {
		if got, err := get(&http.Client{Transport: transport}, "https://localhost:1/"); err != nil || got == "" {
			t.Errorf("%q, %v", got, err)
		}
	}
	if _, err := get(&http.Client{Transport: transport}, "https://elsewhere.example.test:1/"); err == nil {
		t.Error("a certificate of another name is taken by way of a proxy")
	}
	awaitClient(t, counts, tlsconfig.CodeOK, 1)
	awaitClient(t, counts, "hostname-mismatch", 1)
	transport.CloseIdleConnections()
	await(t, "ends", 1, func() int64 { return counts.Ended(tlsconfig.OnClient, tlsconfig.EndOrdinary) })
}

// TestDialerGivesTLS: a connection of a Dialer is a *tls.Conn whose state
// is there.
func TestDialerGivesTLS(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{})
	s.echo(t)
	d, _ := s.dialer(t, tlsconfig.ClientOptions{}, tlsconfig.Limits{})
	c, err := d.DialContext(t.Context(), "tcp", byName(s.listener.Addr().String()))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if secure, ok := c.(*tls.Conn); !ok || !secure.ConnectionState().HandshakeComplete {
		t.Errorf("%T", c)
	}
	if err := greet(c); err != nil {
		t.Error(err)
	}
}
