package probe

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// Each server does one thing wrong before the handshake is done.
func TestHandshakeOutcomes(t *testing.T) {
	chain := testChain(t)
	cases := []struct {
		name    string
		handle  func(net.Conn)
		outcome certain.Outcome
		alert   int
		heard   string
		timeout time.Duration
	}{
		{name: "closes after the hello", handle: func(c net.Conn) { readHello(c) }, outcome: certain.Closed},
		{name: "resets", handle: func(c net.Conn) {
			readHello(c)
			_ = c.(*net.TCPConn).SetLinger(0)
		}, outcome: certain.Reset},
		{name: "says nothing", handle: drain, outcome: certain.Timeout, timeout: quick},
		{name: "greets like SSH", handle: func(c net.Conn) {
			c.Write([]byte("SSH-2.0-OpenSSH_9.9\r\n"))
			drain(c)
		}, outcome: certain.NotTLS, heard: `SSH-2.0-OpenSSH_9.9\r\n`},
		{name: "greets in two letters and closes", handle: func(c net.Conn) { c.Write([]byte("hi")); readHello(c) },
			outcome: certain.NotTLS, heard: "hi"},
		{name: "greets in parts", handle: func(c net.Conn) {
			c.Write([]byte("220 mail."))
			readHello(c)
			c.Write([]byte("example.test ESMTP\r\n"))
		}, outcome: certain.NotTLS, heard: `220 mail.example.test ESMTP\r\n`},
		{name: "greets like MySQL", handle: func(c net.Conn) {
			c.Write([]byte("\x4a\x00\x00\x00\x0a8.4.0\x00"))
			drain(c)
		}, outcome: certain.NotTLS, heard: `J\x00\x00\x00\n8.4.0\x00`},
		{name: "paints the terminal", handle: func(c net.Conn) {
			c.Write([]byte("\x1b[31m" + strings.Repeat("\u202e", 400)))
			drain(c)
		}, outcome: certain.NotTLS, heard: `\x1b[31m`},
		{name: "handshake_failure", handle: func(c net.Conn) {
			readHello(c)
			c.Write([]byte{21, 3, 3, 0, 2, 2, 40})
		}, outcome: certain.Alerted, alert: 40},
		{name: "protocol_version", handle: func(c net.Conn) {
			readHello(c)
			c.Write([]byte{21, 3, 0, 0, 2, 2, 70})
		}, outcome: certain.Alerted, alert: 70},
		{name: "unrecognized_name", handle: func(c net.Conn) {
			speakTLS(c, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, nil }})
		}, outcome: certain.Alerted, alert: 112},
		{name: "junk in a record", handle: func(c net.Conn) {
			readHello(c)
			c.Write([]byte{22, 3, 3, 0, 5, 2, 0, 0, 1, 9})
			drain(c)
		}, outcome: certain.BadRecord},
		{name: "the last message first", handle: func(c net.Conn) {
			readHello(c)
			c.Write([]byte{22, 3, 3, 0, 4, 14, 0, 0, 0})
			drain(c)
		}, outcome: certain.BadRecord},
		{name: "a record of another version", handle: flip(chain, 1), outcome: certain.BadRecord},
		{name: "a flipped bit in an encrypted record", handle: flip(chain, 5), outcome: certain.BadRecord},
		{name: "a message without end", handle: func(c net.Conn) {
			readHello(c)
			c.Write([]byte{22, 3, 3, 0, 4, 2, 0xff, 0xff, 0xff})
			drain(c)
		}, outcome: certain.TooLarge},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			obs, session := connect(t, serve(t, c.handle), Options{Timeout: c.timeout})
			step := last(t, obs, certain.StepHandshake)
			if step.Outcome != c.outcome || session != nil || obs.Handshake != nil {
				t.Fatalf("got %+v, session %v, handshake %v; want %s", step, session, obs.Handshake, c.outcome)
			}
			if !strings.HasPrefix(step.Heard, c.heard) || c.heard == "" && step.Heard != "" || len(step.Heard) > heardBytes {
				t.Errorf("heard %q, want %q", step.Heard, c.heard)
			}
			if (step.Alert == nil) != (c.alert == 0) || step.Alert != nil && int(*step.Alert) != c.alert {
				t.Errorf("alert %v, want %d", step.Alert, c.alert)
			}
			if step.Error == "" || strings.ContainsAny(step.Error, "\n\x1b") {
				t.Errorf("error text %q", step.Error)
			}
		})
	}
}

// flip shakes hands in TLS 1.3 and flips a bit, at this offset, of the first
// encrypted record.
func flip(chain tls.Certificate, offset int) func(net.Conn) {
	return func(c net.Conn) {
		speakTLS(&flipper{Conn: c, offset: offset}, &tls.Config{Certificates: []tls.Certificate{chain}, MinVersion: tls.VersionTLS13})
	}
}

type flipper struct {
	net.Conn
	offset int
}

