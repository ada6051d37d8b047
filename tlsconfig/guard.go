package tlsconfig

import (
	"crypto/tls"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// guard is a connection below TLS. It sits there because net/http speaks
// HTTP/2 on a *tls.Conn alone, so nothing can be put above. It sees the bytes
// go by, and ends the connection when its time has come.
//
// It knows of a missing close_notify: crypto/tls reads no more once that has
// come, so an end of file that is read means that it had not.
type guard struct {
	net.Conn
	side   Side
	limits *Limits
	over   *tls.Conn // the TLS on it
	began  time.Time
	maxAge time.Duration // with its variation; 0 is none
	tuned  atomic.Bool   // somebody calls enter and leave around requests

	moved  atomic.Int64 // when a byte last went by, since began
	busy   atomic.Int32 // requests that are being worked on
	heard  atomic.Bool  // the other side has sent something
	shaken atomic.Bool  // the handshake was good
	rested atomic.Bool  // net/http has said good-bye after the idle timeout
	seen   atomic.Int32 // how the other side ended it, as an Ending; 0 if it did not
	why    atomic.Int32 // how we ended it, likewise

	reason atomic.Pointer[error] // why we ended the handshake

	// While the handshake runs: how long it has waited for the other side.
	waited  atomic.Int64
	reading atomic.Int64 // since when a read waits, since began; 0 is none

	mu     sync.Mutex // guards what follows
	timer  *time.Timer
	closed bool
}

func newGuard(c net.Conn, side Side, limits *Limits) *guard {
	g := &guard{Conn: c, side: side, limits: limits, began: time.Now()}
	if limits.MaxAge > 0 {
		g.maxAge = limits.MaxAge - rand.N(limits.MaxAge/10+1)
	}
	return g
}

func (g *guard) age() time.Duration { return time.Since(g.began) }

// NetConn is the connection below.
func (g *guard) NetConn() net.Conn { return g.Conn }

// Read reads, and looks.
func (g *guard) Read(b []byte) (int, error) {
	shaking := !g.shaken.Load()
	if shaking {
		g.reading.Store(max(1, int64(g.age())))
	}
	n, err := g.Conn.Read(b)
	now := int64(g.age())
	if shaking {
		g.waited.Add(now - g.reading.Swap(0))
	}
	if n > 0 {
		g.moved.Store(now)
		if shaking {
			g.heard.Store(true)
		}
	}
	if err != nil {
		g.notice(err)
	}
	return n, err
}

// Write writes, and looks.
func (g *guard) Write(b []byte) (int, error) {
	n, err := g.Conn.Write(b)
	if n > 0 {
		now := int64(g.age())
		if last := g.moved.Swap(now); g.tuned.Load() && g.limits.IdleTimeout > 0 && now-last >= int64(g.limits.IdleTimeout) && g.busy.Load() == 0 {
			g.rested.Store(true)
		}
	}
	if err != nil {
		g.notice(err)
	}
	return n, err
}

// notice keeps how the other side ended the connection.
func (g *guard) notice(err error) {
	switch {
	case errors.Is(err, io.EOF):
		g.seen.CompareAndSwap(0, int32(EndTruncated))
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		g.seen.CompareAndSwap(0, int32(EndReset))
	}
}

// Close closes, and tells the hook, once.
func (g *guard) Close() error {
	err := g.Conn.Close()
	g.mu.Lock()
	first := !g.closed
	g.closed = true
	if g.timer != nil {
		g.timer.Stop()
	}
	g.mu.Unlock()
	if first && g.shaken.Load() {
		g.late()
		g.limits.Hook.Closed(Closed{Side: g.side, Ending: g.ending(), Age: g.age()})
	}
	return err
}

func (g *guard) ending() Ending {
	if why := Ending(g.why.Load()); why != 0 {
		return why
	}
	if seen := Ending(g.seen.Load()); seen != 0 || !g.rested.Load() {
		return seen
	}
	return EndIdle
}

// waiting is how long the handshake has waited for the other side.
func (g *guard) waiting() time.Duration {
	waited := g.waited.Load()
	if since := g.reading.Load(); since != 0 {
		waited += int64(g.age()) - since
	}
	return time.Duration(waited)
}

// cut ends a handshake for a reason of ours.
func (g *guard) cut(why error) {
	g.reason.CompareAndSwap(nil, &why)
	g.Conn.Close()
}

// cutUnlessDone is cut, for who does not know whether the handshake goes on.
func (g *guard) cutUnlessDone(why error) {
	if !g.shaken.Load() {
		g.cut(why)
	}
}

// adopt takes note of a good handshake that net/http has run on g.
func (g *guard) adopt(t *tls.Conn) {
	g.mu.Lock()
	first := g.over == nil
	g.over = t
	g.mu.Unlock()
	if first {
		g.shaken.Store(true)
		g.limits.Hook.Handshake(Handshake{Side: g.side, Code: CodeOK, Resumed: t.ConnectionState().DidResume, Took: g.age(), Remote: g.RemoteAddr()})
	}
}

// shake runs the handshake of t, which lies on g, within its time, and tells
// the hook.
func (g *guard) shake(t *tls.Conn) error {
	g.over = t
	if g.limits.HandshakeTimeout > 0 {
		g.Conn.SetDeadline(g.began.Add(g.limits.HandshakeTimeout))
	}
	err := t.Handshake()
	if err != nil {
		if why := g.reason.Load(); why != nil {
			err = *why
		}
		g.failed(err)
		g.Close()
		return err
	}
	if g.limits.HandshakeTimeout > 0 {
		g.Conn.SetDeadline(time.Time{})
	}
	g.shaken.Store(true)
	g.limits.Hook.Handshake(Handshake{Side: g.side, Code: CodeOK, Resumed: t.ConnectionState().DidResume, Took: g.age(), Remote: g.RemoteAddr()})
	g.watch()
	return nil
}

// failed tells the hook of a handshake that failed; or, if the other side came
// and went without a word, of that.
func (g *guard) failed(err error) {
	if g.side == OnServer && !g.heard.Load() && (errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET)) {
		g.limits.Hook.Closed(Closed{Side: g.side, Ending: EndUnused, Age: g.age()})
		return
	}
	g.limits.Hook.Handshake(Handshake{Side: g.side, Code: codeOf(g.side, err), Took: g.age(), Err: err, Remote: g.RemoteAddr()})
}

