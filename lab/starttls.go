package lab

import (
	"bufio"
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
		err = l.listen(r, func(c net.Conn) {
			io.WriteString(c, "220 lab.example.test ESMTP\r\n")
			if speakSMTP(c, offers) {
				secure := tls.Server(c, config)
				speakSMTP(secure, false)
				secure.CloseWrite()
			}
			hangUp(c)
		})
		r.URL = strings.TrimSuffix(strings.Replace(r.URL, "https", "smtp", 1), "/")
		return err
	}
}

// speakSMTP answers commands, and reports true once the client may begin the
// handshake.
func speakSMTP(c net.Conn, offers bool) bool {
	lines := bufio.NewScanner(io.LimitReader(c, maxBytes))
	for lines.Scan() {
		verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
		switch {
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
