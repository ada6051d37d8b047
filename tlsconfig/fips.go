package tlsconfig

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/fips140"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"slices"
)

var errNoFIPSChain = errors.New("no chain to a trusted root has only keys that FIPS 140-3 mode allows")

// allowedChains drops the chains that crypto/tls would not take in FIPS 140-3
// mode (GODEBUG=fips140=on), so that the verdict is the same there too.
func allowedChains(chains [][]*x509.Certificate) ([][]*x509.Certificate, error) {
	if !fips140.Enabled() {
		return chains, nil
	}
	chains = slices.DeleteFunc(chains, func(chain []*x509.Certificate) bool {
		return slices.ContainsFunc(chain, func(c *x509.Certificate) bool { return !allowedKey(c) })
	})
	if len(chains) == 0 {
		return nil, errNoFIPSChain
	}
	return chains, nil
}

// allowedKey is the rule of crypto/tls (defaults_fips140.go of Go 1.26).
func allowedKey(c *x509.Certificate) bool {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen() >= 2048
	case *ecdsa.PublicKey:
		return key.Curve == elliptic.P256() || key.Curve == elliptic.P384() || key.Curve == elliptic.P521()
	case ed25519.PublicKey:
		return true
	}
	return false
}
