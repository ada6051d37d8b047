package material

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"errors"
	"hash"
	"slices"

	"github.com/certain-tls/certain"
)

// readPKCS12 reads a PFX, RFC 7292 section 4: an outer check (MAC) over
// several safes, each in the open or encrypted, each with bags.
func (r *reader) readPKCS12(p piece, der []byte) {
	f, ok := outline12(der)
	switch {
	case !ok:
		r.lost(p.place, certain.FaultDamaged, "the PKCS#12 file is damaged: its structure does not add up")
		return
	case f.signed:
		r.lost(p.place, certain.FaultFormat, "a PKCS#12 file that is protected by a signature; such files are not read")
		return
	}
	pass, err := r.verify12(f)
	if err != nil {
		r.shut(p, "pkcs12", err)
		return
	}
	in := r.container(p, "pkcs12")
	for _, safe := range f.safes {
		in.safe12(safe, pass)
	}
	if in.count == 0 && !r.lostAt(p.place) {
		r.lost(p.place, certain.FaultFormat, "a PKCS#12 file with nothing in it")
	}
}

// file12 is the outline of a PFX.
type file12 struct {
	content []byte    // what the MAC is made over
	safes   []element // each a ContentInfo
	mac     *mac12    // nil if there is none
	signed  bool
}

// maxSafes bounds the safes of a file; programs write two.
const maxSafes = 256

func outline12(der []byte) (f file12, ok bool) {
	whole, _, ok := berElement(der)
	if !ok {
		return f, false
	}
	parts, ok := berParts(whole.body, 3)
	if !ok || len(parts) < 2 {
		return f, false
	}
	oid, content, ok := contentInfo(parts[1])
	if ok && oid == oidSignedData {
		f.signed = true
		return f, true
	}
	if !ok || oid != oidData {
		return f, false
	}
	if f.content, ok = octets(content); !ok {
		return f, false
	}
	list, _, ok := berElement(f.content)
	if !ok || list.tag != tagSequence {
		return f, false
	}
	if f.safes, ok = berParts(list.body, maxSafes); !ok {
		return f, false
	}
	if len(parts) == 3 {
		f.mac, ok = readMAC12(parts[2])
	}
	return f, ok
}

// macHashes are the hashes of a MacData by their OIDs.
var macHashes = map[string]func() hash.Hash{
	"1.2.840.113549.2.5":      md5.New,
	"1.3.14.3.2.26":           sha1.New,
	"2.16.840.1.101.3.4.2.1":  sha256.New,
	"2.16.840.1.101.3.4.2.2":  sha512.New384,
	"2.16.840.1.101.3.4.2.3":  sha512.New,
	"2.16.840.1.101.3.4.2.4":  sha256.New224,
	"2.16.840.1.101.3.4.2.5":  sha512.New512_224,
	"2.16.840.1.101.3.4.2.6":  sha512.New512_256,
	"2.16.840.1.101.3.4.2.8":  func() hash.Hash { return sha3.New256() },
	"2.16.840.1.101.3.4.2.9":  func() hash.Hash { return sha3.New384() },
	"2.16.840.1.101.3.4.2.10": func() hash.Hash { return sha3.New512() },
}

// mac12 is a MacData, RFC 7292 section 4.
type mac12 struct {
	algorithm element
	digest    []byte
	saltAndRounds
}

func readMAC12(e element) (*mac12, bool) {
	parts, ok := berParts(e.body, 3)
	if !ok || len(parts) < 2 || tags(parts[:2]) != "\x30\x04" || len(parts[1].body) > maxSalt {
		return nil, false
	}
	info, ok := berParts(parts[0].body, 2)
	if !ok || tags(info) != "\x30\x04" {
		return nil, false
	}
	m := &mac12{algorithm: info[0], digest: info[1].body}
	m.salt, m.rounds = parts[1].body, 1
	if len(parts) == 3 {
		m.rounds = roundsOf(parts[2])
	}
	return m, m.rounds > 0
}

// verify12 finds the passphrase under which the MAC is right. Without a MAC
// there is nothing to find: then each bag shows whether one opens it.
func (r *reader) verify12(f file12) ([]passphrase, error) {
	candidates := r.candidates()
	if f.mac == nil {
		return candidates, nil
	}
	for i, pass := range candidates {
		ok, err := f.mac.matches(f.content, pass, r.purse)
		switch {
		case errors.As(err, new(costError)) && i >= max(1, len(r.passphrases)):
			return nil, r.notOpened()
		case err != nil:
			return nil, err
		case ok:
			return []passphrase{pass}, nil
		}
	}
	return nil, r.notOpened()
}

// notOpened is why something stays shut after all passphrases were tried: nil
// stands for none having been given.
func (r *reader) notOpened() error {
	if len(r.passphrases) == 0 {
		return errNoPassphrase
	}
	return errPassphrase
}

