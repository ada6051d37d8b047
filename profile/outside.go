package profile

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
)

// The parameters that can be outside.
const (
	PartVersion   = "version"
	PartSuite     = "suite"
	PartGroup     = "group"
	PartKey       = "key"
	PartSignature = "signature"
	PartLifetime  = "lifetime"
)

// Outside is one parameter that a profile does not allow.
type Outside struct {
	What   string // one of the Part… constants
	Has    string // what there is, a name or a size
	Allows string // what the profile allows instead, in words that follow "allows"
}

// Handshake tells what of a negotiated handshake is outside. What is not
// known, such as the group of a static RSA key exchange, is not judged.
func (p Profile) Handshake(h *certain.Handshake) (out []Outside) {
	if h.Version != "" && !slices.Contains(p.Versions, h.Version) {
		out = append(out, Outside{PartVersion, h.Version, strings.Join(p.Versions, ", ")})
	}
	if h.Cipher != "" && !slices.Contains(p.Suites, h.Cipher) {
		out = append(out, Outside{PartSuite, h.Cipher, p.suitesFor(h.Version)})
	}
	if h.Group != "" && !slices.Contains(p.Groups, h.Group) && !isFiniteField(h.Group) {
		out = append(out, Outside{PartGroup, h.Group, strings.Join(p.Groups, ", ")})
	}
	return out
}

// suitesFor tells how many suites there are for a version; none where the
// version itself is outside.
func (p Profile) suitesFor(version string) string {
	if !slices.Contains(p.Versions, version) {
		return "no suite of " + version
	}
	return fmt.Sprintf("%d others", len(p.Suites))
}

// isFiniteField: groups of RFC 7919, whose least has 2048 bits. They are
// judged by their size.
func isFiniteField(group string) bool { return strings.HasPrefix(group, "ffdhe") }

// Certificate tells what of a server's certificate is outside. A certificate
// that cannot be read is not judged.
func (p Profile) Certificate(c *x509.Certificate) (out []Outside) {
	if c == nil {
		return nil
	}
	if has := keyOf(c); !slices.ContainsFunc(p.Keys, has.within) {
		out = append(out, Outside{PartKey, has.String(), join(p.Keys)})
	}
	if has := c.SignatureAlgorithm.String(); !slices.Contains(p.Signatures, has) {
		out = append(out, Outside{PartSignature, has, strings.Join(p.Signatures, ", ")})
	}
	// The guideline counts days, not the second that RFC 5280 section 4.1.2.5
	// adds at the end.
	const day = 24 * time.Hour
	if lives := c.NotAfter.Sub(c.NotBefore); p.Days > 0 && lives > time.Duration(p.Days)*day {
		out = append(out, Outside{PartLifetime, fmt.Sprintf("%d days", (lives+day-1)/day), fmt.Sprintf("%d days at most", p.Days)})
	}
	return out
}

// keyOf describes the key of a certificate.
func keyOf(c *x509.Certificate) Key {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		return Key{Algorithm: "RSA", Bits: key.N.BitLen()}
	case *ecdsa.PublicKey:
		params := key.Curve.Params()
		return Key{Algorithm: "ECDSA", Bits: params.BitSize, Curve: params.Name}
	}
	return Key{Algorithm: c.PublicKeyAlgorithm.String()}
}

// within tells whether the key is of an allowed kind.
func (k Key) within(allowed Key) bool {
	return k.Algorithm == allowed.Algorithm && k.Curve == allowed.Curve && k.Bits >= allowed.Bits
}

// String is the key in words: "RSA of 2048 bits", "ECDSA on P-256".
func (k Key) String() string {
	switch {
	case k.Curve != "":
		return k.Algorithm + " on " + k.Curve
	case k.Bits > 0:
		return fmt.Sprintf("%s of %d bits", k.Algorithm, k.Bits)
	}
	return k.Algorithm
}

// Allowed is the key in words as a profile allows it: "RSA of 2048 bits or
// more".
func (k Key) Allowed() string {
	if k.Curve == "" {
		return k.String() + " or more"
	}
	return k.String()
}

func join(keys []Key) string {
	var all []string
	for _, k := range keys {
		all = append(all, k.Allowed())
	}
	return strings.Join(all, ", ")
}
