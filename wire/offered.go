package wire

import (
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
)

// maxHello bounds a ClientHello with all its records, in bytes. With keys of
// post-quantum groups honest ones stay below 16 KiB.
const maxHello = 1 << 17

// ReadClientHello reads the first message of a client. It gives its bytes too,
// with the header of the message, since all that follows is signed over them.
func ReadClientHello(r io.Reader) (h *ClientHello, raw []byte, err error) {
	for len(raw) < 4 || len(raw) < 4+length24(raw[1:]) {
		rec, err := ReadRecord(r)
		if err != nil {
			return nil, raw, err
		}
		if rec.Type != RecordHandshake || len(rec.Body) == 0 || len(raw) == 0 && rec.Body[0] != TypeClientHello {
			return nil, raw, fmt.Errorf("no client hello: %w", ErrSyntax)
		}
		raw = append(raw, rec.Body...)
		if len(raw) > maxHello {
			return nil, raw, fmt.Errorf("client hello: %w", ErrTooLarge)
		}
	}
	raw = raw[:4+length24(raw[1:])]
	h, err = ParseClientHello(raw[4:])
	return h, raw, err
}

func length24(b []byte) int { return int(b[0])<<16 | int(b[1])<<8 | int(b[2]) }

// Versions are the versions that the client offers, the newest first.
func (h *ClientHello) Versions() []uint16 {
	if data, ok := Find(h.Extensions, ExtSupportedVersions); ok && len(data) > 0 {
		return numbers(data[1:])
	}
	var all []uint16
	for v := min(h.Version, TLS12); v >= SSL30; v-- {
		all = append(all, v)
	}
	return all
}

// Groups are the key exchange groups that the client offers.
func (h *ClientHello) Groups() []uint16 { return h.list(ExtSupportedGroups) }

// Schemes are the signature schemes that the client offers.
func (h *ClientHello) Schemes() []uint16 { return h.list(ExtSignatureAlgorithms) }

// Protocols are the application protocols that the client offers, RFC 7301.
func (h *ClientHello) Protocols() []string {
	data, _ := Find(h.Extensions, ExtALPN)
	s := cryptobyte.String(data)
	var list, name cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&list) {
		return nil
	}
	var all []string
	for list.ReadUint8LengthPrefixed(&name) {
		all = append(all, string(name))
	}
	return all
}

// list reads an extension that is a list of numbers behind its length.
func (h *ClientHello) list(kind uint16) []uint16 {
	data, ok := Find(h.Extensions, kind)
	if !ok || len(data) < 2 {
		return nil
	}
	return numbers(data[2:])
}

func numbers(data []byte) []uint16 {
	all := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		all = append(all, uint16(data[0])<<8|uint16(data[1]))
	}
	return all
}
