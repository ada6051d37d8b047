package material

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"

	"github.com/certain-tls/certain"
)

var errSCT = errors.New("the list of signed certificate timestamps is malformed")

// sctList reads the value of the extension 1.3.6.1.4.1.11129.2.4.2, RFC 6962
// section 3.3: an OCTET STRING with a list in TLS's own encoding. What was
// read before a fault is returned with it. Entries of versions other than 1
// are passed over, as the RFC asks.
func sctList(value []byte) ([]certain.SCT, error) {
	octets, ok := inner(value, tagOctets)
	if !ok || octets.cut {
		return nil, errSCT
	}
	list, rest, ok := vector(octets.body)
	if !ok || len(rest) > 0 {
		return nil, errSCT
	}
	var scts []certain.SCT
	for len(list) > 0 {
		var entry []byte
		if entry, list, ok = vector(list); !ok || len(entry) == 0 {
			return scts, errSCT
		}
		if entry[0] != 0 {
			continue
		}
		sct, ok := readSCT(entry)
		if !ok {
			return scts, errSCT
		}
		scts = append(scts, sct)
	}
	return scts, nil
}

// readSCT reads a SignedCertificateTimestamp of version 1, RFC 6962 section
// 3.2: version, log ID, milliseconds since 1970, extensions, signature.
func readSCT(b []byte) (sct certain.SCT, ok bool) {
	const fixed = 1 + 32 + 8
	if len(b) < fixed {
		return sct, false
	}
	_, rest, ok := vector(b[fixed:])
	if !ok || len(rest) < 2 {
		return sct, false
	}
	if _, rest, ok = vector(rest[2:]); !ok || len(rest) > 0 {
		return sct, false
	}
	ms := binary.BigEndian.Uint64(b[33:])
	if ms > maxSCTTime {
		return sct, false
	}
	sct.Log = base64.StdEncoding.EncodeToString(b[1:33])
	sct.Time = time.UnixMilli(int64(ms)).UTC()
	return sct, true
}

// maxSCTTime is the last millisecond of the year 9999: later times have no
// JSON.
const maxSCTTime = 253402300799999

// vector reads an opaque<0..2^16-1> of RFC 8446 section 3.4.
func vector(b []byte) (body, rest []byte, ok bool) {
	if len(b) < 2 {
		return nil, nil, false
	}
	n := int(binary.BigEndian.Uint16(b))
	if len(b) < 2+n {
		return nil, nil, false
	}
	return b[2 : 2+n], b[2+n:], true
}
