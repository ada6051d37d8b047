// Package ct reads signed certificate timestamps, by which a log promises to
// make a certificate public (RFC 6962), and verifies them against the logs of
// a list in the format log_list v3.
//
// A timestamp comes on one of three ways: inside the certificate, in the OCSP
// response, or in the handshake. One inside signs the certificate as it was
// before the timestamps were put into it; the others sign it whole.
//
// The package is pure: no input or output, no clock. Its functions are safe
// for concurrent use. Not built: inclusion proofs, and RFC 9162's version 2,
// which no log speaks.
package ct

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// SCT is one signed certificate timestamp of version 1, RFC 6962 section 3.2.
type SCT struct {
	Log        [32]byte // the SHA-256 of the log's public key
	Millis     uint64   // since 1970
	Extensions []byte
	Algorithm  uint16 // hash and signature as RFC 5246 section 7.4.1.4.1 pairs them
	Signature  []byte
}

// Time is when the log promised it.
func (s SCT) Time() time.Time { return time.UnixMilli(int64(s.Millis)).UTC() }

// The places of a list of timestamps, RFC 6962 section 3.3.
var (
	inCertificate = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}
	inStaple      = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 5}
)

var errMalformed = errors.New("the list of signed certificate timestamps is malformed")

// maxSCTs bounds the timestamps of one list.
const maxSCTs = 64

// Read reads one timestamp, as the TLS extension hands them over one by one.
func Read(b []byte) (SCT, error) {
	var s SCT
	var version uint8
	var extensions, signature cryptobyte.String
	in := cryptobyte.String(b)
	if !in.ReadUint8(&version) || version != 0 ||
		!in.CopyBytes(s.Log[:]) || !in.ReadUint64(&s.Millis) || s.Millis > maxMillis ||
		!in.ReadUint16LengthPrefixed(&extensions) || !in.ReadUint16(&s.Algorithm) ||
		!in.ReadUint16LengthPrefixed(&signature) || !in.Empty() {
		return SCT{}, errMalformed
	}
	s.Extensions, s.Signature = extensions, signature
	return s, nil
}

// maxMillis is the last millisecond of the year 9999.
const maxMillis = 253402300799999

// ReadList reads the value of the extension in a certificate or in a staple:
// an OCTET STRING with a list in TLS's own encoding. Entries that cannot be
// read, other versions among them, are passed over, as RFC 6962 section 3.3
// asks; only a list that is broken as such is an error.
func ReadList(value []byte) ([]SCT, error) {
	var octets, list cryptobyte.String
	in := cryptobyte.String(value)
	if !in.ReadASN1(&octets, cbasn1.OCTET_STRING) || !in.Empty() ||
		!octets.ReadUint16LengthPrefixed(&list) || !octets.Empty() {
		return nil, errMalformed
	}
	var all []SCT
	for !list.Empty() && len(all) < maxSCTs {
		var entry cryptobyte.String
		if !list.ReadUint16LengthPrefixed(&entry) {
			return all, errMalformed
		}
		if s, err := Read(entry); err == nil {
			all = append(all, s)
		}
	}
	return all, nil
}

// Embedded reads the timestamps inside a certificate.
func Embedded(c *x509.Certificate) ([]SCT, error) {
	for _, e := range c.Extensions {
		if e.Id.Equal(inCertificate) {
			return ReadList(e.Value)
		}
	}
	return nil, nil
}

// Stapled reads the timestamps among the extensions of a single OCSP response.
func Stapled(extensions []pkix.Extension) []SCT {
	for _, e := range extensions {
		if e.Id.Equal(inStaple) {
			all, _ := ReadList(e.Value)
			return all
		}
	}
	return nil
}
