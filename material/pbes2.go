package material

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"math"

	"golang.org/x/crypto/scrypt"
)

// pbes2 is RFC 8018 section 6.2: a derivation and a cipher, each with its own
// parameters.
type pbes2 struct {
	kdf    element // AlgorithmIdentifier
	cipher cipher2
}

// cipher2 is the encryption scheme of a PBES2.
type cipher2 struct {
	size  int // of the key, in bytes; 0 is whatever the derivation says
	iv    []byte
	block func(key []byte) (cipher.Block, error)
	gcm   bool
}

func readPBES2(parameters element) (s pbes2, err error) {
	parts, ok := berParts(parameters.body, 2)
	if !ok || tags(parts) != "\x30\x30" {
		return s, errDamaged
	}
	s.kdf = parts[0]
	s.cipher, err = readCipher2(parts[1])
	return s, err
}

// ciphers are the encryption schemes by their OIDs, RFC 8018 appendix B.2 and
// RFC 5084.
var ciphers = map[string]cipher2{
	"2.16.840.1.101.3.4.1.2":  {size: 16, block: aes.NewCipher},
	"2.16.840.1.101.3.4.1.22": {size: 24, block: aes.NewCipher},
	"2.16.840.1.101.3.4.1.42": {size: 32, block: aes.NewCipher},
	"2.16.840.1.101.3.4.1.6":  {size: 16, block: aes.NewCipher, gcm: true},
	"2.16.840.1.101.3.4.1.26": {size: 24, block: aes.NewCipher, gcm: true},
	"2.16.840.1.101.3.4.1.46": {size: 32, block: aes.NewCipher, gcm: true},
	"1.3.14.3.2.7":            {size: 8, block: newDES},
	"1.2.840.113549.3.7":      {size: 24, block: newTripleDES},
	"1.2.840.113549.3.2":      {}, // RC2: everything stands in its parameters
}

func readCipher2(e element) (cipher2, error) {
	oid, parameters := algorithm(e)
	c, ok := ciphers[oid]
	switch {
	case !ok && oid != "":
		return c, unsupportedError{"it is encrypted with a cipher that is not known, " + oid}
	case c.gcm:
		return c.readGCM(parameters)
	case c.block == nil:
		return c.readRC2(parameters)
	case parameters.tag != tagOctets:
		return c, errDamaged
	}
	c.iv = parameters.body
	return c, nil
}

// readGCM reads GCMParameters, RFC 5084 section 3.2, or the nonce alone, as
// the programs of RustCrypto write it.
func (c cipher2) readGCM(parameters element) (cipher2, error) {
	if parameters.tag == tagOctets && len(parameters.body) == 12 {
		c.iv = parameters.body
		return c, nil
	}
	parts := children(parameters.body, 2)
	if len(parts) == 0 || parts[0].tag != tagOctets || len(parts[0].body) != 12 || len(parts) == 2 && small(parts[1]) != 16 {
		return c, unsupportedError{"its AES-GCM has an unusual nonce or tag"}
	}
	c.iv = parts[0].body
	return c, nil
}

// readRC2 reads RC2-CBC-Parameter, RFC 8018 appendix B.2.3: the effective
// size of the key is written as a number out of a table.
func (c cipher2) readRC2(parameters element) (cipher2, error) {
	parts, effective := children(parameters.body, 2), 32
	if len(parts) == 2 {
		switch n := small(parts[0]); {
		case n == 160:
			effective = 40
		case n == 120:
			effective = 64
		case n == 58:
			effective = 128
		case n >= 256 && n <= 1024:
			effective = n
		default:
			return c, errDamaged
		}
		parts = parts[1:]
	}
	if len(parts) != 1 || parts[0].tag != tagOctets {
		return c, errDamaged
	}
	c.iv = parts[0].body
	c.block = func(key []byte) (cipher.Block, error) { return newRC2(key, effective), nil }
	return c, nil
}

func (s pbes2) open(pass, data []byte, p *purse) ([]byte, error) {
	key, err := deriveBy(s.kdf, pass, s.cipher.size, p)
	if err != nil {
		return nil, err
	}
	if !s.cipher.gcm {
		return openCBC(s.cipher.block, key, s.cipher.iv, data)
	}
	block, err := s.cipher.block(key)
	if err != nil {
		return nil, errDamaged
	}
	sealed, err := cipher.NewGCM(block)
	if err != nil {
		return nil, errDamaged
	}
	plain, err := sealed.Open(nil, s.cipher.iv, data, nil)
	if err != nil {
		return nil, errPassphrase
	}
	return plain, nil
}

// deriveBy derives a key by the AlgorithmIdentifier of a derivation. size is
// what the cipher needs, 0 if that stands in the parameters alone.
func deriveBy(kdf element, pass []byte, size int, p *purse) ([]byte, error) {
	oid, parameters := algorithm(kdf)
	switch oid {
	case "1.2.840.113549.1.5.12":
		return derivePBKDF2(parameters, pass, size, p)
	case "1.3.6.1.4.1.11591.4.11":
		return deriveScrypt(parameters, pass, size, p)
	case "":
		return nil, errDamaged
	}
	return nil, unsupportedError{"its key is derived by an algorithm that is not known, " + oid}
}

