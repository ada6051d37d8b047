package material

// The containers of older programs are BER (X.690 section 8): lengths may be
// open, and strings may come in portions. Both are read where they stand,
// without writing anything anew, so that the certificates inside stay byte
// for byte what they were.

// The bounds of BER: what is nested deeper, or comes in more levels of
// portions, no program writes.
const (
	maxNesting  = 32
	maxPortions = 4
)

// berElement reads the first TLV of b, which must be whole. Of an open length
// the body ends in front of its end-of-contents octets.
func berElement(b []byte) (e element, rest []byte, ok bool) {
	e, rest, ok = readElement(b)
	if !ok || e.cut {
		return e, nil, false
	}
	if !e.indefinite {
		return e, rest, true
	}
	n, ok := berEnd(e.body, maxNesting)
	if !ok || e.tag&constructed == 0 {
		return e, nil, false
	}
	end := 2 + n + 2
	e.body, e.whole = e.body[:n], b[:end]
	return e, b[end:], true
}

// constructed is the bit of an identifier octet that tells parts from bytes.
const constructed = 0x20

// berEnd gives the length of an open-ended body, without the end-of-contents
// octets that close it. Each level of nesting walks over its part once.
func berEnd(b []byte, depth int) (int, bool) {
	if depth == 0 {
		return 0, false
	}
	for at := 0; at+1 < len(b); {
		if b[at] == 0 && b[at+1] == 0 {
			return at, true
		}
		e, _, ok := readElement(b[at:])
		if !ok || e.cut {
			return 0, false
		}
		size := len(e.whole)
		if e.indefinite {
			n, ok := berEnd(e.body, depth-1)
			if !ok {
				return 0, false
			}
			size = 2 + n + 2
		}
		at += size
	}
	return 0, false
}

// berParts reads all elements of a constructed body, at most limit. ok is
// false if one is not whole or something is left over.
func berParts(body []byte, limit int) (list []element, ok bool) {
	for len(body) > 0 {
		e, rest, ok := berElement(body)
		if !ok || len(list) == limit {
			return list, false
		}
		list, body = append(list, e), rest
	}
	return list, true
}

// octets gives the bytes of an OCTET STRING, whatever its tag says about its
// place, and joins those that come in portions.
func octets(e element) ([]byte, bool) { return portions(e, maxPortions) }

func portions(e element, depth int) ([]byte, bool) {
	if e.tag&constructed == 0 {
		return e.body, true
	}
	if depth == 0 {
		return nil, false
	}
	var joined []byte
	for body := e.body; len(body) > 0; {
		part, rest, ok := berElement(body)
		if !ok || part.tag&^constructed != tagOctets {
			return nil, false
		}
		b, ok := portions(part, depth-1)
		if !ok {
			return nil, false
		}
		joined, body = append(joined, b...), rest
	}
	return joined, true
}

// contentInfo reads a ContentInfo, RFC 5652 section 3: its type and what
// stands under [0], if anything does.
func contentInfo(e element) (oid string, content element, ok bool) {
	parts, ok := berParts(e.body, 3)
	if !ok || e.tag != tagSequence || len(parts) == 0 || parts[0].tag != tagOID {
		return "", content, false
	}
	oid = oidText(parts[0].body)
	if len(parts) > 1 && parts[1].tag == tagContext0 {
		content, _, ok = berElement(parts[1].body)
	}
	return oid, content, ok
}

// The content types of PKCS #7 and CMS.
const (
	oidData          = "1.2.840.113549.1.7.1"
	oidSignedData    = "1.2.840.113549.1.7.2"
	oidEncryptedData = "1.2.840.113549.1.7.6"
)