func (f *flipper) Write(p []byte) (int, error) {
	q := bytes.Clone(p)
	for at := 0; at+5 < len(q); at += 5 + int(q[at+3])<<8 + int(q[at+4]) {
		if q[at] == 23 {
			q[at+f.offset] ^= 1
			break
		}
	}
	return f.Conn.Write(q)
}

// A peer that sends records without end is cut off.
func TestFlood(t *testing.T) {
	record := append([]byte{22, 3, 3, 0x40, 0}, make([]byte, 0x4000)...)
	obs, _ := connect(t, serve(t, func(c net.Conn) {
		readHello(c)
		c.Write([]byte{22, 3, 3, 0, 4, 2, 0, 0xff, 0xff}) // a ServerHello as long as crypto/tls takes
		for {
			if _, err := c.Write(record); err != nil {
				return
			}
		}
	}), Options{})
	if step := last(t, obs, certain.StepHandshake); step.Outcome == certain.OK || step.Outcome == certain.Timeout {
		t.Fatalf("got %+v", step)
	}
}

func TestWiretapLimit(t *testing.T) {
	here, there := net.Pipe()
	defer here.Close()
	go func() {
		defer there.Close()
		for {
			if _, err := there.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	}()
	tap := &wiretap{Conn: here}
	buffer := make([]byte, 1<<16)
	var err error
	for err == nil {
		_, err = tap.Read(buffer)
	}
	if !errors.Is(err, errTooMuch) || len(tap.heard) > maxHandshake {
		t.Fatalf("%v after %d bytes", err, len(tap.heard))
	}
	if handshakeOutcome(err, tap.heard) != certain.TooLarge {
		t.Errorf("outcome %s", handshakeOutcome(err, tap.heard))
	}
}

// Servers of lines answer at once, every time: see helloRandom.
func TestPlainHTTP(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for range 20 {
		obs, _ := connect(t, target(server.Listener.Addr()), Options{})
		step := last(t, obs, certain.StepHandshake)
		if step.Outcome != certain.NotTLS || !strings.HasPrefix(step.Heard, "HTTP/1.1 400 Bad Request") {
			t.Fatalf("got %+v", step)
		}
	}
}

func TestHelloRandom(t *testing.T) {
	hello := make(chan []byte, 1)
	connect(t, serve(t, func(c net.Conn) {
		select {
		case hello <- readHello(c):
		default: // the second look
		}
	}), Options{})
	random := (<-hello)[11:43] // behind the headers of record and message, and the version
	if string(random[:4]) != "\r\n\r\n" || bytes.Count(random[4:], []byte{0}) > 8 {
		t.Fatalf("random %x", random)
	}
}

// A byte at a time gains a server nothing.
func TestDripping(t *testing.T) {
	t.Parallel()
	obs, _ := connect(t, serve(t, func(c net.Conn) {
		tick := time.NewTicker(quick / 10)
		defer tick.Stop()
		record := append([]byte{22, 3, 3, 0x40, 0}, make([]byte, 0x4000)...)
		for _, b := range record {
			<-tick.C
			if _, err := c.Write([]byte{b}); err != nil {
				return
			}
		}
	}), Options{Timeout: quick})
	if step := last(t, obs, certain.StepHandshake); step.Outcome != certain.Timeout {
		t.Fatalf("got %+v", step)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	obs, session, err := Connect(ctx, serve(t, func(c net.Conn) {
		readHello(c)
		cancel()
		drain(c)
	}), Options{})
	if !errors.Is(err, context.Canceled) || session != nil || obs == nil {
		t.Fatalf("%v %v %v", obs, session, err)
	}
}

func TestRefused(t *testing.T) {
	obs, session := connect(t, refusing(t), Options{})
	step := last(t, obs, certain.StepTCP)
	if step.Outcome != certain.Refused || session != nil || len(obs.Steps) != 1 {
		t.Fatalf("%+v", obs.Steps)
	}
}

// refusing is a port on which nobody listens, nor can: a connection that leads
// elsewhere has it.
func refusing(t *testing.T) certain.Target {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return target(conn.LocalAddr())
}

func TestSocketOutcomes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want certain.Outcome
	}{
		{syscall.ECONNREFUSED, certain.Refused},
		{wsaECONNREFUSED, certain.Refused},
		{syscall.ENETUNREACH, certain.Unreachable},
		{syscall.EHOSTUNREACH, certain.Unreachable},
		{wsaEHOSTUNREACH, certain.Unreachable},
		{wsaECONNRESET, certain.Reset},
		{syscall.ETIMEDOUT, certain.Timeout},
		{syscall.EACCES, certain.Denied},
		{syscall.EPIPE, certain.Closed},
		{errors.New("else"), certain.Failed},
	} {
		if got := socketOutcome(&net.OpError{Op: "dial", Err: c.err}); got != c.want {
			t.Errorf("%v: %s, want %s", c.err, got, c.want)
		}
	}
}
