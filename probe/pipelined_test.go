package probe

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// lineServer speaks one protocol of lines up to TLS and after it.
type lineServer struct {
	greeting string
	answers  map[string]string // by the first word that is told apart, before and after TLS
	wish     string            // the line that asks for TLS, in capitals, without its tag
	yes      string
	inside   string // what it says first inside TLS
	obeys    bool   // what came in the clear behind the wish
	pickily  bool   // refuses TLS to those who send something behind the wish
}

func (s lineServer) serve(conn net.Conn, config *tls.Config) {
	io.WriteString(conn, s.greeting)
	in := bufio.NewReader(conn)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		if strings.Contains(strings.ToUpper(line), s.wish) {
			break
		}
		io.WriteString(conn, s.answer(line))
	}
	if s.pickily && in.Buffered() > 0 {
		io.WriteString(conn, "554 that is too much at once\r\n")
		return
	}
	io.WriteString(conn, s.yes)
	rest, _ := in.Peek(in.Buffered())
	if !s.obeys {
		rest = nil
	}
	secure := tls.Server(conn, config)
	if secure.Handshake() != nil {
		return
	}
	io.WriteString(secure, s.inside)
	in = bufio.NewReader(io.MultiReader(bytes.NewReader(rest), secure))
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		io.WriteString(secure, s.answer(line))
		if strings.Contains(line, "QUIT") || strings.Contains(line, "LOGOUT") {
			secure.CloseWrite()
			return
		}
	}
}

func (s lineServer) answer(line string) string {
	for word, answer := range s.answers {
		if strings.Contains(line, word) {
			return answer
		}
	}
	return ""
}

// TestPipeline: in each protocol of lines, a server that obeys what came in
// the clear is told from one that forgets it, and from one that turns it down.
func TestPipeline(t *testing.T) {
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}}
	servers := map[string]lineServer{
		"smtp": {greeting: "220 x\r\n", wish: "STARTTLS", yes: "220 go\r\n",
			answers: map[string]string{"EHLO": "250-x\r\n250 STARTTLS\r\n", "NOOP": "250 nothing\r\n", "QUIT": "221 bye\r\n"}},
		"lmtp": {greeting: "220 x\r\n", wish: "STARTTLS", yes: "220 go\r\n",
			answers: map[string]string{"LHLO": "250-x\r\n250 STARTTLS\r\n", "NOOP": "250 nothing\r\n", "QUIT": "221 bye\r\n"}},
		"ftp": {greeting: "220 x\r\n", wish: "AUTH TLS", yes: "234 go\r\n",
			answers: map[string]string{"NOOP": "530 log in first\r\n", "QUIT": "221 bye\r\n"}},
		"nntp": {greeting: "200 x\r\n", wish: "STARTTLS", yes: "382 go\r\n",
			answers: map[string]string{"DATE": "111 20260101000000\r\n", "QUIT": "205 bye\r\n"}},
		"pop3": {greeting: "+OK x\r\n", wish: "STLS", yes: "+OK go\r\n",
			answers: map[string]string{"NOOP": "-ERR log in first\r\n", "QUIT": "+OK bye\r\n"}},
		"imap": {greeting: "* OK x\r\n", wish: "STARTTLS", yes: "a2 OK go\r\n",
			answers: map[string]string{"CAPABILITY": "* CAPABILITY STARTTLS\r\na1 OK x\r\n", "NOOP": "plain OK nothing\r\n", "LOGOUT": "* BYE x\r\ninside OK bye\r\n"}},
		"sieve": {greeting: "\"STARTTLS\"\r\nOK\r\n", wish: "STARTTLS", yes: "OK\r\n", inside: "\"IMPLEMENTATION\" \"x\"\r\nOK\r\n",
			answers: map[string]string{"NOOP": "OK (TAG \"plain\") \"nothing\"\r\n", "LOGOUT": "OK\r\n"}},
		"irc": {wish: "STARTTLS", yes: ":x 670 * :go\r\n",
			answers: map[string]string{"PING": ":x PONG x :plain\r\n", "QUIT": "ERROR :bye\r\n"}},
	}
	for scheme := range noops {
		if _, ok := servers[scheme]; !ok {
			t.Errorf("%s is not tried", scheme)
		}
	}
	for scheme, server := range servers {
		for name, change := range map[string]func(*lineServer){
			"forgets": func(*lineServer) {},
			"obeys":   func(s *lineServer) { s.obeys = true },
			"refuses": func(s *lineServer) { s.pickily = true },
		} {
			t.Run(scheme+" "+name, func(t *testing.T) {
				s := server
				change(&s)
				there := serve(t, func(conn net.Conn) { s.serve(conn, config) })
				there.Scheme = scheme
				obs, session := connect(t, there, Options{})
				if session == nil {
					t.Fatalf("steps %+v", obs.Steps)
				}
				session.Close()
				Pipeline(t.Context(), there, obs, Options{})
				step := last(t, obs, certain.StepPipelined)
				if (step.Outcome == certain.Obeyed) != s.obeys || s.obeys != (step.Heard != "") || (step.Outcome == certain.OK) != (name == "forgets") {
					t.Errorf("step %+v", step)
				}
			})
		}
	}
}

// TestPipelineHasNothingToSay: other protocols, and servers that were not
// reached, are left alone.
func TestPipelineHasNothingToSay(t *testing.T) {
	for _, scheme := range []string{"https", "tls", "smtps", "ldap", "postgres", "smtp"} {
		obs := &certain.Observation{}
		Pipeline(t.Context(), certain.Target{Scheme: scheme, Host: "127.0.0.1", Port: 1}, obs, Options{})
		if len(obs.Steps) > 0 {
			t.Errorf("%s: steps %+v", scheme, obs.Steps)
		}
	}
}

// TestPipelineEnds: whatever the server does inside TLS, the look ends in time
// and within bounds.
func TestPipelineEnds(t *testing.T) {
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}}
	for name, inside := range map[string]func(*tls.Conn){
		"silence": func(c *tls.Conn) { drain(c) },
		"endless": func(c *tls.Conn) {
			for {
				if _, err := io.WriteString(c, strings.Repeat("x", 1000)); err != nil {
					return
				}
			}
		},
		"gone": func(c *tls.Conn) {},
	} {
		t.Run(name, func(t *testing.T) {
			there := serve(t, func(conn net.Conn) {
				if !(talk{">220 x\r\n", "<EHLO", ">250-x\r\n250 STARTTLS\r\n", "<STARTTLS", ">220 go\r\n"}).speak(conn) {
					return
				}
				if secure := tls.Server(conn, config); secure.Handshake() == nil {
					inside(secure)
				}
			})
			there.Scheme = "smtp"
			obs, session := connect(t, there, Options{})
			if session == nil {
				t.Fatalf("steps %+v", obs.Steps)
			}
			session.Close()
			Pipeline(t.Context(), there, obs, Options{Timeout: 300 * time.Millisecond})
			if step := last(t, obs, certain.StepPipelined); step.Outcome == certain.OK || step.Outcome == certain.Obeyed {
				t.Errorf("step %+v", step)
			}
		})
	}
}
