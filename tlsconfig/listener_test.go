package tlsconfig_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
)

// pipes is a listener in memory, for tests in which time is not real.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

// dial connects; the context and the names are of no interest here.
func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// stage is a listener with what is needed to meet it.
type stage struct {
	root     *bearer
	listener *tlsconfig.Listener
	counts   *tlsconfig.Counts
	inner    net.Listener
	server   *tls.Config
}

func setStage(t testing.TB, inner net.Listener, limits tlsconfig.Limits, o tlsconfig.ServerOptions) *stage {
	t.Helper()
	root := mint(t, "Root", nil, authority)
	s := &stage{root: root, counts: tlsconfig.NewCounts(), inner: inner}
	var err error
	if s.server, err = tlsconfig.Server(mint(t, "leaf", root, lasting(-50*365*24*time.Hour, 50*365*24*time.Hour)).pair(t), o); err != nil {
		t.Fatal(err)
	}
	limits.Hook = s.counts
	s.listener = tlsconfig.NewListener(inner, s.server, limits)
	return s
}

func loopback(t testing.TB) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (s *stage) client(t testing.TB, o tlsconfig.ClientOptions) *tls.Config {
	t.Helper()
	o.ServerName = "localhost"
	c, err := tlsconfig.Client(store(s.root), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// echo serves each connection by giving back what comes.
func (s *stage) echo(t testing.TB) {
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := s.listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() { io.Copy(c, c); c.Close() })
		}
	})
	t.Cleanup(func() { s.listener.Close(); all.Wait() })
}

// serveHTTP serves a handler, tuned.
func (s *stage) serveHTTP(t testing.TB, h http.Handler) *http.Server {
	server := &http.Server{Handler: h, ErrorLog: log.New(io.Discard, "", 0)}
	s.listener.Tune(server)
	done := make(chan struct{})
	go func() { defer close(done); server.Serve(s.listener) }()
	t.Cleanup(func() { server.Close(); <-done })
	return server
}

// greet shows that a connection works.
func greet(c net.Conn) error {
	if _, err := io.WriteString(c, "hello\n"); err != nil {
		return err
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err == nil && line != "hello\n" {
		err = fmt.Errorf("heard %q", line)
	}
	return err
}

// await waits until a count is what it should be; hooks run beside the test.
func await(t testing.TB, what string, want int64, get func() int64) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for get() != want {
		if time.Now().After(deadline) {
			t.Fatalf("%s: %d, want %d", what, get(), want)
		}
		time.Sleep(time.Millisecond)
	}
}

func (s *stage) awaitCode(t testing.TB, code string, want int64) {
	t.Helper()
	await(t, code, want, func() int64 { return s.counts.Of(tlsconfig.OnServer, code) })
}

func (s *stage) awaitEnd(t testing.TB, e tlsconfig.Ending, want int64) {
	t.Helper()
	await(t, e.String(), want, func() int64 { return s.counts.Ended(tlsconfig.OnServer, e) })
}

// TestListenerServesHTTP: HTTP/1.1 and HTTP/2 by net/http, on the listener.
func TestListenerServesHTTP(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{ALPN: []string{"h2", "http/1.1"}})
	s.serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s over %s", r.Proto, tls.VersionName(r.TLS.Version))
	}))
	for alpn, want := range map[string]string{"h2": "HTTP/2.0 over TLS 1.3", "http/1.1": "HTTP/1.1 over TLS 1.3"} {
		transport := &http.Transport{TLSClientConfig: s.client(t, tlsconfig.ClientOptions{ALPN: []string{alpn}}), ForceAttemptHTTP2: alpn == "h2"}
		got, err := get(&http.Client{Transport: transport}, "https://"+byName(s.listener.Addr().String()))
		if err != nil || got != want {
			t.Errorf("%s: %q, %v", alpn, got, err)
		}
		transport.CloseIdleConnections()
	}
	s.awaitCode(t, tlsconfig.CodeOK, 2)
	s.awaitEnd(t, tlsconfig.EndOrdinary, 2)
}

func get(c *http.Client, url string) (string, error) {
	r, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	return string(body), err
}

