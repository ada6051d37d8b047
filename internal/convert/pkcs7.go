package convert

import (
	"encoding/asn1"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

var (
	oidData       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
)

// pkcs7 writes SignedData without signers, which carries certificates and
// CRLs: RFC 2315 section 9.1. The sets keep the order in which they were met,
// as OpenSSL does, for programs take the first certificate to be the leaf.
func (g *Goods) pkcs7() ([]byte, error) {
	if err := g.only(PKCS7, certain.Certificate, certain.CRL); err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	sequence(&b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(context(0), func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(tag.SET, func(*cryptobyte.Builder) {}) // digest algorithms
				sequence(b, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) })
				addSet(b, context(0), g.of(certain.Certificate))
				addSet(b, context(1), g.of(certain.CRL))
				b.AddASN1(tag.SET, func(*cryptobyte.Builder) {}) // signers
			})
		})
	})
	der, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write PKCS#7: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: der}), nil
}

func context(n uint8) tag.Tag { return tag.Tag(n).Constructed().ContextSpecific() }

// addSet adds an optional set: none is written for nothing.
func addSet(b *cryptobyte.Builder, as tag.Tag, pieces []Piece) {
	if len(pieces) == 0 {
		return
	}
	b.AddASN1(as, func(b *cryptobyte.Builder) {
		for _, p := range pieces {
			if p.Form == certain.Certificate {
				b.AddBytes(p.Cert.Raw)
			} else {
				b.AddBytes(p.DER)
			}
		}
	})
}
