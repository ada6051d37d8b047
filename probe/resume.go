package probe

import (
	"context"
	"crypto/tls"
	"net/netip"
	"slices"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	// maxDonors bounds how many other addresses' sessions are offered to one
	// address.
	maxDonors = 3
	// ticketWait is how long a server may take to send a ticket after a TLS
	// 1.3 handshake (RFC 8446 section 4.6.1). Those that have one send it at
	// once.
	ticketWait  = 300 * time.Millisecond
	ticketReads = 8 // of what a server may say before it
)

// Resume tells whether the addresses of one name take up each other's
// sessions. all are the observations of the addresses, each with Asked.At;
// those without a completed handshake are left out. Each address is asked for
// a session, on a connection of its own; then it is offered the sessions of up
// to three others, until one is taken up, and if none is, its own. Each offer
// is a step of the address to which it was made.
//
// Sessions hold secrets: they live as long as the call and are written
// nowhere. Timeout bounds the work on one address, once for its own session
// and once for all offers to it.
func Resume(ctx context.Context, t certain.Target, o Options, all []*certain.Observation) {
	var nodes []*node
	for _, obs := range all {
		addr, err := netip.ParseAddr(obs.Asked.At)
		if err != nil || obs.Handshake == nil || len(obs.Served) == 0 {
			continue
		}
		p := &prober{target: t, options: o, obs: obs}
		n := &node{prober: p, way: p.wayTo(netip.AddrPortFrom(addr, uint16(t.Port)))}
		if leaf := obs.Served[0].X509; leaf != nil {
			n.late = max(0, time.Since(leaf.NotAfter))
		}
		nodes = append(nodes, n)
	}
	if len(nodes) < 2 {
		return
	}
	for _, n := range nodes {
		n.begin(ctx)
	}
	for i, n := range nodes {
		n.offerAll(ctx, donors(nodes, i))
	}
}

// node is one address of several.
type node struct {
	*prober
	way     way
	late    time.Duration           // since its certificate ended; 0 if it has not
	session *tls.ClientSessionState // nil if it gave none
}

// donors are the others that gave a session: first those whose certificate has
// ended, then those with the same certificate, then the rest, each in the order
// of the addresses, so that each address is offered the session of another.
func donors(nodes []*node, own int) []*node {
	var ended, same, rest []*node
	for i := range nodes[1:] {
		n := nodes[(own+1+i)%len(nodes)]
		switch {
		case n.session == nil:
		case n.late > 0:
			ended = append(ended, n)
		case n.obs.Served[0].Equal(nodes[own].obs.Served[0]):
			same = append(same, n)
		default:
			rest = append(rest, n)
		}
	}
	return slices.Concat(ended, same, rest)
}

// begin asks for a session.
func (n *node) begin(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, n.options.timeout())
	defer cancel()
	conn := n.reopen(ctx, n.way)
	if conn == nil {
		return
	}
	defer conn.Close()
	tap := &wiretap{Conn: conn}
	purse := new(purse)
	_ = during(ctx, conn, func() error { // no session is an answer too
		secure := tls.Client(tap, n.settings(purse, n))
		if err := secure.Handshake(); err != nil || purse.got != nil {
			return err
		}
		purse.came = func() { _ = tap.SetReadDeadline(time.Unix(1, 0)) } // enough was read
		_ = tap.SetReadDeadline(time.Now().Add(ticketWait))              // fails only on a closed connection, and then Read does
		buffer := make([]byte, 4096)
		for range ticketReads {
			if _, err := secure.Read(buffer); err != nil {
				return err
			}
		}
		return nil
	})
	n.session = purse.got
}

// offerAll offers sessions of the others, until one is taken up. Only if none
// is, it is worth knowing what becomes of the address's own.
func (n *node) offerAll(ctx context.Context, others []*node) {
	ctx, cancel := context.WithTimeout(ctx, n.options.timeout())
	defer cancel()
	tried := 0
	for _, from := range others {
		if tried == maxDonors || ctx.Err() != nil {
			break
		}
		tried++
		if n.offer(ctx, from) {
			return
		}
	}
	if tried > 0 && n.session != nil && ctx.Err() == nil {
		n.offer(ctx, n)
	}
}

// offer offers one session, and reports whether it was taken up.
func (n *node) offer(ctx context.Context, from *node) bool {
	start := time.Now()
	step := certain.Step{Name: certain.StepResume, Address: n.way.address, TicketOf: from.way.address, Outcome: certain.OK}
	defer func() { n.step(step, start) }()
	conn, steps := n.reach(ctx, n.way)
	if conn == nil {
		last := steps[len(steps)-1]
		step.Outcome, step.Error = last.Outcome, last.Error
		return false
	}
	defer conn.Close()
	tap := &wiretap{Conn: conn}
	secure := tls.Client(tap, n.settings(&purse{has: from.session}, from))
	err := secure.HandshakeContext(ctx)
	switch {
	case err != nil:
		fail(&step, err, handshakeOutcome(err, tap.heard))
	case secure.ConnectionState().DidResume:
		step.Found = "taken up"
		return true
	default:
		step.Outcome, step.Error = certain.Declined, "the server made a full handshake instead"
	}
	return false
}

// settings are those of every look, with a session. crypto/tls does not offer
// one whose certificate has ended by its clock: so the clock stands before
// that, in the handshake that gives the session and in those that offer it.
func (n *node) settings(p *purse, began *node) *tls.Config {
	c := config(n.target, n.obs.Asked.SNI)
	c.ClientSessionCache = p
	if began.late > 0 {
		c.Time = func() time.Time { return time.Now().Add(-began.late - time.Hour) }
	}
	return c
}

// purse is a session cache that gives one session and keeps one other.
type purse struct {
	has  *tls.ClientSessionState
	got  *tls.ClientSessionState
	came func() // called when one came; nil for nothing
}

func (p *purse) Get(string) (*tls.ClientSessionState, bool) { return p.has, p.has != nil }

func (p *purse) Put(_ string, session *tls.ClientSessionState) {
	if session == nil || p.got != nil {
		return
	}
	p.got = session
	if p.came != nil {
		p.came()
	}
}
