package material

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// pkcs7Names are the content types that hold no certificates for others.
var pkcs7Names = map[string]string{
	oidData:                     "plain data",
	"1.2.840.113549.1.7.3":      "encrypted data for one recipient (enveloped data)",
	"1.2.840.113549.1.7.4":      "signed and enveloped data",
	"1.2.840.113549.1.7.5":      "a digest of data",
	oidEncryptedData:            "encrypted data",
	"1.2.840.113549.1.9.16.1.2": "authenticated data",
}

// readPKCS7 reads the certificates and CRLs of a SignedData, RFC 5652 section
// 5.1. Who signed what is not looked at: the container serves as a bag.
func (r *reader) readPKCS7(p piece, der []byte) {
	whole, _, ok := berElement(der)
	if !ok {
		r.lost(p.place, certain.FaultDamaged, "the PKCS#7 container is damaged: its lengths do not add up")
		return
	}
	oid, content, ok := contentInfo(whole)
	switch {
	case !ok:
		r.lost(p.place, certain.FaultDamaged, "the PKCS#7 container is damaged")
	case oid != oidSignedData:
		r.lost(p.place, certain.FaultFormat, "a PKCS#7 container that holds %s, and no certificates", pkcs7Word(oid))
	default:
		r.signedData(p, content)
	}
}

func pkcs7Word(oid string) string {
	if name, ok := pkcs7Names[oid]; ok {
		return name
	}
	return "content of the type " + oid
}

func (r *reader) signedData(p piece, content element) {
	parts, ok := berParts(content.body, 8)
	if !ok || len(parts) < 4 || tags(parts[:3]) != "\x02\x31\x30" {
		r.lost(p.place, certain.FaultDamaged, "the signed data in the PKCS#7 container is damaged")
		return
	}
	in := r.container(p, "pkcs7")
	for _, set := range parts[3:] {
		switch set.tag {
		case tagContext0:
			in.pkcs7Set(set, certificate)
		case tagContext1:
			in.pkcs7Set(set, revocationList)
		}
	}
	if in.count == 0 {
		r.lost(p.place, certain.FaultFormat, "a PKCS#7 container without any certificate")
	}
}

// pkcs7Set reads a CertificateSet or RevocationInfoChoices, RFC 5652 sections
// 10.2.1 and 10.2.3.
func (in *container) pkcs7Set(set element, want kind) {
	rest := set.body
	for len(rest) > 0 {
		e, after, ok := berElement(rest)
		if !ok {
			in.lost(certain.FaultDamaged, "the list of %ss in the PKCS#7 container is cut off or damaged", want)
			return
		}
		rest = after
		if e.tag != tagSequence {
			in.lost(certain.FaultFormat, "an entry of the PKCS#7 container is neither certificate nor CRL: %s", pkcs7Choice(e.tag))
			continue
		}
		in.der(want, "", e.whole)
	}
}

func pkcs7Choice(tag byte) string {
	switch tag {
	case 0xa0:
		return "an extended certificate of PKCS#6"
	case 0xa1, 0xa2:
		return "an attribute certificate"
	}
	return fmt.Sprintf("tag 0x%02x", tag)
}
