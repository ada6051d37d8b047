package probe

import (
	"context"
	"net"
	"net/netip"
	"time"

	certain "github.com/certain-tls/certain"
)

// dial makes the TCP connection and its step. It gives nil if there is none.
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
	return d.DialContext(ctx, "tcp", address.String())
}
