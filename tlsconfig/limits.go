package tlsconfig

import "time"

// Limits bound what a connection may cost. The zero value is useful, and not
// the same for servers and clients. A negative duration or number is no limit.
// They are copied where they are given; the Hook is told by many goroutines.
//
// # Who hangs up first
//
// A connection that is kept for the next request is closed by one of its two
// sides in the end. If the side that answers closes it, a request may be on
// its way already, and fails: the 502 that a load balancer gives now and then,
// on quiet days most. So the side that asks must be the first to hang up: its
// idle timeout is to be shorter than that of the side that answers, all along
// the way:
//
//	client  <  load balancer's front … load balancer's back  <  server
//
// A server behind a load balancer has the load balancer as its client, and
// waits for longer than that does. Known times to outwait: 60 s (AWS ALB,
// nginx, HAProxy as most set it), 240 s (Azure), 350 s (AWS NLB), 600 s
// (Google Cloud). So a [Listener] waits for 11 minutes. A [Transport] asks, and
// hangs up after 50 s, before those 60 s. A server that hangs up sooner, as
// Node.js and Apache do after 5 s, needs a shorter time in the client.
//
// # What a stranger can cost
//
// A client that connects and says nothing, or one byte at a time, costs a
// descriptor, a goroutine and some 10 kB for as long as HandshakeTimeout, and
// of such there are at most Handshakes at once, so some 10 MB. If all places
// are taken and another client comes, the handshake that has waited longest
// for its client is ended, if that has been a second: time in which the server
// itself was slow does not count, so a crowd that comes back at once after a
// restart waits in the kernel's queue and is served.
type Limits struct {
	// HandshakeTimeout is how long a handshake may take; zero is 10 s.
	HandshakeTimeout time.Duration
	// IdleTimeout is how long a connection may stay open without a byte in
	// either direction. It ends with close_notify. Zero is 11 minutes for
	// servers and 50 s for clients.
	IdleTimeout time.Duration
	// MaxAge is how long a connection may stay open at all. Zero is no limit:
	// to cut a connection that knows nothing of it loses data. With
	// [Listener.Tune] and in a [Transport] no request is cut, and an hour is
	// a good choice: it lets load spread to new nodes, and a renewed
	// certificate reach all clients. It is varied by up to a tenth, so that
	// what began together does not end together.
	MaxAge time.Duration
	// AgeGrace is how long after MaxAge a request may still run on a
	// connection of a server that was tuned; zero is 2 minutes.
	AgeGrace time.Duration
	// Handshakes is how many handshakes may run at once; zero is 1024 for
	// servers and 128 for clients.
	Handshakes int
	// Hook is told of handshakes and ends. Nil is nobody.
	Hook Hook
}

// patience is how long a handshake may wait for its client before it may be
// ended in favour of another.
const patience = time.Second

func (l Limits) filled(side Side) Limits {
	set := func(d *time.Duration, standard time.Duration) {
		if *d == 0 {
			*d = standard
		}
	}
	set(&l.HandshakeTimeout, 10*time.Second)
	set(&l.AgeGrace, 2*time.Minute)
	if side == OnServer {
		set(&l.IdleTimeout, 11*time.Minute)
	} else {
		set(&l.IdleTimeout, 50*time.Second)
	}
	if l.Handshakes == 0 {
		l.Handshakes = 1024
		if side == OnClient {
			l.Handshakes = 128
		}
	}
	if l.Hook == nil {
		l.Hook = silent
	}
	return l
}
