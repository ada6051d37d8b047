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
	return onceShaken(func(_ *Running, below net.Conn, secure *tls.Conn) {
		said := shaken(below, secure)
		if _, err := http.ReadRequest(bufio.NewReader(io.LimitReader(said, maxBytes))); err == nil {
			io.WriteString(secure, text)
		}
		// TCP ends next, without secure.Close, which says goodbye.
	})
}
