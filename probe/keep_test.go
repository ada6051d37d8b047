package probe

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// TestKeep: what becomes of a connection that lies idle between two requests.
func TestKeep(t *testing.T) {
	chain := testChain(t)
	const whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
	for _, try := range []struct {
		name          string
		first, second string
		patience      time.Duration // of the server, between the two; 0 is endless
		outcome       certain.Outcome
	}{
		{"kept", whole, whole, 0, certain.OK},
		{"closed meanwhile", whole, "", time.Millisecond, certain.Closed},
		{"closed with a word", whole, "HTTP/1.1 408 Request Timeout\r\n\r\n", time.Millisecond, certain.Closed},
		{"closed in its place", whole, "", 0, certain.Closed},
		{"cut", whole, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok", 0, certain.Truncated},
		{"cut in the head", whole, "HTTP/1.1 200", 0, certain.Truncated},
		{"not kept", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", "", 0, certain.Declined},
		{"HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "", 0, certain.Declined},
		{"too long", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + strings.Repeat("x", 100_000), "", 0, certain.Declined},
	} {
		t.Run(try.name, func(t *testing.T) {
			closes := make(chan bool, 2)
			there := serve(t, func(conn net.Conn) {
				server := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{chain}})
				in := bufio.NewReader(server)
				request, err := http.ReadRequest(in)
				if err != nil {
					return
				}
				closes <- request.Close
				io.WriteString(server, try.first)
				if try.patience > 0 {
					server.SetReadDeadline(time.Now().Add(try.patience))
				}
				if request, err = http.ReadRequest(in); err == nil {
					closes <- request.Close
				} else if try.patience == 0 {
					return
				}
				io.WriteString(server, try.second)
			})
			there.Scheme = "https"
			idle := 20 * time.Millisecond
			if try.patience > 0 {
				idle = 20 * time.Second // the server ends the wait
			}
			obs, session := connect(t, there, Options{Idle: idle})
			session.Get(t.Context(), "/", obs)
			session.Keep(t.Context(), "/", obs)
			step := last(t, obs, certain.StepIdle)
			if step.Outcome != try.outcome || obs.Asked.IdleMS != millis(idle) {
				t.Errorf("step %+v, asked %+v", step, obs.Asked)
			}
			if <-closes {
				t.Error("the first request asks for the end of the connection")
			}
			if try.outcome == certain.OK && !<-closes {
				t.Error("the second request keeps the connection")
			}
			session.Close()
		})
	}
}

// TestKeepIsAskedFor: without the wish there is no second request.
func TestKeepIsAskedFor(t *testing.T) {
	there := serveHTTP(t, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
	obs, session := connect(t, there, Options{})
	session.Get(t.Context(), "/", obs)
	session.Keep(t.Context(), "/", obs)
	if obs.Steps[len(obs.Steps)-1].Name != certain.StepHTTP {
		t.Errorf("steps %+v", obs.Steps)
	}
	session.Close()
}
