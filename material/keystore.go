package material

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/certain-tls/certain"
)

// The first bytes of Java key stores.
const (
	magicJKS   = 0xfeedfeed
	magicJCEKS = 0xcececece
)

// isKeystore tells whether data begins like a JKS or JCEKS: its number and a
// version of 1 or 2.
func isKeystore(data []byte) bool {
	if len(data) < 12 {
		return false
	}
	magic, version := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	return (magic == magicJKS || magic == magicJCEKS) && version >= 1 && version <= 2
}

// keystore reads the entries of a Java key store (the classes
// sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore).
// Certificates stand in it in the open, so that they can be read without the
// passphrase; whether the file is whole only the passphrase tells.
type keystore struct {
	*container
	rest    []byte
	version uint32
	cut     bool
}

func (r *reader) readKeystore(p piece, data []byte) {
	name := "jks"
	if binary.BigEndian.Uint32(data) == magicJCEKS {
		name = "jceks"
	}
	if len(data) < 12+sha1.Size {
		r.lost(p.place, certain.FaultCutOff, "the Java key store is cut off")
		return
	}
	pass, err := r.verifyKeystore(data)
	if err != nil && err != errNoPassphrase {
		r.shut(p, name, err)
		return
	}
	ks := &keystore{
		container: r.container(p, name), version: binary.BigEndian.Uint32(data[4:]),
		rest: data[12 : len(data)-sha1.Size],
	}
	entries := binary.BigEndian.Uint32(data[8:])
	for n := uint32(0); n < entries && !ks.cut && !r.full; n++ {
		ks.entry(pass)
	}
	switch {
	case ks.cut:
		r.lost(p.place, certain.FaultCutOff, "the Java key store is cut off or damaged: %s promised, %s read", count(int(entries), "entry"), count(ks.count, "piece"))
	case len(ks.rest) > 0:
		r.lost(p.place, certain.FaultDamaged, "%s follow the last entry of the Java key store", count(len(ks.rest), "byte"))
	case ks.count == 0:
		r.lost(p.place, certain.FaultFormat, "a Java key store with nothing in it")
	}
}

// verifyKeystore finds the passphrase under which the digest at the end is
// right.
func (r *reader) verifyKeystore(data []byte) (string, error) {
	body, digest := data[:len(data)-sha1.Size], data[len(data)-sha1.Size:]
	for _, pass := range r.passphrases {
		if err := r.purse.spend(1+len(body)/64, priceHash, "hashes"); err != nil {
			return "", err
		}
		h := sha1.New()
		h.Write(wide(pass))
		h.Write([]byte("Mighty Aphrodite"))
		h.Write(body)
		if subtle.ConstantTimeCompare(h.Sum(nil), digest) == 1 {
			return pass, nil
		}
	}
	return "", r.notOpened()
}

// take cuts the next n bytes off.
func (ks *keystore) take(n int) []byte {
	if n < 0 || n > len(ks.rest) {
		ks.cut, ks.rest = true, nil
		return nil
	}
	b := ks.rest[:n]
	ks.rest = ks.rest[n:]
	return b
}

