package reload

import "context"

// backlog is how many events wait for slow subscribers; then the oldest goes.
const backlog = 64

// courier calls subscribers, one after the other and in order, beside the loop:
// one that is slow holds up nobody but itself.
type courier struct {
	events chan func()
	done   chan struct{}
}

func startCourier(ctx context.Context) *courier {
	c := &courier{events: make(chan func(), backlog), done: make(chan struct{})}
	go func() {
		defer close(c.done)
		for {
			select {
			case <-ctx.Done():
				return
			case event := <-c.events:
				event()
			}
		}
	}()
	return c
}

// send never blocks. Only the loop calls it, so that a place made free stays
// free.
func (c *courier) send(event func()) {
	for {
		select {
		case c.events <- event:
			return
		default:
		}
		select {
		case <-c.events:
		default:
		}
	}
}

func (c *courier) wait() { <-c.done }
