package tlsconfig

import (
	"crypto/tls"
	"net"
	"sync"
)

// Listener accepts TLS connections whose handshake is done, within [Limits].
// Handshakes run beside Accept, so a client that is slow or silent holds up
// nobody. Each connection is a *tls.Conn, as net/http wants it for HTTP/2; the
// connection below it, tls.Conn.NetConn, keeps the limits.
//
//	inner, err := net.Listen("tcp", ":443")
//	l := tlsconfig.NewListener(inner, config, tlsconfig.Limits{})
//	server := &http.Server{Handler: handler}
//	l.Tune(server)
//	err = server.Serve(l)
//
// For HTTP/2, config.NextProtos is to hold "h2" and "http/1.1".
//
// A connection that ends is told of by close_notify, both where the program
// closes it and where a limit does. One that the other side ends without is
// counted, see [EndTruncated].
//
// It is safe for concurrent use.
type Listener struct {
	inner  net.Listener
	config *tls.Config
	limits Limits

	start   sync.Once
	ready   chan *tls.Conn // handed over, not kept
	failed  chan error
	done    chan struct{}
	stop    sync.Once
	running sync.WaitGroup
	room    *room
}

// NewListener listens on inner. config is not changed, and must not be from
// now on.
func NewListener(inner net.Listener, config *tls.Config, limits Limits) *Listener {
	l := &Listener{
		inner: inner, config: config, limits: limits.filled(OnServer),
		ready: make(chan *tls.Conn), failed: make(chan error), done: make(chan struct{}),
	}
	l.room = newRoom(l.limits.Handshakes)
	return l
}

// Addr is the address of the listener below.
func (l *Listener) Addr() net.Addr { return l.inner.Addr() }

// Accept gives the next connection, a *tls.Conn, once its handshake is done.
// Handshakes that failed are no error of Accept: the Hook is told of them.
func (l *Listener) Accept() (net.Conn, error) {
	l.start.Do(func() {
		l.running.Add(1)
		go l.loop()
	})
	select {
	case <-l.done:
		return nil, net.ErrClosed
	default:
	}
	select {
	case c := <-l.ready:
		return c, nil
	case err := <-l.failed:
		return nil, err
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close stops listening, ends the handshakes that are going on, and waits
// until they have. Connections that Accept has given stay.
func (l *Listener) Close() error {
	var err error
	l.stop.Do(func() {
		close(l.done)
		err = l.inner.Close()
		l.start.Do(func() {}) // nothing starts any more
		l.room.end()
	})
	l.running.Wait()
	return err
}

// loop accepts connections while there is room for their handshakes. An error
// goes to who calls Accept, who decides whether to go on: net/http waits a
// little after a passing one.
func (l *Listener) loop() {
	defer l.running.Done()
	for {
		c, err := l.inner.Accept()
		if err != nil {
			select {
			case l.failed <- err:
				continue
			case <-l.done:
				return
			}
		}
		g := newGuard(c, OnServer, &l.limits)
		if !l.room.enter(g, l.done) {
			c.Close()
			return
		}
		l.running.Go(func() { l.serve(g) })
	}
}

// serve runs a handshake and hands the connection over.
func (l *Listener) serve(g *guard) {
	defer l.room.leave(g)
	t := tls.Server(g, l.config)
	if g.shake(t) != nil {
		return
	}
	select {
	case l.ready <- t:
	case <-l.done:
		t.Close()
	}
}
