package lab

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"slices"
	"sync"
	"time"
)

// Visit is one connection to a scenario, as the server saw it.
type Visit struct {
	At        time.Time // when it was accepted
	From      string    // the client's address and port
	Hello     bool      // the client began a TLS handshake
	Handshake bool      // the handshake was completed
	// Certificate: the client showed one in it. A server that requires one
	// completes the handshake only if somebody that it trusts vouches for it.
	Certificate bool
	// Bytes is the application data that arrived: decrypted, or sent in the
	// clear by a client that did not speak TLS. Where a handshake ought not to
	// have been completed, each of them reached an impostor.
	Bytes int64
	Ended bool // the server is done with the connection
}

// maxVisits bounds what is kept of one scenario; the oldest are forgotten.
const maxVisits = 1000

// visits is the log of one scenario.
type visits struct {
	mu      sync.Mutex
	all     []*Visit
	changed chan struct{}   // closed and renewed whenever a visit begins or ends
	knocks  map[string]bool // addresses of our own, see knock
}

func newVisits() *visits { return &visits{changed: make(chan struct{}), knocks: map[string]bool{}} }

func (v *visits) tell() {
	close(v.changed)
	v.changed = make(chan struct{})
}

func (v *visits) begin(c net.Conn) *Visit {
	v.mu.Lock()
	defer v.mu.Unlock()
	one := &Visit{At: time.Now(), From: c.RemoteAddr().String()}
	if len(v.all) >= maxVisits {
		v.all = slices.Delete(v.all, 0, 1)
	}
	v.all = append(v.all, one)
	v.tell()
	return one
}

func (v *visits) update(change func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	change()
}

func (v *visits) end(one *Visit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	one.Ended = true
	v.tell()
}

// Seen lists what the server of this scenario saw so far, the oldest first.
// Scenarios without a server of their own (nothing listens, files) see
// nothing. It is safe for concurrent use.
func (r Running) Seen() []Visit {
	if r.log == nil {
		return nil
	}
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	all := make([]Visit, 0, len(r.log.all))
	for _, one := range r.log.all {
		if !r.log.knocks[one.From] {
			all = append(all, *one)
		}
	}
	return all
}

// Forget empties the log of this scenario.
func (r Running) Forget() {
	if r.log != nil {
		r.log.update(func() { r.log.all = nil })
	}
}

// Settle waits until the server is done with every connection that was made
// before the call, those included that still wait to be accepted; or until
// ctx ends, whose error it then returns. A client that was waited for and is
// gone has then left all its traces in Seen.
func (r Running) Settle(ctx context.Context) error {
	if r.log == nil {
		return nil
	}
	for _, address := range r.doors {
		if err := r.knock(ctx, address); err != nil {
			return err
		}
	}
	return r.log.wait(ctx, func() bool {
		return !slices.ContainsFunc(r.log.all, func(v *Visit) bool { return !v.Ended })
	})
}

// knock connects, waits until it is noticed, and leaves no trace. Connections
// are accepted in their order, so whoever came before was noticed too.
func (r Running) knock(ctx context.Context, address string) error {
	// Not DialContext: if ctx ended meanwhile, there would be a connection of
	// ours whose address we do not know. On loopback it takes no time.
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return err
	}
	own := c.LocalAddr().String()
	r.log.update(func() { r.log.knocks[own] = true })
	c.Close()
	mine := func(v *Visit) bool { return v.From == own && v.Ended }
	if err := r.log.wait(ctx, func() bool { return slices.ContainsFunc(r.log.all, mine) }); err != nil {
		return err // on a busy machine it may be noticed later, and is no client's then either
	}
	r.log.update(func() {
		r.log.all = slices.DeleteFunc(r.log.all, mine)
		delete(r.log.knocks, own)
	})
	return nil
}

// wait returns once done is true, which it calls with the lock held.
func (v *visits) wait(ctx context.Context, done func() bool) error {
	for {
		v.mu.Lock()
		ready, changed := done(), v.changed
		v.mu.Unlock()
		if ready {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// guest is a connection whose visit is written down. It embeds the TCP
// connection, so that half a close and a reset still work.
type guest struct {
	*net.TCPConn
	log   *visits
	visit *Visit
	first byte // of all that the client sent; 0 before
}

// noted hands each connection to speak with its visit.
func noted(log *visits, speak func(net.Conn)) func(net.Conn) {
	return func(c net.Conn) {
		tcp, ok := c.(*net.TCPConn)
		if !ok {
			speak(c)
			return
		}
		g := &guest{TCPConn: tcp, log: log, visit: log.begin(c)}
		defer log.end(g.visit)
		speak(g)
	}
}

// Read tells by the first byte whether the client speaks TLS, RFC 8446
// section 5.1; if not, all it says is data in the clear.
func (g *guest) Read(p []byte) (int, error) {
	n, err := g.TCPConn.Read(p)
	if n == 0 {
		return n, err
	}
	if g.first == 0 {
		g.first = p[0]
	}
	g.log.update(func() {
		switch {
		case g.first == handshakeRecord:
			g.visit.Hello = true
		case g.first < changeCipherSpec || g.first > applicationData:
			g.visit.Bytes += int64(n)
		}
	})
	return n, err
}

// WriteTo and ReadFrom would go round Read.
func (g *guest) WriteTo(w io.Writer) (int64, error) { return io.Copy(w, onlyReader{g}) }

type onlyReader struct{ io.Reader }

// shaken notes that the handshake over c is complete, and counts what is read
// from the stream in it afterwards.
func shaken(c net.Conn, stream io.ReadWriter) io.ReadWriter {
	g, ok := c.(*guest)
	if !ok {
		return stream
	}
	secure, _ := stream.(*tls.Conn) // nil where the server is our own, which asks for none
	g.log.update(func() {
		g.visit.Handshake = true
		g.visit.Certificate = secure != nil && len(secure.ConnectionState().PeerCertificates) > 0
	})
	return &counted{stream, g}
}

type counted struct {
	io.ReadWriter
	guest *guest
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadWriter.Read(p)
	c.guest.log.update(func() { c.guest.visit.Bytes += int64(n) })
	return n, err
}
