package probe

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
)

// The numbers of SOCKS version 5, RFC 1928.
const (
	socksVersion  = 5
	socksNoAuth   = 0
	socksPassword = 2 // RFC 1929
	socksNone     = 0xff
	socksConnect  = 1
	socksIPv4     = 1
	socksName     = 3
	socksIPv6     = 4
)

// socksReplies are the answers of RFC 1928 section 6.
var socksReplies = map[byte]string{
	1: "general failure",
	2: "its rules do not allow this connection",
	3: "the network of the server is unreachable",
	4: "the server is unreachable",
	5: "the server refuses the connection",
	6: "the time to live ran out on the way",
	7: "it does not make connections",
	8: "it does not take this kind of address",
}

// askSOCKS asks a SOCKS5 proxy for a connection to host:port.
func (p *Proxy) askSOCKS(conn net.Conn, address string) error {
	if err := p.greetSOCKS(conn); err != nil {
		return err
	}
	request, err := socksRequest(address)
	if err != nil {
		return err
	}
	if _, err := conn.Write(request); err != nil {
		return fmt.Errorf("the proxy took no request: %w", err)
	}
	return readSOCKSReply(conn)
}

// greetSOCKS settles how we show who we are, RFC 1928 section 3.
func (p *Proxy) greetSOCKS(conn net.Conn) error {
	methods := []byte{socksNoAuth}
	if p.named {
		methods = append(methods, socksPassword)
	}
	if _, err := conn.Write(append([]byte{socksVersion, byte(len(methods))}, methods...)); err != nil {
		return fmt.Errorf("the proxy took no greeting: %w", err)
	}
	answer := make([]byte, 2)
	if _, err := io.ReadFull(conn, answer); err != nil {
		return fmt.Errorf("the proxy did not answer the greeting: %w", err)
	}
	switch {
	case answer[0] != socksVersion:
		return fmt.Errorf("what answers is no SOCKS5 proxy: its first byte is %#02x", answer[0])
	case answer[1] == socksNoAuth:
		return nil
	case answer[1] == socksPassword && p.named:
		return p.authenticate(conn)
	case answer[1] == socksNone && !p.named:
		return declined{"the proxy lets nobody in without a user name and password, and none were given"}
	}
	return declined{"the proxy wants another way to show who asks than a user name and password"}
}

// authenticate gives user name and password, RFC 1929.
func (p *Proxy) authenticate(conn net.Conn) error {
	message := append([]byte{1, byte(len(p.user))}, p.user...)
	message = append(append(message, byte(len(p.password))), p.password...)
	if _, err := conn.Write(message); err != nil {
		return fmt.Errorf("the proxy took no password: %w", err)
	}
	answer := make([]byte, 2)
	if _, err := io.ReadFull(conn, answer); err != nil {
		return fmt.Errorf("the proxy did not answer the password: %w", err)
	}
	if answer[1] != 0 {
		return declined{"the proxy did not take the user name and password that were given"}
	}
	return nil
}

func socksRequest(address string) ([]byte, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("no address for SOCKS: %w", err)
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("no port for SOCKS: %w", err)
	}
	request := []byte{socksVersion, socksConnect, 0}
	switch addr, err := netip.ParseAddr(host); {
	case err != nil:
		request = append(append(request, socksName, byte(len(host))), host...) // at most 253, see certain.ParseTarget
	case addr.Unmap().Is4():
		request = append(append(request, socksIPv4), addr.Unmap().AsSlice()...)
	default:
		request = append(append(request, socksIPv6), addr.AsSlice()...) // a zone means nothing to the proxy
	}
	return append(request, byte(number>>8), byte(number)), nil
}

// readSOCKSReply reads the answer and not a byte more: what follows is the
// endpoint's.
func readSOCKSReply(conn net.Conn) error {
	head := make([]byte, 5) // the fifth byte is the first of the address, or its length
	if _, err := io.ReadFull(conn, head); err != nil {
		return fmt.Errorf("the proxy did not answer the request: %w", err)
	}
	if says, known := socksReplies[head[1]]; head[1] != 0 {
		if !known {
			says = "an unknown reason"
		}
		return declined{fmt.Sprintf("the proxy answers %d: %s", head[1], says)}
	}
	rest, known := map[byte]int{socksIPv4: 4 - 1 + 2, socksName: int(head[4]) + 2, socksIPv6: 16 - 1 + 2}[head[3]]
	if head[0] != socksVersion || !known {
		return fmt.Errorf("the answer of the proxy is no SOCKS5")
	}
	if _, err := io.CopyN(io.Discard, conn, int64(rest)); err != nil {
		return fmt.Errorf("the answer of the proxy ends early: %w", err)
	}
	return nil
}
