package probe

import (
	"bufio"
	"context"
	"net"
	"net/netip"
	"time"

	certain "github.com/certain-tls/certain"
)

// way is one way to the endpoint, up to the first byte of TLS: straight to an
// address, to a Unix socket, or by a proxy; and the protocol in which TLS has
// to be asked for.
type way struct {
	network string         // tcp or unix
	address string         // host:port or path, as steps name it
	to      netip.AddrPort // what address says; not valid for a socket, nor for a name that the proxy resolves
	proxy   *Proxy         // nil for none
}

// wayTo leads to an address of the target.
func (p *prober) wayTo(to netip.AddrPort) way {
	return way{network: "tcp", address: to.String(), to: to, proxy: p.options.Proxy}
}

// open goes the way to its end and writes a step for each part. It gives nil
// if the endpoint was not reached, or does not change to TLS.
func (p *prober) open(ctx context.Context, w way) net.Conn {
	conn, steps := p.reach(ctx, w)
	p.obs.Steps = append(p.obs.Steps, steps...)
	return conn
}

// reopen goes the way once more and leaves no trace: for what is looked at on
// a second connection. It gives nil if that fails.
func (p *prober) reopen(ctx context.Context, w way) net.Conn {
	conn, _ := p.reach(ctx, w)
	return conn
}

func (p *prober) reach(ctx context.Context, w way) (net.Conn, []certain.Step) {
	conn, step := p.connect(ctx, w)
	steps := []certain.Step{step}
	if protocol := p.target.Upgrade(); conn != nil && protocol != "" {
		var ok bool
		if step, ok = p.upgrade(ctx, conn, protocol, w.address); !ok {
			conn.Close()
			conn = nil
		}
		steps = append(steps, step)
	}
	return conn, steps
}

// connect makes the connection, straight or by the proxy, and its step.
func (p *prober) connect(ctx context.Context, w way) (net.Conn, certain.Step) {
	if w.proxy != nil {
		return p.throughProxy(ctx, w)
	}
	start := time.Now()
	step := certain.Step{Name: certain.StepTCP, Address: w.address, Outcome: certain.OK}
	var d net.Dialer
	conn, err := d.DialContext(ctx, w.network, w.address)
	if err != nil {
		fail(&step, err, dialOutcome(w, err))
	}
	step.MS = millis(time.Since(start))
	return conn, step
}

// during lets talk speak on conn for as long as ctx allows. The connection
// has no deadline afterwards.
func during(ctx context.Context, conn net.Conn, talk func() error) error {
	deadline, _ := ctx.Deadline()  // zero is none
	_ = conn.SetDeadline(deadline) // fails only on a closed connection, and then talk does
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	err := talk()
	if !stop() {
		return context.Cause(ctx)
	}
	_ = conn.SetDeadline(time.Time{}) // as above
	return err
}

// readAhead is a connection from which a reader has taken more than it needed:
// the rest is read first.
type readAhead struct {
	net.Conn
	buffer *bufio.Reader
}

func (c readAhead) Read(p []byte) (int, error) { return c.buffer.Read(p) }
