package trust

// subjectOf finds the subject name of a certificate without parsing the rest.
// RFC 5280 section 4.1: a Certificate is a sequence whose first element, the
// TBSCertificate, is a sequence of version (optional), serialNumber,
// signature, issuer, validity, subject. ok is false if der is no such thing.
func subjectOf(der []byte) (subject []byte, ok bool) {
	const sequence, versionTag = 0x30, 0xa0
	certificate, _, ok := element(der, sequence)
	if !ok {
		return nil, false
	}
	tbs, _, ok := element(certificate.body, sequence)
	if !ok {
		return nil, false
	}
	rest := tbs.body
	if len(rest) > 0 && rest[0] == versionTag {
		if _, rest, ok = element(rest, versionTag); !ok {
			return nil, false
		}
	}
	const integer = 0x02
	for _, tag := range []byte{integer, sequence, sequence, sequence} {
		if _, rest, ok = element(rest, tag); !ok {
			return nil, false
		}
	}
	name, _, ok := element(rest, sequence)
	return name.whole, ok
}

// tlv is one DER element: all of it, and its contents.
type tlv struct{ whole, body []byte }

// element takes the first DER element of data if it has this tag.
func element(data []byte, tag byte) (e tlv, rest []byte, ok bool) {
	if len(data) < 2 || data[0] != tag {
		return e, nil, false
	}
	length, head := int(data[1]), 2
	if length >= 0x80 {
		count := length & 0x7f
		if count == 0 || count > 4 || len(data) < head+count {
			return e, nil, false
		}
		length = 0
		for _, b := range data[head : head+count] {
			length = length<<8 | int(b)
		}
		head += count
	}
	if length < 0 || length > len(data)-head {
		return e, nil, false
	}
	end := head + length
	return tlv{whole: data[:end], body: data[head:end]}, data[end:], true
}
