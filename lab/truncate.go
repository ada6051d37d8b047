package lab

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
)

// hangsUpAfter makes the opener of a server that answers a request with this
// text and then ends TCP without the close_notify of TLS (RFC 8446 section
// 6.1).
func hangsUpAfter(text string) func(*Lab, *Running) error {
	return func(l *Lab, r *Running) error {
		config, err := l.config(r.Scenario)
		if err != nil {
			return err
		}
		return l.listen(r, func(c net.Conn) {
			secure := tls.Server(c, config)
			if secure.Handshake() != nil {
				return
			}
			said := shaken(c, secure)
			if _, err := http.ReadRequest(bufio.NewReader(io.LimitReader(said, maxBytes))); err == nil {
				io.WriteString(secure, text)
			}
			hangUp(c) // not secure.Close, which says goodbye
		})
	}
}
