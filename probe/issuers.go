package probe

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"

	certain "github.com/certain-tls/certain"
)

// maxIssuersInAnswer bounds the certificates that are taken from one answer.
const maxIssuersInAnswer = 16

// issuers reads what a caIssuers address gave: one certificate in DER, a
// PKCS#7 bag of certificates in DER (RFC 5280 section 4.2.2.1), or PEM, which
// the RFC does not allow and servers give.
func issuers(body []byte) ([]*certain.Cert, error) {
	var ders [][]byte
	switch {
	case bytes.Contains(body, []byte("-----BEGIN ")):
		ders = pemBlocks(body)
	default:
		if _, err := x509.ParseCertificate(body); err == nil {
			ders = [][]byte{body}
		} else {
			ders = bagOf(body)
		}
	}
	var certs []*certain.Cert
	for _, der := range ders[:min(len(ders), maxIssuersInAnswer)] {
		if c := certain.ParseCert(der); c.X509 != nil {
			certs = append(certs, c)
		}
	}
	if len(certs) == 0 {
		return nil, errors.New("the answer holds no certificate that can be read")
	}
	return certs, nil
}

func pemBlocks(body []byte) [][]byte {
	var ders [][]byte
	for {
		var block *pem.Block
		if block, body = pem.Decode(body); block == nil {
			return ders
		}
		switch block.Type {
		case "CERTIFICATE", "X509 CERTIFICATE":
			ders = append(ders, block.Bytes)
		case "PKCS7":
			ders = append(ders, bagOf(block.Bytes)...)
		}
	}
}

var signedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}

// bagOf takes the certificates out of a PKCS#7 SignedData that signs nothing
// (RFC 2315 section 9.1), DER only. nil if it is none.
func bagOf(der []byte) [][]byte {
	var outer struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"explicit,tag:0"`
	}
	if _, err := asn1.Unmarshal(der, &outer); err != nil || !outer.Type.Equal(signedData) {
		return nil
	}
	var inner struct {
		Version      int
		Digests      asn1.RawValue
		Content      asn1.RawValue
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
		CRLs         asn1.RawValue `asn1:"optional,tag:1"`
		Signers      asn1.RawValue
	}
	if _, err := asn1.Unmarshal(outer.Content.Bytes, &inner); err != nil {
		return nil
	}
	var ders [][]byte
	for rest := inner.Certificates.Bytes; len(rest) > 0; {
		var one asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &one); err != nil {
			return ders
		}
		ders = append(ders, one.FullBytes)
	}
	return ders
}
