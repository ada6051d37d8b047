package convert

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

var labels = map[certain.Form]string{
	certain.Certificate: "CERTIFICATE",
	certain.Request:     "CERTIFICATE REQUEST",
	certain.CRL:         "X509 CRL",
	certain.PublicKey:   "PUBLIC KEY",
}

func (g *Goods) pem(o Options) ([]byte, error) {
	var b bytes.Buffer
	for _, p := range g.Pieces {
		label, der, err := p.bytes(o)
		if err != nil {
			return nil, err
		}
		if err := pem.Encode(&b, &pem.Block{Type: label, Bytes: der}); err != nil {
			return nil, fmt.Errorf("write PEM: %w", err)
		}
	}
	return b.Bytes(), nil
}

func (g *Goods) der(o Options) ([]byte, error) {
	if len(g.Pieces) != 1 {
		return nil, fmt.Errorf("a DER file holds one piece, and there are %s: use pem", g)
	}
	_, der, err := g.Pieces[0].bytes(o)
	return der, err
}

// bytes is a piece as DER, and its label in PEM.
func (p Piece) bytes(o Options) (label string, der []byte, err error) {
	switch p.Form {
	case certain.Certificate:
		return labels[p.Form], p.Cert.Raw, nil
	case certain.PublicKey:
		return labels[p.Form], p.SPKI, nil // PKCS#1 ones too become what every program reads
	case certain.PrivateKey:
		if der, err = p.pkcs8(); err != nil || o.Passphrase == nil {
			return "PRIVATE KEY", der, err
		}
		der, err = lock(der, *o.Passphrase)
		return "ENCRYPTED PRIVATE KEY", der, err
	}
	return labels[p.Form], p.DER, nil
}

func (p Piece) pkcs8() ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(p.key.Private())
	if err != nil {
		return nil, fmt.Errorf("the private key at %s cannot be written as PKCS#8", p.From)
	}
	return der, nil
}

// iterations of PBKDF2 with HMAC-SHA-256: the number that OWASP names for
// passphrases that people choose.
const iterations = 600_000

var (
	oidPBES2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidHMAC256   = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidAES256CBC = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}
)

// lock encrypts a PKCS#8 key: EncryptedPrivateKeyInfo of RFC 5958 section 3,
// with PBES2 of RFC 8018 section 6.2, PBKDF2 and AES-256-CBC.
func lock(der []byte, passphrase string) ([]byte, error) {
	salt, iv := make([]byte, 16), make([]byte, aes.BlockSize)
	rand.Read(salt)
	rand.Read(iv)
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, iterations, 32)
	if err != nil {
		return nil, fmt.Errorf("derive a key from the passphrase: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("encrypt the private key: %w", err)
	}
	pad := aes.BlockSize - len(der)%aes.BlockSize
	sealed := append(bytes.Clone(der), bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, sealed)

	var b cryptobyte.Builder
	sequence(&b, func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidPBES2)
			sequence(b, func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) { addPBKDF2(b, salt) })
				sequence(b, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidAES256CBC)
					b.AddASN1OctetString(iv)
				})
			})
		})
		b.AddASN1OctetString(sealed)
	})
	return b.Bytes()
}

func addPBKDF2(b *cryptobyte.Builder, salt []byte) {
	b.AddASN1ObjectIdentifier(oidPBKDF2)
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1OctetString(salt)
		b.AddASN1Int64(iterations)
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidHMAC256)
			b.AddASN1NULL()
		})
	})
}

func sequence(b *cryptobyte.Builder, fill cryptobyte.BuilderContinuation) {
	b.AddASN1(tag.SEQUENCE, fill)
}
