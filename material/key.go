package material

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"strings"

	"github.com/certain-tls/certain"
)

// Checking a private key costs more than its length squared, and deriving its
// public half costs far more than reading it. So the size of one key and the
// sizes of all keys of a file are bounded. An RSA key of 16,384 bits, the
// longest that OpenSSL takes, needs 9.5 kB.
const (
	maxKeySize  = 16 << 10 // bytes of DER
	maxKeysSize = 1 << 20
)

// privateKey reads a private key. Its public half goes into m, and the key
// itself is kept aside; der is not kept.
func (r *reader) privateKey(at place, m certain.Material, k kind, der []byte) {
	m.Form = certain.PrivateKey
	switch k {
	case encryptedKey:
		r.encryptedPKCS8(at, m, der)
		return
	case dsaKey:
		m.Algorithm, m.Unreadable = "DSA", unsupported("DSA")
		r.put(at, m)
		return
	}
	m.Algorithm, m.Bits = privateAlgorithm(k, der)
	if r.spent += len(der); len(der) > maxKeySize || r.spent > maxKeysSize {
		m.Unreadable = "the private keys of the file are larger than those that are computed with"
		r.put(at, m)
		return
	}
	if parameterCurve(k, children(sequenceBody(der), 5)) == nil && !parsable(m.Algorithm) {
		m.Unreadable = unsupported(m.Algorithm)
		r.put(at, m)
		return
	}
	key, err := parsePrivate(k, der)
	if err != nil {
		m.Unreadable = "no valid private key: " + certain.Clip(err.Error(), 160)
		if !isLimit(err) {
			r.lost(at, certain.FaultDamaged, "%s", m.Unreadable)
		}
		r.put(at, m)
		return
	}
	r.keep(at, m, key)
}

func (r *reader) private8(at place, m certain.Material, der []byte) { r.privateKey(at, m, pkcs8, der) }

// keep enters a private key: its public half as material, itself aside.
func (r *reader) keep(at place, m certain.Material, key crypto.PrivateKey) {
	public, err := publicHalf(key)
	if err == nil {
		m.SPKI, err = x509.MarshalPKIXPublicKey(public)
	}
	if err != nil {
		m.Unreadable = "no usable public half: " + certain.Clip(err.Error(), 160)
		r.put(at, m)
		return
	}
	info, _ := keyInfo(m.SPKI)
	m.Algorithm, m.Bits = keyWords(info), info.Bits
	n := len(r.materials)
	if r.put(at, m); len(r.materials) > n {
		r.keys = append(r.keys, Key{Index: n, secret: key})
	}
}

func unsupported(algorithm string) string {
	if algorithm == "" {
		algorithm = "an unknown algorithm"
	}
	return "keys of the type " + algorithm + " are not supported"
}

// parsable tells whether the standard library reads keys of an algorithm.
func parsable(algorithm string) bool {
	switch algorithm {
	case "RSA", "Ed25519", "X25519", "ECDSA P-224", "ECDSA P-256", "ECDSA P-384", "ECDSA P-521":
		return true
	}
	return false
}

// privateAlgorithm reads the algorithm of a private key, and the size of an
// RSA key, without touching its secret parts.
func privateAlgorithm(k kind, der []byte) (string, int) {
	list := children(sequenceBody(der), 5)
	switch k {
	case pkcs1:
		return "RSA", bitLength(list[1].body)
	case sec1:
		for _, e := range list {
			if oid, ok := inner(e.body, tagOID); e.tag == tagContext0 && ok {
				return "ECDSA " + curveName(oidText(oid.body)), 0
			}
		}
		return "ECDSA on a curve that the key does not name", 0
	}
	oid, parameters := algorithm(list[1])
	name := keyAlgorithmName(oid)
	switch name {
	case "RSA":
		if modulus := children(sequenceBody(list[2].body), 2); len(modulus) == 2 {
			return name, bitLength(modulus[1].body)
		}
	case "ECDSA":
		if parameters.tag != tagOID {
			return "ECDSA on a curve given by explicit parameters", 0
		}
		return "ECDSA " + curveName(oidText(parameters.body)), 0
	}
	return name, 0
}

