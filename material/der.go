package material

import (
	"crypto/x509"
)

// The identifier octets that this package looks at, X.690 section 8.1.
const (
	tagInteger    = 0x02
	tagBitString  = 0x03
	tagOctets     = 0x04
	tagOID        = 0x06
	tagEnumerated = 0x0a
	tagUTCTime    = 0x17
	tagTime       = 0x18
	tagSequence   = 0x30
	tagSet        = 0x31
	tagContext0   = 0xa0
	tagContext1   = 0xa1
)

// element is one TLV. The reading is lenient (lengths need not be minimal),
// because its job is to name what a structure is; whether it is well-formed
// is decided by crypto/x509.
type element struct {
	tag        byte
	body       []byte
	whole      []byte // header and body
	cut        bool   // the header promises more bytes than there are
	indefinite bool   // BER's open length: the body is all that follows
}

// readElement reads the first TLV of b. Tags of more than one byte and
// lengths beyond 4 bytes do not occur in what is read here.
func readElement(b []byte) (e element, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return e, nil, false
	}
	e.tag = b[0]
	head, size := 2, int64(b[1])
	switch n := int(b[1]); {
	case n == 0x80:
		e.indefinite = true
		size = int64(len(b) - 2)
	case n > 0x84:
		return e, nil, false
	case n > 0x80:
		head += n - 0x80
		if len(b) < head {
			return e, nil, false
		}
		size = 0
		for _, c := range b[2:head] {
			size = size<<8 | int64(c)
		}
	}
	end := int64(head) + size
	if end > int64(len(b)) {
		e.cut, end = true, int64(len(b))
	}
	e.body, e.whole = b[head:end], b[:end]
	return e, b[end:], true
}

// children reads at most limit elements of a constructed body.
func children(body []byte, limit int) []element {
	list := make([]element, 0, min(limit, 8))
	for len(list) < limit {
		e, rest, ok := readElement(body)
		if !ok {
			break
		}
		list, body = append(list, e), rest
	}
	return list
}

// tags is the sequence of identifier octets of elements, as a string.
func tags(list []element) string {
	b := make([]byte, len(list))
	for i, e := range list {
		b[i] = e.tag
	}
	return string(b)
}

// inner gives the element that begins a body if it has the tag.
func inner(body []byte, tag byte) (element, bool) {
	e, _, ok := readElement(body)
	return e, ok && e.tag == tag
}

// oidText is the dotted form of an OBJECT IDENTIFIER's body, empty if it is
// none. The bound keeps the conversion of a hostile one cheap.
func oidText(body []byte) string {
	var oid x509.OID
	if len(body) == 0 || len(body) > 64 || oid.UnmarshalBinary(body) != nil {
		return ""
	}
	return oid.String()
}

// algorithm reads an AlgorithmIdentifier: its OID and its parameters, if any.
func algorithm(e element) (oid string, parameters element) {
	parts := children(e.body, 2)
	if e.tag != tagSequence || len(parts) == 0 || parts[0].tag != tagOID {
		return "", parameters
	}
	if len(parts) == 2 {
		parameters = parts[1]
	}
	return oidText(parts[0].body), parameters
}

// small is the value of an INTEGER that fits an int32, -1 otherwise.
func small(e element) int {
	if e.tag != tagInteger || len(e.body) == 0 || len(e.body) > 4 || e.body[0]&0x80 != 0 {
		return -1
	}
	n := 0
	for _, c := range e.body {
		n = n<<8 | int(c)
	}
	return n
}
