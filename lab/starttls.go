package lab

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"strings"
)

// mailServer speaks SMTP up to STARTTLS (RFC 3207), and offers it or not.
// Where it does, the handshake follows.
func mailServer(offers bool) func(*Lab, *Running) error {
	return func(l *Lab, r *Running) error {
		config, err := l.config(r.Scenario)
		if err != nil {
			return err
		}
		return l.listenMail(r, func(c net.Conn) {
			io.WriteString(c, "220 lab.example.test ESMTP\r\n")
			if in := bufio.NewReader(c); speakSMTP(in, c, offers) {
				beginTLS(c, config, nil) // what in still holds is gone
			}
			hangUp(c)
		})
	}
}

// mailServerObeys is one that does not throw away what came in the clear
// behind STARTTLS: it reads it again inside TLS (CVE-2011-0411).
func mailServerObeys(l *Lab, r *Running) error {
	config, err := l.config(r.Scenario)
	if err != nil {
		return err
	}
	return l.listenMail(r, func(c net.Conn) {
		io.WriteString(c, "220 lab.example.test ESMTP\r\n")
		if in := bufio.NewReader(c); speakSMTP(in, c, true) {
			rest, _ := in.Peek(in.Buffered()) // what is buffered is there
			beginTLS(c, config, rest)
		}
		hangUp(c)
	})
}

// mailServerMute never says its greeting.
func mailServerMute(l *Lab, r *Running) error { return l.listenMail(r, saysNothing) }

func (l *Lab) listenMail(r *Running, speak func(net.Conn)) error {
	err := l.listen(r, speak)
	r.URL = strings.TrimSuffix(strings.Replace(r.URL, "https", "smtp", 1), "/")
	return err
}

// beginTLS shakes hands and goes on with SMTP. before is taken for the first
// that the client says.
func beginTLS(c net.Conn, config *tls.Config, before []byte) {
	secure := tls.Server(c, config)
	if secure.Handshake() != nil {
		return
	}
	speakSMTP(bufio.NewReader(io.MultiReader(bytes.NewReader(before), secure)), secure, false)
	secure.CloseWrite()
}

// speakSMTP answers commands, and reports true once the client may begin the
// handshake.
func speakSMTP(in *bufio.Reader, c io.Writer, offers bool) bool {
	for left := maxBytes; left > 0; {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return false
		}
		left -= len(line)
		verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(string(line))), " ")
		switch {
		case verb == "NOOP":
			io.WriteString(c, "250 nothing done\r\n")
		case verb == "EHLO" && offers:
			io.WriteString(c, "250-lab.example.test\r\n250-STARTTLS\r\n250 8BITMIME\r\n")
		case verb == "EHLO":
			io.WriteString(c, "250-lab.example.test\r\n250 8BITMIME\r\n")
		case verb == "STARTTLS" && offers:
			io.WriteString(c, "220 begin\r\n")
			return true
		case verb == "QUIT":
			io.WriteString(c, "221 goodbye\r\n")
			return false
		default:
			io.WriteString(c, "502 not here\r\n")
		}
	}
	return false
}

// postgresWithout answers the request for TLS with N, as PostgreSQL does when
// ssl is off.
func postgresWithout(l *Lab, r *Running) error {
	err := l.listen(r, func(c net.Conn) {
		request := make([]byte, 8)
		if _, err := io.ReadFull(c, request); err == nil {
			io.WriteString(c, "N")
		}
		hangUp(c)
	})
	r.URL = strings.TrimSuffix(strings.Replace(r.URL, "https", "postgres", 1), "/")
	return err
}