// errNoPassphrase says that a passphrase is needed and none was given.
var errNoPassphrase = errors.New("it needs a passphrase")

func (m *mac12) matches(content []byte, pass passphrase, p *purse) (bool, error) {
	oid, parameters := algorithm(m.algorithm)
	if oid == "1.2.840.113549.1.5.14" {
		return m.matchesPBMAC1(parameters, content, pass, p)
	}
	newHash := macHashes[oid]
	if newHash == nil {
		return false, unsupportedError{"its MAC is made with a hash that is not known, " + oid}
	}
	for _, form := range pass.wideForms() {
		key, err := derive12(newHash, 3, form, m.saltAndRounds, newHash().Size(), p)
		if err != nil {
			return false, err
		}
		h := hmac.New(newHash, key)
		h.Write(content)
		if hmac.Equal(h.Sum(nil), m.digest) {
			return true, nil
		}
	}
	return false, nil
}

// minKeyPBMAC1 is the least length of a MAC's key, in bytes: RFC 9579 section
// 9 asks for the strength of the hash, and OpenSSL refuses less than this.
const minKeyPBMAC1 = 20

// matchesPBMAC1 is RFC 9579: the key comes from PBKDF2, whose length of key
// must be said.
func (m *mac12) matchesPBMAC1(parameters element, content []byte, pass passphrase, p *purse) (bool, error) {
	parts, ok := berParts(parameters.body, 2)
	if !ok || tags(parts) != "\x30\x30" {
		return false, errDamaged
	}
	oid, _ := algorithm(parts[1])
	newHash := prfs[oid]
	if newHash == nil {
		return false, unsupportedError{"its MAC is made with a hash that is not known, " + oid}
	}
	key, err := deriveBy(parts[0], []byte(pass.text), 0, p)
	switch {
	case err != nil:
		return false, err
	case len(key) < minKeyPBMAC1:
		return false, errors.New("the key of its MAC is too short to protect anything")
	}
	h := hmac.New(newHash, key)
	h.Write(content)
	return hmac.Equal(h.Sum(nil), m.digest), nil
}

// safe12 reads one safe: a ContentInfo of bags.
func (in *container) safe12(safe element, pass []passphrase) {
	oid, content, ok := contentInfo(safe)
	if !ok {
		in.lost(certain.FaultDamaged, "a part of the PKCS#12 file is damaged")
		return
	}
	switch oid {
	case oidData:
		plain, ok := octets(content)
		if !ok {
			in.lost(certain.FaultDamaged, "a part of the PKCS#12 file is damaged")
			return
		}
		in.bags12(plain, pass, maxDepth12)
	case oidEncryptedData:
		in.encryptedSafe(content, pass)
	default:
		in.lost(certain.FaultFormat, "a part of the PKCS#12 file holds %s, which is not read", pkcs7Word(oid))
	}
}

// encryptedSafe reads EncryptedData, RFC 5652 section 8.
func (in *container) encryptedSafe(content element, pass []passphrase) {
	parts, ok := berParts(content.body, 3)
	if !ok || len(parts) < 2 || tags(parts[:2]) != "\x02\x30" {
		in.lost(certain.FaultDamaged, "an encrypted part of the PKCS#12 file is damaged")
		return
	}
	info, ok := berParts(parts[1].body, 3)
	if !ok || len(info) != 3 || info[1].tag != tagSequence || info[2].tag&^constructed != 0x80 {
		in.lost(certain.FaultDamaged, "an encrypted part of the PKCS#12 file is damaged")
		return
	}
	data, ok := octets(info[2])
	if !ok {
		in.lost(certain.FaultDamaged, "an encrypted part of the PKCS#12 file is damaged")
		return
	}
	plain, err := in.unlockAny(info[1], data, pass, isSequence)
	if err != nil {
		in.shut(in.at, "pkcs12", err)
		return
	}
	in.bags12(plain, pass, maxDepth12)
}

// unlockAny tries passphrases in their order.
func (r *reader) unlockAny(alg element, data []byte, pass []passphrase, check func([]byte) bool) ([]byte, error) {
	for i, one := range pass {
		plain, err := unlock(alg, data, one, r.purse, check)
		switch {
		case err == nil:
			return plain, nil
		case errors.As(err, new(costError)) && i >= max(1, len(r.passphrases)):
			return nil, r.notOpened()
		case err != errPassphrase:
			return nil, err
		}
	}
	return nil, r.notOpened()
}

func isSequence(plain []byte) bool {
	e, rest, ok := berElement(plain)
	return ok && e.tag == tagSequence && len(rest) == 0
}

func isPKCS8(plain []byte) bool {
	k, size := kindOf(plain)
	return k == pkcs8 && size == len(plain)
}

