package chain

import (
	"bytes"
	"cmp"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
)

// Build explores every path from the leaf and judges each. A leaf that does
// not parse gives one path of one link that ends in NoIssuer.
func Build(q Query) Trace { return newBuilder(q, nil).run() }

// distance says how far a path is from being valid. Reaching an anchor weighs
// most: faults on the way to an anchor say more than a path that leads
// nowhere.
func distance(p Path) int {
	d := len(p.Links)
	for _, l := range p.Links {
		for _, f := range l.Faults {
			d += weight(f)
		}
	}
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

// weight: a fault against the profile of certificates hardly keeps anybody
// from taking a path.
func weight(f Fault) int {
	if f.Kind == StrictProfile {
		return 20
	}
	return 100
}

// builder answers one query. It is used by one goroutine.
type builder struct {
	Query
	found      []Path
	links      few[edge, verified]
	memory     *memory
	readings   few[*certain.Cert, *reading]
	subjectsOf map[*reading][]generalName
	statuses   map[asked]*Status
	lists      []*crl
	exact      bool // only names that are written alike are the same
	depth      int  // how many questions about CRL signers stand above this one

	signatures, candidates, comparisons, dropped int
	gaveUp                                       string
}

func newBuilder(q Query, m *memory) *builder {
	b := &builder{Query: q, memory: m}
	if b.Policy.Name == "" {
		b.Policy = RFC5280()
	}
	b.Limits = q.Limits.orDefaults()
	if len(b.Pool) > b.Limits.Certificates {
		b.Pool = b.Pool[:b.Limits.Certificates]
		b.gaveUp = fmt.Sprintf("%d certificates", b.Limits.Certificates)
	}
	return b
}

func (l Limits) orDefaults() Limits {
	return Limits{
		Depth:        cmp.Or(l.Depth, 32),
		Paths:        cmp.Or(l.Paths, 64),
		Signatures:   cmp.Or(l.Signatures, 256),
		Candidates:   cmp.Or(l.Candidates, 4000),
		Comparisons:  cmp.Or(l.Comparisons, 250_000),
		Certificates: cmp.Or(l.Certificates, 1000),
	}
}

func (b *builder) run() Trace {
	b.climb([]*certain.Cert{b.Leaf})
	if len(b.found) == 0 { // no budget at all
		b.end([]*certain.Cert{b.Leaf}, NoIssuer, nil)
	}
	slices.SortStableFunc(b.found, func(x, y Path) int { return cmp.Compare(distance(x), distance(y)) })
	t := Trace{Paths: b.found, GaveUp: b.gaveUp, Dropped: b.dropped, Unreadable: b.unreadable()}
	if b.Name != "" && b.Leaf.X509 != nil {
		m := MatchName(b.Leaf.X509, b.Name)
		t.Name = &m
	}
	return t
}

func (b *builder) unreadable() (certs []*certain.Cert) {
	for _, c := range b.Pool {
		if c.X509 == nil {
			certs = append(certs, c)
		}
	}
	for _, a := range b.Anchors {
		if a.Cert.X509 == nil {
			certs = append(certs, a.Cert)
		}
	}
	return certs
}

// reading is nil for a certificate that does not parse.
func (b *builder) reading(c *certain.Cert) *reading {
	if c.X509 == nil {
		return nil
	}
	r := b.readings.get(c)
	if r == nil {
		r = b.memory.reading(c)
		b.readings.put(c, r)
	}
	return r
}

// subjects are the names of a certificate that constraints apply to.
func (b *builder) subjects(r *reading) ([]generalName, bool) {
	if names, known := b.subjectsOf[r]; known {
		return names, true
	}
	names, ok := r.subjects()
	if ok {
		if b.subjectsOf == nil {
			b.subjectsOf = map[*reading][]generalName{}
		}
		b.subjectsOf[r] = names
	}
	return names, ok
}

// compare spends n comparisons of a name with constraints.
func (b *builder) compare(n int) bool {
	b.comparisons += n
	return b.comparisons <= b.Limits.Comparisons
}

// climb extends a path upwards from its last certificate, in every way there
// is, and records each end that it meets.
func (b *builder) climb(path []*certain.Cert) {
	top := path[len(path)-1]
	if b.isAnchor(path) || b.candidates >= b.Limits.Candidates {
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
	case selfIssued(top) && b.signed(top, top) == signs:
		b.end(path, SelfSigned, nil)
	case looped:
		b.end(path, Loop, nil)
	default:
		b.end(path, NoIssuer, strangers)
	}
}

// isAnchor records the path if its last certificate is itself an anchor, which
// only a leaf can be: climbToPool leaves anchors to climbToAnchors.
func (b *builder) isAnchor(path []*certain.Cert) bool {
	top := path[len(path)-1]
	for i, a := range b.Anchors {
		if a.Cert.Equal(top) {
			b.record(Path{Links: links(path), End: Anchored, Anchor: i})
			return true
		}
	}
	return false
}

func (b *builder) climbToAnchors(path []*certain.Cert) (reached bool) {
	top := path[len(path)-1]
	for i, a := range b.Anchors {
		if a.Cert.X509 == nil || !b.named(top, a.Cert) || inPath(path, a.Cert) {
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
		if !b.spendCandidate() {
			break
		}
		if inPath(path, c) {
			looped = looped || !c.Equal(top)
			continue
		}
		if b.standsForAnchor(c) {
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

// issuers are the certificates of the pool that bear the issuer's name: first
// those that can stand in a valid path, and among them those whose key
// identifier fits (RFC 4158 section 3.5: an order, not a verdict).
func (b *builder) issuers(child *certain.Cert) []*certain.Cert {
	var found []*certain.Cert
	for _, c := range b.Pool {
		if b.named(child, c) {
			found = append(found, c)
		}
	}
	if len(found) > 1 {
		found = unique(found)
		slices.SortStableFunc(found, func(x, y *certain.Cert) int {
			return cmp.Compare(b.unlikely(child, x), b.unlikely(child, y))
		})
	}
	return found
}

// unique leaves repetitions out.
func unique(certs []*certain.Cert) []*certain.Cert {
	once := make([]*certain.Cert, 0, len(certs))
	if len(certs) <= 8 { // faster than a map
		for _, c := range certs {
			if !slices.ContainsFunc(once, c.Equal) {
				once = append(once, c)
			}
		}
		return once
	}
	seen := make(map[string]bool, len(certs))
	for _, c := range certs {
		if !seen[string(c.Raw)] {
			seen[string(c.Raw)] = true
			once = append(once, c)
		}
	}
	return once
}

func (b *builder) named(child, parent *certain.Cert) bool {
	if b.exact {
		return parent.X509 != nil && bytes.Equal(child.X509.RawIssuer, parent.X509.RawSubject)
	}
	return named(child, parent)
}

func (b *builder) unlikely(child, parent *certain.Cert) (n int) {
	r := b.reading(parent)
	if r.NotAfter.Before(b.At) || r.NotBefore.After(b.At) || !r.ca() || !r.may(x509.KeyUsageCertSign) {
		n += 2
	}
	if len(child.X509.AuthorityKeyId) == 0 || !bytes.Equal(child.X509.AuthorityKeyId, r.SubjectKeyId) {
		n++
	}
	return n
}

// standsForAnchor tells whether a certificate is an anchor, or signed by itself
// and for the name and key of one. Such another wrapping never takes the
// place of the anchor's own certificate: whoever holds the key could leave out
// of it the constraints, or move the dates, that the store trusts it with.
func (b *builder) standsForAnchor(c *certain.Cert) bool {
	return slices.ContainsFunc(b.Anchors, func(a certain.Anchor) bool {
		return a.Cert.Equal(c) || sameEntity(a.Cert, c) && selfIssued(c) && b.signed(c, c) == signs
	})
}

func (b *builder) end(path []*certain.Cert, end End, strangers []*certain.Cert) {
	b.record(Path{Links: links(path), End: end, Anchor: -1, Strangers: strangers})
}

// record judges a path and keeps it. Where there is no room the worst goes.
func (b *builder) record(p Path) {
	b.judge(&p)
	b.found = append(b.found, p)
	if len(b.found) <= b.Limits.Paths {
		return
	}
	b.dropped++
	worst := 0
	for i, f := range b.found {
		if distance(f) >= distance(b.found[worst]) {
			worst = i
		}
	}
	b.found = slices.Delete(b.found, worst, worst+1)
}

func (b *builder) spendCandidate() bool {
	if b.candidates >= b.Limits.Candidates {
		b.gaveUp = fmt.Sprintf("%d candidates", b.Limits.Candidates)
		return false
	}
	b.candidates++
	return true
}

// spendSignature pays for a signature to be verified by a key.
func (b *builder) spendSignature(key *certain.Cert) bool {
	if b.signatures >= b.Limits.Signatures {
		b.gaveUp = fmt.Sprintf("%d signature checks", b.Limits.Signatures)
		return false
	}
	b.signatures += cost(key.X509.PublicKey)
	return true
}

// cost is the work of verifying a signature, in those by a P-256 key. A few
// keys of the slow kinds would otherwise outweigh hundreds of the others.
func cost(key any) int {
	switch key := key.(type) {
	case *rsa.PublicKey:
		n := (key.N.BitLen() + 2047) / 2048
		return n * n * n
	case *ecdsa.PublicKey:
		switch bits := key.Curve.Params().BitSize; {
		case bits > 384:
			return 64
		case bits > 256:
			return 9
		case bits < 256:
			return 3
		}
	}
	return 1
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

// asked is a question about revocation, which many paths put alike.
type asked struct {
	edge
	anchor int
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
	if v := b.links.get(e); v != unasked {
		return v
	}
	v := b.Signed.recall(child, parent)
	if v == unasked {
		v = b.memory.recall(child, parent)
	}
	if v == unasked {
		if !b.spendSignature(parent) {
			return signsNot
		}
		v = verify(child, parent)
		b.memory.keep(child, parent, v)
	}
	b.Signed.keep(child, parent, v)
	b.links.put(e, v)
	return v
}

func verify(child, parent *certain.Cert) verified {
	if c := child.X509; broken(c.SignatureAlgorithm) ||
		parent.X509.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil {
		return signs
	}
	return signsNot
}

func broken(a x509.SignatureAlgorithm) bool {
	return a == x509.MD2WithRSA || a == x509.MD5WithRSA
}

// SignedBy tells whether child names parent as its issuer and parent's key
// made its signature.
func SignedBy(child, parent *certain.Cert) bool {
	return child.X509 != nil && named(child, parent) && verify(child, parent) == signs
}

// SelfIssued tells whether the certificate is signed by its own key.
func SelfIssued(c *certain.Cert) bool { return selfIssued(c) && SignedBy(c, c) }
