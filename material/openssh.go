package material

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"

	"golang.org/x/crypto/ssh"

	"github.com/certain-tls/certain"
)

// magicOpenSSH begins the body of a private key in OpenSSH's own format
// (PROTOCOL.key in its sources).
const magicOpenSSH = "openssh-key-v1\x00"

// openSSH reads a private key in OpenSSH's own format. TLS programs do not
// take it, although the key in it may be fit for them.
func (r *reader) openSSH(p piece, body []byte) {
	m := certain.Material{Form: certain.PrivateKey, Container: "openssh", Label: p.label, From: r.from(p)}
	head, ok := readSSHHead(body)
	if !ok || len(body) > maxKeySize {
		m.Unreadable = "no well-formed OpenSSH private key"
		r.lost(p.place, certain.FaultDamaged, "the OpenSSH private key is damaged or cut off")
		r.put(p.place, m)
		return
	}
	m.Algorithm, m.Encrypted = head.algorithm, head.cipher != "none"
	key, err := r.openSSHKey(body, head)
	if err != nil {
		if m.Encrypted {
			r.lockedKey(p.place, m, err)
			return
		}
		m.Unreadable = "no usable OpenSSH private key: " + certain.Clip(err.Error(), 160)
		r.put(p.place, m)
		return
	}
	r.keep(p.place, m, key)
}

func (r *reader) openSSHKey(body []byte, head sshHead) (any, error) {
	block := pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: body})
	if head.cipher == "none" {
		key, err := ssh.ParseRawPrivateKey(block)
		return plainKey(key), err
	}
	for _, pass := range r.passphrases {
		if err := r.purse.spend(2*head.rounds, priceBcrypt, "rounds of bcrypt"); err != nil {
			return nil, err
		}
		key, err := ssh.ParseRawPrivateKeyWithPassphrase(block, []byte(pass))
		switch {
		case err == nil:
			return plainKey(key), nil
		case !errors.Is(err, x509.IncorrectPasswordError):
			return nil, unsupportedError{certain.Clip(err.Error(), 160)}
		}
	}
	return nil, r.notOpened()
}

// plainKey gives the forms of keys that crypto/x509 knows.
func plainKey(key any) any {
	if k, ok := key.(*ed25519.PrivateKey); ok {
		return *k
	}
	return key
}

// sshHead is what stands in the open.
type sshHead struct {
	cipher, algorithm string
	rounds            int
}

func readSSHHead(body []byte) (h sshHead, ok bool) {
	rest, ok := bytes.CutPrefix(body, []byte(magicOpenSSH))
	if !ok {
		return h, false
	}
	var fields [3][]byte // cipher, derivation, its options
	for i := range fields {
		if fields[i], rest, ok = sshString(rest); !ok {
			return h, false
		}
	}
	if len(rest) < 4 || binary.BigEndian.Uint32(rest) != 1 {
		return h, false
	}
	public, _, ok := sshString(rest[4:])
	if !ok {
		return h, false
	}
	name, _, ok := sshString(public)
	h.cipher, h.algorithm = string(fields[0]), sshAlgorithm(string(name))
	if salt, rounds, found := sshString(fields[2]); found && len(salt) > 0 && len(rounds) == 4 {
		h.rounds = int(binary.BigEndian.Uint32(rounds))
	}
	return h, ok
}

// sshString reads a string of RFC 4251 section 5.
func sshString(b []byte) (s, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := binary.BigEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-4) {
		return nil, nil, false
	}
	return b[4 : 4+n], b[4+n:], true
}

var sshAlgorithms = map[string]string{
	"ssh-rsa":             "RSA",
	"ssh-dss":             "DSA",
	"ssh-ed25519":         "Ed25519",
	"ecdsa-sha2-nistp256": "ECDSA P-256",
	"ecdsa-sha2-nistp384": "ECDSA P-384",
	"ecdsa-sha2-nistp521": "ECDSA P-521",
}

func sshAlgorithm(name string) string {
	if known, ok := sshAlgorithms[name]; ok {
		return known
	}
	return certain.Clip(name, 60)
}

// sshLine reads a public key as it stands in an .pub or authorized_keys file,
// and tells whether the line is one.
func (r *reader) sshLine(l line) bool {
	name, rest, found := bytes.Cut(bytes.TrimSpace(l.text), []byte(" "))
	if _, known := sshAlgorithms[string(name)]; !known || !found {
		return false
	}
	text, comment, _ := bytes.Cut(rest, []byte(" "))
	blob, err := base64.StdEncoding.DecodeString(string(text))
	if err != nil {
		r.lost(l.place, certain.FaultBase64, "the SSH public key is no base64")
		return true
	}
	r.sshPublic(piece{place: l.place}, blob, string(comment))
	return true
}

func (r *reader) sshPublic(p piece, blob []byte, comment string) {
	m := certain.Material{
		Form: certain.PublicKey, Container: "openssh", Label: p.label, From: r.from(p), Alias: certain.Clip(comment, maxAlias),
	}
	if public := sshPublicKey(blob); public != nil {
		if spki, err := x509.MarshalPKIXPublicKey(public); err == nil {
			info, _ := keyInfo(spki)
			m.SPKI, m.DER, m.Algorithm, m.Bits = spki, spki, keyWords(info), info.Bits
			r.put(p.place, m)
			return
		}
	}
	m.Unreadable = "an SSH public key of a kind that TLS does not know"
	r.put(p.place, m)
}

// dsaKeyType names DSA keys (RFC 4253 section 6.6), which no TLS program takes.
const dsaKeyType = "ssh-dss"

func sshPublicKey(blob []byte) crypto.PublicKey {
	if len(blob) > maxKeySize {
		return nil
	}
	parsed, err := ssh.ParsePublicKey(blob)
	if err != nil || parsed.Type() == dsaKeyType {
		return nil
	}
	holder, ok := parsed.(ssh.CryptoPublicKey)
	if !ok {
		return nil
	}
	return holder.CryptoPublicKey()
}
