package material

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"math/big"
)

// namedCurve finds the curve that explicit parameters spell out, SEC 1
// appendix C.2. Old programs write the numbers of P-256 in the place of its
// name. Parameters that differ from those of a named curve in anything are no
// curve to trust (CVE-2020-0601).
func namedCurve(e element) elliptic.Curve {
	parts := children(e.body, 6)
	if e.tag != tagSequence || len(parts) < 5 || tags(parts[:5]) != "\x02\x30\x30\x04\x02" {
		return nil
	}
	field, equation := children(parts[1].body, 3), children(parts[2].body, 3)
	if tags(field) != "\x06\x02" || oidText(field[0].body) != "1.2.840.10045.1.1" || len(equation) < 2 {
		return nil
	}
	for _, c := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521(), elliptic.P224()} {
		n := c.Params()
		a := new(big.Int).Sub(n.P, big.NewInt(3))
		if is(field[1].body, n.P) && is(equation[0].body, a) && is(equation[1].body, n.B) &&
			isPoint(parts[3].body, n) && is(parts[4].body, n.N) && cofactorIsOne(parts[5:]) {
			return c
		}
	}
	return nil
}

func cofactorIsOne(rest []element) bool { return len(rest) == 0 || small(rest[0]) == 1 }

func is(b []byte, n *big.Int) bool {
	return len(b) <= 80 && new(big.Int).SetBytes(b).Cmp(n) == 0
}

// isPoint compares a base point, compressed or not, with that of a curve.
func isPoint(b []byte, c *elliptic.CurveParams) bool {
	size := (c.BitSize + 7) / 8
	switch {
	case len(b) == 1+2*size && b[0] == 4:
		return is(b[1:1+size], c.Gx) && is(b[1+size:], c.Gy)
	case len(b) == 1+size && b[0] == 2+byte(c.Gy.Bit(0)):
		return is(b[1:], c.Gx)
	}
	return false
}

// explicitKey reads an EC private key with explicit parameters, in SEC 1 or
// in PKCS #8.
func explicitKey(k kind, der []byte) (*ecdsa.PrivateKey, error) {
	list := children(sequenceBody(der), 5)
	curve := parameterCurve(k, list)
	if curve == nil {
		return nil, errors.New("unknown curve parameters")
	}
	if k == pkcs8 {
		list = children(sequenceBody(list[2].body), 5)
	}
	if len(list) < 2 || tags(list[:2]) != "\x02\x04" {
		return nil, errors.New("the private key inside is damaged")
	}
	size := (curve.Params().BitSize + 7) / 8
	secret := list[1].body
	for len(secret) > size && secret[0] == 0 {
		secret = secret[1:]
	}
	if len(secret) > size {
		return nil, errors.New("its number is too large for its curve")
	}
	padded := make([]byte, size)
	copy(padded[size-len(secret):], secret)
	return ecdsa.ParseRawPrivateKey(curve, padded)
}

// parameterCurve finds the explicit parameters of a key: SEC 1 has them under
// [0], PKCS #8 beside the algorithm.
func parameterCurve(k kind, list []element) elliptic.Curve {
	if k == pkcs8 {
		_, parameters := algorithm(list[1])
		return namedCurve(parameters)
	}
	for _, e := range list {
		if e.tag == tagContext0 {
			if parameters, ok := inner(e.body, tagSequence); ok {
				return namedCurve(parameters)
			}
		}
	}
	return nil
}
