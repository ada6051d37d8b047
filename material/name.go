package material

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/certain-tls/certain"
)

// attributeNames are the short names of RFC 4514 section 3 and, beyond them,
// those that OpenSSL and people use.
var attributeNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.9": "STREET",
	"2.5.4.10": "O", "2.5.4.11": "OU",
	"0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
	"2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.12": "title", "2.5.4.13": "description",
	"2.5.4.15": "businessCategory", "2.5.4.17": "postalCode", "2.5.4.42": "GN", "2.5.4.43": "initials",
	"2.5.4.44": "generationQualifier", "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym",
	"2.5.4.97": "organizationIdentifier", "1.2.840.113549.1.9.1": "emailAddress",
	"1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL", "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
	"1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}

// distinguishedName writes the DER of a Name in the form of RFC 4514, the
// last RDN first. Characters that are not printable are written as the
// hexadecimal of their UTF-8, so that the text is clean as it stands.
func distinguishedName(der []byte) string {
	var rdns []string
	for rest := sequenceBody(der); len(rest) > 0; {
		set, after, ok := readElement(rest)
		if !ok {
			break
		}
		rdns, rest = append(rdns, relativeName(set.body)), after
	}
	var b strings.Builder
	for i := len(rdns) - 1; i >= 0; i-- {
		b.WriteString(rdns[i])
		if i > 0 {
			b.WriteByte(',')
		}
	}
	return certain.Clean(b.String())
}

// relativeName writes one RDN: a set of attributes, joined by "+".
func relativeName(body []byte) string {
	var b strings.Builder
	for len(body) > 0 {
		attribute, rest, ok := readElement(body)
		if !ok {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('+')
		}
		b.WriteString(attributeText(attribute.body))
		body = rest
	}
	return b.String()
}

func attributeText(body []byte) string {
	parts := children(body, 2)
	if len(parts) != 2 || parts[0].tag != tagOID {
		return "?=#" + hex.EncodeToString(body[:min(len(body), 64)])
	}
	oid := oidText(parts[0].body)
	name, known := attributeNames[oid]
	if !known {
		name = oid
	}
	if text, ok := stringValue(parts[1]); ok {
		return name + "=" + escapeValue(text)
	}
	return name + "=#" + hex.EncodeToString(parts[1].whole)
}

// stringValue decodes the string types that occur in names, X.680 section 41.
func stringValue(e element) (string, bool) {
	switch e.tag {
	case 0x0c, 0x12, 0x13, 0x16, 0x1a: // UTF8String, Numeric, Printable, IA5, Visible
		return string(e.body), true
	case 0x14: // TeletexString: Latin-1 in practice
		runes := make([]rune, len(e.body))
		for i, c := range e.body {
			runes[i] = rune(c)
		}
		return string(runes), true
	case 0x1e: // BMPString
		if len(e.body)%2 != 0 {
			return "", false
		}
		units := make([]uint16, len(e.body)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(e.body[2*i:])
		}
		return string(utf16.Decode(units)), true
	case 0x1c: // UniversalString
		if len(e.body)%4 != 0 {
			return "", false
		}
		runes := make([]rune, len(e.body)/4)
		for i := range runes {
			runes[i] = rune(binary.BigEndian.Uint32(e.body[4*i:]))
		}
		return string(runes), true
	}
	return "", false
}

// escapeValue escapes an attribute value, RFC 4514 section 2.4.
func escapeValue(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		edge := r == ' ' && (i == 0 || i+size == len(s)) || r == '#' && i == 0
		switch {
		case r == utf8.RuneError && size == 1, r != ' ' && !unicode.IsPrint(r):
			for _, c := range []byte(s[i : i+size]) {
				fmt.Fprintf(&b, `\%02X`, c)
			}
		case edge, strings.ContainsRune(`"+,;<>\`, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}
