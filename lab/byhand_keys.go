package lab

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"net"
	"slices"

	"github.com/certain-tls/certain/wire"
)

// transcript is the hash over all handshake messages, RFC 5246 section 7.4.9.
type transcript struct{ all []byte }

func (t *transcript) add(message []byte) { t.all = append(t.all, message...) }

func (t *transcript) sum() []byte {
	sum := sha256.Sum256(t.all)
	return sum[:]
}

// prf is the pseudorandom function of TLS 1.2, RFC 5246 section 5.
func prf(secret []byte, label string, seed []byte, length int) []byte {
	mac := func(parts ...[]byte) []byte {
		h := hmac.New(sha256.New, secret)
		for _, p := range parts {
			h.Write(p)
		}
		return h.Sum(nil)
	}
	seed = append([]byte(label), seed...)
	var out []byte
	for a := mac(seed); len(out) < length; a = mac(a) {
		out = append(out, mac(a, seed)...)
	}
	return out[:length]
}

func md5sha1(data []byte) []byte {
	m, s := md5.Sum(data), sha1.Sum(data)
	return append(m[:], s[:]...)
}

// protection seals and opens the records of one direction. header is the
// sequence number, the type and the version (RFC 5246 section 6.2.3.3).
type protection interface {
	seal(header, plain []byte) []byte
	open(header, sealed []byte) ([]byte, error)
}

// byHandCipher makes the keys of a suite.
type byHandCipher struct {
	mac, key, iv int // bytes of each
	make         func(mac, key, iv []byte) protection
}

func cipherFor(suite string) *byHandCipher {
	switch suite {
	case "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256":
		return &byHandCipher{key: 16, iv: 4, make: newGCM}
	case "TLS_ECDHE_ECDSA_WITH_NULL_SHA":
		return &byHandCipher{mac: sha1.Size, make: func(mac, _, _ []byte) protection { return signedOnly(mac) }}
	}
	return nil
}

// keys cuts the key block, RFC 5246 section 6.3. It gives the client's
// direction first.
func (c *byHandCipher) keys(master, client, server []byte) (in, out protection) {
	block := prf(master, "key expansion", slices.Concat(server, client), 2*(c.mac+c.key+c.iv))
	take := func(n int) []byte {
		part := block[:n]
		block = block[n:]
		return part
	}
	mac, mac2, key, key2, iv, iv2 := take(c.mac), take(c.mac), take(c.key), take(c.key), take(c.iv), take(c.iv)
	return c.make(mac, key, iv), c.make(mac2, key2, iv2)
}

// gcm is AES-GCM as in RFC 5288: half of the nonce is sent.
type gcm struct {
	aead cipher.AEAD
	salt []byte
}

func newGCM(_, key, iv []byte) protection {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // the length of the key stands above
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has the right block size
	}
	return gcm{aead, iv}
}

func (g gcm) seal(header, plain []byte) []byte {
	explicit := header[:8]
	nonce := slices.Concat(g.salt, explicit)
	return g.aead.Seal(slices.Clone(explicit), nonce, plain, withLength(header, len(plain)))
}

func (g gcm) open(header, sealed []byte) ([]byte, error) {
	if len(sealed) < 8+g.aead.Overhead() {
		return nil, errDamaged
	}
	nonce := slices.Concat(g.salt, sealed[:8])
	return g.aead.Open(nil, nonce, sealed[8:], withLength(header, len(sealed)-8-g.aead.Overhead()))
}

// signedOnly is a NULL cipher: records are authenticated by HMAC-SHA1, and
// anybody can read them. The bytes are the key.
type signedOnly []byte

func (s signedOnly) seal(header, plain []byte) []byte {
	h := hmac.New(sha1.New, s)
	h.Write(withLength(header, len(plain)))
	h.Write(plain)
	return h.Sum(slices.Clone(plain))
}

func (s signedOnly) open(header, sealed []byte) ([]byte, error) {
	n := len(sealed) - sha1.Size
	if n < 0 || !hmac.Equal(s.seal(header, sealed[:n]), sealed) {
		return nil, errDamaged
	}
	return sealed[:n], nil
}

func withLength(header []byte, n int) []byte {
	return append(slices.Clone(header), byte(n>>8), byte(n))
}

var errDamaged = errors.New("a record is damaged")

// sealedConn carries data in protected records.
type sealedConn struct {
	net.Conn
	in, out       protection
	inSeq, outSeq uint64
	rest          []byte // read and not asked for yet
}

func header(seq *uint64, kind byte) []byte {
	h := binary.BigEndian.AppendUint64(nil, *seq)
	*seq++
	return append(h, kind, byte(wire.TLS12>>8), byte(wire.TLS12&0xff))
}

func (c *sealedConn) readRecord(kind byte) ([]byte, error) {
	rec, err := wire.ReadRecord(c.Conn)
	if err != nil {
		return nil, err
	}
	plain, err := c.in.open(header(&c.inSeq, rec.Type), rec.Body)
	if err == nil && rec.Type != kind {
		err = net.ErrClosed // an alert: the client has enough
	}
	return plain, err
}

func (c *sealedConn) writeRecord(kind byte, plain []byte) error {
	return wire.WriteRecord(c.Conn, kind, wire.TLS12, c.out.seal(header(&c.outSeq, kind), plain))
}

func (c *sealedConn) Read(p []byte) (int, error) {
	for len(c.rest) == 0 {
		var err error
		if c.rest, err = c.readRecord(wire.RecordApplicationData); err != nil {
			return 0, err
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// Write is for answers of the lab, which are shorter than a record.
func (c *sealedConn) Write(p []byte) (int, error) {
	return len(p), c.writeRecord(wire.RecordApplicationData, p)
}
