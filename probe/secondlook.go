package probe

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"io"
	"slices"
	"time"

	certain "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// refusals are the alerts by which a server may mean that it shares nothing
// with us. None of them says what it would have wanted.
var refusals = []uint8{
	wire.AlertHandshakeFailure, wire.AlertInsufficientSecurity, wire.AlertProtocolVersion,
	wire.AlertIllegalParameter, wire.AlertInternalError, wire.AlertExportRestriction,
}

// unexplained tells whether a server turned away our very ClientHello without
// a reason. Some servers hang up or reset where others send an alert.
func (h *handshake) unexplained(step certain.Step) bool {
	if step.Hello != nil || h.asked || len(h.tap.said) == 0 {
		return false
	}
	switch step.Outcome {
	case certain.Alerted:
		return step.Alert != nil && slices.Contains(refusals, *step.Alert)
	case certain.Closed, certain.Reset:
		return len(h.tap.heard) == 0
	}
	return false
}

// lookAgain asks a server that turned us away what it would have taken: one
// more connection, with a ClientHello of our own that offers every version and
// every suite, group and signature scheme there is, those of crypto/tls first.
// A server that turns this down too is asked for TLS 1.2 at most: with some
// keys of a certificate a server has no TLS 1.3, and chooses that version all
// the same. Only the answers are read. What they show are steps of their own;
// a server that turns all of it down has told nothing.
func (p *prober) lookAgain(ctx context.Context, w way, h *handshake) {
	last := p.obs.Steps[len(p.obs.Steps)-1]
	if !h.unexplained(last) {
		return
	}
	offered, _, err := wire.ReadClientHello(bytes.NewReader(h.tap.said))
	if err != nil {
		return
	}
	offer := everything(offered, p.obs.Asked.SNI)
	if p.lookWith(ctx, w, offer, offered) {
		offer.Versions = slices.DeleteFunc(offer.Versions, func(v uint16) bool { return v == wire.TLS13 })
		p.lookWith(ctx, w, offer, offered)
	}
}

// lookWith makes one look with an offer of our own, and tells whether the
// server turned it down by an alert that leaves the version open. A chain that
// it shows is kept if no other was seen: it is what clients would get that take
// the offer.
func (p *prober) lookWith(ctx context.Context, w way, offer wire.Offer, offered *wire.ClientHello) (refused bool) {
	conn := p.reopen(ctx, w)
	if conn == nil {
		return false
	}
	defer conn.Close()
	start := time.Now()
	step := certain.Step{Name: certain.StepHello, Address: w.address, Outcome: certain.OK}
	var flight *wire.Flight
	err := during(ctx, conn, func() (err error) {
		flight, err = exchange(conn, offer)
		return err
	})
	switch {
	case flight == nil:
		fail(&step, err, socketOutcome(err))
	case flight.Choice() != nil:
		step.Hello = helloOf(flight, offered)
		if len(p.obs.Served) == 0 && len(flight.Certificates) > 0 {
			p.obs.Served = parseChain(flight.Certificates)
		}
		refused = turnsDown(flight.Alert)
	case flight.Alert != nil:
		step.Outcome, step.Alert, step.Error = certain.Alerted, &flight.Alert.Number, "the server sent "+wire.AlertText(flight.Alert.Number)
		refused = turnsDown(flight.Alert)
	case err != nil:
		fail(&step, err, handshakeOutcome(err, nil))
	}
	p.step(step, start)
	return refused
}

func turnsDown(a *wire.Alert) bool {
	return a != nil && a.Number != wire.AlertProtocolVersion && slices.Contains(refusals, a.Number)
}

// exchange sends a ClientHello and reads the answer. The flight is nil if the
// hello could not be sent.
func exchange(conn io.ReadWriter, offer wire.Offer) (*wire.Flight, error) {
	hello, err := offer.Hello(rand.Reader)
	if err != nil {
		return nil, err
	}
	message, err := hello.Message()
	if err != nil {
		return nil, err
	}
	// The record says TLS 1.0, for servers that stop at a newer one, RFC 8446
	// section 5.1.
	if err := wire.WriteRecord(conn, wire.RecordHandshake, wire.TLS10, message); err != nil {
		return nil, err
	}
	return wire.ReadFlight(conn, wire.Options{Certificates: maxChain, Shares: offer.Shares, Sent: message})
}

// everything is an offer that no server can find too small. What was offered
// before stands first, so that a server that shares anything with it has
// little reason to choose something else.
func everything(before *wire.ClientHello, sni string) wire.Offer {
	return wire.Offer{
		Versions:   []uint16{wire.TLS13, wire.TLS12, wire.TLS11, wire.TLS10, wire.SSL30},
		Suites:     union(before.Suites, wire.Suites()),
		Groups:     union(before.Groups(), wire.Groups()),
		Schemes:    union(before.Schemes(), wire.Schemes()),
		ServerName: sni,
		Protocols:  before.Protocols(),
		Shares:     shares(),
	}
}

// shares are halves of the exchanges that every server of TLS 1.3 has one of
// (RFC 8446 section 9.1), so that its certificate is seen too.
func shares() (keys []*ecdh.PrivateKey) {
	for _, curve := range []ecdh.Curve{ecdh.X25519(), ecdh.P256()} {
		if key, err := curve.GenerateKey(rand.Reader); err == nil { // crypto/rand does not fail
			keys = append(keys, key)
		}
	}
	return keys
}

func union(first, more []uint16) []uint16 {
	all := slices.Clone(first)
	for _, n := range more {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}