// derivePBKDF2 reads PBKDF2-params, RFC 8018 appendix A.2.
func derivePBKDF2(parameters element, pass []byte, size int, p *purse) ([]byte, error) {
	parts, ok := berParts(parameters.body, 4)
	if !ok || len(parts) < 2 || parts[0].tag != tagOctets || len(parts[0].body) > maxSalt {
		return nil, errDamaged
	}
	rounds := roundsOf(parts[1])
	newHash := sha1.New
	for _, e := range parts[2:] {
		switch e.tag {
		case tagInteger:
			n := small(e)
			if n < 1 || n > 128 || size != 0 && n != size {
				return nil, errDamaged
			}
			size = n
		case tagSequence:
			oid, _ := algorithm(e)
			if newHash = prfs[oid]; newHash == nil {
				return nil, unsupportedError{"its key is derived with a hash that is not known, " + oid}
			}
		default:
			return nil, errDamaged
		}
	}
	if rounds < 1 || size == 0 {
		return nil, errDamaged
	}
	return deriveHMAC(newHash, pass, parts[0].body, rounds, size, p)
}

// prfs are the pseudorandom functions of PBKDF2, RFC 8018 appendix B.1.
var prfs = map[string]func() hash.Hash{
	"1.2.840.113549.2.7":      sha1.New,
	"1.2.840.113549.2.8":      sha256.New224,
	"1.2.840.113549.2.9":      sha256.New,
	"1.2.840.113549.2.10":     sha512.New384,
	"1.2.840.113549.2.11":     sha512.New,
	"1.2.840.113549.2.12":     sha512.New512_224,
	"1.2.840.113549.2.13":     sha512.New512_256,
	"2.16.840.1.101.3.4.2.13": func() hash.Hash { return sha3.New224() },
	"2.16.840.1.101.3.4.2.14": func() hash.Hash { return sha3.New256() },
	"2.16.840.1.101.3.4.2.15": func() hash.Hash { return sha3.New384() },
	"2.16.840.1.101.3.4.2.16": func() hash.Hash { return sha3.New512() },
	"1.3.6.1.5.5.8.1.1":       md5.New,
	"1.3.6.1.5.5.8.1.2":       sha1.New,
}

// deriveScrypt reads scrypt-params, RFC 7914 section 7.
func deriveScrypt(parameters element, pass []byte, size int, p *purse) ([]byte, error) {
	parts, ok := berParts(parameters.body, 5)
	if !ok || len(parts) < 4 || parts[0].tag != tagOctets || len(parts[0].body) > maxSalt {
		return nil, errDamaged
	}
	n, r, parallel := roundsOf(parts[1]), roundsOf(parts[2]), roundsOf(parts[3])
	if len(parts) == 5 {
		if size != 0 && small(parts[4]) != size {
			return nil, errDamaged
		}
		size = small(parts[4])
	}
	if n < 2 || r < 1 || parallel < 1 || size < 1 || size > 128 {
		return nil, errDamaged
	}
	if memory := 128 * float64(n) * float64(r); memory > maxMemory {
		return nil, costError{"opening it would take more memory than is given to it: its scrypt is set too high"}
	}
	blocks := math.Min(float64(n)*float64(r)*float64(parallel), math.MaxInt32)
	if err := p.spend(int(blocks), priceScrypt, "blocks of scrypt"); err != nil {
		return nil, err
	}
	key, err := scrypt.Key(pass, parts[0].body, n, r, parallel, size)
	if err != nil {
		return nil, errDamaged
	}
	return key, nil
}

// openCBC decrypts and takes the padding off, RFC 8018 section 6.1.1. Bytes
// of a wrong key seldom end in a padding.
func openCBC(newBlock func([]byte) (cipher.Block, error), key, iv, data []byte) ([]byte, error) {
	block, err := newBlock(key)
	if err != nil || len(iv) != block.BlockSize() || len(data) == 0 || len(data)%block.BlockSize() != 0 {
		return nil, errDamaged
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > block.BlockSize() {
		return nil, errPassphrase
	}
	for _, c := range plain[len(plain)-pad:] {
		if int(c) != pad {
			return nil, errPassphrase
		}
	}
	return plain[:len(plain)-pad], nil
}

func newDES(key []byte) (cipher.Block, error)       { return des.NewCipher(key) }
func newTripleDES(key []byte) (cipher.Block, error) { return des.NewTripleDESCipher(key) }
func newRC264(key []byte) (cipher.Block, error)     { return newRC2(key, 64), nil }
func newRC2Whole(key []byte) (cipher.Block, error)  { return newRC2(key, 8*len(key)), nil }

// newDoubleDES is 3DES with two keys: the first serves as the third.
func newDoubleDES(key []byte) (cipher.Block, error) {
	if len(key) != 16 {
		return nil, errDamaged
	}
	return des.NewTripleDESCipher(append(append([]byte{}, key...), key[:8]...))
}
