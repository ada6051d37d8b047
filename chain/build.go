package chain

import (
	"bytes"
	"cmp"
	"crypto/x509"
	"slices"

	"github.com/certain-tls/certain"
)

// Build explores every path from the leaf and judges each. A leaf that does
// not parse gives one path of one link that ends in NoIssuer.
func Build(q Query) Trace {
	b := builder{Query: q, links: map[edge]verified{}}
	b.setLimits()
	b.pool = distinct(q.Pool)
	b.climb([]*certain.Cert{q.Leaf})
	t := Trace{Paths: b.found, GaveUp: b.gaveUp}
	for i := range t.Paths {
		judge(&t.Paths[i], q)
	}
	slices.SortStableFunc(t.Paths, func(x, y Path) int { return cmp.Compare(distance(x), distance(y)) })
	return t
}

// distance says how far a path is from being valid. Reaching an anchor weighs
// most: faults on the way to an anchor say more than a path that leads
// nowhere.
func distance(p Path) int {
	d := 100*p.faults() + len(p.Links)
	switch p.End {
	case Anchored:
		return d
	case SelfSigned:
		return d + 100_000
	case NoIssuer:
		// The longer a dead end, the nearer it came.
		return d + 200_000 - 2*len(p.Links)
	}
	return d + 300_000
}

type builder struct {
	Query
	pool       []*certain.Cert
	found      []Path
	links      map[edge]verified
	signatures int
	gaveUp     string
}

func (b *builder) setLimits() {
	b.Limits.Depth = cmp.Or(b.Limits.Depth, 12)
	b.Limits.Paths = cmp.Or(b.Limits.Paths, 64)
	b.Limits.Signatures = cmp.Or(b.Limits.Signatures, 256)
}

// climb extends a path upwards from its last certificate, in every way there
// is, and records each end that it meets.
func (b *builder) climb(path []*certain.Cert) {
	top := path[len(path)-1]
	if b.isAnchor(path) || b.full() {
		return
	}
	if top.X509 == nil {
		b.end(path, NoIssuer, nil)
		return
	}
	if len(path) >= b.Limits.Depth {
		b.end(path, TooDeep, nil)
		return
	}
	anchored := b.climbToAnchors(path)
	climbed, looped, strangers := b.climbToPool(path)
	switch {
	case anchored || climbed:
	case selfSigned(top) && b.signed(top, top) == signs:
		b.end(path, SelfSigned, nil)
	case looped:
		b.end(path, Loop, nil)
	default:
		b.end(path, NoIssuer, strangers)
	}
}

// isAnchor records the path if its last certificate is itself an anchor: the
// same certificate, or the same name and key in another wrapping.
func (b *builder) isAnchor(path []*certain.Cert) bool {
	top := path[len(path)-1]
	for i, a := range b.Anchors {
		if a.Cert.Equal(top) || len(path) > 1 && sameEntity(a.Cert, top) && selfSigned(top) {
			b.record(Path{Links: links(path), End: Anchored, Anchor: i})
			return true
		}
	}
	return false
}

func (b *builder) climbToAnchors(path []*certain.Cert) (reached bool) {
	top := path[len(path)-1]
	for i, a := range b.Anchors {
		if a.Cert.X509 == nil || !named(top, a.Cert) || inPath(path, a.Cert) {
			continue
		}
		if b.signed(top, a.Cert) == signs {
			b.record(Path{Links: links(append(slices.Clip(path), a.Cert)), End: Anchored, Anchor: i})
			reached = true
		}
	}
	return reached
}

func (b *builder) climbToPool(path []*certain.Cert) (climbed, looped bool, strangers []*certain.Cert) {
	top := path[len(path)-1]
	for _, c := range b.issuers(top) {
		if inPath(path, c) {
			looped = looped || !c.Equal(top)
			continue
		}
		if b.isListedAnchor(c) {
			continue // climbToAnchors has been there
		}
		if b.signed(top, c) != signs {
			strangers = append(strangers, c)
			continue
		}
		climbed = true
		b.climb(append(slices.Clip(path), c))
	}
	return climbed, looped, strangers
}

