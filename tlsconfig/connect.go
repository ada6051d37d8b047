package tlsconfig

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/certain-tls/certain/explain"
)

// outgoing is what a Dialer keeps of its limits once it is in use.
type outgoing struct {
	once   sync.Once
	limits Limits
	places chan struct{} // nil if there is no limit
}

// within gives the limits of a dialer, filled.
func (d *Dialer) within() *outgoing {
	o := &d.outgoing
	o.once.Do(func() {
		o.limits = d.Limits.filled(OnClient)
		if o.limits.Handshakes > 0 {
			o.places = make(chan struct{}, o.limits.Handshakes)
		}
	})
	return o
}

// connect connects and shakes hands. alpn is offered where the options name
// nothing.
func (d *Dialer) connect(ctx context.Context, network, address string, alpn []string) (*tls.Conn, error) {
	if d.verifier == nil {
		return nil, errors.New("dial: this Dialer was not made by NewDialer, and knows no roots")
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", network, err)
	}
	o := d.within()
	if o.places != nil {
		select {
		case o.places <- struct{}{}:
			defer func() { <-o.places }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	plain, err := d.plain(ctx, network, address, &o.limits)
	if err != nil {
		// No handshake, and to who counts it is all the same: it failed.
		o.limits.Hook.Handshake(Handshake{Side: OnClient, Code: label(explain.Error(err).Code), Err: err})
		return nil, err
	}
	config := d.config(host)
	if len(config.NextProtos) == 0 && len(alpn) > 0 {
		config = config.Clone()
		config.NextProtos = alpn
	}
	g := newGuard(plain, OnClient, &o.limits)
	defer context.AfterFunc(ctx, func() { g.cutUnlessDone(ctx.Err()) })()
	conn := tls.Client(g, config)
	if err := g.shake(conn); err != nil {
		return nil, err
	}
	return conn, nil
}

// dialled keeps a nil *tls.Conn from becoming a connection that is not nil.
func dialled(c *tls.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, err
	}
	return c, nil
}

// plain opens the connection below TLS.
func (d *Dialer) plain(ctx context.Context, network, address string, limits *Limits) (net.Conn, error) {
	dial := d.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	if limits.HandshakeTimeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limits.HandshakeTimeout)
		defer cancel()
	}
	c, err := dial(ctx, network, address)
	if err == nil && c == nil {
		err = errors.New("dial gave no connection")
	}
	return c, err
}
