package material

import (
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"errors"
	"hash"

	"golang.org/x/crypto/pbkdf2"
)

// unlock decrypts what an AlgorithmIdentifier says was encrypted with a
// passphrase: PBES1 and PBES2 of RFC 8018, and the schemes of RFC 7292
// appendix C. check tells whether the result makes sense: for most schemes
// nothing else tells a right passphrase from a wrong one.
//
// The passphrase is tried in the forms in which programs are known to hash
// it.
func unlock(alg element, data []byte, pass passphrase, p *purse, check func([]byte) bool) ([]byte, error) {
	oid, parameters := algorithm(alg)
	scheme, forms, err := schemeOf(oid, parameters)
	if err != nil {
		return nil, err
	}
	for i, form := range forms(pass) {
		plain, err := scheme.open(form, data, p)
		switch {
		case errors.As(err, new(costError)) && i > 0:
			return nil, errPassphrase // the form that nearly all programs use was tried
		case err != nil && err != errPassphrase:
			return nil, err
		case err == nil && check(plain):
			return plain, nil
		}
	}
	return nil, errPassphrase
}

// scheme turns a hashed form of the passphrase into plain bytes.
type scheme interface {
	open(pass, data []byte, p *purse) ([]byte, error)
}

// schemeOf reads the algorithm, and tells in which forms its passphrase goes
// in.
func schemeOf(oid string, parameters element) (scheme, func(passphrase) [][]byte, error) {
	if oid == "1.2.840.113549.1.5.13" {
		s, err := readPBES2(parameters)
		return s, passphrase.textThenWide, err
	}
	if s, ok := pbes1[oid]; ok {
		err := s.read(parameters)
		return s, passphrase.textForms, err
	}
	if s, ok := pbe12[oid]; ok {
		err := s.read(parameters)
		return s, passphrase.wideForms, err
	}
	if oid == "" {
		return nil, nil, errDamaged
	}
	return nil, nil, unsupportedError{"it is encrypted with an algorithm that is not known, " + oid}
}

// saltAndRounds are the parameters of PBES1 and of PKCS#12, RFC 8018 appendix
// A.3 and RFC 7292 appendix C.
type saltAndRounds struct {
	salt   []byte
	rounds int
}

func (s *saltAndRounds) read(e element) error {
	parts, ok := berParts(e.body, 2)
	if !ok || e.tag != tagSequence || tags(parts) != "\x04\x02" || len(parts[0].body) > maxSalt {
		return errDamaged
	}
	s.salt, s.rounds = parts[0].body, roundsOf(parts[1])
	if s.rounds < 1 {
		return errDamaged
	}
	return nil
}

// maxSalt bounds a salt, in bytes: a hash is made of it each round.
const maxSalt = 1024

// roundsOf reads an iteration count. What does not fit is as many as an int
// holds: the purse refuses it with its number.
func roundsOf(e element) int {
	if n := small(e); n >= 0 {
		return n
	}
	if e.tag != tagInteger || len(e.body) == 0 || e.body[0]&0x80 != 0 {
		return 0
	}
	return 1<<31 - 1
}

// pbes1Scheme is RFC 8018 section 6.1: PBKDF1 gives eight bytes of key and
// eight of initialization vector.
type pbes1Scheme struct {
	saltAndRounds
	hash  func() hash.Hash
	block func(key []byte) (cipher.Block, error)
}

var pbes1 = map[string]pbes1Scheme{
	"1.2.840.113549.1.5.3":  {hash: md5.New, block: newDES},
	"1.2.840.113549.1.5.6":  {hash: md5.New, block: newRC264},
	"1.2.840.113549.1.5.10": {hash: sha1.New, block: newDES},
	"1.2.840.113549.1.5.11": {hash: sha1.New, block: newRC264},
}

