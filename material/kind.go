package material

import "strings"

// kind is what a DER structure is, as its shape tells: no parsing is tried.
type kind int

const (
	unknown kind = iota
	certificate
	request
	revocationList
	attributeCertificate
	pkcs8
	pkcs1
	sec1
	dsaKey
	encryptedKey
	publicKey
	rsaPublicKey
	ecParameters
	dhParameters
	pkcs7
	pkcs12
	ocspResponse
)

var kindNames = [...]string{
	unknown:              "something unknown",
	certificate:          "certificate",
	request:              "certificate request",
	revocationList:       "certificate revocation list",
	attributeCertificate: "attribute certificate",
	pkcs8:                "PKCS#8 private key",
	pkcs1:                "PKCS#1 RSA private key",
	sec1:                 "SEC 1 EC private key",
	dsaKey:               "DSA private key",
	encryptedKey:         "encrypted PKCS#8 private key",
	publicKey:            "public key",
	rsaPublicKey:         "PKCS#1 RSA public key",
	ecParameters:         "name of an elliptic curve",
	dhParameters:         "set of Diffie-Hellman or DSA parameters",
	pkcs7:                "PKCS#7 container",
	pkcs12:               "PKCS#12 container",
	ocspResponse:         "OCSP response",
}

func (k kind) String() string { return kindNames[k] }

// kindOf recognises the structure that der begins with and how many bytes of
// der belong to it. A structure that is cut off is recognised too, if enough
// of it is there. An unknown one takes all.
func kindOf(der []byte) (kind, int) {
	e, _, ok := readElement(der)
	if !ok {
		return unknown, len(der)
	}
	if e.tag == tagOID && !e.cut && oidText(e.body) != "" && len(e.body) >= 3 {
		return ecParameters, len(e.whole)
	}
	if e.tag != tagSequence {
		return unknown, len(der)
	}
	k := kindOfSequence(e)
	if k == unknown {
		return unknown, len(der)
	}
	if whole, _, ok := berElement(der); ok && (k == pkcs7 || k == pkcs12) {
		return k, len(whole.whole)
	}
	return k, len(e.whole)
}

func kindOfSequence(e element) kind {
	list := children(e.body, 12)
	shape := tags(list)
	switch {
	case shape == "\x30\x30\x03", shape == "\x30\x30\x03\x00", e.cut && strings.HasPrefix("\x30\x30\x03", shape) && shape != "":
		return kindOfSigned(list[0].body)
	case shape == "\x30\x03" && hasOID(list[0]):
		return publicKey
	case shape == "\x30\x04" && hasOID(list[0]):
		return encryptedKey
	case strings.HasPrefix(shape, "\x02\x30\x04") && hasOID(list[1]):
		return pkcs8
	case strings.HasPrefix(shape, "\x02\x04") && small(list[0]) == 1:
		return sec1
	case strings.HasPrefix(shape, "\x02\x30") && small(list[0]) == 3 && startsPKCS7(list[1].body):
		return pkcs12
	case strings.HasPrefix(shape, "\x06\xa0") && startsPKCS7(e.body), shape == "\x06" && startsPKCS7(e.body):
		return pkcs7
	case strings.HasPrefix(shape, "\x0a\xa0"):
		return ocspResponse
	}
	return kindOfIntegers(list, shape)
}

// kindOfIntegers tells the structures that are nothing but INTEGERs apart,
// RFC 8017 appendix A.1 and PKCS #3 section 9. An RSA public exponent of 2
// cannot be; a generator of 2 is the rule.
func kindOfIntegers(list []element, shape string) kind {
	switch n := len(shape) - len(strings.TrimLeft(shape, "\x02")); {
	case n >= 9 && small(list[0]) >= 0 && small(list[0]) <= 1:
		return pkcs1
	case n == 6 && len(shape) == 6 && small(list[0]) == 0:
		return dsaKey
	case n == 2 && len(shape) == 2 && len(list[0].body) >= 32:
		if small(list[1]) == 2 {
			return dhParameters
		}
		return rsaPublicKey
	case n == 3 && len(shape) == 3 && len(list[0].body) >= 32:
		return dhParameters
	}
	return unknown
}

// kindOfSigned tells apart what is signed in the manner of X.509 by the shape
// of its first part: RFC 5280 sections 4.1 and 5.1, RFC 2986 section 4.1,
// RFC 5755 section 4.1.
func kindOfSigned(tbs []byte) kind {
	shape := tags(children(tbs, 6))
	isTime := func(i int) bool { return len(shape) > i && (shape[i] == tagUTCTime || shape[i] == tagTime) }
	switch {
	case strings.HasPrefix(shape, "\xa0"):
		return certificate
	case strings.HasPrefix(shape, "\x02\x30\x30\x30\x30\x30"): // version 1
		return certificate
	case strings.HasPrefix(shape, "\x02\x30\x30") && isTime(3), strings.HasPrefix(shape, "\x30\x30") && isTime(2):
		return revocationList
	case strings.HasPrefix(shape, "\x02\x30\x30\xa0"), shape == "\x02\x30\x30":
		return request
	case strings.HasPrefix(shape, "\x02\x30\xa0"):
		return attributeCertificate
	}
	return unknown
}

func hasOID(e element) bool {
	_, ok := inner(e.body, tagOID)
	return ok
}

// startsPKCS7 tells whether a body begins with a content type of PKCS#7,
// 1.2.840.113549.1.7.
func startsPKCS7(body []byte) bool {
	e, ok := inner(body, tagOID)
	return ok && strings.HasPrefix(string(e.body), "\x2a\x86\x48\x86\xf7\x0d\x01\x07")
}

// looksSigned tells whether der may be a damaged certificate: a sequence that
// begins with a sequence. No form of a plain private key does, so that the
// bytes may be kept.
func looksSigned(der []byte) bool {
	e, _, ok := readElement(der)
	if !ok || e.tag != tagSequence {
		return false
	}
	first, ok := inner(e.body, tagSequence)
	return ok && !hasOID(first)
}
