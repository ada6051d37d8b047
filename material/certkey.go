package material

import "github.com/certain-tls/certain"

// CertificateKey describes the public key of a certificate, RFC 5280 section
// 4.1, from its bytes alone: it knows keys for which the standard library
// refuses the whole certificate. ok is false where no key can be made out.
func CertificateKey(der []byte) (info certain.KeyInfo, ok bool) {
	signed, ok := inner(sequenceBody(der), tagSequence)
	if !ok {
		return info, false
	}
	fields := children(signed.body, 8)
	if len(fields) > 0 && fields[0].tag == tagContext0 {
		fields = fields[1:]
	}
	const key = 5 // behind serial, algorithm, issuer, validity and subject
	if len(fields) <= key {
		return info, false
	}
	return keyInfo(fields[key].whole)
}