// late tells the hook of an alert that came after the handshake of a client in
// TLS 1.3, by which the server refused its certificate. crypto/tls keeps that
// error and gives it to every later Read; nothing is read any more, for the
// connection below is closed.
func (g *guard) late() {
	if g.side != OnClient || g.over == nil {
		return
	}
	if _, err := g.over.Read(make([]byte, 1)); isRemote(err) {
		g.failed(err)
	}
}

// watch starts the watch over idleness and age.
func (g *guard) watch() {
	g.moved.Store(int64(g.age()))
	next, ok := g.next()
	g.mu.Lock()
	defer g.mu.Unlock()
	if ok && !g.closed {
		g.timer = time.AfterFunc(next, g.look)
	}
}

// next is how long it is until there is something to look at.
func (g *guard) next() (time.Duration, bool) {
	const never = time.Duration(1<<63 - 1)
	now, next := g.age(), never
	if idle := g.idle(); idle > 0 {
		next = time.Duration(g.moved.Load()) + idle - now
		if g.busy.Load() > 0 {
			next = idle
		}
	}
	if end, ok := g.end(); ok {
		if end <= now { // it was spared, see spare
			end = now + max(g.limits.AgeGrace, time.Second)
		}
		next = min(next, end-now)
	}
	return max(next, time.Millisecond), next != never
}

// idle is how long the connection may be silent. net/http ends what is idle by
// itself, in HTTP/2 by GOAWAY, which loses no request; it is given time to.
func (g *guard) idle() time.Duration {
	if idle := g.limits.IdleTimeout; idle > 0 && g.tuned.Load() {
		return idle + 10*time.Second
	}
	return g.limits.IdleTimeout
}

// end is the age at which the connection is ended whatever it does.
func (g *guard) end() (time.Duration, bool) {
	switch {
	case g.maxAge == 0:
		return 0, false
	case !g.tuned.Load():
		return g.maxAge, true
	case g.limits.AgeGrace < 0:
		return 0, false
	}
	return g.maxAge + g.limits.AgeGrace, true
}

// spare tells that a connection has no request and will get no second one: it
// is left to its idle timeout, for one may be on its way just now.
func (g *guard) spare() bool { return g.tuned.Load() && g.busy.Load() == 0 && g.limits.IdleTimeout > 0 }

// look ends the connection if it is time, and else looks again later.
func (g *guard) look() {
	now := g.age()
	if end, ok := g.end(); ok && now >= end && !g.spare() {
		g.finish(EndAge)
		return
	}
	if idle := g.idle(); idle > 0 && g.busy.Load() == 0 && now-time.Duration(g.moved.Load()) >= idle {
		g.finish(EndIdle)
		return
	}
	next, _ := g.next()
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.timer.Reset(next)
	}
}

// finish ends the connection by close_notify; one that is just being written
// to is only closed.
func (g *guard) finish(why Ending) {
	g.why.CompareAndSwap(0, int32(why))
	g.over.Close()
	g.Close()
}

// old tells whether the connection is past its age.
func (g *guard) old() bool { return g.maxAge > 0 && g.age() >= g.maxAge }

// enter and leave stand around the work on a request, in which a connection is
// not idle even if it is silent.
func (g *guard) enter() {
	g.busy.Add(1)
	g.rested.Store(false)
}

func (g *guard) leave() {
	g.moved.Store(int64(g.age()))
	g.busy.Add(-1)
}
