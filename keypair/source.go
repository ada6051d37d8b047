package keypair

import "crypto/tls"

// Source gives the pair that is in use now. Current never blocks, takes no
// lock, is safe for concurrent use and never gives nil: a source that could
// not be renewed keeps what it has. A [Pair] is the source that never changes.
type Source interface {
	Current() *Pair
}

// Current is the pair itself.
func (p *Pair) Current() *Pair { return p }

// Served is the pair as a handshake takes it, with Leaf set. It is shared and
// must not be changed; [Pair.Certificate] gives a copy.
func (p *Pair) Served() *tls.Certificate { return &p.cert }
