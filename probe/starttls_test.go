package probe

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"slices"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
)

// talk is what a server says, and what it waits for in between: a line with >
// is sent, one with < must be heard (as a prefix), before the handshake begins.
type talk []string

// speak holds the talk; it gives false if the client says something else.
func (k talk) speak(conn net.Conn) bool {
	reader := bufio.NewReader(conn)
	for _, line := range k {
		text := line[1:]
		if line[0] == '>' {
			io.WriteString(conn, text)
			continue
		}
		heard := make([]byte, len(text))
		if _, err := io.ReadFull(reader, heard); err != nil || string(heard) != text {
			return false
		}
		if strings.HasPrefix(text, "\x00") || strings.HasPrefix(text, "\x30") || text == rdpRequest {
			continue
		}
		for end := heard[len(heard)-1]; end != '\n'; {
			var err error
			if end, err = reader.ReadByte(); err != nil {
				return false
			}
		}
	}
	return true
}

const (
	ldapYes = "\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00"
	ldapNo  = "\x30\x16\x02\x01\x01\x78\x11\x0a\x01\x02\x04\x00\x04\x0aunsupplied"
)

// mysqlGreeting is that of a server with these capabilities.
func mysqlGreeting(flags string) string {
	body := "\x0a8.0.40\x00" + "\x01\x00\x00\x00" + "saltsalt" + "\x00" + flags + "\x21\x02\x00\x00\x00\x15" + strings.Repeat("\x00", 10) + "saltsaltsalt\x00"
	return string(rune(len(body))) + "\x00\x00\x00" + body
}

var mysqlRequest = "\x20\x00\x00\x01\x00\x8a\x00\x00\x00\x40\x00\x00\x21" + strings.Repeat("\x00", 23)