// TestSilentClients: 200 clients that say nothing, for 50 places; an honest one
// is served, and the silent ones are put out and counted.
func TestSilentClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := newPipes()
		s := setStage(t, inner, tlsconfig.Limits{Handshakes: 50}, tlsconfig.ServerOptions{})
		s.echo(t)
		var silent sync.WaitGroup
		for i := range 200 {
			silent.Go(func() {
				c, err := inner.dial(t.Context(), "", "")
				if err != nil {
					return
				}
				defer c.Close()
				if i%2 == 0 { // and half of them drip
					go func() {
						for _, b := range []byte("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 and so on, and so on") {
							if _, err := c.Write([]byte{b}); err != nil {
								return
							}
							time.Sleep(300 * time.Millisecond)
						}
					}()
				}
				io.Copy(io.Discard, c)
			})
		}
		time.Sleep(100 * time.Millisecond) // of the bubble: they are all there
		start := time.Now()
		c, err := inner.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		honest := tls.Client(c, s.client(t, tlsconfig.ClientOptions{}))
		if err := greet(honest); err != nil {
			t.Fatalf("the honest client: %v", err)
		}
		t.Logf("served after %v", time.Since(start))
		if waited := time.Since(start); waited > 5*time.Second {
			t.Errorf("the honest client waited for %v", waited)
		}
		honest.Close()
		silent.Wait()
		synctest.Wait()
		if got := s.counts.Of(tlsconfig.OnServer, "handshake-timeout"); got != 200 {
			t.Errorf("%d of 200 silent clients are counted", got)
		}
		if got := s.counts.Of(tlsconfig.OnServer, tlsconfig.CodeOK); got != 1 {
			t.Errorf("%d good handshakes", got)
		}
	})
}

// TestCrowd: more honest clients at once than there are places; all are served.
func TestCrowd(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{Handshakes: 2}, tlsconfig.ServerOptions{})
	s.echo(t)
	config := s.client(t, tlsconfig.ClientOptions{})
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			c, err := tls.Dial("tcp", s.listener.Addr().String(), config)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			if err := greet(c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s.awaitCode(t, tlsconfig.CodeOK, 40)
}

// TestFailedHandshakesAreCounted, by their codes, as the server sees them.
func TestFailedHandshakesAreCounted(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{MinVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}})
	s.echo(t)
	plain := func(say string) func() {
		return func() {
			c, err := net.Dial("tcp", s.listener.Addr().String())
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			io.WriteString(c, say)
			c.(*net.TCPConn).CloseWrite()
			io.Copy(io.Discard, c)
		}
	}
	secure := func(change func(*tls.Config)) func() {
		return func() {
			config := &tls.Config{ServerName: "localhost", RootCAs: pool(s.root)}
			change(config)
			c, err := tls.Dial("tcp", s.listener.Addr().String(), config)
			if err == nil {
				c.Close()
				t.Error("connected")
			}
		}
	}
	for _, c := range []struct {
		code string
		do   func()
	}{
		{"not-tls", plain("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")},
		{"closed-early", plain("\x16\x03\x01")},
		{"protocol-version", secure(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 })},
		{"no-shared-cipher", secure(func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384}
		})},
		{"server-cert-rejected", secure(func(c *tls.Config) { c.RootCAs = pool() })},
	} {
		c.do()
		s.awaitCode(t, c.code, 1)
	}
	// A probe of a load balancer is no handshake.
	plain("")()
	s.awaitEnd(t, tlsconfig.EndUnused, 1)
	if got := s.counts.Of(tlsconfig.OnServer, "closed-early"); got != 1 {
		t.Errorf("a probe counts as a failed handshake: %d", got)
	}
}

// TestEndings: how connections end, and that a missing close_notify is seen, in
// both versions.
func TestEndings(t *testing.T) {
	for _, version := range bothVersions {
		t.Run(tls.VersionName(version), func(t *testing.T) {
			s := setStage(t, loopback(t), tlsconfig.Limits{}, tlsconfig.ServerOptions{})
			s.echo(t)
			dial := func() *tls.Conn {
				c, err := tls.Dial("tcp", s.listener.Addr().String(), s.client(t, tlsconfig.ClientOptions{MaxVersion: version}))
				if err != nil {
					t.Fatal(err)
				}
				if err := greet(c); err != nil {
					t.Fatal(err)
				}
				return c
			}
			dial().Close()
			s.awaitEnd(t, tlsconfig.EndOrdinary, 1)
			dial().NetConn().Close()
			s.awaitEnd(t, tlsconfig.EndTruncated, 1)
			hard := dial().NetConn().(*net.TCPConn)
			hard.SetLinger(0)
			hard.Close()
			s.awaitEnd(t, tlsconfig.EndReset, 1)
			if got := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndOrdinary); got != 1 {
				t.Errorf("%d ordinary ends", got)
			}
		})
	}
}

