package chain

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"slices"
	"time"
)

// judge writes down what is wrong at each certificate of the path.
func judge(p *Path, q Query) {
	for i := range p.Links {
		l := &p.Links[i]
		if l.Cert.X509 == nil {
			continue // its bytes are a finding of their own
		}
		v := view{Cert: l.Cert.X509, depth: i, path: p, purpose: q.Purpose}
		v.anchor = p.End == Anchored && i == len(p.Links)-1
		l.Faults = slices.Concat(
			dates(v.Cert, q.At), authority(v), pathLength(v), usage(v),
			names(v), extensions(v.Cert), signature(v), strength(v.Cert))
		if v.anchor && q.Anchors[p.Anchor].Refuses != "" {
			l.Faults = append(l.Faults, Fault{Kind: Distrusted, Says: q.Anchors[p.Anchor].Refuses})
		}
	}
}

// view is a certificate at its place in a path.
type view struct {
	Cert    *x509.Certificate
	depth   int // 0 is the leaf
	path    *Path
	anchor  bool
	purpose Purpose
}

// dates: RFC 5280 section 6.1.3 (a)(2). Both ends belong to the validity.
func dates(c *x509.Certificate, at time.Time) []Fault {
	switch {
	case at.After(c.NotAfter):
		return []Fault{{Kind: Expired, Says: "ended " + c.NotAfter.UTC().Format(time.RFC3339)}}
	case at.Before(c.NotBefore):
		return []Fault{{Kind: NotYetValid, Says: "starts " + c.NotBefore.UTC().Format(time.RFC3339)}}
	}
	return nil
}

// authority: RFC 5280 section 6.1.4 (k) and (n). An anchor of version 1 has
// no extensions to say that it is a CA; that it is an anchor says it.
func authority(v view) []Fault {
	if v.depth == 0 {
		return nil
	}
	c := v.Cert
	switch {
	case v.anchor && !c.BasicConstraintsValid && c.KeyUsage == 0:
		return nil
	case !c.BasicConstraintsValid && !v.anchor:
		return []Fault{{Kind: NotACA, Says: "its basic constraints are missing, so it is no CA"}}
	case c.BasicConstraintsValid && !c.IsCA:
		return []Fault{{Kind: NotACA, Says: "its basic constraints say that it is no CA"}}
	case c.KeyUsage != 0 && c.KeyUsage&x509.KeyUsageCertSign == 0:
		return []Fault{{Kind: NotACA, Says: "its key usage does not allow it to sign certificates"}}
	}
	return nil
}

// pathLength: RFC 5280 section 6.1.4 (l) and (m). Self-issued certificates
// and the leaf do not count.
func pathLength(v view) []Fault {
	c := v.Cert
	limited := c.BasicConstraintsValid && c.IsCA && (c.MaxPathLen > 0 || c.MaxPathLen == 0 && c.MaxPathLenZero)
	if v.depth == 0 || !limited {
		return nil
	}
	below := 0
	for _, l := range v.path.Links[1:v.depth] {
		if !selfSigned(l.Cert) {
			below++
		}
	}
	if below <= c.MaxPathLen {
		return nil
	}
	return []Fault{{Kind: PathTooLong, Says: fmt.Sprintf("allows %d further CAs below itself, and the path has %d", c.MaxPathLen, below)}}
}

// extensions: RFC 5280 section 6.1.4 (o) and 6.1.5 (f).
func extensions(c *x509.Certificate) (faults []Fault) {
	for _, id := range c.UnhandledCriticalExtensions {
		faults = append(faults, Fault{Kind: CriticalExtension, Says: "marks extension " + id.String() + " as critical"})
	}
	return faults
}

// signature judges the algorithm by which the certificate was signed. Nobody
// verifies an anchor's own signature, so its algorithm does not matter.
func signature(v view) []Fault {
	a := v.Cert.SignatureAlgorithm
	if v.anchor || !slices.Contains(weakSignatures, a) {
		return nil
	}
	return []Fault{{Kind: WeakSignature, Says: "is signed with " + a.String()}}
}

var weakSignatures = []x509.SignatureAlgorithm{
	x509.MD2WithRSA, x509.MD5WithRSA, x509.SHA1WithRSA, x509.DSAWithSHA1, x509.ECDSAWithSHA1,
}

// strength judges the public key by its size: NIST SP 800-57 part 1, 112 bits
// of security.
func strength(c *x509.Certificate) []Fault {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if n := key.N.BitLen(); n < 2048 {
			return []Fault{{Kind: WeakKey, Says: fmt.Sprintf("has an RSA key of %d bits", n)}}
		}
	case *ecdsa.PublicKey:
		if n := key.Curve.Params().BitSize; n < 224 {
			return []Fault{{Kind: WeakKey, Says: fmt.Sprintf("has a key on a curve of %d bits", n)}}
		}
	}
	return nil
}