// TestStartTLS: each protocol's yes, its no, and its offer that is missing.
func TestStartTLS(t *testing.T) {
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}}
	const stream = ">" + "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'>"
	for _, try := range []struct {
		scheme  string
		name    string
		talk    talk
		outcome certain.Outcome
		says    string // in the step's error
	}{
		{"smtp", "yes", talk{">220-mail\r\n220 ESMTP\r\n", "<EHLO localhost", ">250-mail\r\n250-SIZE 10\r\n250-STARTTLS\r\n250 HELP\r\n", "<STARTTLS", ">220 go\r\n"}, certain.OK, ""},
		{"smtp", "small letters", talk{">220 x\r\n", "<EHLO", ">250-x\r\n250 starttls\r\n", "<STARTTLS", ">220 go\r\n"}, certain.OK, ""},
		{"smtp", "not offered", talk{">220 x\r\n", "<EHLO", ">250-x\r\n250 SIZE\r\n"}, certain.Declined, "does not offer STARTTLS"},
		{"smtp", "refused", talk{">220 x\r\n", "<EHLO", ">250-x\r\n250 STARTTLS\r\n", "<STARTTLS", ">454 TLS not available\r\n"}, certain.Declined, "454 TLS not available"},
		{"smtp", "nobody welcome", talk{">554 no\r\n"}, certain.Declined, "554 no"},
		{"smtp", "SSH", talk{">SSH-2.0-OpenSSH_9.9\r\n"}, certain.NotTLS, "another protocol, not to smtp"},
		{"lmtp", "yes", talk{">220 x\r\n", "<LHLO", ">250-x\r\n250 STARTTLS\r\n", "<STARTTLS", ">220 go\r\n"}, certain.OK, ""},
		{"imap", "yes", talk{">* OK ready\r\n", "<a1 CAPABILITY", ">* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n", "<a2 STARTTLS", ">a2 OK begin\r\n"}, certain.OK, ""},
		{"imap", "not offered", talk{">* OK ready\r\n", "<a1 CAPABILITY", ">* CAPABILITY IMAP4rev1\r\na1 OK done\r\n"}, certain.Declined, "does not offer STARTTLS"},
		{"imap", "refused", talk{">* OK ready\r\n", "<a1 CAPABILITY", ">* CAPABILITY STARTTLS\r\na1 OK done\r\n", "<a2 STARTTLS", ">a2 NO not now\r\n"}, certain.Declined, "NO not now"},
		{"imap", "too early", talk{">* PREAUTH welcome\r\n"}, certain.Declined, "lets everybody in at once"},
		{"pop3", "yes", talk{">+OK ready\r\n", "<STLS", ">+OK begin\r\n"}, certain.OK, ""},
		{"pop3", "no", talk{">+OK ready\r\n", "<STLS", ">-ERR unknown\r\n"}, certain.Declined, "-ERR unknown"},
		{"ftp", "yes", talk{">220-Welcome\r\nany line\r\n220 ready\r\n", "<AUTH TLS", ">234 go\r\n"}, certain.OK, ""},
		{"ftp", "no", talk{">220 ready\r\n", "<AUTH TLS", ">502 what?\r\n"}, certain.Declined, "502 what?"},
		{"ldap", "yes", talk{"<" + ldapStartTLS, ">" + ldapYes}, certain.OK, ""},
		{"ldap", "no", talk{"<" + ldapStartTLS, ">" + ldapNo}, certain.Declined, "result 2 unsupplied"},
		{"postgres", "yes", talk{"<" + sslRequest, ">S"}, certain.OK, ""},
		{"postgres", "no", talk{"<" + sslRequest, ">N"}, certain.Declined, "switched off"},
		{"postgres", "error", talk{"<" + sslRequest, ">E\x00\x00\x00\x20SFATAL\x00MtOO many clients\x00\x00"}, certain.Declined, "tOO many clients"},
		{"mysql", "yes", talk{">" + mysqlGreeting("\xff\xff")}, certain.OK, ""},
		{"mysql", "not offered", talk{">" + mysqlGreeting("\xff\xf7")}, certain.Declined, "does not offer TLS"},
		{"mysql", "not welcome", talk{">\x1a\x00\x00\x00\xff\x6a\x04Host is not allowed here"}, certain.Declined, "Host is not allowed"},
		{"xmpp", "yes", talk{"<<?xml", stream + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>", "<<starttls", "><proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"}, certain.OK, ""},
		{"xmpp", "not offered", talk{"<<?xml", stream + "<stream:features><bind/></stream:features>"}, certain.Declined, "does not offer starttls"},
		{"xmpp", "refused", talk{"<<?xml", stream + "<stream:features><starttls/></stream:features>", "<<starttls", "><failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"}, certain.Declined, "failure"},
		{"sieve", "yes", talk{">\"IMPLEMENTATION\" \"x\"\r\n\"STARTTLS\"\r\nOK \"ready\"\r\n", "<STARTTLS", ">OK \"begin\"\r\n"}, certain.OK, ""},
		{"sieve", "not offered", talk{">\"IMPLEMENTATION\" \"x\"\r\nOK\r\n"}, certain.Declined, "does not offer STARTTLS"},
		{"nntp", "yes", talk{">200 ready\r\n", "<STARTTLS", ">382 go\r\n"}, certain.OK, ""},
		{"nntp", "no", talk{">200 ready\r\n", "<STARTTLS", ">500 what?\r\n"}, certain.Declined, "500 what?"},
		{"irc", "yes", talk{">:irc NOTICE * :looking up\r\n", "<STARTTLS", ">:irc 670 * :go\r\n"}, certain.OK, ""},
		{"rdp", "yes", talk{"<" + rdpRequest, ">\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x02\x1f\x08\x00\x01\x00\x00\x00"}, certain.OK, ""},
		{"rdp", "no", talk{"<" + rdpRequest, ">\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x03\x00\x08\x00\x02\x00\x00\x00"}, certain.Declined, "SSL_NOT_ALLOWED_BY_SERVER"},
		{"rdp", "own encryption", talk{"<" + rdpRequest, ">\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x02\x00\x08\x00\x00\x00\x00\x00"}, certain.Declined, "own encryption over TLS"},
		{"rdp", "too old", talk{"<" + rdpRequest, ">\x03\x00\x00\x0b\x06\xd0\x00\x00\x12\x34\x00"}, certain.Declined, "says nothing of TLS"},
		{"rdp", "SSH", talk{">SSH-2.0-OpenSSH_9.9\r\n"}, certain.NotTLS, "another protocol, not to rdp"},
		{"irc", "no", talk{"<STARTTLS", ">:irc 421 * STARTTLS :Unknown command\r\n"}, certain.Declined, "421"},
	} {
		t.Run(try.scheme+"/"+try.name, func(t *testing.T) {
			target := serve(t, func(conn net.Conn) {
				if !try.talk.speak(conn) {
					return
				}
				if try.scheme == "mysql" && try.outcome == certain.OK {
					request := make([]byte, len(mysqlRequest)) // the handshake follows at once
					if io.ReadFull(conn, request); string(request) != mysqlRequest {
						return
					}
				}
				speakTLS(conn, config)
			})
			target.Scheme = try.scheme
			obs, session := connect(t, target, Options{})
			step := last(t, obs, certain.StepStartTLS)
			if step.Outcome != try.outcome || !strings.Contains(step.Error, try.says) || step.Heard != "" && try.outcome == certain.OK {
				t.Errorf("step %+v", step)
			}
			if (session != nil) != (try.outcome == certain.OK) || session != nil && len(obs.Served) == 0 {
				t.Errorf("session %v after %+v", session, obs.Steps)
			}
		})
	}
	for _, scheme := range certain.Schemes() {
		if upgrade := (certain.Target{Scheme: scheme}).Upgrade(); upgrade != "" && upgrades[upgrade] == nil {
			t.Errorf("%s needs an upgrade %s that is not there", scheme, upgrade)
		}
	}
}

// TestTextAfterTheYes: what comes in the clear behind the answer is noted, and
// is no part of what follows.
func TestTextAfterTheYes(t *testing.T) {
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}}
	target := serve(t, func(conn net.Conn) {
		if (talk{">* OK x\r\n", "<a1 CAPABILITY", ">* CAPABILITY STARTTLS\r\na1 OK\r\n", "<a2 STARTTLS", ">a2 OK go\r\n* OK injected\r\n"}).speak(conn) {
			speakTLS(conn, config)
		}
	})
	target.Scheme = "imap"
	obs, session := connect(t, target, Options{})
	if step := last(t, obs, certain.StepStartTLS); session == nil || !strings.Contains(step.Heard, "* OK injected") {
		t.Errorf("steps %+v", obs.Steps)
	}
}