// parsePrivate parses a private key.
func parsePrivate(k kind, der []byte) (key crypto.PrivateKey, err error) {
	switch {
	case parameterCurve(k, children(sequenceBody(der), 5)) != nil:
		return explicitKey(k, der)
	case k == pkcs1:
		return x509.ParsePKCS1PrivateKey(der)
	case k == sec1:
		return x509.ParseECPrivateKey(der)
	}
	return x509.ParsePKCS8PrivateKey(der)
}

// isLimit tells whether an error of crypto/x509 speaks of what it does not
// take, rather than of damage.
func isLimit(err error) bool {
	for _, word := range []string{"unsupported", "unknown", "too small", "too large", "insecure"} {
		if strings.Contains(err.Error(), word) {
			return true
		}
	}
	return false
}

func publicHalf(key crypto.PrivateKey) (crypto.PublicKey, error) {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return key.Public(), nil
	case *ecdsa.PrivateKey:
		return key.Public(), nil
	case ed25519.PrivateKey:
		return key.Public(), nil
	case *ecdh.PrivateKey:
		return key.PublicKey(), nil
	}
	return nil, fmt.Errorf("keys of the type %T are not supported", key)
}

// readPublicKey reads a SubjectPublicKeyInfo or a PKCS#1 public key.
func readPublicKey(m *certain.Material, k kind, der []byte) {
	m.Form, m.DER = certain.PublicKey, der
	m.SPKI = der
	if k == rsaPublicKey {
		m.SPKI = rsaSPKI(der)
	}
	info, ok := keyInfo(m.SPKI)
	if !ok {
		m.SPKI, m.Unreadable = nil, "no well-formed public key"
		return
	}
	m.Algorithm, m.Bits = keyWords(info), info.Bits
	if name := m.Algorithm; !parsable(name) && name != "DSA" {
		m.Unreadable = unsupported(name)
	}
}

// rsaSPKI wraps a PKCS#1 public key, RFC 3279 section 2.3.1.
func rsaSPKI(pkcs1 []byte) []byte {
	spki, err := asn1.Marshal(struct {
		Algorithm struct {
			OID        asn1.ObjectIdentifier
			Parameters asn1.RawValue
		}
		Key asn1.BitString
	}{
		Algorithm: struct {
			OID        asn1.ObjectIdentifier
			Parameters asn1.RawValue
		}{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}, asn1.NullRawValue},
		Key: asn1.BitString{Bytes: pkcs1, BitLength: 8 * len(pkcs1)},
	})
	if err != nil {
		return nil
	}
	return spki
}

// readRequest reads a PKCS#10 request, RFC 2986.
func readRequest(m *certain.Material, der []byte) {
	m.Form, m.DER = certain.Request, der
	parsed, err := x509.ParseCertificateRequest(der)
	if err != nil {
		m.Unreadable = "no well-formed request: " + certain.Clip(err.Error(), 160)
		return
	}
	m.SPKI = parsed.RawSubjectPublicKeyInfo
	if info, ok := keyInfo(m.SPKI); ok {
		m.Algorithm, m.Bits = keyWords(info), info.Bits
	}
}

// keyInfo describes a SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7, of any
// algorithm that has a name.
func keyInfo(spki []byte) (certain.KeyInfo, bool) {
	parts := children(sequenceBody(spki), 2)
	if tags(parts) != "\x30\x03" || len(parts[1].body) == 0 {
		return certain.KeyInfo{}, false
	}
	oid, parameters := algorithm(parts[0])
	info := certain.KeyInfo{Algorithm: keyAlgorithmName(oid)}
	switch info.Algorithm {
	case "RSA", "RSA-PSS":
		numbers := children(sequenceBody(parts[1].body[1:]), 2)
		if tags(numbers) != "\x02\x02" {
			return info, false
		}
		info.Bits = bitLength(numbers[0].body)
		info.Exponent = max(0, small(numbers[1]))
	case "DSA":
		if p, ok := inner(parameters.body, tagInteger); ok {
			info.Bits = bitLength(p.body)
		}
	case "ECDSA":
		info.Curve = "explicit parameters"
		if parameters.tag == tagOID {
			info.Curve = curveName(oidText(parameters.body))
		}
		info.Bits = curveBits[info.Curve]
	case "Ed25519", "X25519":
		info.Bits = 256
	case "Ed448", "X448":
		info.Bits = 456
	}
	return info, info.Algorithm != ""
}

