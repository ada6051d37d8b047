package wire

import (
	"crypto/ecdh"
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
)

// ClientHello is the first message of a handshake, RFC 8446 section 4.1.2.
type ClientHello struct {
	Version    uint16 // legacy_version; the supported_versions extension overrules it
	Random     [32]byte
	SessionID  []byte // at most 32 bytes
	Suites     []uint16
	Extensions []Extension
}

// Message gives the handshake message with its header.
func (h *ClientHello) Message() ([]byte, error) {
	return message(TypeClientHello, func(b *cryptobyte.Builder) {
		b.AddUint16(h.Version)
		b.AddBytes(h.Random[:])
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(h.SessionID) })
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addNumbers(b, h.Suites) })
		b.AddBytes([]byte{1, 0}) // no compression, the only one left (RFC 8446 section 4.1.2)
		addExtensions(b, h.Extensions)
	})
}

// ParseClientHello reads the body of a ClientHello, without the header of the
// message.
func ParseClientHello(body []byte) (*ClientHello, error) {
	h := new(ClientHello)
	s := cryptobyte.String(body)
	var id, suites, compression cryptobyte.String
	if !s.ReadUint16(&h.Version) || !s.CopyBytes(h.Random[:]) || !s.ReadUint8LengthPrefixed(&id) || len(id) > 32 ||
		!s.ReadUint16LengthPrefixed(&suites) || !s.ReadUint8LengthPrefixed(&compression) {
		return nil, fmt.Errorf("client hello: %w", ErrSyntax)
	}
	h.SessionID = id
	for !suites.Empty() {
		var n uint16
		if !suites.ReadUint16(&n) {
			return nil, fmt.Errorf("client hello: suites: %w", ErrSyntax)
		}
		h.Suites = append(h.Suites, n)
	}
	var err error
	h.Extensions, err = readExtensions(s)
	return h, err
}

// ServerHello is the server's choice, RFC 8446 section 4.1.3. A
// HelloRetryRequest is one too, see Retry.
type ServerHello struct {
	Legacy     uint16 // the version field, which stays at TLS 1.2 in TLS 1.3
	Random     [32]byte
	SessionID  []byte
	Suite      uint16
	Extensions []Extension
}

// ParseServerHello reads the body of a ServerHello.
func ParseServerHello(body []byte) (*ServerHello, error) {
	h := new(ServerHello)
	s := cryptobyte.String(body)
	var id cryptobyte.String
	var compression uint8
	if !s.ReadUint16(&h.Legacy) || !s.CopyBytes(h.Random[:]) || !s.ReadUint8LengthPrefixed(&id) || len(id) > 32 ||
		!s.ReadUint16(&h.Suite) || !s.ReadUint8(&compression) {
		return nil, fmt.Errorf("server hello: %w", ErrSyntax)
	}
	h.SessionID = id
	var err error
	h.Extensions, err = readExtensions(s)
	return h, err
}

// Message gives the handshake message with its header.
func (h *ServerHello) Message() ([]byte, error) {
	return message(TypeServerHello, func(b *cryptobyte.Builder) {
		b.AddUint16(h.Legacy)
		b.AddBytes(h.Random[:])
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(h.SessionID) })
		b.AddUint16(h.Suite)
		b.AddUint8(0) // no compression
		addExtensions(b, h.Extensions)
	})
}

// Version is the version that the server chose.
func (h *ServerHello) Version() uint16 {
	data, ok := Find(h.Extensions, ExtSupportedVersions)
	if ok && len(data) == 2 {
		return uint16(data[0])<<8 | uint16(data[1])
	}
	return h.Legacy
}

// Retry tells that the message is a HelloRetryRequest: the random is the
// SHA-256 of "HelloRetryRequest" (RFC 8446 section 4.1.3).
func (h *ServerHello) Retry() bool { return h.Random == retryRandom }

var retryRandom = [32]byte{
	0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
	0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
}

// Group is the key exchange group of the key_share extension; 0 if there is
// none, as up to TLS 1.2. Both forms, of a ServerHello and of a
// HelloRetryRequest, begin with it.
func (h *ServerHello) Group() uint16 {
	data, ok := Find(h.Extensions, ExtKeyShare)
	if !ok || len(data) < 2 {
		return 0
	}
	return uint16(data[0])<<8 | uint16(data[1])
}

// SecureRenegotiation tells whether the server knows secure renegotiation,
// RFC 5746. It says nothing in TLS 1.3, which has no renegotiation.
func (h *ServerHello) SecureRenegotiation() bool {
	_, ok := Find(h.Extensions, ExtRenegotiationInfo)
	return ok
}

// Downgrade is the marker by which a server says that it could have spoken a
// newer version than it was asked for: TLS13 (it knows TLS 1.3) or TLS12, and
// 0 without a marker (RFC 8446 section 4.1.3).
func (h *ServerHello) Downgrade() uint16 {
	switch string(h.Random[24:]) {
	case downgradeMark + "\x01":
		return TLS13
	case downgradeMark + "\x00":
		return TLS12
	}
	return 0
}

const downgradeMark = "DOWNGRD"

// Offer is what a client can do, to be made into a ClientHello.
type Offer struct {
	Versions   []uint16 // the newest first; at least one
	Suites     []uint16 // in order of preference
	Groups     []uint16 // none: no extension
	Schemes    []uint16 // signature schemes; none: no extension
	ServerName string   // DNS name, without a trailing dot; "" sends none
	Protocols  []string // ALPN; none: no extension
	// Shares are the client's halves of key exchanges in TLS 1.3. With one
	// that the server takes, its answer can be read to the end; see
	// [Options.Shares].
	Shares []*ecdh.PrivateKey
}

// Hello makes the ClientHello of an offer. It takes its 64 random bytes from
// rand. Where none of its shares is of the group that a server of TLS 1.3 wants,
// the answer is a HelloRetryRequest that names the group (RFC 8446 section
// 4.2.8). A client that offers SSL 3.0 alone sends no extensions.
func (o Offer) Hello(rand io.Reader) (*ClientHello, error) {
	h := &ClientHello{SessionID: make([]byte, 32), Suites: o.Suites}
	for _, b := range [][]byte{h.Random[:], h.SessionID} {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, fmt.Errorf("client hello: %w", err)
		}
	}
	for _, v := range o.Versions {
		h.Version = max(h.Version, min(v, TLS12))
	}
	if h.Version == SSL30 {
		return h, nil
	}
	h.Extensions = o.extensions()
	return h, nil
}

// message puts the header of a handshake message before its body.
func message(kind byte, body func(*cryptobyte.Builder)) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddUint8(kind)
	b.AddUint24LengthPrefixed(body)
	m, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("handshake message %d: %w", kind, err)
	}
	return m, nil
}

func addNumbers(b *cryptobyte.Builder, numbers []uint16) {
	for _, n := range numbers {
		b.AddUint16(n)
	}
}
