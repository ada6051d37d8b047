package wire

import (
	"fmt"
	"math/bits"
	"strings"

	"golang.org/x/crypto/cryptobyte"
)

// KeyExchange is what a ServerKeyExchange tells of how keys are agreed on,
// RFC 5246 section 7.4.3 and RFC 8422 section 5.4.
type KeyExchange struct {
	Group  uint16 // the named group of ECDHE; 0 otherwise
	DHBits int    // the size of the prime of DHE; 0 otherwise
	// RSABits is the size of the temporary RSA key of an export suite (RFC
	// 2246 section 7.4.3); 0 otherwise.
	RSABits int
	Scheme  uint16 // the scheme of the server's signature in TLS 1.2; 0 otherwise
}

// readKeyExchange reads the body of a ServerKeyExchange, whose form depends on
// the cipher suite. A form that is not known (SRP, explicit curves) gives an
// empty KeyExchange.
func readKeyExchange(body cryptobyte.String, suite, version uint16) (*KeyExchange, error) {
	kx, k := keyExchange(suite), new(KeyExchange)
	var hint cryptobyte.String
	if strings.HasSuffix(kx, "PSK") && !body.ReadUint16LengthPrefixed(&hint) {
		return nil, fmt.Errorf("server key exchange: %w", ErrSyntax)
	}
	var ok bool
	switch {
	case strings.HasPrefix(kx, "ECDH"):
		ok = k.readCurve(&body)
	case strings.HasPrefix(kx, "DH"):
		ok = k.readDH(&body)
	case strings.HasPrefix(kx, "RSA_EXPORT"):
		ok = k.readRSA(&body)
	default:
		return k, nil
	}
	if !ok {
		return nil, fmt.Errorf("server key exchange: %w", ErrSyntax)
	}
	if version >= TLS12 && !body.Empty() { // anonymous and PSK suites sign nothing
		body.ReadUint16(&k.Scheme)
	}
	return k, nil
}

func (k *KeyExchange) readCurve(body *cryptobyte.String) bool {
	const namedCurve = 3 // RFC 8422 section 5.4; the other forms are deprecated there
	var form uint8
	var point cryptobyte.String
	return body.ReadUint8(&form) && form == namedCurve && body.ReadUint16(&k.Group) && body.ReadUint8LengthPrefixed(&point)
}

func (k *KeyExchange) readDH(body *cryptobyte.String) bool {
	var p, g, y cryptobyte.String
	if !body.ReadUint16LengthPrefixed(&p) || !body.ReadUint16LengthPrefixed(&g) || !body.ReadUint16LengthPrefixed(&y) {
		return false
	}
	k.DHBits = bitLen(p)
	return true
}

func (k *KeyExchange) readRSA(body *cryptobyte.String) bool {
	var n, e cryptobyte.String
	if !body.ReadUint16LengthPrefixed(&n) || !body.ReadUint16LengthPrefixed(&e) {
		return false
	}
	k.RSABits = bitLen(n)
	return true
}

// bitLen is the length of a number without its leading zeros.
func bitLen(n []byte) int {
	for i, b := range n {
		if b != 0 {
			return 8*(len(n)-i-1) + bits.Len8(b)
		}
	}
	return 0
}