// TestIdleConnectionsEnd: after the idle timeout and not before, by
// close_notify.
func TestIdleConnectionsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := newPipes()
		s := setStage(t, inner, tlsconfig.Limits{IdleTimeout: time.Minute}, tlsconfig.ServerOptions{})
		s.echo(t)
		raw, _ := inner.dial(t.Context(), "", "")
		c := tls.Client(raw, s.client(t, tlsconfig.ClientOptions{}))
		defer c.Close()
		for range 5 {
			if err := greet(c); err != nil {
				t.Fatal(err)
			}
			time.Sleep(50 * time.Second)
		}
		start := time.Now()
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("an idle connection ends with %v, want close_notify", err)
		}
		if waited := time.Since(start); waited != 10*time.Second {
			t.Errorf("it ended after 50s and %v", waited)
		}
		synctest.Wait()
		if got := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndIdle); got != 1 {
			t.Errorf("%d idle ends", got)
		}
	})
}

// TestOldConnectionsEnd: where nobody is tuned, at their age.
func TestOldConnectionsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := newPipes()
		s := setStage(t, inner, tlsconfig.Limits{MaxAge: time.Hour}, tlsconfig.ServerOptions{})
		s.echo(t)
		raw, _ := inner.dial(t.Context(), "", "")
		c := tls.Client(raw, s.client(t, tlsconfig.ClientOptions{}))
		defer c.Close()
		start := time.Now()
		for greet(c) == nil {
			time.Sleep(time.Minute)
		}
		if age := time.Since(start); age < 53*time.Minute || age > 61*time.Minute {
			t.Errorf("ended at the age of %v", age)
		}
		synctest.Wait()
		if got := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndAge); got != 1 {
			t.Errorf("%d ends by age", got)
		}
	})
}

// TestRequestsAreNotCut: a handler that is silent for long is not idle, and
// requests over old connections are all answered, while the connections are
// left for new ones; HTTP/1.1 and HTTP/2.
func TestRequestsAreNotCut(t *testing.T) {
	for _, alpn := range []string{"http/1.1", "h2"} {
		t.Run(alpn, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				inner := newPipes()
				s := setStage(t, inner, tlsconfig.Limits{IdleTimeout: time.Minute, MaxAge: time.Hour}, tlsconfig.ServerOptions{ALPN: []string{alpn}})
				s.serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == "/slow" {
						time.Sleep(5 * time.Minute)
					}
					io.WriteString(w, r.Proto)
				}))
				transport := &http.Transport{
					DialContext: inner.dial, ForceAttemptHTTP2: alpn == "h2",
					TLSClientConfig: s.client(t, tlsconfig.ClientOptions{ALPN: []string{alpn}}),
				}
				defer transport.CloseIdleConnections()
				client := &http.Client{Transport: transport}
				if _, err := get(client, "https://localhost/slow"); err != nil {
					t.Errorf("a handler that takes its time: %v", err)
				}
				for range 3 * 120 {
					r, err := client.Post("https://localhost/", "text/plain", nil) // net/http tries it once
					if err != nil {
						t.Fatal(err)
					}
					io.Copy(io.Discard, r.Body)
					r.Body.Close()
					time.Sleep(30 * time.Second)
				}
				transport.CloseIdleConnections()
				synctest.Wait()
				if got := s.counts.Of(tlsconfig.OnServer, tlsconfig.CodeOK); got < 4 || got > 5 {
					t.Errorf("%d connections in 3 hours, each for an hour", got)
				}
				// Not EndTruncated: where both sides close at once, neither
				// close_notify goes through a pipe, which holds nothing.
				for _, e := range []tlsconfig.Ending{tlsconfig.EndAge, tlsconfig.EndIdle, tlsconfig.EndReset} {
					if n := s.counts.Ended(tlsconfig.OnServer, e); n > 0 {
						t.Errorf("%d ends: %v", n, e)
					}
				}
			})
		})
	}
}