// The bounds of bags: how deep they may nest, and how many one list has.
const (
	maxDepth12 = 8
	maxBags    = 10_000
)

// The types of bags, RFC 7292 section 4.2.
const (
	bagKey      = "1.2.840.113549.1.12.10.1.1"
	bagShrouded = "1.2.840.113549.1.12.10.1.2"
	bagCert     = "1.2.840.113549.1.12.10.1.3"
	bagCRL      = "1.2.840.113549.1.12.10.1.4"
	bagSecret   = "1.2.840.113549.1.12.10.1.5"
	bagSafe     = "1.2.840.113549.1.12.10.1.6"
)

// bags12 reads SafeContents.
func (in *container) bags12(contents []byte, pass []passphrase, depth int) {
	list, _, ok := berElement(contents)
	if !ok || list.tag != tagSequence || depth == 0 {
		in.lost(certain.FaultDamaged, "a list of entries in the PKCS#12 file is damaged")
		return
	}
	bags, ok := berParts(list.body, maxBags)
	for _, bag := range bags {
		in.bag12(bag, pass, depth)
	}
	if !ok {
		in.lost(certain.FaultDamaged, "a list of entries in the PKCS#12 file is cut off or damaged")
	}
}

func (in *container) bag12(bag element, pass []passphrase, depth int) {
	parts, ok := berParts(bag.body, 3)
	if !ok || len(parts) < 2 || tags(parts[:2]) != "\x06\xa0" {
		in.lost(certain.FaultDamaged, "an entry of the PKCS#12 file is damaged")
		return
	}
	value, _, ok := berElement(parts[1].body)
	if !ok {
		in.lost(certain.FaultDamaged, "an entry of the PKCS#12 file is damaged")
		return
	}
	alias := ""
	if len(parts) == 3 {
		alias = friendlyName(parts[2])
	}
	switch oid := oidText(parts[0].body); oid {
	case bagKey:
		in.private(alias, value.whole, false)
	case bagShrouded:
		in.shrouded(alias, value, pass)
	case bagCert:
		in.wrapped(alias, value, certificate, "1.2.840.113549.1.9.22.1")
	case bagCRL:
		in.wrapped(alias, value, revocationList, "1.2.840.113549.1.9.23.1")
	case bagSafe:
		in.bags12(value.whole, pass, depth-1)
	case bagSecret:
		in.other(alias, "a secret key, which is neither certificate nor private key")
	default:
		in.lost(certain.FaultFormat, "an entry of the PKCS#12 file is of a type that is not known, %s", oid)
	}
}

// shrouded opens an encrypted private key.
func (in *container) shrouded(alias string, value element, pass []passphrase) {
	alg, data, ok := encryptedInfo(value)
	if !ok {
		in.locked(alias, errDamaged)
		return
	}
	plain, err := in.unlockAny(alg, data, pass, isPKCS8)
	if err != nil {
		in.locked(alias, err)
		return
	}
	in.private(alias, plain, true)
}

// encryptedInfo reads an EncryptedPrivateKeyInfo, RFC 5208 section 6.
func encryptedInfo(e element) (alg element, data []byte, ok bool) {
	parts, ok := berParts(e.body, 2)
	if !ok || len(parts) != 2 || parts[0].tag != tagSequence || parts[1].tag&^constructed != tagOctets {
		return alg, nil, false
	}
	data, ok = octets(parts[1])
	return parts[0], data, ok
}

// wrapped reads a CertBag or CRLBag: a type, and an OCTET STRING under [0].
func (in *container) wrapped(alias string, value element, k kind, want string) {
	parts, ok := berParts(value.body, 2)
	if !ok || tags(parts) != "\x06\xa0" {
		in.lost(certain.FaultDamaged, "a %s in the PKCS#12 file is damaged", k)
		return
	}
	if oid := oidText(parts[0].body); oid != want {
		in.lost(certain.FaultFormat, "a %s in the PKCS#12 file is in a form that is not known, %s", k, oid)
		return
	}
	e, _, ok := berElement(parts[1].body)
	if ok {
		var der []byte
		if der, ok = octets(e); ok {
			in.der(k, alias, der)
			return
		}
	}
	in.lost(certain.FaultDamaged, "a %s in the PKCS#12 file is damaged", k)
}

// friendlyName finds the name in the attributes of a bag, RFC 2985 section
// 5.5.1.
func friendlyName(set element) string {
	attributes, _ := berParts(set.body, 64)
	for _, attribute := range attributes {
		parts, _ := berParts(attribute.body, 2)
		if tags(parts) != "\x06\x31" || oidText(parts[0].body) != "1.2.840.113549.1.9.20" {
			continue
		}
		if name, _, ok := berElement(parts[1].body); ok && name.tag == 0x1e {
			return fromWide(slices.Clip(name.body[:min(len(name.body), 4*maxAlias)]))
		}
	}
	return ""
}
