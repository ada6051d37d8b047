package probe

import (
	"net/netip"
	"strings"

	certain "github.com/certain-tls/certain"
)

// realm says from how far an address can be reached.
type realm int

const (
	public    realm = iota
	loopback        // this machine
	linkLocal       // this cable
	private         // RFC 1918, RFC 4193, RFC 6598
	nowhere         // no single machine: unspecified, multicast, broadcast, reserved
)

var (
	sharedSpace = netip.MustParsePrefix("100.64.0.0/10") // RFC 6598, carrier-grade NAT
	thisNetwork = netip.MustParsePrefix("0.0.0.0/8")     // RFC 1122: on some systems this machine
	reserved    = netip.MustParsePrefix("240.0.0.0/4")   // RFC 1112
	translated  = netip.MustParsePrefix("64:ff9b::/96")  // RFC 6052: an IPv4 address inside
	sixToFour   = netip.MustParsePrefix("2002::/16")     // RFC 3056: an IPv4 address inside
	siteLocal   = netip.MustParsePrefix("fec0::/10")     // RFC 3879, given up
)

func realmOf(addr netip.Addr) realm {
	addr = addr.Unmap().WithZone("")
	if inner, ok := innerAddr(addr); ok {
		return realmOf(inner)
	}
	switch {
	case addr.IsLoopback():
		return loopback
	case addr.IsLinkLocalUnicast():
		return linkLocal
	case addr.IsPrivate(), sharedSpace.Contains(addr), siteLocal.Contains(addr):
		return private
	case addr.IsGlobalUnicast() && !thisNetwork.Contains(addr) && !reserved.Contains(addr):
		return public
	}
	return nowhere
}

// innerAddr is the IPv4 address that a gateway would make of an IPv6 address.
func innerAddr(addr netip.Addr) (netip.Addr, bool) {
	b := addr.As16()
	switch {
	case translated.Contains(addr):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case sixToFour.Contains(addr):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return netip.Addr{}, false
}

// mayReach tells whether an address that a certificate names may be asked when
// the target is in the realm home: what is public always, what is near only
// from as near.
func (home realm) mayReach(to realm) bool {
	return to == public || to == home && to != nowhere
}

// homeRealm is where the target is: the address of the last handshake. Without
// one, nothing near may be reached.
func homeRealm(obs *certain.Observation) realm {
	home := public
	for _, step := range obs.Steps {
		if step.Name != certain.StepHandshake {
			continue
		}
		if at, err := netip.ParseAddrPort(step.Address); err == nil {
			home = realmOf(at.Addr())
		} else if strings.HasPrefix(step.Address, "localhost:") || strings.HasPrefix(step.Address, "/") {
			home = loopback // a name that a proxy looks up, or a socket
		}
	}
	return home
}
