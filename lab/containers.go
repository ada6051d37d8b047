package lab

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
)

// The containers and keys that the standard library cannot write.

var (
	oidData       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidPBES2      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidHMACSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidAES256CBC  = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}
	oidEd448      = asn1.ObjectIdentifier{1, 3, 101, 113}
)

// certificatesOnly is the degenerate SignedData of RFC 5652 section 5.1 that
// holds certificates and no signature.
func certificatesOnly(ders [][]byte) ([]byte, error) {
	type content struct{ Type asn1.ObjectIdentifier }
	type signedData struct {
		Version      int
		Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
		Content      content
		Certificates asn1.RawValue
		Signers      []asn1.RawValue `asn1:"set"`
	}
	type contentInfo struct {
		Type    asn1.ObjectIdentifier
		Content signedData `asn1:"explicit,tag:0"`
	}
	all := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: bytes.Join(ders, nil)}
	return asn1.Marshal(contentInfo{oidSignedData, signedData{
		Version: 1, Digests: []pkix.AlgorithmIdentifier{}, Content: content{oidData},
		Certificates: all, Signers: []asn1.RawValue{},
	}})
}

// encrypt wraps PKCS#8 in the EncryptedPrivateKeyInfo of RFC 5958 section 3,
// by PBES2 (RFC 8018) with AES-256-CBC.
func encrypt(pkcs8 []byte, passphrase string) ([]byte, error) {
	const rounds = 2048 // the passphrase is random, so stretching it adds nothing
	salt, iv := random(16), random(aes.BlockSize)
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, rounds, 32)
	if err != nil {
		return nil, err
	}
	cipherBlock, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	fill := aes.BlockSize - len(pkcs8)%aes.BlockSize
	text := append(bytes.Clone(pkcs8), bytes.Repeat([]byte{byte(fill)}, fill)...)
	cipher.NewCBCEncrypter(cipherBlock, iv).CryptBlocks(text, text)
	algorithm, err := pbes2(salt, iv, rounds)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Encrypted []byte
	}{algorithm, text})
}

// pbes2 is the algorithm identifier of RFC 8018 appendix A.4.
func pbes2(salt, iv []byte, rounds int) (pkix.AlgorithmIdentifier, error) {
	stretch, err := parameters(oidPBKDF2, struct {
		Salt   []byte
		Rounds int
		PRF    pkix.AlgorithmIdentifier
	}{salt, rounds, pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA256, Parameters: asn1.NullRawValue}})
	if err != nil {
		return stretch, err
	}
	encryption, err := parameters(oidAES256CBC, iv)
	if err != nil {
		return encryption, err
	}
	return parameters(oidPBES2, struct{ Stretch, Encryption pkix.AlgorithmIdentifier }{stretch, encryption})
}

func parameters(oid asn1.ObjectIdentifier, value any) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(value)
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: der}}, err
}

// ed448 is a private key of RFC 8410. Any 57 bytes are one.
func ed448() ([]byte, error) {
	inner, err := asn1.Marshal(random(57))
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Version   int
		Algorithm pkix.AlgorithmIdentifier
		Key       []byte
	}{0, pkix.AlgorithmIdentifier{Algorithm: oidEd448}, inner})
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails, see crypto/rand
	return b
}
