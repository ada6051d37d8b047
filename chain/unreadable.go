package chain

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

// WhyUnreadable says, in one clause, why DER bytes are no certificate that can
// be used. It is a second, tolerant reading beside the standard library's: it
// names the part and the rule. It is never empty; where it finds nothing it
// says what the standard library says. The bytes may be hostile; the work is
// bounded by their length.
func WhyUnreadable(der []byte) string {
	for _, look := range []func([]byte) string{envelope, fields, extensionSyntax} {
		if why := look(der); why != "" {
			return certain.Clip(why, 300)
		}
	}
	if err := certain.ParseCert(der).Err; err != nil {
		return certain.Clip(err.Error(), 200)
	}
	return "the certificate can be read"
}

// envelope: RFC 5280 section 4.1: a SEQUENCE of the signed part, the
// algorithm and the signature, in DER, and nothing after it.
func envelope(der []byte) string {
	if len(der) == 0 {
		return "there are no bytes"
	}
	if der[0] != 0x30 {
		return "the bytes do not begin with a SEQUENCE, so they are no DER certificate"
	}
	if len(der) > 1 && der[1] == 0x80 {
		return "the certificate is encoded with an indefinite length: BER, not DER (RFC 5280 section 4.1)"
	}
	input := cryptobyte.String(der)
	var cert cryptobyte.String
	if !input.ReadASN1(&cert, asn1.SEQUENCE) {
		if want, ok := claimed(der); ok && want > len(der) {
			return "the certificate is cut off: it says it is longer than its bytes"
		}
		return "the length of the certificate is not encoded in DER"
	}
	if !input.Empty() {
		return "bytes follow after the end of the certificate"
	}
	var tbs, algorithm, signature cryptobyte.String
	if !cert.ReadASN1(&tbs, asn1.SEQUENCE) || !cert.ReadASN1(&algorithm, asn1.SEQUENCE) || !cert.ReadASN1(&signature, asn1.BIT_STRING) || !cert.Empty() {
		return "the certificate is not the three parts that RFC 5280 section 4.1 demands (signed part, algorithm, signature)"
	}
	return ""
}

// claimed is the whole length that the first header claims.
func claimed(der []byte) (int, bool) {
	if len(der) < 2 || der[1] < 0x80 {
		return 0, false
	}
	n, count := 0, int(der[1]&0x7f)
	if count > 4 || len(der) < 2+count {
		return 0, false
	}
	for _, b := range der[2 : 2+count] {
		n = n<<8 | int(b)
	}
	return 2 + count + n, true
}

// tbs takes the signed part out of an envelope that is sound.
func tbs(der []byte) (inner, algorithm cryptobyte.String) {
	input := cryptobyte.String(der)
	var cert cryptobyte.String
	if input.ReadASN1(&cert, asn1.SEQUENCE) && cert.ReadASN1(&inner, asn1.SEQUENCE) {
		cert.ReadASN1(&algorithm, asn1.SEQUENCE)
	}
	return inner, algorithm
}

// fields walks the fields up to the extensions.
func fields(der []byte) string {
	s, outer := tbs(der)
	var version, serial, algorithm, issuer, validity, subject, spki cryptobyte.String
	var versioned bool
	if !s.ReadOptionalASN1(&version, &versioned, asn1.Tag(0).ContextSpecific().Constructed()) {
		return "the version is malformed (RFC 5280 section 4.1.2.1)"
	}
	if versioned && !bytes.Equal(version, []byte{2, 1, 1}) && !bytes.Equal(version, []byte{2, 1, 2}) {
		return "the version is none that exists (RFC 5280 section 4.1.2.1)"
	}
	if !s.ReadASN1(&serial, asn1.INTEGER) {
		return "the serial number is malformed (RFC 5280 section 4.1.2.2)"
	}
	if why := serialFault(serial); why != "" {
		return why
	}
	if !s.ReadASN1(&algorithm, asn1.SEQUENCE) {
		return "the signature algorithm is malformed (RFC 5280 section 4.1.2.3)"
	}
	if !bytes.Equal(algorithm, outer) {
		return "the signature algorithm inside the signed part is not the one outside (RFC 5280 section 4.1.1.2)"
	}
	if !s.ReadASN1Element(&issuer, asn1.SEQUENCE) || !nameReadable(issuer) {
		return "the issuer is malformed (RFC 5280 section 4.1.2.4)"
	}
	if !s.ReadASN1(&validity, asn1.SEQUENCE) {
		return "the validity is malformed (RFC 5280 section 4.1.2.5)"
	}
	if why := datesFault(validity); why != "" {
		return why
	}
	if !s.ReadASN1Element(&subject, asn1.SEQUENCE) || !nameReadable(subject) {
		return "the subject is malformed (RFC 5280 section 4.1.2.6)"
	}
	if !s.ReadASN1(&spki, asn1.SEQUENCE) {
		return "the public key is malformed (RFC 5280 section 4.1.2.7)"
	}
	return keyFault(spki)
}

func serialFault(serial []byte) string {
	switch {
	case len(serial) == 0:
		return "the serial number is empty (RFC 5280 section 4.1.2.2)"
	case serial[0]&0x80 != 0:
		return "the serial number is negative (RFC 5280 section 4.1.2.2)"
	case len(serial) > 1 && serial[0] == 0 && serial[1]&0x80 == 0:
		return "the serial number has needless leading zeros: it is not DER"
	}
	return ""
}

