package tlsconfig

import (
	"context"
	"crypto/tls"
	"net"

	"github.com/certain-tls/certain/trust"
)

// Dialer connects and shakes hands, and verifies each server for the host of
// the address that was dialled, be it a name or an IP address. It is what
// http.Transport takes as DialTLSContext, where URLs may have addresses in
// the place of names. It is made by [NewDialer]; one that was not connects to
// nothing. A Dialer is safe for concurrent use and must not be changed once it
// is in use.
type Dialer struct {
	// Dial opens the connection below TLS; nil is that of a net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Limits bound what connections may cost, and name who is told of
	// handshakes. HandshakeTimeout is for the connecting too.
	Limits Limits

	base     *tls.Config
	verifier *verifier
	outgoing outgoing
}

// NewDialer makes a Dialer from what [Client] takes, and refuses what that
// refuses. With ClientOptions.ServerName, servers are verified for that name,
// whatever address is dialled.
func NewDialer(roots trust.Source, o ClientOptions) (*Dialer, error) {
	config, v, err := client(roots, o)
	if err != nil {
		return nil, err
	}
	return &Dialer{base: config, verifier: v}, nil
}

// DialContext connects to host:port and shakes hands, within the limits; the
// connection is a *tls.Conn. The context bounds both. A refused server is a
// [*VerifyError].
//
// In TLS 1.3 a server judges the client's certificate when DialContext has
// returned already; what it says comes with the first Read. The Hook is told
// of that too, when the connection is closed.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return dialled(d.connect(ctx, network, address, nil))
}

// For is the configuration for one host, a name or an IP address. It may be
// given to tls.Client as it is, for instance after STARTTLS.
func (d *Dialer) For(host string) *tls.Config { return d.config(host) }

// config is the configuration for one host, verified for that host.
func (d *Dialer) config(host string) *tls.Config {
	if d.verifier.name != "" {
		return d.base
	}
	c, v := d.base.Clone(), d.verifier.of(host)
	c.ServerName, c.VerifyConnection = host, v.verify
	return c
}

// of is the verifier for one name, with the same parsed roots.
func (v *verifier) of(name string) *verifier {
	named := *v
	named.name = name
	return &named
}
