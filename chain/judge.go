package chain

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"slices"
	"time"

	"github.com/certain-tls/certain"
)

// judge writes down what is wrong at each certificate of the path.
func (b *builder) judge(p *Path) {
	readings := make([]*reading, len(p.Links))
	for i := range p.Links {
		readings[i] = b.reading(p.Links[i].Cert)
	}
	for i := range p.Links {
		l := &p.Links[i]
		if readings[i] == nil {
			l.Faults = []Fault{{Malformed, WhyUnreadable(l.Cert.Raw), "RFC 5280 section 4.1"}}
			continue
		}
		v := view{
			reading: readings[i], depth: i, path: p, readings: readings,
			purpose: b.Purpose, policy: &b.Policy, at: b.At, anyKeyUsage: b.AnyKeyUsage,
		}
		v.anchor = p.End == Anchored && i == len(p.Links)-1
		l.Faults = b.faults(v)
		if v.anchor && b.Anchors[p.Anchor].Refuses != "" {
			l.Faults = append(l.Faults, Fault{Distrusted, b.Anchors[p.Anchor].Refuses, ""})
		}
	}
	if p.End == Anchored {
		b.depthLimit(p, readings)
		b.certPolicies(p, readings)
	}
	if b.asksRevocation() {
		b.revocations(p, readings)
	}
}

func (b *builder) faults(v view) (faults []Fault) {
	if !v.anchor || !b.Policy.UndatedAnchors {
		faults = dates(v)
	}
	if v.anchor && b.Policy.BareAnchors {
		return faults
	}
	return slices.Concat(faults, authority(v), pathLength(v), usage(v), b.names(v), extensions(v), signature(v), strength(v), demands(v))
}

// view is a certificate at its place in a path.
type view struct {
	*reading
	depth       int // 0 is the leaf
	path        *Path
	readings    []*reading
	anchor      bool
	purpose     Purpose
	policy      *Policy
	anyKeyUsage bool
	at          time.Time
}

// dates: RFC 5280 section 6.1.3 (a)(2). Both ends belong to the validity, and
// it counts in whole seconds: the last second lasts until the next begins.
func dates(v view) []Fault {
	at := v.at.Truncate(time.Second)
	switch {
	case at.After(v.NotAfter):
		return []Fault{{Expired, "ended " + v.NotAfter.UTC().Format(time.RFC3339), "RFC 5280 section 4.1.2.5"}}
	case at.Before(v.NotBefore):
		return []Fault{{NotYetValid, "starts " + v.NotBefore.UTC().Format(time.RFC3339), "RFC 5280 section 4.1.2.5"}}
	}
	return nil
}

// authority: RFC 5280 section 6.1.4 (k) and (n). An anchor of version 1 has
// no extensions to say that it is a CA; that it is an anchor says it.
func authority(v view) []Fault {
	if v.depth == 0 {
		return nil
	}
	switch {
	case v.anchor && v.Version < 3:
		return nil
	case !v.BasicConstraintsValid:
		return []Fault{{NotACA, "its basic constraints are missing, so it is no CA", "RFC 5280 section 4.2.1.9"}}
	case !v.IsCA:
		return []Fault{{NotACA, "its basic constraints say that it is no CA", "RFC 5280 section 4.2.1.9"}}
	case !v.may(x509.KeyUsageCertSign):
		return []Fault{{NotACA, "its key usage does not allow it to sign certificates", "RFC 5280 section 4.2.1.3"}}
	}
	return nil
}

// pathLength: RFC 5280 section 6.1.4 (l) and (m). Self-issued certificates
// and the leaf do not count.
func pathLength(v view) []Fault {
	if v.depth == 0 || !v.ca() || v.MaxPathLen < 0 {
		return nil
	}
	below := 0
	for _, r := range v.readings[1:v.depth] {
		if r != nil && !r.self {
			below++
		}
	}
	if below <= v.MaxPathLen {
		return nil
	}
	return []Fault{{PathTooLong, fmt.Sprintf("allows %d further CAs below itself, and the path has %d", v.MaxPathLen, below), "RFC 5280 section 4.2.1.9"}}
}