// TestIdleHTTPEnds: net/http ends what is idle, and it counts as idle; and a
// request that does not end is cut after the grace.
func TestIdleHTTPEnds(t *testing.T) {
	for _, alpn := range []string{"http/1.1", "h2"} {
		synctest.Test(t, func(t *testing.T) {
			inner := newPipes()
			s := setStage(t, inner, tlsconfig.Limits{MaxAge: time.Hour}, tlsconfig.ServerOptions{ALPN: []string{alpn}})
			s.serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/endless" {
					w.(http.Flusher).Flush()
					<-r.Context().Done()
				}
			}))
			transport := &http.Transport{
				DialContext: inner.dial, ForceAttemptHTTP2: alpn == "h2",
				TLSClientConfig: s.client(t, tlsconfig.ClientOptions{ALPN: []string{alpn}}),
			}
			client := &http.Client{Transport: transport}
			if _, err := get(client, "https://localhost/"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Minute)
			if n := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndIdle); n != 0 {
				t.Errorf("%s: ended after 10 minutes, before a load balancer", alpn)
			}
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			if n := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndIdle); n != 1 {
				t.Errorf("%s: %d idle ends", alpn, n)
			}
			start := time.Now()
			if _, err := get(client, "https://localhost/endless"); err == nil {
				t.Errorf("%s: an endless request ended well", alpn)
			}
			if took := time.Since(start); took < 55*time.Minute || took > 63*time.Minute {
				t.Errorf("%s: an endless request was ended after %v", alpn, took)
			}
			synctest.Wait()
			if n := s.counts.Ended(tlsconfig.OnServer, tlsconfig.EndAge); n != 1 {
				t.Errorf("%s: %d ends by age", alpn, n)
			}
		})
	}
}

// TestAskedToLeave: a client that is asked to leave says good-bye.
func TestAskedToLeave(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{MaxAge: 1}, tlsconfig.ServerOptions{})
	s.serveHTTP(t, http.NotFoundHandler())
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: s.client(t, tlsconfig.ClientOptions{})}}
	for range 20 {
		if _, err := get(client, "https://"+byName(s.listener.Addr().String())); err != nil {
			t.Fatal(err)
		}
	}
	s.awaitEnd(t, tlsconfig.EndOrdinary, 20)
}

// TestCloseEndsHandshakes: nobody hangs, and nothing is left.
func TestCloseEndsHandshakes(t *testing.T) {
	s := setStage(t, loopback(t), tlsconfig.Limits{Handshakes: 3, HandshakeTimeout: time.Hour}, tlsconfig.ServerOptions{})
	accepted := make(chan error, 1)
	go func() { _, err := s.listener.Accept(); accepted <- err }()
	for range 8 {
		c, err := net.Dial("tcp", s.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	for range 2 {
		s.listener.Close()
	}
	if err := <-accepted; !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept gives %v", err)
	}
	if _, err := s.listener.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept gives %v", err)
	}
	never := tlsconfig.NewListener(loopback(t), s.server, tlsconfig.Limits{})
	if err := never.Close(); err != nil {
		t.Error(err)
	}
}

// failing is a listener that fails now and then, as one without descriptors.
type failing struct {
	net.Listener
	left int
}

func (f *failing) Accept() (net.Conn, error) {
	if f.left > 0 {
		f.left--
		return nil, errors.New("too many open files")
	}
	return f.Listener.Accept()
}

// TestAcceptFails: an error is given to who accepts, and the next connection
// is served.
func TestAcceptFails(t *testing.T) {
	s := setStage(t, &failing{loopback(t), 2}, tlsconfig.Limits{}, tlsconfig.ServerOptions{})
	for range 2 {
		if _, err := s.listener.Accept(); err == nil {
			t.Error("the error is lost")
		}
	}
	s.echo(t)
	c, err := tls.Dial("tcp", s.listener.Addr().String(), s.client(t, tlsconfig.ClientOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := greet(c); err != nil {
		t.Error(err)
	}
}
