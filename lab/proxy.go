package lab

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// behind makes the opener of a scenario with a proxy in front of the endpoint
// that is never reached: scheme is that of the proxy's URL, speak the proxy.
func behind(scheme string, speak func(net.Conn)) func(*Lab, *Running) error {
	return func(l *Lab, r *Running) error {
		listeners, port, err := l.bind()
		if err != nil {
			return err
		}
		l.accept(listeners, speak)
		r.Proxy = scheme + "://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
		return l.serveTLS(r)
	}
}

// throughProxy is the opener of a scenario whose proxy does its work. It leads
// to the endpoint behind it and nowhere else.
func throughProxy(l *Lab, r *Running) error {
	if err := l.serveTLS(r); err != nil {
		return err
	}
	listeners, port, err := l.bind()
	if err != nil {
		return err
	}
	behind := r.Address
	l.accept(listeners, func(c net.Conn) { l.relay(c, behind) })
	r.Proxy = "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	return nil
}

// relay answers CONNECT and passes on what both sides say.
func (l *Lab) relay(c net.Conn, behind string) {
	defer hangUp(c)
	in := bufio.NewReader(io.LimitReader(c, maxBytes))
	request, err := http.ReadRequest(in)
	if err != nil || request.Method != http.MethodConnect {
		return
	}
	to, err := net.Dial("tcp", behind)
	if err != nil || !l.hold(to) {
		return
	}
	defer l.release(to)
	to.SetDeadline(time.Now().Add(patience))
	io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	l.handlers.Go(func() {
		io.Copy(to, in)
		if half, ok := to.(*net.TCPConn); ok {
			half.CloseWrite()
		}
	})
	io.Copy(c, to)
}

// answersConnect is an HTTP proxy that answers every request in the same way.
func answersConnect(status int, header http.Header) func(net.Conn) {
	return func(c net.Conn) {
		request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxBytes)))
		if err == nil {
			response := http.Response{
				StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Request: request, Header: header, Close: true, ContentLength: 0,
			}
			response.Write(c) // a client that is gone needs no answer
		}
		hangUp(c)
	}
}

// refusesSOCKS is a SOCKS5 proxy (RFC 1928) that lets everybody in and answers
// every request with a refusal by its rules.
func refusesSOCKS(c net.Conn) {
	defer hangUp(c)
	greeting := make([]byte, 2)
	if _, err := io.ReadFull(c, greeting); err != nil {
		return
	}
	if _, err := io.CopyN(io.Discard, c, int64(greeting[1])); err != nil {
		return
	}
	const noAuthentication, notAllowed, ipv4 = 0, 2, 1
	if _, err := c.Write([]byte{5, noAuthentication}); err != nil {
		return
	}
	if _, err := c.Read(make([]byte, 300)); err == nil { // a request is shorter
		c.Write([]byte{5, notAllowed, 0, ipv4, 0, 0, 0, 0, 0, 0})
	}
}
