package chain

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

// constraints is a name constraints extension, its subtrees by the form of
// the name (RFC 5280 section 4.2.1.10).
type constraints struct {
	permitted, excluded [registeredID + 1][]generalName
	broken              string // why it cannot be read; then nothing can be held against it
}

func readConstraints(der []byte) *constraints {
	var c constraints
	input := cryptobyte.String(der)
	var seq, permitted, excluded cryptobyte.String
	var some, any bool
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadOptionalASN1(&permitted, &some, asn1.Tag(0).ContextSpecific().Constructed()) ||
		!seq.ReadOptionalASN1(&excluded, &any, asn1.Tag(1).ContextSpecific().Constructed()) || !seq.Empty() {
		c.broken = "has name constraints that are malformed"
		return &c
	}
	if permitted.Empty() && excluded.Empty() {
		c.broken = "has name constraints that constrain nothing"
		return &c
	}
	c.broken = readSubtrees(permitted, &c.permitted)
	if c.broken == "" {
		c.broken = readSubtrees(excluded, &c.excluded)
	}
	return &c
}

// readSubtrees: a minimum or maximum distance has no meaning in this profile
// and must not be there.
func readSubtrees(s cryptobyte.String, into *[registeredID + 1][]generalName) string {
	for !s.Empty() {
		var seq cryptobyte.String
		if !s.ReadASN1(&seq, asn1.SEQUENCE) {
			return "has name constraints that are malformed"
		}
		base, ok := readGeneral(&seq)
		switch {
		case !ok || base.form == directoryName && base.dn == nil || base.form == ipAddress && len(base.value) != 8 && len(base.value) != 32:
			return "has name constraints that are malformed"
		case !seq.Empty():
			return "has name constraints with a minimum or maximum distance"
		}
		into[base.form] = append(into[base.form], base)
	}
	return ""
}

// names holds the constraints of one issuer against the names of every
// certificate below it (RFC 5280 sections 4.2.1.10 and 6.1.4 (g)).
// Self-issued certificates are exempt unless they are the leaf. The fault is
// written at the issuer that constrains.
func (b *builder) names(v view) []Fault {
	limits := v.limits
	if v.depth == 0 || limits == nil {
		return nil
	}
	if limits.broken != "" {
		return []Fault{{NameConstraint, limits.broken, "RFC 5280 section 4.2.1.10"}}
	}
	for i, below := range v.readings[:v.depth] {
		if below == nil || i > 0 && below.self {
			continue
		}
		subjects, ok := b.subjects(below)
		if !ok {
			return []Fault{{NameConstraint, "constrains names, and those of " + certain.Clip(below.Subject.CommonName, 80) + " are malformed", "RFC 5280 section 6.1.3 (b)"}}
		}
		says, within := limits.hold(subjects, b.compare)
		switch {
		case !within:
			b.gaveUp = fmt.Sprintf("%d names held against constraints", b.Limits.Comparisons)
			return []Fault{{Exhausted, "has too many name constraints for the names below it: gave up after " + b.gaveUp, ""}}
		case says != "":
			return []Fault{{NameConstraint, says, "RFC 5280 section 4.2.1.10"}}
		}
	}
	return nil
}

// hold names the first name that the constraints do not allow; empty if all
// are allowed. The second result is false if spend refused to go on.
func (c *constraints) hold(names []generalName, spend func(int) bool) (string, bool) {
	for _, n := range names {
		permitted, excluded := c.permitted[n.form], c.excluded[n.form]
		if len(permitted)+len(excluded) == 0 {
			continue
		}
		if !spend(len(permitted) + len(excluded)) {
			return "", false
		}
		if why := cannotHold(n); why != "" {
			return why, true
		}
		for _, x := range excluded {
			if excludes(n, x) {
				return fmt.Sprintf("excludes the %s %s (by %q)", n.form, certain.Clip(n.text(), 80), base(x)), true
			}
		}
		if len(permitted) > 0 && !anyPermits(n, permitted) {
			return fmt.Sprintf("does not permit the %s %s, only %s", n.form, certain.Clip(n.text(), 80), bases(permitted)), true
		}
	}
	return "", true
}

