package probe

import (
	"context"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	// refusalWait is how long a TLS 1.3 server that asked for a client
	// certificate may take, at the least, to refuse that it got none. Our side
	// of the handshake is done by then (RFC 8446 section 4.4.2.4); the alert
	// comes with the next read. A server that is far away or busy gets
	// refusalTimes as long as the handshake took on top.
	refusalWait  = 300 * time.Millisecond
	refusalTimes = 4
	closeWait    = 500 * time.Millisecond // for the close_notify to go out
)

// Session is an open TLS connection whose peer has not been judged. It is for
// one goroutine.
type Session struct {
	h       *handshake
	target  certain.Target
	options Options
	early   []byte // what the server sent before it was asked
	asked   bool   // a request went out
	unkept  string // why the connection cannot be used again; empty if it can
}

// after does what is left on a connection whose handshake completed: it waits
// for the refusal of a server that wanted a client certificate, and hands the
// connection over. It gives nil if the server has ended it.
func (p *prober) after(ctx context.Context, h *handshake) *Session {
	took := time.Duration(p.obs.Steps[len(p.obs.Steps)-1].MS * float64(time.Millisecond))
	h.tap.release()
	s := &Session{h: h, target: p.target, options: p.options}
	if h.asked && p.obs.Handshake.Version == "TLS 1.3" && !p.accepted(ctx, s, refusalWait+refusalTimes*took) {
		s.Close()
		return nil
	}
	_ = h.tap.SetDeadline(time.Time{}) // the bound of the address ends with it
	return s
}

// accepted reads on until the server refuses, says something else, or lets
// the time pass.
func (p *prober) accepted(ctx context.Context, s *Session, wait time.Duration) bool {
	stop := context.AfterFunc(ctx, func() { _ = s.h.tap.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	start := time.Now()
	step := certain.Step{Name: certain.StepAfter, Address: s.h.address, Outcome: certain.OK}
	if end, ok := ctx.Deadline(); ok {
		wait = max(refusalWait, min(wait, end.Sub(start)))
	}
	_ = s.h.tap.SetReadDeadline(start.Add(wait)) // fails only on a closed connection, and then Read does
	buffer := make([]byte, 4096)
	n, err := s.h.conn.Read(buffer)
	s.early = buffer[:n]
	p.obs.Handshake.Ticket = s.h.ticket
	switch {
	case n > 0:
		step.Found = "the server sent data, and no refusal"
	case socketOutcome(err) == certain.Timeout:
		step.Found = "no refusal within " + wait.Round(100*time.Millisecond).String()
	default:
		fail(&step, err, handshakeOutcome(err, nil))
	}
	p.step(step, start)
	return step.Outcome == certain.OK
}

// Close says goodbye and closes the connection. It does not wait for the
// peer.
func (s *Session) Close() error {
	_ = s.h.tap.SetDeadline(time.Now().Add(closeWait)) // fails only on a closed connection, and then Close says so
	return s.h.conn.Close()
}