func (s pbes1Scheme) open(pass, data []byte, p *purse) ([]byte, error) {
	if err := p.spend(s.rounds, priceHash, "iterations"); err != nil {
		return nil, err
	}
	h := s.hash()
	h.Write(pass)
	h.Write(s.salt)
	sum := h.Sum(nil)
	for range s.rounds - 1 {
		h.Reset()
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return openCBC(s.block, sum[:8], sum[8:16], data)
}

// pbe12Scheme is a scheme of RFC 7292 appendix C. Without a block cipher it
// is RC4.
type pbe12Scheme struct {
	saltAndRounds
	size  int // of the key, in bytes
	block func(key []byte) (cipher.Block, error)
}

var pbe12 = map[string]pbe12Scheme{
	"1.2.840.113549.1.12.1.1": {size: 16},
	"1.2.840.113549.1.12.1.2": {size: 5},
	"1.2.840.113549.1.12.1.3": {size: 24, block: newTripleDES},
	"1.2.840.113549.1.12.1.4": {size: 16, block: newDoubleDES},
	"1.2.840.113549.1.12.1.5": {size: 16, block: newRC2Whole},
	"1.2.840.113549.1.12.1.6": {size: 5, block: newRC2Whole},
}

func (s pbe12Scheme) open(pass, data []byte, p *purse) ([]byte, error) {
	key, err := derive12(sha1.New, 1, pass, s.saltAndRounds, s.size, p)
	if err != nil {
		return nil, err
	}
	if s.block == nil {
		c, err := rc4.NewCipher(key)
		if err != nil {
			return nil, errDamaged
		}
		plain := make([]byte, len(data))
		c.XORKeyStream(plain, data)
		return plain, nil
	}
	iv, err := derive12(sha1.New, 2, pass, s.saltAndRounds, 8, p)
	if err != nil {
		return nil, err
	}
	return openCBC(s.block, key, iv, data)
}

// derive12 is the key derivation of RFC 7292 appendix B.2. purpose is 1 for
// keys, 2 for initialization vectors and 3 for MACs.
func derive12(newHash func() hash.Hash, purpose byte, pass []byte, s saltAndRounds, size int, p *purse) ([]byte, error) {
	h := newHash()
	u, v := h.Size(), h.BlockSize()
	blocks := (size + u - 1) / u
	price := float64(priceHash)
	if v > 64 {
		price *= 2
	}
	if err := p.spend(s.rounds*blocks, price, "iterations"); err != nil {
		return nil, err
	}
	d := make([]byte, v)
	for i := range d {
		d[i] = purpose
	}
	in := append(repeat(s.salt, v), repeat(pass, v)...)
	var key []byte
	for {
		h.Reset()
		h.Write(d)
		h.Write(in)
		a := h.Sum(nil)
		for range s.rounds - 1 {
			h.Reset()
			h.Write(a)
			a = h.Sum(a[:0])
		}
		if key = append(key, a...); len(key) >= size {
			return key[:size], nil
		}
		b := repeat(a, v)[:v]
		for at := 0; at < len(in); at += v {
			addOne(in[at:at+v], b)
		}
	}
}

// repeat fills whole blocks of v bytes with a string, over and over.
func repeat(s []byte, v int) []byte {
	if len(s) == 0 {
		return nil
	}
	out := make([]byte, (len(s)+v-1)/v*v)
	for i := range out {
		out[i] = s[i%len(s)]
	}
	return out
}

// addOne adds b and 1 to a, both big-endian, and drops the overflow.
func addOne(a, b []byte) {
	carry := 1
	for i := len(a) - 1; i >= 0; i-- {
		carry += int(a[i]) + int(b[i])
		a[i] = byte(carry)
		carry >>= 8
	}
}

// deriveHMAC is PBKDF2, RFC 8018 section 5.2.
func deriveHMAC(newHash func() hash.Hash, pass, salt []byte, rounds, size int, p *purse) ([]byte, error) {
	h := newHash()
	price := float64(priceHMAC)
	if h.BlockSize() > 64 {
		price = priceHMAC512
	}
	blocks := (size + h.Size() - 1) / h.Size()
	if err := p.spend(rounds*blocks, price, "iterations"); err != nil {
		return nil, err
	}
	return pbkdf2.Key(pass, salt, rounds, size, newHash), nil
}
