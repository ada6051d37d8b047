package tlsconfig

import (
	"crypto/tls"
	"slices"
	"sync/atomic"

	"github.com/certain-tls/certain/trust"
)

// resumption sets up session tickets. Those of a server that verifies clients
// are tied to the roots that it does so by: a client whose root was removed
// comes with a ticket that VerifyConnection would have to refuse, though the
// client may have another certificate by now; so its handshake is a full one.
func resumption(c *tls.Config, o ServerOptions) error {
	if o.Tickets != nil {
		o.Tickets.Apply(c)
	}
	if o.Clients != nil {
		var last atomic.Pointer[printed]
		tie(c, func() string { return printOf(o.Clients.Current(), &last) })
	}
	return nil
}

// printed is a store with its digest, which takes a moment to compute.
type printed struct {
	store *trust.Store
	print string
}

func printOf(store *trust.Store, last *atomic.Pointer[printed]) string {
	if p := last.Load(); p != nil && p.store == store {
		return p.print
	}
	if store == nil {
		return "" // the source breaks its promise, and every handshake is refused
	}
	sum := store.Digest()
	p := &printed{store, string(sum[:])}
	last.Store(p)
	return p.print
}

// tieMark begins our own field among those of others in a ticket.
const tieMark = "certain roots/1 "

// tie puts what print gives into each ticket, inside what is encrypted, and
// takes only tickets in which it is still the same. The digest of roots
// is the same on all nodes that hold the same roots.
func tie(c *tls.Config, print func() string) {
	wrap, unwrap := c.WrapSession, c.UnwrapSession
	if wrap == nil {
		own := &tls.Config{Time: c.Time} // no connection is made with it; crypto/tls rotates the keys in it
		wrap, unwrap = own.EncryptTicket, own.DecryptTicket
	}
	c.WrapSession = func(cs tls.ConnectionState, s *tls.SessionState) ([]byte, error) {
		s.Extra = append(s.Extra, []byte(tieMark+print()))
		return wrap(cs, s)
	}
	c.UnwrapSession = func(ticket []byte, cs tls.ConnectionState) (*tls.SessionState, error) {
		s, err := unwrap(ticket, cs)
		if s == nil || err != nil {
			return nil, err
		}
		want := tieMark + print()
		if !slices.ContainsFunc(s.Extra, func(e []byte) bool { return string(e) == want }) {
			return nil, nil
		}
		return s, nil
	}
}
