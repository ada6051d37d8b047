package material

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// encryptedPKCS8 opens an EncryptedPrivateKeyInfo, RFC 5208 section 6.
func (r *reader) encryptedPKCS8(at place, m certain.Material, der []byte) {
	m.Encrypted = true
	whole, _, ok := berElement(der)
	alg, data, also := encryptedInfo(whole)
	if !ok || !also {
		r.lockedKey(at, m, errDamaged)
		return
	}
	plain, err := r.unlockKey(func(pass string) ([]byte, error) {
		return unlock(alg, data, passphrase{text: pass}, r.purse, isPKCS8)
	})
	if err != nil {
		r.lockedKey(at, m, err)
		return
	}
	r.private8(at, m, plain)
}

// unlockKey tries the passphrases in their order.
func (r *reader) unlockKey(open func(pass string) ([]byte, error)) ([]byte, error) {
	for i, pass := range r.passphrases {
		plain, err := open(pass)
		switch {
		case err == nil:
			return plain, nil
		case errors.As(err, new(costError)) && i > 0:
			return nil, costError{err.Error() + ", and the passphrases in front of it did not open it"}
		case err != errPassphrase:
			return nil, err
		}
	}
	return nil, r.notOpened()
}

// encrypted opens a private key in the traditional encryption of OpenSSL,
// where the header tells the cipher and the label the kind of key.
func (r *reader) encrypted(b *block, data []byte) {
	m := certain.Material{
		Form: certain.PrivateKey, Container: "pem", Label: b.label, Encrypted: true,
		From: r.from(piece{place: b.place}),
	}
	known := labels[strings.ToUpper(b.label)]
	switch strings.ToUpper(b.label) {
	case "RSA PRIVATE KEY":
		m.Algorithm = "RSA"
	case "EC PRIVATE KEY":
		m.Algorithm = "ECDSA"
	case "DSA PRIVATE KEY":
		m.Algorithm = "DSA"
	}
	check := func(plain []byte) bool {
		k, size := kindOf(plain)
		return size == len(plain) && (k == pkcs8 || slices.Contains(known.kinds, k))
	}
	plain, err := r.unlockKey(func(pass string) ([]byte, error) { return unlockPEM(b.dek, data, pass, check) })
	if err != nil {
		r.lockedKey(b.place, m, err)
		return
	}
	k, _ := kindOf(plain)
	r.privateKey(b.place, m, k, plain)
}

// pemCiphers are the ciphers of DEK-Info and the sizes of their keys.
var pemCiphers = map[string]struct {
	size  int
	block func([]byte) (cipher.Block, error)
}{
	"DES-CBC":      {8, newDES},
	"DES-EDE3-CBC": {24, newTripleDES},
	"DES-EDE-CBC":  {16, newDoubleDES},
	"AES-128-CBC":  {16, aes.NewCipher},
	"AES-192-CBC":  {24, aes.NewCipher},
	"AES-256-CBC":  {32, aes.NewCipher},
	"RC2-CBC":      {16, newRC2Whole},
	"RC2-40-CBC":   {5, newRC2Whole},
	"RC2-64-CBC":   {8, newRC2Whole},
}

// unlockPEM is PEM_do_header of OpenSSL: one round of MD5 makes the key, and
// the initialization vector serves as salt.
func unlockPEM(dek string, data []byte, pass string, check func([]byte) bool) ([]byte, error) {
	name, text, _ := strings.Cut(dek, ",")
	iv, err := hex.DecodeString(strings.TrimSpace(text))
	c, known := pemCiphers[strings.ToUpper(strings.TrimSpace(name))]
	switch {
	case dek == "":
		return nil, errDamaged
	case !known:
		return nil, unsupportedError{"it is encrypted with a cipher that is not known, " + certain.Clip(name, 40)}
	case err != nil || len(iv) < 8:
		return nil, errDamaged
	}
	var key, sum []byte
	for len(key) < c.size {
		h := md5.New()
		h.Write(sum)
		h.Write([]byte(pass))
		h.Write(iv[:8])
		sum = h.Sum(nil)
		key = append(key, sum...)
	}
	plain, err := openCBC(c.block, key[:c.size], iv, data)
	if err == nil && !check(plain) {
		err = errPassphrase
	}
	return plain, err
}