func (ks *keystore) uint32() uint32 {
	if b := ks.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// block is a length of four bytes and as many bytes.
func (ks *keystore) block() []byte {
	n := ks.uint32()
	if n > uint32(len(ks.rest)) {
		ks.cut, ks.rest = true, nil
		return nil
	}
	return ks.take(int(n))
}

// text is a length of two bytes and as many bytes of Java's UTF-8.
func (ks *keystore) text() string {
	b := ks.take(2)
	if b == nil {
		return ""
	}
	return string(ks.take(int(binary.BigEndian.Uint16(b))))
}

// The entries of a key store.
const (
	entryKey         = 1
	entryCertificate = 2
	entrySecret      = 3
)

func (ks *keystore) entry(pass string) {
	tag, alias := ks.uint32(), ks.text()
	ks.take(8) // when it was made
	if ks.cut {
		return
	}
	switch tag {
	case entryKey:
		ks.key(alias, ks.block(), pass)
		for n := ks.uint32(); n > 0 && !ks.cut; n-- {
			ks.certificate(alias)
		}
	case entryCertificate:
		ks.certificate(alias)
	case entrySecret:
		size, ok := javaObject(ks.rest)
		if !ok {
			ks.cut = true
			return
		}
		ks.take(size)
		ks.other(alias, "a secret key, which is neither certificate nor private key")
	default:
		ks.cut = true
	}
}

func (ks *keystore) certificate(alias string) {
	form := "X.509"
	if ks.version == 2 {
		form = ks.text()
	}
	der := ks.block()
	switch {
	case ks.cut:
	case form == "X.509" || form == "X509":
		ks.der(certificate, alias, der)
	default:
		ks.other(alias, "a certificate of the type "+certain.Clip(form, 40)+", which is not read")
	}
}

// key reads a private key. Its passphrase is that of the store as a rule, and
// may be another.
func (ks *keystore) key(alias string, data []byte, pass string) {
	if ks.cut {
		return
	}
	whole, _, ok := berElement(data)
	alg, sealed, also := encryptedInfo(whole)
	if !ok || !also {
		ks.locked(alias, errDamaged)
		return
	}
	err := ks.notOpened()
	tries := ks.passphrases
	if pass != "" {
		tries = slices.Concat([]string{pass}, tries)
	}
	for _, one := range tries {
		var plain []byte
		if plain, err = unlockJava(alg, sealed, one, ks.purse); err == nil {
			ks.private(alias, plain, true)
			return
		}
		if err != errPassphrase {
			break
		}
	}
	ks.locked(alias, err)
}

// unlockJava opens what Java's own schemes protect; PBES2 and its kin too.
func unlockJava(alg element, data []byte, pass string, p *purse) ([]byte, error) {
	oid, parameters := algorithm(alg)
	switch oid {
	case "1.3.6.1.4.1.42.2.17.1.1":
		return unlockJKS(data, pass)
	case "1.3.6.1.4.1.42.2.19.1":
		return unlockJCEKS(parameters, data, pass, p)
	}
	return unlock(alg, data, passphrase{text: pass}, p, isPKCS8)
}

// unlockJKS is sun.security.provider.KeyProtector: SHA-1 as a stream cipher,
// and a digest of the key at the end.
func unlockJKS(data []byte, pass string) ([]byte, error) {
	if len(data) < 2*sha1.Size {
		return nil, errDamaged
	}
	key := wide(pass)
	stream, sealed, digest := data[:sha1.Size], data[sha1.Size:len(data)-sha1.Size], data[len(data)-sha1.Size:]
	plain := make([]byte, 0, len(sealed)+sha1.Size)
	for len(plain) < len(sealed) {
		h := sha1.New()
		h.Write(key)
		h.Write(stream)
		stream = h.Sum(nil)
		plain = append(plain, stream...)
	}
	plain = plain[:len(sealed)]
	subtle.XORBytes(plain, plain, sealed)
	h := sha1.New()
	h.Write(key)
	h.Write(plain)
	if subtle.ConstantTimeCompare(h.Sum(nil), digest) != 1 {
		return nil, errPassphrase
	}
	return plain, nil
}

// unlockJCEKS is com.sun.crypto.provider.PBEWithMD5AndTripleDESCipher: each
// half of the salt gives half of the key and of the vector.
func unlockJCEKS(parameters element, data []byte, pass string, p *purse) ([]byte, error) {
	var s saltAndRounds
	if err := s.read(parameters); err != nil || len(s.salt) != 8 {
		return nil, errDamaged
	}
	if err := p.spend(2*s.rounds, priceHash, "iterations"); err != nil {
		return nil, err
	}
	salt := slices.Clone(s.salt)
	if string(salt[:4]) == string(salt[4:]) { // Java means to turn the first half round, and does this
		salt[0], salt[1], salt[2] = salt[3], salt[0], salt[1]
	}
	var key []byte
	for _, half := range [][]byte{salt[:4], salt[4:]} {
		sum := half
		for range s.rounds {
			h := md5.New()
			h.Write(sum)
			h.Write([]byte(pass))
			sum = h.Sum(nil)
		}
		key = append(key, sum...)
	}
	plain, err := openCBC(newTripleDES, key[:24], key[24:], data)
	if err == nil && !isPKCS8(plain) {
		err = errPassphrase
	}
	return plain, err
}

// shut notes a container that stays shut.
func (r *reader) shut(p piece, name string, err error) {
	if p.container == "file" {
		p.container = "der" // as a whole it stands at the first line
	}
	m := certain.Material{Form: certain.Other, Container: name, Label: p.label, From: r.from(p), Encrypted: true}
	noun := map[string]string{"pkcs12": "PKCS#12 file", "jks": "Java key store", "jceks": "Java key store"}[name]
	r.refuse(p.place, &m, "the "+noun, err)
	r.put(p.place, m)
}

// lockedKey keeps a private key that stays shut.
func (r *reader) lockedKey(at place, m certain.Material, err error) {
	m.Encrypted = true
	r.refuse(at, &m, "the private key", err)
	r.put(at, m)
}

// refuse says why something encrypted stays shut. That no passphrase was
// given is no fault of the file.
func (r *reader) refuse(at place, m *certain.Material, noun string, err error) {
	switch {
	case err == nil, err == errNoPassphrase:
		return
	case err == errPassphrase:
		m.Unreadable = "no passphrase that was given opens it"
		r.lost(at, certain.FaultPassphrase, "no passphrase that was given opens %s", noun)
	case errors.As(err, new(costError)):
		m.Unreadable = err.Error()
		r.lost(at, certain.FaultCost, "%s is not opened: %s", noun, err)
	case errors.As(err, new(unsupportedError)):
		m.Unreadable = err.Error()
		r.lost(at, certain.FaultUnsupported, "%s is not opened: %s", noun, err)
	default:
		m.Unreadable = err.Error()
		r.lost(at, certain.FaultDamaged, "%s is not opened: %s", noun, err)
	}
}