func nameReadable(der []byte) bool {
	_, ok := distinguish(der)
	return ok
}

func datesFault(s cryptobyte.String) string {
	for _, which := range []string{"start", "end"} {
		var value cryptobyte.String
		var tag asn1.Tag
		if !s.ReadAnyASN1(&value, &tag) || tag != asn1.UTCTime && tag != asn1.GeneralizedTime {
			return "the " + which + " of the validity is no time (RFC 5280 section 4.1.2.5)"
		}
		if want := map[asn1.Tag]int{asn1.UTCTime: 13, asn1.GeneralizedTime: 15}[tag]; len(value) != want || value[len(value)-1] != 'Z' {
			return "the " + which + " of the validity, " + certain.Clip(string(value), 40) + ", is not in seconds and in UTC (RFC 5280 section 4.1.2.5)"
		}
	}
	return ""
}

func keyFault(spki cryptobyte.String) string {
	var algorithm, id, params cryptobyte.String
	var tag asn1.Tag
	if !spki.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
		return "the algorithm of the public key is malformed (RFC 5280 section 4.1.2.7)"
	}
	if bytes.Equal(id, []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1}) { // id-ecPublicKey
		if !algorithm.ReadAnyASN1(&params, &tag) {
			return "the public key names no curve (RFC 5480 section 2.1.1)"
		}
		if tag == asn1.SEQUENCE {
			return "the public key spells its curve out instead of naming it (RFC 5480 section 2.1.1)"
		}
	}
	return ""
}

// extensionSyntax looks for an extension that occurs twice, and for those
// that may not be critical.
func extensionSyntax(der []byte) string {
	s, _ := tbs(der)
	s.SkipOptionalASN1(asn1.Tag(0).ContextSpecific().Constructed())
	for range 6 { // serial to public key; fields has read them
		var skipped cryptobyte.String
		var tag asn1.Tag
		s.ReadAnyASN1(&skipped, &tag)
	}
	s.SkipOptionalASN1(asn1.Tag(1).ContextSpecific())
	s.SkipOptionalASN1(asn1.Tag(2).ContextSpecific())
	var all, list cryptobyte.String
	var there bool
	if !s.ReadOptionalASN1(&all, &there, asn1.Tag(3).ContextSpecific().Constructed()) || there && !all.ReadASN1(&list, asn1.SEQUENCE) {
		return "the extensions are malformed (RFC 5280 section 4.1.2.9)"
	}
	seen := map[string]bool{}
	for !list.Empty() {
		var e, id, value cryptobyte.String
		var critical bool
		if !list.ReadASN1(&e, asn1.SEQUENCE) || !e.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) ||
			e.PeekASN1Tag(asn1.BOOLEAN) && !e.ReadASN1Boolean(&critical) || !e.ReadASN1(&value, asn1.OCTET_STRING) {
			return "an extension is malformed (RFC 5280 section 4.1.2.9)"
		}
		if seen[string(id)] {
			return "the extension " + extensionName(id) + " occurs twice (RFC 5280 section 4.2)"
		}
		seen[string(id)] = true
		if why := extensionFault(id, critical, value); why != "" {
			return why
		}
	}
	return ""
}

func extensionFault(id []byte, critical bool, value cryptobyte.String) string {
	name := extensionName(id)
	switch {
	case critical && (name == "subject key identifier" || name == "authority key identifier" || name == "authority information access"):
		return "the " + name + " is marked as critical (RFC 5280 sections 4.2.1.1, 4.2.1.2 and 4.2.2.1)"
	case name == "subject alternative name":
		if names, ok := readGenerals(value); !ok {
			return "the subject alternative name is malformed (RFC 5280 section 4.2.1.6)"
		} else {
			return namesFault(names)
		}
	case name == "name constraints":
		if c := readConstraints(value); c.broken != "" {
			return "the certificate " + c.broken + " (RFC 5280 section 4.2.1.10)"
		}
	}
	var inner cryptobyte.String
	var tag asn1.Tag
	if rest := value; name != "" && (!rest.ReadAnyASN1(&inner, &tag) || !rest.Empty()) {
		return "the " + name + " is malformed"
	}
	return ""
}

func namesFault(names []generalName) string {
	for _, n := range names {
		switch {
		case n.form == ipAddress && len(n.value) != 4 && len(n.value) != 16:
			return "an IP address among the alternative names has a length that no address has (RFC 5280 section 4.2.1.6)"
		case (n.form == dnsName || n.form == rfc822Name || n.form == uriName) && !ascii(n.value):
			return "the " + n.form.String() + " " + certain.Clip(n.value, 80) + " among the alternative names is not in ASCII (RFC 5280 section 4.2.1.6)"
		}
	}
	return ""
}

func extensionName(id []byte) string {
	if len(id) == 3 && id[0] == 0x55 && id[1] == 0x1d {
		return map[byte]string{
			subjectKeyID: "subject key identifier", keyUsage: "key usage", subjectAltName: "subject alternative name",
			basicConstraints: "basic constraints", nameConstraints: "name constraints", crlDistribution: "CRL distribution points",
			certPolicies: "certificate policies", policyMappings: "policy mappings", authorityKeyID: "authority key identifier",
			policyConstraints: "policy constraints", extKeyUsage: "extended key usage", inhibitAnyPolicy: "inhibitAnyPolicy",
		}[id[2]]
	}
	if bytes.Equal(id, []byte{0x2b, 6, 1, 5, 5, 7, 1, 1}) {
		return "authority information access"
	}
	return ""
}