// cannotHold: what cannot be judged is not allowed.
func cannotHold(n generalName) string {
	switch n.form {
	case directoryName:
		if n.dn != nil {
			return ""
		}
	case dnsName:
		if wellFormedHost(n.value) {
			return ""
		}
	case ipAddress:
		if len(n.value) == 4 || len(n.value) == 16 {
			return ""
		}
	case rfc822Name:
		if local, host, ok := cutMail(n.value); ok && wellFormedLocal(local) && wellFormedHost(host) {
			return ""
		}
	case uriName:
		if host := uriHost(n.value); host != "" {
			return ""
		}
		return "constrains URIs, and " + certain.Clip(n.value, 80) + " names no host"
	default:
		return "constrains names of the form " + n.form.String() + ", which cannot be judged, and such a name is there"
	}
	return fmt.Sprintf("constrains names, and the %s %s is malformed", n.form, certain.Clip(n.text(), 80))
}

func anyPermits(n generalName, permitted []generalName) bool {
	for _, p := range permitted {
		if permits(n, p) {
			return true
		}
	}
	return false
}

func permits(n, in generalName) bool {
	switch n.form {
	case dnsName:
		return inDomain(n.value, in.value)
	case rfc822Name:
		return inMailDomain(n.value, in.value)
	case uriName:
		return inURIDomain(n.value, in.value)
	case ipAddress:
		return inNetwork(n.value, in.value)
	case directoryName:
		return n.dn.within(in.dn)
	}
	return false
}

func excludes(n, out generalName) bool {
	if n.form == dnsName {
		return excludedDomain(n.value, out.value)
	}
	return permits(n, out)
}

// inNetwork: the constraint is an address and a mask (RFC 4632 style).
func inNetwork(ip, network string) bool {
	if len(network) != 2*len(ip) {
		return false
	}
	for i := range ip {
		if (ip[i]^network[i])&network[len(ip)+i] != 0 {
			return false
		}
	}
	return true
}

// base shows a subtree to a person.
func base(g generalName) string {
	switch g.form {
	case ipAddress:
		half := len(g.value) / 2
		ip, _ := netip.AddrFromSlice([]byte(g.value[:half]))
		bits := 0
		for _, b := range []byte(g.value[half:]) {
			for ; b&0x80 != 0; b <<= 1 {
				bits++
			}
		}
		return fmt.Sprintf("%s/%d", ip, bits)
	case directoryName:
		return "another directory"
	}
	return certain.Clip(g.text(), 80)
}

func bases(gs []generalName) string {
	texts := make([]string, 0, 4)
	for i, g := range gs {
		if i == 4 {
			texts = append(texts, fmt.Sprintf("and %d more", len(gs)-i))
			break
		}
		texts = append(texts, base(g))
	}
	return strings.Join(texts, ", ")
}

// inDomain: a name constraint of the form host.example allows the host and
// everything below it. A leading dot, which the RFC does not give to DNS
// names, is taken as "below it only", as all clients do.
func inDomain(name, domain string) bool {
	if domain == "" {
		return true
	}
	start := len(name) - len(domain)
	if start < 0 || !strings.EqualFold(name[start:], domain) {
		return false
	}
	if domain[0] == '.' {
		return start > 0
	}
	return start == 0 || name[start-1] == '.'
}

// excludedDomain also catches a wildcard that could stand for an excluded
// name: *.example stands for a.example.
func excludedDomain(name, domain string) bool {
	if inDomain(name, domain) {
		return true
	}
	rest, wildcard := strings.CutPrefix(name, "*.")
	_, parent, _ := strings.Cut(strings.TrimPrefix(domain, "."), ".")
	return wildcard && strings.EqualFold(rest, parent)
}

// inMailDomain: a constraint is a mailbox, a host, or with a leading dot all
// hosts below a domain. Of an address the part before the @ keeps its case
// (RFC 5280 section 7.5).
func inMailDomain(mail, constraint string) bool {
	local, host, ok := cutMail(mail)
	if wantLocal, wantHost, mailbox := cutMail(constraint); mailbox {
		return ok && local == wantLocal && strings.EqualFold(host, wantHost)
	}
	if strings.HasPrefix(constraint, ".") {
		return inDomain(host, constraint)
	}
	return constraint == "" || strings.EqualFold(host, constraint)
}

func cutMail(mail string) (local, host string, ok bool) {
	i := strings.LastIndexByte(mail, '@')
	if i < 0 {
		return "", mail, false
	}
	return mail[:i], mail[i+1:], true
}

// inURIDomain: a constraint is a host, or with a leading dot all hosts below.
// A URI without a host name is refused before (RFC 5280 section 4.2.1.10).
func inURIDomain(uri, constraint string) bool {
	host := uriHost(uri)
	if strings.HasPrefix(constraint, ".") {
		return inDomain(host, constraint)
	}
	return constraint == "" || strings.EqualFold(host, constraint)
}

// uriHost is empty if the URI names no host or an address.
func uriHost(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ""
	}
	return u.Hostname()
}