// depthLimit holds the path against the depth that was asked for. The fault
// stands at the anchor, the first certificate too far away.
func (b *builder) depthLimit(p *Path, readings []*reading) {
	between := 0
	for _, r := range readings[1:max(len(readings)-1, 1)] {
		if r != nil && !r.self {
			between++
		}
	}
	if b.MaxDepth == 0 || between <= max(b.MaxDepth, 0) {
		return
	}
	l := &p.Links[len(p.Links)-1]
	l.Faults = append(l.Faults, Fault{PathTooLong, fmt.Sprintf("is reached over %d certificates, and %d are allowed", between, max(b.MaxDepth, 0)), ""})
}

// extensions: RFC 5280 section 6.1.4 (o) and 6.1.5 (f).
func extensions(v view) (faults []Fault) {
	for _, id := range v.strangers() {
		faults = append(faults, Fault{CriticalExtension, "marks extension " + id.String() + " as critical", "RFC 5280 section 4.2"})
	}
	return faults
}

// signature judges the algorithm by which the certificate was signed. Nobody
// verifies an anchor's own signature, so its algorithm does not matter.
func signature(v view) []Fault {
	a := v.SignatureAlgorithm
	if v.anchor || !weakDigest(a) || v.policy.AllowSHA1 && !broken(a) {
		return nil
	}
	return []Fault{{WeakSignature, "is signed with " + a.String(), "NIST SP 800-131A section 3"}}
}

func weakDigest(a x509.SignatureAlgorithm) bool { return slices.Contains(weakSignatures, a) }

var weakSignatures = []x509.SignatureAlgorithm{
	x509.MD2WithRSA, x509.MD5WithRSA, x509.SHA1WithRSA, x509.DSAWithSHA1, x509.ECDSAWithSHA1,
}

// strength judges the public key by its size: NIST SP 800-57 part 1, 112 bits
// of security.
func strength(v view) []Fault {
	const rule = "NIST SP 800-57 part 1 section 5.6"
	switch key := v.PublicKey.(type) {
	case *rsa.PublicKey:
		least := v.policy.RSABits
		if least == 0 {
			least = 2048
		}
		if n := key.N.BitLen(); n < least {
			return []Fault{{WeakKey, fmt.Sprintf("has an RSA key of %d bits", n), rule}}
		}
	case *ecdsa.PublicKey:
		if n := key.Curve.Params().BitSize; n < 224 {
			return []Fault{{WeakKey, fmt.Sprintf("has a key on a curve of %d bits", n), rule}}
		}
	}
	return nil
}

// signsItself tells whether a certificate is meant to be verified by its own
// key: self-issued, and the authority's key is the subject's where both are
// said.
func (r *reading) signsItself() bool {
	return r.self && (len(r.AuthorityKeyId) == 0 || len(r.SubjectKeyId) == 0 || bytes.Equal(r.AuthorityKeyId, r.SubjectKeyId))
}

func (b *builder) asksRevocation() bool {
	r := &b.Revocation
	return len(r.CRLs)+len(r.OCSP) > 0 || r.Demand != CoverNone
}

// revocations asks for the status of each certificate that has an issuer on
// the path; an anchor's own status is nobody's business.
func (b *builder) revocations(p *Path, readings []*reading) {
	for i := range p.Links[:len(p.Links)-1] {
		l := &p.Links[i]
		if readings[i] == nil || readings[i+1] == nil {
			continue
		}
		l.Revocation = b.revocation(l.Cert, p.Links[i+1].Cert, p)
		switch covered := b.Revocation.Demand == CoverAll || b.Revocation.Demand == CoverLeaf && i == 0; {
		case l.Revocation.State == IsRevoked:
			l.Faults = append(l.Faults, Fault{Revoked, l.Revocation.Says, "RFC 5280 section 6.1.3 (a)(3)"})
		case l.Revocation.State == StatusUnknown && covered:
			l.Faults = append(l.Faults, Fault{RevocationUnknown, "its revocation cannot be told: " + certain.Clean(l.Revocation.Says), "RFC 5280 section 6.1.3 (a)(3)"})
		}
	}
}
