package material

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"math"
	"strings"
	"time"

	"github.com/certain-tls/certain"
)

// Describe tells people and scripts what a piece of material is. at is the
// time as of which the rest of a validity is counted. Of a certificate that
// does not parse it tells what can be had in spite of that. It never fails.
func Describe(m certain.Material, at time.Time) certain.Item {
	item := certain.Item{
		Kind: m.Form, From: m.From, Container: m.Container, Label: m.Label, Alias: m.Alias,
		Encrypted: m.Encrypted, Unreadable: m.Unreadable,
	}
	switch {
	case m.Cert != nil:
		describeCertificate(&item, m.Cert, at)
	case m.Form == certain.CRL && len(m.DER) > 0:
		describeCRL(&item, m.DER, at)
	case m.Form == certain.Request && len(m.DER) > 0:
		describeRequest(&item, m.DER)
	}
	if len(m.SPKI) > 0 {
		describeKey(&item, m.SPKI)
	}
	if item.Key == nil && m.Algorithm != "" {
		item.Key = &certain.KeyInfo{Algorithm: m.Algorithm, Bits: m.Bits}
	}
	return item
}

// describeKey fills in what a SubjectPublicKeyInfo tells.
func describeKey(item *certain.Item, spki []byte) {
	sum := sha256.Sum256(spki)
	item.SPKISHA256 = hex.EncodeToString(sum[:])
	item.Pin = "sha256//" + base64.StdEncoding.EncodeToString(sum[:])
	if info, ok := keyInfo(spki); ok {
		item.Key = &info
	}
}

func describeCertificate(item *certain.Item, cert *certain.Cert, at time.Time) {
	item.SHA256 = cert.SHA256()
	sum := sha1.Sum(cert.Raw)
	item.SHA1 = hex.EncodeToString(sum[:])
	outline, ok := outlineOf(cert.Raw)
	if ok {
		item.Version = outline.version
		item.Serial = serialText(outline.serial)
		item.Subject = distinguishedName(outline.subject)
		item.Issuer = distinguishedName(outline.issuer)
		item.SelfIssued = string(outline.subject) == string(outline.issuer)
		item.Signature = signatureWords(outline.signature)
		describeKey(item, outline.spki)
		describeDates(item, outline.validity, at)
		for _, extension := range outline.extensions() {
			describeExtension(item, extension.oid, extension.critical, extension.value)
		}
	}
	if cert.X509 == nil {
		item.Unreadable = "no well-formed certificate"
		if cert.Err != nil {
			item.Unreadable = certain.Clip(cert.Err.Error(), 200)
		}
		return
	}
	describeValidity(item, cert.X509.NotBefore.UTC(), cert.X509.NotAfter.UTC(), at)
	describeAddresses(item, cert.X509)
}

// describeDates reads a Validity, RFC 5280 section 4.1.2.5.
func describeDates(item *certain.Item, validity []byte, at time.Time) {
	parts := children(sequenceBody(validity), 2)
	if len(parts) != 2 {
		return
	}
	from, ok := derTime(parts[0])
	to, also := derTime(parts[1])
	if ok && also {
		describeValidity(item, from, to, at)
	}
}

func describeValidity(item *certain.Item, from, to, at time.Time) {
	days := remainingDays(to, at)
	item.NotBefore, item.NotAfter, item.Remaining = &from, &to, &days
}

// remainingDays counts in seconds: a time.Duration ends after 292 years, and
// certificates may be valid until 9999. The result has four decimals.
func remainingDays(to, at time.Time) float64 {
	days := float64(to.Unix()-at.Unix()) / (24 * 60 * 60)
	return math.Round(days*1e4) / 1e4
}

func describeRequest(item *certain.Item, der []byte) {
	parsed, err := x509.ParseCertificateRequest(der)
	if err != nil {
		return // Material.Unreadable says why
	}
	item.Subject = distinguishedName(parsed.RawSubject)
	if parts := children(sequenceBody(der), 2); len(parts) == 2 {
		item.Signature = signatureWords(parts[1].whole)
	}
	for _, extension := range parsed.Extensions {
		describeExtension(item, extension.Id.String(), extension.Critical, extension.Value)
	}
}

// outline holds the parts of a certificate that can be told apart without
// parsing it, RFC 5280 section 4.1.
type outline struct {
	version                                    int
	serial                                     []byte
	signature, issuer, validity, subject, spki []byte // whole elements
	rest                                       []element
}

func outlineOf(der []byte) (o outline, ok bool) {
	signed := children(sequenceBody(der), 2)
	if len(signed) == 0 || signed[0].tag != tagSequence {
		return o, false
	}
	parts := children(signed[0].body, 10)
	o.version = 1
	if len(parts) > 0 && parts[0].tag == tagContext0 {
		if v, ok := inner(parts[0].body, tagInteger); ok {
			o.version = small(v) + 1
		}
		parts = parts[1:]
	}
	if !strings.HasPrefix(tags(parts), "\x02\x30\x30\x30\x30\x30") {
		return o, false
	}
	o.serial, o.signature = parts[0].body, parts[1].whole
	o.issuer, o.validity, o.subject, o.spki = parts[2].whole, parts[3].whole, parts[4].whole, parts[5].whole
	o.rest = parts[6:]
	return o, true
}

// extension is one extension, RFC 5280 section 4.1.
type extension struct {
	oid      string
	critical bool
	value    []byte
}

// extensions reads what stands under [3]. The number of extensions is bounded
// by the size of the certificate.
func (o outline) extensions() []extension {
	var list []extension
	for _, e := range o.rest {
		if e.tag != 0xa3 {
			continue
		}
		for rest := sequenceBody(e.body); len(rest) > 0; {
			item, after, ok := readElement(rest)
			if !ok {
				break
			}
			if x, ok := readExtension(item); ok {
				list = append(list, x)
			}
			rest = after
		}
	}
	return list
}

func readExtension(e element) (x extension, ok bool) {
	parts := children(e.body, 3)
	switch tags(parts) {
	case "\x06\x04":
		x.value = parts[1].body
	case "\x06\x01\x04":
		x.critical = len(parts[1].body) == 1 && parts[1].body[0] != 0
		x.value = parts[2].body
	default:
		return x, false
	}
	x.oid = oidText(parts[0].body)
	return x, x.oid != ""
}

// serialText writes a serial number as hexadecimal bytes, the way openssl
// does: without the sign byte, and with a sign in front if it is negative,
// which RFC 5280 forbids and which occurs.
func serialText(body []byte) string {
	sign := ""
	switch {
	case len(body) == 0:
		return ""
	case body[0]&0x80 != 0:
		sign, body = "-", negate(body)
	}
	for len(body) > 1 && body[0] == 0 {
		body = body[1:]
	}
	return sign + colonHex(body)
}

// negate gives the magnitude of a negative INTEGER's body.
func negate(body []byte) []byte {
	magnitude := make([]byte, len(body))
	carry := 1
	for i := len(body) - 1; i >= 0; i-- {
		sum := int(^body[i]) + carry
		magnitude[i], carry = byte(sum), sum>>8
	}
	return magnitude
}

func colonHex(b []byte) string {
	var text strings.Builder
	for i, c := range b {
		if i > 0 {
			text.WriteByte(':')
		}
		text.WriteString(hex.EncodeToString([]byte{c}))
	}
	return text.String()
}
