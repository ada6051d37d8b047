package probe

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
)

// serveHTTP answers each request with these bytes, after TLS.
func serveHTTP(t *testing.T, answer string) certain.Target {
	chain := testChain(t)
	there := serve(t, func(conn net.Conn) {
		server := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{chain}})
		if _, err := http.ReadRequest(bufio.NewReader(server)); err != nil {
			return
		}
		io.WriteString(server, answer)
		server.CloseWrite()
		drain(server)
	})
	there.Scheme = "https"
	return there
}

func TestGet(t *testing.T) {
	got := make(chan *http.Request, 1)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got <- r
		w.Header().Set("Server", "nice\u202e")
		w.Header().Set("Location", "http://elsewhere.example.test/")
		w.WriteHeader(http.StatusFound)
		w.Write(make([]byte, 1<<20))
	}))
	defer server.Close()
	there := target(server.Listener.Addr())
	there.Scheme = "https"
	obs, session := connect(t, there, Options{})
	session.Get(t.Context(), "/a?b=c", obs)
	r := <-got
	if r.URL.String() != "/a?b=c" || r.Host != server.Listener.Addr().String() || r.UserAgent() != "certain" || !r.Close {
		t.Errorf("request %+v", r)
	}
	step := last(t, obs, certain.StepHTTP)
	if step.Outcome != certain.OK || step.Found != "HTTP/1.1 302 Found" || obs.HTTP == nil {
		t.Fatalf("step %+v", step)
	}
	if obs.HTTP.Status != 302 || obs.HTTP.Location != "http://elsewhere.example.test/" || strings.Contains(obs.HTTP.Server, "\u202e") {
		t.Errorf("answer %+v", obs.HTTP)
	}
	if !obs.Handshake.Ticket {
		t.Error("the ticket was not seen")
	}
}

func TestGetOutcomes(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		outcome      certain.Outcome
		status       int
	}{
		{"early hints", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", certain.OK, 204},
		{"hints without end", strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 10), certain.Failed, 0},
		{"nothing", "", certain.Closed, 0},
		{"another protocol", "* OK IMAP4rev1 ready\r\n", certain.Failed, 0},
		{"cut off in a header", "HTTP/1.1 200 OK\r\nServer", certain.Failed, 0},
		{"cut off between headers", "HTTP/1.1 200 OK\r\n", certain.Closed, 0},
		{"headers without end", "HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", 20000), certain.TooLarge, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs, session := connect(t, serveHTTP(t, c.answer), Options{})
			session.Get(t.Context(), "/", obs)
			step := last(t, obs, certain.StepHTTP)
			if step.Outcome != c.outcome || (obs.HTTP != nil) != (c.status > 0) || obs.HTTP != nil && obs.HTTP.Status != c.status {
				t.Errorf("step %+v, answer %+v", step, obs.HTTP)
			}
		})
	}
}

func TestGetTimeoutAndCancel(t *testing.T) {
	t.Parallel()
	chain := testChain(t)
	asked := make(chan struct{}, 2)
	there := serve(t, func(conn net.Conn) {
		server := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{chain}})
		http.ReadRequest(bufio.NewReader(server))
		asked <- struct{}{}
		drain(server)
	})
	obs, session := connect(t, there, Options{Timeout: quick})
	session.Get(t.Context(), "/", obs)
	if step := last(t, obs, certain.StepHTTP); step.Outcome != certain.Timeout {
		t.Errorf("step %+v", step)
	}
	<-asked
	obs, session = connect(t, there, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	session.Get(ctx, "/", obs)
	if step := last(t, obs, certain.StepHTTP); step.Outcome == certain.OK || obs.HTTP != nil {
		t.Errorf("step %+v", step)
	}
}

func TestPathIsOneWord(t *testing.T) {
	obs, session := connect(t, serveHTTP(t, "HTTP/1.1 200 OK\r\n\r\n"), Options{})
	session.Get(t.Context(), "/ HTTP/1.1\r\nX: y", obs)
	if step := last(t, obs, certain.StepHTTP); step.Outcome != certain.Failed || obs.HTTP != nil {
		t.Errorf("step %+v", step)
	}
}

func TestHostHeader(t *testing.T) {
	for _, c := range []struct {
		host string
		port int
		want string
	}{
		{"example.test", 443, "example.test"}, {"example.test", 8443, "example.test:8443"},
		{"::1", 443, "[::1]"}, {"fe80::1%eth0", 8443, "[fe80::1]:8443"}, {"127.0.0.1", 443, "127.0.0.1"},
	} {
		s := &Session{target: certain.Target{Host: c.host, Port: c.port}}
		if got := s.hostHeader(); got != c.want {
			t.Errorf("%s: %s, want %s", c.host, got, c.want)
		}
	}
}
