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

// ways gives the ways to try, in the order in which the system prefers the
// addresses of the name (RFC 6724). An address as host is no question to
// anybody, and leaves no step; neither does a name that the proxy resolves.
func (p *prober) ways(ctx context.Context) (all []way) {
	if p.target.Scheme == "unix" {
		return []way{{network: "unix", address: p.target.Path}}
	}
	if p.byName() {
		return []way{{network: "tcp", address: p.target.HostPort(), proxy: p.options.Proxy}}
	}
	for _, addr := range p.resolve(ctx) {
		all = append(all, p.wayTo(netip.AddrPortFrom(addr, uint16(p.target.Port))))
	}
	return all
}

// byName tells whether the proxy is given a name to look up.
func (p *prober) byName() bool {
	if p.options.Proxy == nil || !p.options.Proxy.resolves() || len(p.options.pinned(p.target)) > 0 {
		return false
	}
	_, err := netip.ParseAddr(p.target.Host)
	return err != nil
}

// resolve gives the addresses of the target's host, and makes the step.
func (p *prober) resolve(ctx context.Context) []netip.Addr {
	start := time.Now()
	step := certain.Step{Name: certain.StepDNS, Address: p.target.Host, Outcome: certain.OK}
	if pinned := p.options.pinned(p.target); len(pinned) > 0 {
		step.Found = list(pinned) + " (given by the caller)"
		p.step(step, start)
		return pinned
	}
	if addr, err := netip.ParseAddr(p.target.Host); err == nil {
		return []netip.Addr{addr}
	}
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
	for i := range found {
		found[i] = found[i].Unmap()
	}
	step.Found = list(found)
	p.step(step, start)
	return found
}

func list(addrs []netip.Addr) string {
	var texts []string
	for _, addr := range addrs[:min(len(addrs), maxListed)] {
		texts = append(texts, addr.String())
	}
	return strings.Join(texts, ", ")
}

// Addresses gives the addresses of the target's host: those that Connect would
// try, one after the other, at most 16. It gives none if there is no choice:
// the host is an address, a socket or a name that the proxy looks up, or it
// does not resolve. An error is a fault of the caller.
func Addresses(ctx context.Context, t certain.Target, o Options) ([]netip.Addr, error) {
	if _, err := ask(t, o); err != nil {
		return nil, err
	}
	p := &prober{target: t, options: o, obs: &certain.Observation{}}
	if t.Scheme == "unix" || p.byName() {
		return nil, nil
	}
	found := p.resolve(ctx)
	return found[:min(len(found), maxAddresses)], ctx.Err()
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
