package lab

import (
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"time"
)

// Bounds of every endpoint. A client that does nothing is let go after
// patience; longer than any client waits, so that silence looks like silence.
const (
	patience       = 2 * time.Minute
	maxConnections = 512     // at once, for one endpoint; more wait in the queue
	maxBytes       = 1 << 20 // read from one connection
	maxDrain       = 2 * time.Second
)

// at fills in where the scenario listens.
func (r *Running) at(port int) {
	r.Host, r.ServerName, r.Port = r.host, r.serverName, port
	number := strconv.Itoa(port)
	r.Address = net.JoinHostPort("127.0.0.1", number)
	r.URL = "https://" + net.JoinHostPort(r.Host, number) + "/"
}

// listen opens an endpoint where each connection is handed to speak.
func (l *Lab) listen(r *Running, speak func(net.Conn)) error {
	listeners, port, err := l.bind()
	if err != nil {
		return err
	}
	r.at(port)
	r.log = newVisits()
	for _, listener := range listeners {
		r.doors = append(r.doors, listener.Addr().String())
	}
	l.accept(listeners, noted(r.log, speak))
	return nil
}

// accept serves the listeners until the lab closes.
func (l *Lab) accept(listeners []net.Listener, speak func(net.Conn)) {
	places := make(chan struct{}, maxConnections)
	for _, listener := range listeners {
		l.handlers.Go(func() {
			for l.acceptOne(listener, places, speak) {
			}
		})
	}
}

// acceptOne reports false once the lab is closing.
func (l *Lab) acceptOne(listener net.Listener, places chan struct{}, speak func(net.Conn)) bool {
	select {
	case places <- struct{}{}:
	case <-l.done:
		return false
	}
	c, err := listener.Accept()
	if err != nil {
		<-places
		return l.pause() // out of descriptors, perhaps; or closed
	}
	if !l.hold(c) {
		return false
	}
	l.handlers.Go(func() {
		defer func() { l.release(c); <-places }()
		if c.SetDeadline(time.Now().Add(patience)) == nil {
			speak(c)
		}
	})
	return true
}

// pause waits a moment, and reports false if the lab closes meanwhile.
func (l *Lab) pause() bool {
	moment := time.NewTimer(20 * time.Millisecond)
	defer moment.Stop()
	select {
	case <-l.done:
		return false
	case <-moment.C:
		return true
	}
}

// bind listens on the same free port of 127.0.0.1 and, where the machine has
// it, of ::1.
func (l *Lab) bind() (listeners []net.Listener, port int, err error) {
	return pair(l, listenTCP, net.Listener.Addr)
}

func listenTCP(address string) (net.Listener, error) {
	var config net.ListenConfig
	config.SetMultipathTCP(false) // the scenarios of TCP need TCP and nothing above it
	return config.Listen(context.Background(), "tcp", address)
}

// pair opens something on one port of both loopback addresses.
func pair[C io.Closer](l *Lab, open func(address string) (C, error), addr func(C) net.Addr) ([]C, int, error) {
	hosts := []string{"127.0.0.1"}
	if l.ipv6 {
		hosts = append(hosts, "::1")
	}
	return onePort(l, hosts, open, addr)
}

// onePort opens something on one port of several addresses. The port is free
// on the first for sure, and on the others nearly always; if not, another is
// tried.
func onePort[C io.Closer](l *Lab, hosts []string, open func(address string) (C, error), addr func(C) net.Addr) ([]C, int, error) {
	var failed error
	tries := 20
	if l.firstPort != 0 {
		tries = 1 // whoever asks for a port means that one
	}
	for range tries {
		first, err := open(net.JoinHostPort(hosts[0], strconv.Itoa(l.nextPort())))
		if err != nil {
			return nil, 0, err
		}
		port := portOf(addr(first))
		all := []C{first}
		for _, host := range hosts[1:] {
			var next C
			if next, failed = open(net.JoinHostPort(host, strconv.Itoa(port))); failed != nil {
				break
			}
			all = append(all, next)
		}
		if len(all) == len(hosts) {
			return holdAll(l, port, all...)
		}
		for _, c := range all {
			c.Close()
		}
	}
	return nil, 0, failed
}

// nextPort is the next of the ports that were asked for, or 0 for any.
func (l *Lab) nextPort() int {
	if l.firstPort == 0 {
		return 0
	}
	return l.firstPort + int(l.portsTaken.Add(1)) - 1
}

var errClosed = errors.New("the lab is closed")

func holdAll[C io.Closer](l *Lab, port int, all ...C) ([]C, int, error) {
	for _, c := range all {
		if !l.hold(c) {
			return nil, 0, errClosed
		}
	}
	return all, port, nil
}

func portOf(a net.Addr) int {
	switch a := a.(type) {
	case *net.TCPAddr:
		return a.Port
	case *net.UDPAddr:
		return a.Port
	}
	return 0
}

// hasIPv6 tells whether this machine has ::1.
func hasIPv6() bool {
	listener, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		return false
	}
	listener.Close()
	return true
}

// hangUp ends a connection so that the peer surely reads all that was sent:
// closing with unread bytes in the queue would send a reset after them.
func hangUp(c net.Conn) {
	if half, ok := c.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		c.SetReadDeadline(time.Now().Add(maxDrain))
		io.Copy(io.Discard, io.LimitReader(c, maxBytes))
	}
	c.Close()
}

func isClosed(err error) bool { return errors.Is(err, net.ErrClosed) }