// TestHostileGreetings: whatever is said, it ends in time and within bounds,
// and what is shown has no control characters.
func TestHostileGreetings(t *testing.T) {
	endless := func(text string) func(net.Conn) {
		return func(conn net.Conn) {
			go drain(conn)
			for {
				if _, err := io.WriteString(conn, text); err != nil {
					return
				}
			}
		}
	}
	greetings := map[string]func(net.Conn){
		"silence":       drain,
		"endless lines": endless("220-x\r\n"),
		"endless line":  endless(strings.Repeat("x", 1000)),
		"endless imap":  endless("* OK x\r\n"),
		"endless xml":   endless("<x>"),
		"endless zeros": endless(strings.Repeat("\x00", 1000)),
		"escapes":       func(conn net.Conn) { io.WriteString(conn, "220 \x1b[31m\r\n502 \x1b[0m\r\n") },
		"gone":          func(net.Conn) {},
		"ldap length":   func(conn net.Conn) { io.WriteString(conn, "\x30\x84\xff\xff\xff\xff") },
		"mysql length":  func(conn net.Conn) { io.WriteString(conn, "\xff\xff\xff\x00") },
	}
	for name, greet := range greetings {
		target := serve(t, greet)
		for _, scheme := range []string{"smtp", "imap", "pop3", "ftp", "ldap", "postgres", "mysql", "xmpp", "sieve", "nntp", "irc"} {
			target.Scheme = scheme
			t.Run(name+"/"+scheme, func(t *testing.T) {
				t.Parallel() // some wait for what never comes
				greetedBadly(t, target)
			})
		}
	}
}

func greetedBadly(t *testing.T, target certain.Target) {
	obs, session := connect(t, target, Options{Timeout: quick})
	i := slices.IndexFunc(obs.Steps, func(s certain.Step) bool { return s.Name == certain.StepStartTLS })
	if session != nil || i < 0 || obs.Steps[i].Outcome == certain.OK {
		t.Fatalf("steps %+v", obs.Steps)
	}
	if step := obs.Steps[i]; strings.ContainsAny(step.Error+step.Heard+step.Found, "\x1b\x00\r\n") || len(step.Error) > 400 {
		t.Errorf("step %+v", step)
	}
}
