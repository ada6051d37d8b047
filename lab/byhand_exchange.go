package lab

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"math/big"
	"strings"
	"sync"
)

// exchange is the server's half of a key exchange.
type exchange struct {
	params []byte // of the ServerKeyExchange, RFC 5246 section 7.4.3
	// secret makes the premaster secret from the body of a ClientKeyExchange.
	secret func(body []byte) ([]byte, error)
}

func anonymous(suite string) bool { return strings.Contains(suite, "_anon_") }

// newExchange makes what the suite asks for; nil where the client encrypts the
// secret to the server's own key.
func newExchange(suite string, dhBits int) (*exchange, error) {
	switch {
	case strings.HasPrefix(suite, "TLS_ECDH"):
		return newECDH()
	case strings.HasPrefix(suite, "TLS_DH"):
		return newDH(dhBits)
	case strings.HasPrefix(suite, "TLS_RSA_EXPORT"):
		return newExportRSA()
	}
	return nil, nil
}

var errShare = errors.New("the client's share makes no sense")

// newECDH uses secp256r1, number 23, as a named curve (form 3), RFC 8422
// section 5.4.
func newECDH() (*exchange, error) {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	point := key.PublicKey().Bytes()
	return &exchange{
		params: append([]byte{3, 0, 23, byte(len(point))}, point...),
		secret: func(body []byte) ([]byte, error) {
			if len(body) < 1 || int(body[0]) != len(body)-1 {
				return nil, errShare
			}
			theirs, err := ecdh.P256().NewPublicKey(body[1:])
			if err != nil {
				return nil, err
			}
			return key.ECDH(theirs)
		},
	}, nil
}

// newDH uses a prime of that many bits, made on first use and shared by all
// labs of the process: what matters is its size.
func newDH(bits int) (*exchange, error) {
	p, err := prime(bits)
	if err != nil {
		return nil, err
	}
	g := big.NewInt(2)
	x, err := rand.Int(rand.Reader, p)
	if err != nil {
		return nil, err
	}
	params := sized(sized(sized(nil, p.Bytes()), g.Bytes()), new(big.Int).Exp(g, x, p).Bytes())
	return &exchange{params: params, secret: func(body []byte) ([]byte, error) {
		if len(body) < 3 || int(binary.BigEndian.Uint16(body)) != len(body)-2 {
			return nil, errShare
		}
		theirs := new(big.Int).SetBytes(body[2:])
		if theirs.Sign() <= 0 || theirs.Cmp(p) >= 0 {
			return nil, errShare
		}
		return theirs.Exp(theirs, x, p).Bytes(), nil // leading zeros are cut, RFC 5246 section 8.1.2
	}}, nil
}

// newExportRSA is a temporary RSA key of 512 bits, RFC 2246 section 7.4.3. It
// is only shown: the handshake goes no further.
func newExportRSA() (*exchange, error) {
	p, err := prime(256)
	if err != nil {
		return nil, err
	}
	q, err := rand.Prime(rand.Reader, 256)
	if err != nil {
		return nil, err
	}
	n := new(big.Int).Mul(p, q)
	return &exchange{
		params: sized(sized(nil, n.Bytes()), []byte{1, 0, 1}),
		secret: func([]byte) ([]byte, error) { return nil, errShare },
	}, nil
}

// sized appends a number behind its length in two bytes.
func sized(b, number []byte) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(number))), number...)
}

var primes struct {
	sync.Mutex
	of map[int]*big.Int
}

func prime(bits int) (*big.Int, error) {
	primes.Lock()
	defer primes.Unlock()
	if p := primes.of[bits]; p != nil {
		return p, nil
	}
	p, err := rand.Prime(rand.Reader, bits)
	if err != nil {
		return nil, err
	}
	if primes.of == nil {
		primes.of = map[int]*big.Int{}
	}
	primes.of[bits] = p
	return p, nil
}
