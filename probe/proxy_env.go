package probe

import (
	"net/netip"
	"strconv"
	"strings"

	certain "github.com/certain-tls/certain"
)

// ProxyFromEnv finds the proxy that the variables of an environment name for a
// target, and which variable it was; get is os.Getenv or its like. The text is
// not read: [ParseProxy] does that. All is empty if no proxy is meant for the
// target.
//
// The rules are curl's: SCHEME_PROXY (https_proxy for tls too) before
// ALL_PROXY, small letters before capitals, and no proxy for what NO_PROXY
// names. Go leaves out localhost and loopback addresses besides; here NO_PROXY
// has to.
func ProxyFromEnv(t certain.Target, get func(string) string) (variable, text string) {
	scheme := t.Scheme
	if scheme == "tls" {
		scheme = "https"
	}
	if scheme == "unix" || exempt(t, get("no_proxy"), get("NO_PROXY")) {
		return "", ""
	}
	for _, name := range []string{scheme + "_proxy", "all_proxy"} {
		for _, name := range []string{name, strings.ToUpper(name)} {
			if text := strings.TrimSpace(get(name)); text != "" {
				return name, text
			}
		}
	}
	return "", ""
}

// exempt tells whether a list of NO_PROXY names the target: * for all, a
// domain with all below it, an address, a network as ADDRESS/BITS, each with a
// port if only that is meant.
func exempt(t certain.Target, lists ...string) bool {
	for _, list := range lists {
		if list == "" {
			continue
		}
		for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
			if exempts(strings.ToLower(entry), t) {
				return true
			}
		}
		return false // small letters are asked first, and then alone
	}
	return false
}

func exempts(entry string, t certain.Target) bool {
	if entry == "*" {
		return true
	}
	if addr, err := netip.ParseAddr(strings.TrimSuffix(t.Host, ".")); err == nil {
		return exemptsAddress(entry, addr.WithZone("").Unmap(), t.Port)
	}
	if host, port, ok := strings.Cut(entry, ":"); ok {
		if port != strconv.Itoa(t.Port) {
			return false
		}
		entry = host
	}
	entry = strings.Trim(strings.TrimPrefix(entry, "*"), ".")
	host := strings.TrimSuffix(t.Host, ".")
	return entry != "" && (host == entry || strings.HasSuffix(host, "."+entry))
}

func exemptsAddress(entry string, addr netip.Addr, port int) bool {
	if prefix, err := netip.ParsePrefix(entry); err == nil {
		return prefix.Contains(addr)
	}
	if with, err := netip.ParseAddrPort(entry); err == nil {
		return with.Addr().Unmap() == addr && int(with.Port()) == port
	}
	only, err := netip.ParseAddr(strings.Trim(entry, "[]"))
	return err == nil && only.Unmap() == addr
}