// keyWords is the algorithm with its curve: "ECDSA P-256".
func keyWords(info certain.KeyInfo) string {
	return strings.TrimSpace(info.Algorithm + " " + info.Curve)
}

func sequenceBody(der []byte) []byte {
	e, ok := inner(der, tagSequence)
	if !ok {
		return nil
	}
	return e.body
}

// bitLength is the length in bits of a non-negative INTEGER's body.
func bitLength(body []byte) int {
	body = bytes.TrimLeft(body, "\x00")
	if len(body) == 0 {
		return 0
	}
	n := 8 * len(body)
	for top := body[0]; top&0x80 == 0; top <<= 1 {
		n--
	}
	return n
}

// keyAlgorithmName names the algorithm of a key. An unknown one is its OID.
func keyAlgorithmName(oid string) string {
	if name, ok := keyAlgorithms[oid]; ok {
		return name
	}
	return oid
}

var keyAlgorithms = map[string]string{
	"1.2.840.113549.1.1.1":    "RSA",
	"1.2.840.113549.1.1.10":   "RSA-PSS",
	"1.2.840.10040.4.1":       "DSA",
	"1.2.840.113549.1.3.1":    "Diffie-Hellman",
	"1.2.840.10046.2.1":       "X9.42 Diffie-Hellman",
	"1.2.840.10045.2.1":       "ECDSA",
	"1.3.101.110":             "X25519",
	"1.3.101.111":             "X448",
	"1.3.101.112":             "Ed25519",
	"1.3.101.113":             "Ed448",
	"2.16.840.1.101.3.4.3.17": "ML-DSA-44",
	"2.16.840.1.101.3.4.3.18": "ML-DSA-65",
	"2.16.840.1.101.3.4.3.19": "ML-DSA-87",
	"2.16.840.1.101.3.4.4.1":  "ML-KEM-512",
	"2.16.840.1.101.3.4.4.2":  "ML-KEM-768",
	"2.16.840.1.101.3.4.4.3":  "ML-KEM-1024",
	"1.2.643.7.1.1.1.1":       "GOST R 34.10-2012 with 256 bits",
	"1.2.643.7.1.1.1.2":       "GOST R 34.10-2012 with 512 bits",
}

// curveName names an elliptic curve. An unknown one is its OID.
func curveName(oid string) string {
	if name, ok := curves[oid]; ok {
		return name
	}
	return oid
}

var curves = map[string]string{
	"1.2.840.10045.3.1.1":   "P-192",
	"1.3.132.0.33":          "P-224",
	"1.2.840.10045.3.1.7":   "P-256",
	"1.3.132.0.34":          "P-384",
	"1.3.132.0.35":          "P-521",
	"1.3.132.0.10":          "secp256k1",
	"1.3.36.3.3.2.8.1.1.7":  "brainpoolP256r1",
	"1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
	"1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
	"1.2.156.10197.1.301":   "SM2",
}

var curveBits = map[string]int{
	"P-192": 192, "P-224": 224, "P-256": 256, "P-384": 384, "P-521": 521, "secp256k1": 256,
	"brainpoolP256r1": 256, "brainpoolP384r1": 384, "brainpoolP512r1": 512, "SM2": 256,
}

// curveOf names the curve of EC parameters, if der is the name of one.
func curveOf(der []byte) string {
	e, ok := inner(der, tagOID)
	if !ok {
		return ""
	}
	if name, known := curves[oidText(e.body)]; known {
		return "ECDSA " + name
	}
	return ""
}