// issuers are the certificates of the pool that bear the issuer's name, those
// whose key identifier fits first (RFC 4158 section 3.5.12: an order, not a
// verdict).
func (b *builder) issuers(child *certain.Cert) []*certain.Cert {
	var fit, rest []*certain.Cert
	for _, c := range b.pool {
		switch {
		case !named(child, c):
		case len(child.X509.AuthorityKeyId) > 0 && bytes.Equal(child.X509.AuthorityKeyId, c.X509.SubjectKeyId):
			fit = append(fit, c)
		default:
			rest = append(rest, c)
		}
	}
	return append(fit, rest...)
}

func (b *builder) isListedAnchor(c *certain.Cert) bool {
	return slices.ContainsFunc(b.Anchors, func(a certain.Anchor) bool { return a.Cert.Equal(c) })
}

func (b *builder) end(path []*certain.Cert, end End, strangers []*certain.Cert) {
	b.record(Path{Links: links(path), End: end, Anchor: -1, Strangers: strangers})
}

func (b *builder) record(p Path) {
	if !b.full() {
		b.found = append(b.found, p)
	}
}

func (b *builder) full() bool {
	if len(b.found) >= b.Limits.Paths && b.gaveUp == "" {
		b.gaveUp = "the limit of paths"
	}
	return len(b.found) >= b.Limits.Paths
}

func links(path []*certain.Cert) []Link {
	ls := make([]Link, len(path))
	for i, c := range path {
		ls[i].Cert = c
	}
	return ls
}

// inPath tells whether a certificate, or another for the same name and key,
// stands in the path already: RFC 4158 section 2.4.2, the loop that a pair of
// cross-certificates makes.
func inPath(path []*certain.Cert, c *certain.Cert) bool {
	return slices.ContainsFunc(path, func(p *certain.Cert) bool { return p.Equal(c) || sameEntity(p, c) })
}

func sameEntity(x, y *certain.Cert) bool {
	return x.X509 != nil && y.X509 != nil &&
		bytes.Equal(x.X509.RawSubject, y.X509.RawSubject) &&
		bytes.Equal(x.X509.RawSubjectPublicKeyInfo, y.X509.RawSubjectPublicKeyInfo)
}

func named(child, parent *certain.Cert) bool {
	return parent.X509 != nil && bytes.Equal(child.X509.RawIssuer, parent.X509.RawSubject)
}

func selfSigned(c *certain.Cert) bool {
	return c.X509 != nil && bytes.Equal(c.X509.RawIssuer, c.X509.RawSubject)
}

func distinct(certs []*certain.Cert) []*certain.Cert {
	seen := make(map[string]bool, len(certs))
	var out []*certain.Cert
	for _, c := range certs {
		if !seen[string(c.Raw)] {
			seen[string(c.Raw)] = true
			out = append(out, c)
		}
	}
	return out
}

type edge struct{ child, parent *certain.Cert }

type verified int

const (
	unasked verified = iota
	signs
	signsNot
)

// signed tells whether parent's key made child's signature. An algorithm that
// the standard library refuses to verify (MD5) is taken at its word: the path
// is found, and judge writes the weak signature down, so it is never valid.
func (b *builder) signed(child, parent *certain.Cert) verified {
	e := edge{child, parent}
	if v := b.links[e]; v != unasked {
		return v
	}
	if b.signatures >= b.Limits.Signatures {
		b.gaveUp = "the limit of signature checks"
		return signsNot
	}
	b.signatures++
	v := signsNot
	if c := child.X509; broken(c.SignatureAlgorithm) ||
		parent.X509.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil {
		v = signs
	}
	b.links[e] = v
	return v
}

func broken(a x509.SignatureAlgorithm) bool {
	return a == x509.MD2WithRSA || a == x509.MD5WithRSA
}

// SignedBy tells whether child names parent as its issuer and parent's key
// made its signature.
func SignedBy(child, parent *certain.Cert) bool {
	if child.X509 == nil || !named(child, parent) {
		return false
	}
	b := builder{links: map[edge]verified{}}
	b.setLimits()
	return b.signed(child, parent) == signs
}

// SelfIssued tells whether the certificate is signed by its own key.
func SelfIssued(c *certain.Cert) bool { return selfSigned(c) && SignedBy(c, c) }
