package chain

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/text/unicode/norm"

	"github.com/certain-tls/certain"
)

// distinguished is a distinguished name in the form in which RFC 5280 section
// 7.1 compares: one text per relative name, in which case, white space and
// the choice of the string type no longer differ.
type distinguished []string

// distinguish reads a Name. It gives nil and false if that is malformed.
func distinguish(der []byte) (distinguished, bool) {
	input := cryptobyte.String(der)
	var rdns cryptobyte.String
	if !input.ReadASN1(&rdns, asn1.SEQUENCE) || !input.Empty() {
		return nil, false
	}
	name := distinguished{} // the empty name is one too, and not nil
	for !rdns.Empty() {
		var set cryptobyte.String
		if !rdns.ReadASN1(&set, asn1.SET) {
			return nil, false
		}
		rdn, ok := relative(set)
		if !ok {
			return nil, false
		}
		name = append(name, rdn)
	}
	return name, true
}

// relative is a set, so its attributes are compared in an order of our own.
func relative(set cryptobyte.String) (string, bool) {
	var attributes []string
	for !set.Empty() {
		var seq, id, value cryptobyte.String
		var tag asn1.Tag
		if !set.ReadASN1(&seq, asn1.SEQUENCE) || !seq.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) ||
			!seq.ReadAnyASN1(&value, &tag) || !seq.Empty() {
			return "", false
		}
		attributes = append(attributes, counted(string(id))+counted(compared(tag, value)))
	}
	slices.Sort(attributes)
	return strings.Join(attributes, ""), len(attributes) > 0
}

// counted puts the length before a text, so that texts put together cannot be
// read in two ways.
func counted(s string) string {
	return string(binary.AppendUvarint(nil, uint64(len(s)))) + s
}

// compared is an attribute's value as it is compared. Values that are no
// text are compared byte for byte.
func compared(tag asn1.Tag, value []byte) string {
	switch tag {
	case asn1.UTF8String, asn1.PrintableString, asn1.IA5String, 18, 26: // NumericString, VisibleString
		return "t" + prepared(string(value))
	case asn1.T61String: // read as Latin 1, as everybody does
		runes := make([]rune, len(value))
		for i, b := range value {
			runes[i] = rune(b)
		}
		return "t" + prepared(string(runes))
	case 30: // BMPString
		if len(value)%2 == 0 {
			units := make([]uint16, len(value)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(value[2*i:])
			}
			return "t" + prepared(string(utf16.Decode(units)))
		}
	case 28: // UniversalString
		if len(value)%4 == 0 {
			runes := make([]rune, len(value)/4)
			for i := range runes {
				runes[i] = rune(binary.BigEndian.Uint32(value[4*i:]))
			}
			return "t" + prepared(string(runes))
		}
	}
	return string([]byte{'b', byte(tag)}) + string(value)
}

// prepared: RFC 4518 as far as it tells texts apart: case, compatibility
// forms, white space at the ends and within.
func prepared(s string) string {
	if !ascii(s) {
		s = norm.NFKC.String(strings.ToLower(norm.NFKC.String(s)))
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

// within tells whether a name lies in the subtree of another (RFC 5280
// section 4.2.1.10: directoryName).
func (d distinguished) within(base distinguished) bool {
	return len(d) >= len(base) && slices.Equal(d[:len(base)], base)
}

// sameName compares two names by RFC 5280 section 7.1. Malformed names are
// equal only byte for byte.
func sameName(x, y []byte) bool {
	if bytes.Equal(x, y) {
		return true
	}
	if differ(x, y) {
		return false
	}
	a, okA := distinguish(x)
	b, okB := distinguish(y)
	return okA && okB && slices.Equal(a, b)
}

// differ tells without much work that two names are not the same; most pairs
// are of this kind. False means that it needs a closer look.
func differ(x, y cryptobyte.String) bool {
	if !x.ReadASN1(&x, asn1.SEQUENCE) || !y.ReadASN1(&y, asn1.SEQUENCE) {
		return false
	}
	for !x.Empty() && !y.Empty() {
		var a, b cryptobyte.String
		if !x.ReadASN1(&a, asn1.SET) || !y.ReadASN1(&b, asn1.SET) {
			return false
		}
		if !bytes.Equal(a, b) {
			return differAttributes(a, b)
		}
	}
	return x.Empty() != y.Empty()
}

func differAttributes(a, b cryptobyte.String) bool {
	var idA, idB, valueA, valueB cryptobyte.String
	var tagA, tagB asn1.Tag
	if !a.ReadASN1(&a, asn1.SEQUENCE) || !b.ReadASN1(&b, asn1.SEQUENCE) ||
		!a.ReadASN1(&idA, asn1.OBJECT_IDENTIFIER) || !b.ReadASN1(&idB, asn1.OBJECT_IDENTIFIER) ||
		!a.ReadAnyASN1(&valueA, &tagA) || !b.ReadAnyASN1(&valueB, &tagB) || !bytes.Equal(idA, idB) {
		return false
	}
	return simple(tagA, valueA) && simple(tagB, valueB) && !bytes.EqualFold(valueA, valueB)
}

// simple: a text of which only the case does not count.
func simple(tag asn1.Tag, value []byte) bool {
	if tag != asn1.UTF8String && tag != asn1.PrintableString {
		return false
	}
	for i, c := range value {
		if c >= 0x80 || c < 0x20 || c == ' ' && (i == 0 || i == len(value)-1 || value[i-1] == ' ') {
			return false
		}
	}
	return true
}

// emptyName tells whether a Name has no relative names at all.
func emptyName(der []byte) bool { return bytes.Equal(der, []byte{0x30, 0x00}) }

// named tells whether parent bears the name that child gives as its issuer.
func named(child, parent *certain.Cert) bool {
	return parent.X509 != nil && sameName(child.X509.RawIssuer, parent.X509.RawSubject)
}

// selfIssued: issuer and subject are the same name (RFC 5280 section 3.2).
func selfIssued(c *certain.Cert) bool {
	return c.X509 != nil && sameName(c.X509.RawIssuer, c.X509.RawSubject)
}

func sameEntity(x, y *certain.Cert) bool {
	return x.X509 != nil && y.X509 != nil &&
		bytes.Equal(x.X509.RawSubjectPublicKeyInfo, y.X509.RawSubjectPublicKeyInfo) &&
		sameName(x.X509.RawSubject, y.X509.RawSubject)
}
