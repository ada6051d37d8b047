package chain

import (
	"crypto/x509"
	"fmt"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"

	"github.com/certain-tls/certain"
)

// NameMatch tells whether a certificate is for a name.
type NameMatch struct {
	OK bool
	By string // the name of the certificate that matched, cleaned
	// Near is the name of the certificate that comes closest where none
	// matches, and Why says why it does not count. Both may be empty.
	Near, Why string
}

// MatchName looks for a DNS name or an IP address among the subject
// alternative names (RFC 9525 section 6). The common name is never looked at.
// The name is an A-label form; one trailing dot is ignored, for it only marks
// the name as absolute (RFC 9525 section 2.2, RFC 6066 section 3).
func MatchName(c *x509.Certificate, name string) NameMatch {
	if ip, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return matchIP(c, ip.WithZone(""))
	}
	return matchDNS(c, strings.ToLower(strings.TrimSuffix(name, ".")))
}

func matchIP(c *x509.Certificate, ip netip.Addr) NameMatch {
	for _, have := range c.IPAddresses {
		if a, ok := netip.AddrFromSlice(have); ok && a.Unmap() == ip.Unmap() {
			return NameMatch{OK: true, By: ip.String()}
		}
	}
	for _, have := range c.DNSNames {
		if have == ip.String() {
			return NameMatch{Near: ip.String(), Why: "the address stands there as a DNS name; clients look for addresses among the IP addresses only"}
		}
	}
	if len(c.IPAddresses) == 0 && len(c.DNSNames) > 0 {
		return NameMatch{Why: "the certificate lists DNS names and no IP address"}
	}
	return NameMatch{}
}

func matchDNS(c *x509.Certificate, name string) (m NameMatch) {
	for _, pattern := range c.DNSNames {
		if matches(strings.ToLower(pattern), name) {
			return NameMatch{OK: true, By: certain.Clip(pattern, 80)}
		}
	}
	for _, pattern := range c.DNSNames {
		if why := whyNot(strings.ToLower(pattern), name); why != "" {
			return NameMatch{Near: certain.Clip(pattern, 80), Why: certain.Clip(why, 300)}
		}
	}
	return m
}

// matches: label by label; a wildcard is the whole leftmost label and stands
// for exactly one label (RFC 9525 section 6.3).
func matches(pattern, name string) bool {
	if pattern == "" || name == "" {
		return false
	}
	rest, wild := strings.CutPrefix(pattern, "*.")
	if !wild {
		return pattern == name && !strings.Contains(pattern, "*")
	}
	label, parent, deep := strings.Cut(name, ".")
	return deep && label != "" && rest == parent && !strings.Contains(rest, "*")
}

// whyNot explains a pattern that a person would expect to match. Empty if the
// two have nothing to do with each other.
func whyNot(pattern, name string) string {
	if rest, wild := strings.CutPrefix(pattern, "*."); wild {
		return whyNotWild(rest, name)
	}
	switch {
	case strings.Contains(pattern, "*") && matchesPart(pattern, name):
		return "a wildcard counts only as a whole label at the very left"
	case strings.TrimSuffix(pattern, ".") == name:
		return "the name in the certificate ends in a dot, which no client matches"
	case strings.TrimSpace(pattern) == name:
		return "the name in the certificate has white space around it"
	case "www."+pattern == name:
		return fmt.Sprintf("%s does not cover www.%s; each name needs its own entry", pattern, pattern)
	case pattern == "www."+name:
		return fmt.Sprintf("www.%s does not cover %s; each name needs its own entry", name, name)
	}
	if ascii, err := idna.Lookup.ToASCII(pattern); err == nil && ascii != pattern && ascii == name {
		return "the name stands there in Unicode; clients compare the A-label " + ascii
	}
	return ""
}

func whyNotWild(rest, name string) string {
	if name == rest {
		return fmt.Sprintf("a wildcard stands for exactly one label, and %s has none in its place", name)
	}
	labels, below := strings.CutSuffix(name, "."+rest)
	if !below || labels == "" {
		return ""
	}
	return fmt.Sprintf("a wildcard stands for exactly one label, and %s are %d", labels, strings.Count(labels, ".")+1)
}

// matchesPart tells whether a name fits a pattern with a star inside a label,
// as some clients once allowed.
func matchesPart(pattern, name string) bool {
	before, after, _ := strings.Cut(pattern, "*")
	return len(name) >= len(before)+len(after) && strings.HasPrefix(name, before) && strings.HasSuffix(name, after)
}
