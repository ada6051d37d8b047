package tlsconfig

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
)

// Tune makes a server of net/http and the limits know of each other; call it
// before Serve. What it changes:
//
//   - A connection on which a request is being worked on is not idle, however
//     long the handler is silent.
//   - A connection past MaxAge is not cut. The next answer on it tells the
//     client to use another, by "Connection: close" in HTTP/1.1 and GOAWAY in
//     HTTP/2. If a request still runs on it after AgeGrace, it is ended.
//   - IdleTimeout is that of the limits if it was zero, and ReadTimeout too:
//     net/http ends an idle connection by GOAWAY in HTTP/2, so that a request
//     which was on its way can be sent again. If one of them is set, it is to
//     be longer than that of a load balancer too, see [Limits].
//   - ReadHeaderTimeout is HandshakeTimeout if it was zero: a slow client may
//     not take its time after the handshake instead.
//
// Connections that are hijacked, such as WebSockets, are only watched for
// bytes in either direction, from when the handler returns.
func (l *Listener) Tune(s *http.Server) {
	before := s.ConnContext
	s.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		if before != nil {
			ctx = before(ctx, c)
		}
		g := guardOf(c)
		if g == nil {
			return ctx
		}
		g.tuned.Store(true)
		return context.WithValue(ctx, guardKey{}, g)
	}
	handler := s.Handler
	s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := handler
		if h == nil {
			h = http.DefaultServeMux
		}
		g, _ := r.Context().Value(guardKey{}).(*guard)
		if g == nil {
			h.ServeHTTP(w, r)
			return
		}
		g.enter()
		defer g.leave()
		if g.old() {
			w.Header().Set("Connection", "close")
		}
		h.ServeHTTP(w, r)
	})
	if s.IdleTimeout == 0 && s.ReadTimeout == 0 && l.limits.IdleTimeout > 0 {
		s.IdleTimeout = l.limits.IdleTimeout
	}
	if s.ReadHeaderTimeout == 0 && l.limits.HandshakeTimeout > 0 {
		s.ReadHeaderTimeout = l.limits.HandshakeTimeout
	}
}

type guardKey struct{}

// guardOf is the guard below a TLS connection, or nil.
func guardOf(c net.Conn) *guard {
	t, ok := c.(*tls.Conn)
	if !ok {
		return nil
	}
	g, _ := t.NetConn().(*guard)
	return g
}
