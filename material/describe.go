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
		Kind: m.Form, From: m.From, Container: m.Container, Label: m.Label,
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
	}
	if cert.X509 == nil {
		item.Unreadable = "no well-formed certificate"
		if cert.Err != nil {
			item.Unreadable = certain.Clip(cert.Err.Error(), 200)
		}
		return
	}
	item.Version = cert.X509.Version
	describeValidity(item, cert.X509.NotBefore, cert.X509.NotAfter, at)
	describeExtensions(item, cert.X509)
}

func describeValidity(item *certain.Item, from, to, at time.Time) {
	from, to = from.UTC(), to.UTC()
	item.NotBefore, item.NotAfter = &from, &to
	days := remainingDays(to, at)
	item.Remaining = &days
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
	version                          int
	serial                           []byte
	signature, issuer, subject, spki []byte // whole elements
}

func outlineOf(der []byte) (o outline, ok bool) {
	signed := children(sequenceBody(der), 2)
	if len(signed) == 0 || signed[0].tag != tagSequence {
		return o, false
	}
	parts := children(signed[0].body, 7)
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
	o.issuer, o.subject, o.spki = parts[2].whole, parts[4].whole, parts[5].whole
	return o, true
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
