package lab

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"strconv"

	"golang.org/x/net/dns/dnsmessage"
)

// resolvesNothing brings a DNS server that knows no name at all, and a host
// for which it is to be asked. No query leaves the machine.
func resolvesNothing(l *Lab, r *Running) error {
	port, err := l.serveDNS()
	if err != nil {
		return err
	}
	r.at(443) // nobody gets as far as the port
	r.Address = ""
	r.Resolver = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	return nil
}

// serveDNS listens on one port for UDP and TCP, on both loopback addresses.
func (l *Lab) serveDNS() (port int, err error) {
	for range 20 {
		var listeners []net.Listener
		if listeners, port, err = l.bind(); err != nil {
			return 0, err
		}
		var packets []net.PacketConn
		if packets, err = l.bindUDP(listeners); err == nil {
			l.accept(listeners, answerStream)
			for _, p := range packets {
				l.handlers.Go(func() { answerPackets(p) })
			}
			return port, nil
		}
		for _, listener := range listeners {
			l.release(listener)
		}
	}
	return 0, err
}

// bindUDP takes the same addresses for UDP.
func (l *Lab) bindUDP(listeners []net.Listener) (packets []net.PacketConn, err error) {
	for _, listener := range listeners {
		var config net.ListenConfig
		p, err := config.ListenPacket(context.Background(), "udp", listener.Addr().String())
		if err != nil {
			for _, p := range packets {
				l.release(p)
			}
			return nil, err
		}
		if !l.hold(p) {
			return nil, errClosed
		}
		packets = append(packets, p)
	}
	return packets, nil
}

func answerPackets(p net.PacketConn) {
	query := make([]byte, 4096)
	for {
		n, from, err := p.ReadFrom(query)
		if err != nil {
			if isClosed(err) {
				return
			}
			continue // Windows reports that an earlier answer found nobody
		}
		if reply, ok := noSuchName(query[:n]); ok {
			p.WriteTo(reply, from)
		}
	}
}

// answerStream answers queries over TCP, each led by its length, RFC 1035
// section 4.2.2.
func answerStream(c net.Conn) {
	in := io.LimitReader(c, maxBytes)
	length := make([]byte, 2)
	for {
		if _, err := io.ReadFull(in, length); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(length))
		if _, err := io.ReadFull(in, query); err != nil {
			return
		}
		reply, ok := noSuchName(query)
		if !ok {
			return
		}
		framed := binary.BigEndian.AppendUint16(nil, uint16(len(reply)))
		if _, err := c.Write(append(framed, reply...)); err != nil {
			return
		}
	}
}

// noSuchName answers a query with NXDOMAIN, RFC 1035 section 4.1.1.
func noSuchName(query []byte) (reply []byte, ok bool) {
	var p dnsmessage.Parser
	header, err := p.Start(query)
	if err != nil || header.Response {
		return nil, false
	}
	question, err := p.Question()
	if err != nil {
		return nil, false
	}
	message := dnsmessage.Message{
		Header: dnsmessage.Header{
			ID: header.ID, Response: true, OpCode: header.OpCode, Authoritative: true,
			RecursionDesired: header.RecursionDesired, RecursionAvailable: true,
			RCode: dnsmessage.RCodeNameError,
		},
		Questions: []dnsmessage.Question{question},
	}
	reply, err = message.Pack()
	return reply, err == nil
}
