package probe

import (
	"context"
	"net"
	"net/netip"
	"time"

	certain "github.com/certain-tls/certain"
)

// dial makes the TCP connection and its step. The connection carries one
// deadline for everything that is done on this address, so that a peer that
// sends a byte a second gains nothing.
func (p *prober) dial(ctx context.Context, address netip.AddrPort) net.Conn {
	start := time.Now()
	conn, err := dial(ctx, address)
	step := certain.Step{Name: certain.StepTCP, Address: address.String(), Outcome: certain.OK}
	if err != nil {
		fail(&step, err, socketOutcome(err))
	}
	p.step(step, start)
	return conn
}

func dial(ctx context.Context, address netip.AddrPort) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address.String())
	if err != nil {
		return nil, err
	}
	if deadline, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(deadline) // fails only on a closed connection, which the handshake will tell
	}
	return conn, nil
}
