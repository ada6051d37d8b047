package tlsconfig

import (
	"iter"
	"sync/atomic"
)

// Counts is a [Hook] that counts, by closed sets of labels: all counters are
// there from the beginning, at zero. It is what adapters for Prometheus and
// OpenTelemetry read (module adapters). Make it by [NewCounts]. It is safe for
// concurrent use and takes no lock.
type Counts struct {
	handshakes [2][]atomic.Int64 // by side, and the index of the code
	resumed    [2]atomic.Int64
	closed     [2][]atomic.Int64 // by side and ending
}

// NewCounts makes counters at zero.
func NewCounts() *Counts {
	c := &Counts{}
	for _, side := range sides {
		c.handshakes[side] = make([]atomic.Int64, len(codes().all))
		c.closed[side] = make([]atomic.Int64, len(endingNames))
	}
	return c
}

// Handshake counts a handshake by its code.
func (c *Counts) Handshake(h Handshake) {
	side := h.Side & 1
	c.handshakes[side][codes().index[label(h.Code)]].Add(1)
	if h.Resumed {
		c.resumed[side].Add(1)
	}
}

// Closed counts the end of a connection.
func (c *Counts) Closed(e Closed) {
	if e.Ending >= 0 && int(e.Ending) < len(endingNames) {
		c.closed[e.Side&1][e.Ending].Add(1)
	}
}

// Of gives how many handshakes of a side had a code.
func (c *Counts) Of(side Side, code string) int64 {
	i, ok := codes().index[code]
	if !ok {
		return 0
	}
	return c.handshakes[side&1][i].Load()
}

// Handshakes gives the count of each code of [Codes], in their order.
func (c *Counts) Handshakes(side Side) iter.Seq2[string, int64] {
	return func(yield func(string, int64) bool) {
		for i, code := range codes().all {
			if !yield(code, c.handshakes[side&1][i].Load()) {
				return
			}
		}
	}
}

// Resumed gives how many good handshakes resumed a session.
func (c *Counts) Resumed(side Side) int64 { return c.resumed[side&1].Load() }

// Ended gives how many connections had an ending.
func (c *Counts) Ended(side Side, e Ending) int64 {
	if e < 0 || int(e) >= len(endingNames) {
		return 0
	}
	return c.closed[side&1][e].Load()
}
