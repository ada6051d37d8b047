package wire

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"hash"

	"golang.org/x/crypto/cryptobyte"
)

// shareGroup is the number of the group that a key belongs to; 0 for none.
func shareGroup(key *ecdh.PrivateKey) uint16 {
	switch key.Curve() {
	case ecdh.X25519():
		return 29
	case ecdh.P256():
		return 23
	case ecdh.P384():
		return 24
	case ecdh.P521():
		return 25
	}
	return 0
}

// addShares writes a KeyShareClientHello, RFC 8446 section 4.2.8, which may
// hold no share at all.
func (o Offer) addShares(b *cryptobyte.Builder) {
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, key := range o.Shares {
			b.AddUint16(shareGroup(key))
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(key.PublicKey().Bytes()) })
		}
	})
}

// handshakeSecret is the server's handshake traffic secret, RFC 8446 section
// 7.1, from the two hellos and our half of the exchange. It is nil where the
// server took none of our shares or sent a bad one.
func handshakeSecret(server *ServerHello, body, sent []byte, shares []*ecdh.PrivateKey) []byte {
	h := suiteHash(server.Suite)
	shared := agree(server, shares)
	if h == nil || shared == nil {
		return nil
	}
	return deriveSecret(h, shared, transcript(h, sent, body))
}

// agree completes the exchange with the server's share.
func agree(server *ServerHello, shares []*ecdh.PrivateKey) []byte {
	data, _ := Find(server.Extensions, ExtKeyShare)
	s := cryptobyte.String(data)
	var group uint16
	var theirs cryptobyte.String
	if !s.ReadUint16(&group) || !s.ReadUint16LengthPrefixed(&theirs) {
		return nil
	}
	for _, key := range shares {
		if shareGroup(key) != group {
			continue
		}
		public, err := key.Curve().NewPublicKey(theirs)
		if err != nil {
			return nil
		}
		shared, err := key.ECDH(public)
		if err != nil {
			return nil // a point of low order
		}
		return shared
	}
	return nil
}

// transcript is the hash over the ClientHello and the ServerHello, each with
// its header.
func transcript(h func() hash.Hash, client, server []byte) []byte {
	t := h()
	t.Write(client)
	t.Write([]byte{TypeServerHello, byte(len(server) >> 16), byte(len(server) >> 8), byte(len(server))})
	t.Write(server)
	return t.Sum(nil)
}

// deriveSecret goes down the key schedule, without a PSK, to the server's
// handshake traffic secret.
func deriveSecret(h func() hash.Hash, shared, transcript []byte) []byte {
	zeros := make([]byte, h().Size())
	early, err := hkdf.Extract(h, zeros, zeros)
	if err != nil {
		return nil
	}
	salt, err := expandLabel(h, early, "derived", h().Sum(nil), len(zeros))
	if err != nil {
		return nil
	}
	handshake, err := hkdf.Extract(h, shared, salt)
	if err != nil {
		return nil
	}
	secret, err := expandLabel(h, handshake, "s hs traffic", transcript, len(zeros))
	if err != nil {
		return nil
	}
	return secret
}
