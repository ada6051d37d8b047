package lab

import (
	"context"
	"errors"
	"net"
	"testing"
)

// TestKnockIsNoVisit: Settle's own connection is nobody's visit, even where it
// was noticed and not yet let go when the time was up.
func TestKnockIsNoVisit(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	r := Running{log: newVisits(), doors: []string{listener.Addr().String()}}
	ctx, stop := context.WithCancel(t.Context())
	noticed := make(chan net.Conn, 1)
	go func() {
		if c, err := listener.Accept(); err == nil {
			r.log.begin(c)
			noticed <- c
		}
		stop()
	}()
	if err := r.Settle(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	(<-noticed).Close()
	if seen := r.Seen(); len(seen) != 0 {
		t.Errorf("seen: %+v", seen)
	}
}
