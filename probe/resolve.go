package probe

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// maxListed bounds the addresses that the dns step tells.
const maxListed = 64

// resolve gives the addresses to try, in the order in which the system
// prefers them (RFC 6724). An address as host is no question to anybody, and
// leaves no step.
func (p *prober) resolve(ctx context.Context) []netip.AddrPort {
	port := uint16(p.target.Port)
	if addr, err := netip.ParseAddr(p.target.Host); err == nil {
		return []netip.AddrPort{netip.AddrPortFrom(addr, port)}
	}
	start := time.Now()
	step := certain.Step{Name: certain.StepDNS, Address: p.target.Host, Outcome: certain.OK}
	ctx, cancel := context.WithTimeout(ctx, p.options.timeout())
	defer cancel()
	found, err := resolver(p.options.Resolver).LookupNetIP(ctx, "ip", p.target.Host)
	if err == nil && len(found) == 0 {
		err = &net.DNSError{Err: "the name has no address", Name: p.target.Host, IsNotFound: true}
	}
	if err != nil {
		askedServer(err, p.options.Resolver)
		fail(&step, err, dnsOutcome(err))
		p.step(step, start)
		return nil
	}
	var addresses []netip.AddrPort
	var texts []string
	for _, addr := range found {
		addr = addr.Unmap()
		addresses = append(addresses, netip.AddrPortFrom(addr, port))
		if len(texts) < maxListed {
			texts = append(texts, addr.String())
		}
	}
	step.Found = strings.Join(texts, ", ")
	p.step(step, start)
	return addresses
}

// resolver asks one DNS server, or the system if server is empty. Its
// connections end with their context. Those of package net itself wait for
// five seconds more after the lookup was given up.
func resolver(server string) *net.Resolver {
	return &net.Resolver{
		PreferGo: server != "",
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if server != "" {
				address = server
			}
			var d net.Dialer
			conn, err := d.DialContext(ctx, network, address)
			if err == nil {
				context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
			}
			return conn, err
		},
	}
}

func dnsOutcome(err error) certain.Outcome {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return certain.NotFound
	case errors.As(err, &dns) && dns.IsTimeout, errors.Is(err, context.DeadlineExceeded):
		return certain.Timeout
	}
	return certain.Failed
}

// askedServer puts the server that was asked into the error. package net names
// the one of the system's configuration, whatever Dial does.
func askedServer(err error, server string) {
	var dns *net.DNSError
	if server != "" && errors.As(err, &dns) && dns.Server != "" {
		dns.Server = server
	}
}
