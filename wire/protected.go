package wire

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"hash"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/cryptobyte"
)

// opener decrypts the records of one direction in TLS 1.3, RFC 8446 section
// 5.2.
type opener struct {
	aead cipher.AEAD
	iv   []byte
	seq  uint64
}

// newOpener makes the keys of a traffic secret. It gives nil without a secret,
// and for suites that crypto/tls does not speak either.
func newOpener(suite uint16, secret []byte) *opener {
	h, keyLen, makeAEAD := suiteHash(suite), 16, newGCM
	switch suite {
	case 0x1302: // TLS_AES_256_GCM_SHA384
		keyLen = 32
	case 0x1303: // TLS_CHACHA20_POLY1305_SHA256
		keyLen, makeAEAD = 32, chacha20poly1305.New
	}
	if h == nil || len(secret) != h().Size() {
		return nil
	}
	key, err := expandLabel(h, secret, "key", nil, keyLen)
	if err != nil {
		return nil
	}
	iv, err := expandLabel(h, secret, "iv", nil, 12)
	if err != nil {
		return nil
	}
	aead, err := makeAEAD(key)
	if err != nil {
		return nil
	}
	return &opener{aead: aead, iv: iv}
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// suiteHash is the hash of a suite of TLS 1.3 that crypto/tls speaks; nil for
// the others.
func suiteHash(suite uint16) func() hash.Hash {
	switch suite {
	case 0x1301, 0x1303:
		return sha256.New
	case 0x1302:
		return sha512.New384
	}
	return nil
}

// expandLabel is HKDF-Expand-Label of RFC 8446 section 7.1.
func expandLabel(h func() hash.Hash, secret []byte, label string, context []byte, length int) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddUint16(uint16(length))
	b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte("tls13 " + label)) })
	b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(context) })
	info, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return hkdf.Expand(h, secret, string(info), length)
}

// open decrypts a record and gives the type and the content that it hides
// behind its padding.
func (o *opener) open(rec Record) (kind byte, content []byte, err error) {
	nonce := append([]byte(nil), o.iv...)
	var seq [8]byte
	binary.BigEndian.PutUint64(seq[:], o.seq)
	for i, b := range seq {
		nonce[len(nonce)-8+i] ^= b
	}
	o.seq++
	n := len(rec.Body)
	header := []byte{rec.Type, byte(rec.Version >> 8), byte(rec.Version), byte(n >> 8), byte(n)}
	plain, err := o.aead.Open(nil, nonce, rec.Body, header)
	if err != nil {
		return 0, nil, fmt.Errorf("a record does not decrypt: %w", ErrSyntax)
	}
	for n = len(plain); n > 0; n-- {
		if plain[n-1] != 0 {
			return plain[n-1], plain[:n-1], nil
		}
	}
	return 0, nil, fmt.Errorf("a record without a type: %w", ErrSyntax)
}
