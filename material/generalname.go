package material

import (
	"net"
	"net/netip"

	"github.com/certain-tls/certain"
)

// generalNames writes the names of a GeneralNames sequence (RFC 5280 section
// 4.2.1.6) in its order, each with its type in front.
func generalNames(der []byte) []string {
	var names []string
	for rest := sequenceBody(der); len(rest) > 0; {
		e, after, ok := readElement(rest)
		if !ok {
			break
		}
		names, rest = append(names, generalName(e)), after
	}
	return names
}

func generalName(e element) string {
	text := certain.Clean(string(e.body))
	switch e.tag & 0x1f {
	case 0:
		if oid, ok := inner(e.body, tagOID); ok {
			return "other:" + oidText(oid.body)
		}
		return "other:"
	case 1:
		return "email:" + text
	case 2:
		return "dns:" + text
	case 4:
		return "dirname:" + distinguishedName(e.body)
	case 6:
		return "uri:" + text
	case 7:
		return "ip:" + addressText(e.body)
	case 8:
		return "rid:" + oidText(e.body)
	}
	return "unknown:"
}

// addressText writes an iPAddress: 4 or 16 bytes, or twice that with the mask
// of a name constraint.
func addressText(b []byte) string {
	switch len(b) {
	case 4, 16:
		addr, _ := netip.AddrFromSlice(b)
		return addr.String()
	case 8, 32:
		half := len(b) / 2
		return (&net.IPNet{IP: b[:half], Mask: b[half:]}).String()
	}
	return "(no address: " + count(len(b), "byte") + ")"
}

// subtrees writes the names of one half of a name constraint, RFC 5280
// section 4.2.1.10: a sequence of sequences, each beginning with a name.
func subtrees(body []byte) []string {
	var names []string
	for len(body) > 0 {
		e, rest, ok := readElement(body)
		if !ok {
			break
		}
		if base, _, ok := readElement(e.body); ok {
			names = append(names, generalName(base))
		}
		body = rest
	}
	return names
}

// nameConstraints splits the extension into what is permitted and what is
// excluded.
func nameConstraints(der []byte) (permitted, excluded []string) {
	for _, half := range children(sequenceBody(der), 2) {
		switch half.tag {
		case tagContext0:
			permitted = subtrees(half.body)
		case tagContext1:
			excluded = subtrees(half.body)
		}
	}
	return permitted, excluded
}

func cleanAll(texts []string) []string {
	clean := make([]string, 0, len(texts))
	for _, text := range texts {
		clean = append(clean, certain.Clean(text))
	}
	return clean
}
