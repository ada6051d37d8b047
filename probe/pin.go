package probe

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	certain "github.com/certain-tls/certain"
)

// Pin says which addresses a name has, so that nobody is asked.
type Pin struct {
	Host  string // A-label or address; "*" for all
	Port  int
	Addrs []netip.Addr
}

// ParsePin reads HOST:PORT:ADDRESS as curl's --resolve takes it: several
// addresses are separated by commas, IPv6 addresses may have brackets.
func ParsePin(text string) (Pin, error) {
	wrong := errors.New("it is written HOST:PORT:ADDRESS, for example example.org:443:192.0.2.7")
	host, rest, ok := cutHost(text)
	if !ok {
		return Pin{}, wrong
	}
	port, list, ok := strings.Cut(rest, ":")
	number, err := strconv.ParseUint(port, 10, 16)
	if !ok || err != nil || number == 0 || list == "" {
		return Pin{}, wrong
	}
	pin := Pin{Host: host, Port: int(number)}
	if host != "*" {
		if pin.Host, err = hostName(host); err != nil {
			return Pin{}, fmt.Errorf("%q is no host name", certain.Clip(host, 80))
		}
	}
	for word := range strings.SplitSeq(list, ",") {
		addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(word, "["), "]"))
		if err != nil {
			return Pin{}, fmt.Errorf("%q is no address", certain.Clip(word, 80))
		}
		pin.Addrs = append(pin.Addrs, addr.Unmap())
	}
	return pin, nil
}

// cutHost takes the host off, which may be an IPv6 address in brackets.
func cutHost(text string) (host, rest string, ok bool) {
	if inner, found := strings.CutPrefix(text, "["); found {
		return strings.Cut(inner, "]:")
	}
	return strings.Cut(text, ":")
}

// pinned are the addresses that the caller has given for the target, by one pin
// or several. Those for all hosts count where none names this one.
func (o Options) pinned(t certain.Target) (named []netip.Addr) {
	var all []netip.Addr
	for _, pin := range o.Pins {
		switch {
		case pin.Port != t.Port:
		case pin.Host == "*":
			all = append(all, pin.Addrs...)
		case strings.TrimSuffix(pin.Host, ".") == strings.TrimSuffix(t.Host, "."):
			named = append(named, pin.Addrs...)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}
