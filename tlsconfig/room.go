package tlsconfig

import (
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// errCrowded is why a handshake was ended in favour of another.
var errCrowded = fmt.Errorf("tls: the handshake waited for its client while others waited for its place: %w", os.ErrDeadlineExceeded)

// room is where handshakes run, so many at once. Whoever comes when it is full
// waits until one leaves, or until one has let us wait for so long that it is
// put out.
type room struct {
	limit int           // 0 or less is none
	freed chan struct{} // told, without waiting for who listens, when one leaves

	mu   sync.Mutex
	in   map[*guard]bool
	over bool
}

func newRoom(limit int) *room {
	return &room{limit: limit, freed: make(chan struct{}, 1), in: map[*guard]bool{}}
}

// enter lets a handshake in, sooner or later; not if done comes first. One
// goroutine at a time enters.
func (r *room) enter(g *guard, done <-chan struct{}) bool {
	for {
		wait, ok := r.try(g)
		if wait == 0 {
			return ok
		}
		timer := time.NewTimer(wait)
		select {
		case <-r.freed:
		case <-timer.C:
		case <-done:
			timer.Stop()
			return false
		}
		timer.Stop()
	}
}

// try lets a handshake in if there is room, or if it can be made; else it
// tells how long it is until it may be. Zero without ok is the end.
func (r *room) try(g *guard) (wait time.Duration, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return 0, false
	}
	if r.limit > 0 && len(r.in) >= r.limit {
		slowest, waited := r.slowest()
		if slowest == nil || waited < patience {
			return max(patience-waited, time.Millisecond), false
		}
		slowest.cut(errCrowded)
		delete(r.in, slowest) // its goroutine is on its way out
	}
	r.in[g] = true
	return 0, true
}

// slowest is the handshake that has waited longest for its client. Those that
// are done, and wait for somebody to accept them, are no client's fault.
func (r *room) slowest() (slowest *guard, waited time.Duration) {
	for g := range r.in {
		if g.shaken.Load() {
			continue
		}
		if w := g.waiting(); slowest == nil || w > waited {
			slowest, waited = g, w
		}
	}
	return slowest, waited
}

func (r *room) leave(g *guard) {
	r.mu.Lock()
	delete(r.in, g)
	r.mu.Unlock()
	select {
	case r.freed <- struct{}{}:
	default:
	}
}

// end puts all out whose handshake goes on.
func (r *room) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	for g := range r.in {
		if !g.shaken.Load() {
			g.cut(net.ErrClosed)
		}
	}
}
