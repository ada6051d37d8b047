package lab

import (
	"context"
	"net"
	"syscall"
)

// neverAccepts opens an endpoint whose queue is full, so that Linux drops the
// SYN of whoever wants to connect. Other systems refuse instead, or complete
// the connection; there the scenario is left out.
func neverAccepts(l *Lab, r *Running) error {
	listeners, port, err := l.bind()
	if err != nil {
		return err
	}
	for _, listener := range listeners {
		if err := l.fill(listener); err != nil {
			return err
		}
	}
	r.at(port)
	return nil
}

// fill shrinks the queue to one connection and takes that place.
func (l *Lab) fill(listener net.Listener) error {
	raw, err := listener.(*net.TCPListener).SyscallConn()
	if err != nil {
		return err
	}
	var shrunk error
	if err := raw.Control(func(fd uintptr) { shrunk = syscall.Listen(int(fd), 0) }); err != nil {
		return err
	}
	if shrunk != nil {
		return shrunk
	}
	var dialer net.Dialer
	c, err := dialer.DialContext(context.Background(), "tcp", listener.Addr().String())
	if err != nil {
		return err
	}
	if !l.hold(c) {
		return errClosed
	}
	return nil
}

// connectTimeout is the scenario, on systems that can show it.
func connectTimeout() []Scenario {
	return []Scenario{{
		ID: "connect-timeout", Code: "connect-timeout", Expect: Reject,
		About:     "The host answers no attempt to connect, as behind a firewall that drops packets.",
		behaviour: "unanswered",
	}}
}
