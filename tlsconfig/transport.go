package tlsconfig

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"
)

// TransportOptions are what a [Transport] needs beside its [Dialer]. The zero
// value is useful. Proxy is called by many goroutines at once, Change by one at
// a time.
type TransportOptions struct {
	// Proxy gives the proxy of a request, see http.Transport. Nil is none;
	// http.ProxyFromEnvironment is that of the environment.
	Proxy func(*http.Request) (*url.URL, error)
	// Change may change anything else of each http.Transport that is made,
	// such as MaxConnsPerHost. What concerns TLS is the Dialer's: do not set
	// TLSClientConfig, DialTLS and DialTLSContext.
	Change func(*http.Transport)
}

// Transport is an http.RoundTripper on a [Dialer], within its limits, for
// HTTP/1.1 and HTTP/2.
//
//	dialer, err := tlsconfig.NewDialer(roots, tlsconfig.ClientOptions{})
//	client := &http.Client{Transport: tlsconfig.NewTransport(dialer, tlsconfig.TransportOptions{})}
//
// IdleTimeout is for connections that wait for a request; one that waits for
// an answer is bounded by the request's context alone. MaxAge never cuts a
// request: from that age on requests go to new connections, and the old ones
// are closed when they have nothing to do, at the latest IdleTimeout later.
//
// Connections by way of a proxy keep to the same limits, the number of
// concurrent handshakes apart, and the Hook is told of their handshakes too.
//
// A Transport is safe for concurrent use.
type Transport struct {
	dialer  *Dialer
	limits  Limits
	options TransportOptions

	mu    sync.Mutex
	inner *http.Transport
	since time.Time
}

// NewTransport makes a transport that connects by d. It does not change d, and
// counts its handshakes apart from those of d.
func NewTransport(d *Dialer, o TransportOptions) *Transport {
	t := &Transport{limits: d.Limits.filled(OnClient), options: o}
	// Idleness and age are kept here, where it is known what a request is.
	below := d.Limits
	below.IdleTimeout, below.MaxAge = -1, 0
	t.dialer = &Dialer{Dial: d.Dial, Limits: below, base: d.base, verifier: d.verifier}
	return t
}

// RoundTrip sends a request, see http.RoundTripper.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	inner := t.current()
	if inner.Proxy != nil {
		ctx := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{TLSHandshakeDone: t.shaken, GotConn: t.got})
		r = r.WithContext(ctx)
	}
	return inner.RoundTrip(r)
}

// CloseIdleConnections closes those that wait for a request.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	inner := t.inner
	t.mu.Unlock()
	if inner != nil {
		inner.CloseIdleConnections()
	}
}

// Renew makes all requests from now on use new connections. Those that run are
// not cut. It is what to call when trust has changed, so that servers are
// verified anew.
func (t *Transport) Renew() {
	t.mu.Lock()
	old := t.inner
	t.inner = nil
	t.mu.Unlock()
	if old != nil {
		old.CloseIdleConnections() // and those that are busy, when they are done
	}
}

// current is the transport to send with; one that is past its age is replaced.
func (t *Transport) current() *http.Transport {
	t.mu.Lock()
	var old *http.Transport
	if t.limits.MaxAge > 0 && time.Since(t.since) >= t.limits.MaxAge {
		old, t.inner = t.inner, nil
	}
	if t.inner == nil {
		t.inner, t.since = t.build(), time.Now()
	}
	inner := t.inner
	t.mu.Unlock()
	if old != nil {
		old.CloseIdleConnections()
	}
	return inner
}

func (t *Transport) build() *http.Transport {
	inner := &http.Transport{
		Proxy:                 t.options.Proxy,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          100,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       max(t.limits.IdleTimeout, 0),
		TLSHandshakeTimeout:   max(t.limits.HandshakeTimeout, 0),
		ExpectContinueTimeout: time.Second,
		TLSClientConfig:       t.dialer.base, // for connections by way of a proxy
		DialContext:           t.below,
	}
	if t.options.Change != nil {
		t.options.Change(inner)
	}
	inner.DialTLSContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		return dialled(t.dialer.connect(ctx, network, address, offered(inner)))
	}
	return inner
}

func offered(inner *http.Transport) []string {
	if inner.ForceAttemptHTTP2 {
		return []string{"h2", "http/1.1"}
	}
	return []string{"http/1.1"}
}

// below opens connections to proxies, and those of plain HTTP.
func (t *Transport) below(ctx context.Context, network, address string) (net.Conn, error) {
	limits := &t.dialer.within().limits
	c, err := t.dialer.plain(ctx, network, address, limits)
	if err != nil {
		return nil, err
	}
	return newGuard(c, OnClient, limits), nil
}

// shaken hears of handshakes that net/http runs, which are those by way of a
// proxy. Of those of a Dialer that failed it does not hear.
func (t *Transport) shaken(_ tls.ConnectionState, err error) {
	if err != nil {
		t.limits.Hook.Handshake(Handshake{Side: OnClient, Code: codeOf(OnClient, err), Err: err})
	}
}

// got hears of the connection that a request was given.
func (t *Transport) got(info httptrace.GotConnInfo) {
	c, ok := info.Conn.(*tls.Conn)
	if !ok {
		return
	}
	if g := guardOf(c); g != nil && !g.shaken.Load() {
		g.adopt(c)
	}
}
