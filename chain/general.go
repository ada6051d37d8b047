package chain

import (
	"net/netip"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// generalName is one GeneralName (RFC 5280 section 4.2.1.6).
type generalName struct {
	form  nameForm
	value string        // the content as it stands there; of a directoryName its common name, if that is known
	dn    distinguished // only for directoryName
}

// nameForm is the context tag of a GeneralName.
type nameForm int

const (
	otherName nameForm = iota
	rfc822Name
	dnsName
	x400Address
	directoryName
	ediPartyName
	uriName
	ipAddress
	registeredID
)

func (f nameForm) String() string {
	return [...]string{"otherName", "e-mail address", "DNS name", "x400Address", "directory name", "ediPartyName", "URI", "IP address", "registeredID"}[f]
}

// readGeneral reads the next GeneralName. A directory name that is malformed
// has no dn, and a form that does not exist counts as one that nobody
// understands: both matter only where their form is constrained.
func readGeneral(s *cryptobyte.String) (g generalName, ok bool) {
	var value cryptobyte.String
	var tag asn1.Tag
	if !s.ReadAnyASN1(&value, &tag) {
		return g, false
	}
	form := nameForm(tag & 0x1f)
	switch {
	case tag&0xc0 != 0x80 || form > registeredID: // context-specific class
		form = otherName
	case form == directoryName:
		dn, _ := distinguish(value)
		return generalName{form: form, dn: dn}, true
	}
	return generalName{form: form, value: string(value)}, true
}

// readGenerals reads GeneralNames with its SEQUENCE.
func readGenerals(der []byte) (names []generalName, ok bool) {
	input := cryptobyte.String(der)
	var seq cryptobyte.String
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() {
		return nil, false
	}
	return readGeneralsIn(seq)
}

func readGeneralsIn(seq cryptobyte.String) (names []generalName, ok bool) {
	for !seq.Empty() {
		g, ok := readGeneral(&seq)
		if !ok {
			return nil, false
		}
		names = append(names, g)
	}
	return names, true
}

// subjects are the names that name constraints apply to: the alternative
// names, the subject if it is not empty, and, if no alternative name is an
// e-mail address, those of the subject (RFC 5280 section 4.2.1.10).
func (r *reading) subjects() (names []generalName, ok bool) {
	mail := false
	if e := r.extension(subjectAltName); e != nil {
		if names, ok = readGenerals(e.Value); !ok {
			return nil, false
		}
		for _, n := range names {
			mail = mail || n.form == rfc822Name
		}
	}
	if !emptyName(r.RawSubject) {
		dn, ok := distinguish(r.RawSubject)
		if !ok {
			return nil, false
		}
		names = append(names, generalName{form: directoryName, dn: dn, value: r.Subject.CommonName}) // String takes quadratic time
	}
	if !mail {
		names = append(names, r.subjectMail()...)
	}
	return names, true
}

func (r *reading) subjectMail() (names []generalName) {
	for _, a := range r.Subject.Names {
		if text, ok := a.Value.(string); ok && a.Type.String() == "1.2.840.113549.1.9.1" {
			names = append(names, generalName{form: rfc822Name, value: text})
		}
	}
	return names
}

// text shows a name to a person; the caller cleans it.
func (g generalName) text() string {
	switch g.form {
	case dnsName, rfc822Name, uriName:
		return g.value
	case directoryName:
		if g.value != "" && ascii(g.value) {
			return g.value
		}
	case ipAddress:
		if ip, ok := netip.AddrFromSlice([]byte(g.value)); ok {
			return ip.String()
		}
	}
	return "(not shown)"
}

// wellFormedHost: labels of letters, digits, hyphens and underscores, none
// empty; the leftmost may be a wildcard.
func wellFormedHost(name string) bool {
	name = strings.TrimPrefix(name, "*.")
	if name == "" || len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
			return false
		}
	}
	return true
}

// wellFormedLocal: the part of an address before the last @ is words between
// dots, or stands in quotes (RFC 5321 section 4.1.2). An @ within it would
// leave it open which domain the address is in.
func wellFormedLocal(local string) bool {
	if len(local) > 2 && local[0] == '"' && local[len(local)-1] == '"' {
		return !strings.Contains(local[1:len(local)-1], `"`)
	}
	for word := range strings.SplitSeq(local, ".") {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool {
			return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>[]:;@\,"`, r)
		}) {
			return false
		}
	}
	return true
}
