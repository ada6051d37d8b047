package lab

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
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

// newDH uses a prime of 512, 1024 or 2048 bits.
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
	p, err := rand.Prime(rand.Reader, 256)
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

// groups are primes that many servers have in common. A prime of that size
// takes seconds to find, and the client who waits for it has a deadline.
var groups = map[int]string{
	// The second Oakley group, RFC 2409 section 6.2.
	1024: "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74" +
		"020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437" +
		"4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed" +
		"ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff",
	// ffdhe2048, RFC 7919 appendix A.1.
	2048: "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695" +
		"a9e13641146433fbcc939dce249b3ef97d2fe363630c75d8f681b202aec4617a" +
		"d3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935" +
		"984f0c70e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797a" +
		"bc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4" +
		"ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f61" +
		"9172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005" +
		"c58ef1837d1683b2c6f34a26c1b2effa886b423861285c97ffffffffffffffff",
}

// smallPrime is found once for all labs of the process: nobody has such a
// group in common any more, and finding it takes no time.
var smallPrime = sync.OnceValues(func() (*big.Int, error) { return rand.Prime(rand.Reader, 512) })

// prime gives a prime of that many bits: what matters is its size.
func prime(bits int) (*big.Int, error) {
	if bits == 512 {
		return smallPrime()
	}
	if p, ok := new(big.Int).SetString(groups[bits], 16); ok {
		return p, nil
	}
	return nil, fmt.Errorf("there is no group of %d bits", bits)
}
