package trust

import (
	"crypto/x509"
	"sync"

	certain "github.com/certain-tls/certain"
)

// constraint is a rule of a store that a certificate cannot express, see
// package bundle of golang.org/x/crypto/x509roots/fallback.
type constraint func(chain []*x509.Certificate) error

// root is one anchor. Its certificate is parsed when it is first asked for:
// a store holds some 150 of them, and a chain needs one or two. Reading
// Debian's bundle file takes 1.2 ms so, and 4.4 ms if all are parsed; the
// folder beside it costs 5 ms more for its 146 files, which crypto/x509 reads
// too. Mozilla's takes 0.1 ms (BenchmarkLoad, two slow cores).
type root struct {
	der        []byte
	from       string
	constraint constraint // nil if the store trusts it without more

	once sync.Once
	cert *certain.Cert
}

func (r *root) parsed() *certain.Cert {
	r.once.Do(func() { r.cert = certain.ParseCert(r.der) })
	return r.cert
}

// add puts a root into the store, once. A root that one store trusts without
// a constraint is trusted so, whatever another says: stores add up.
func (s *Store) add(der []byte, from string, rule constraint) {
	subject, ok := subjectOf(der)
	if !ok {
		return
	}
	if s.index == nil {
		s.index = map[string][]*root{}
	}
	for _, r := range s.index[string(subject)] {
		if string(r.der) == string(der) {
			if r.constraint != nil && rule == nil {
				r.constraint, r.from = nil, from
			}
			return
		}
	}
	r := &root{der: der, from: from, constraint: rule}
	s.roots = append(s.roots, r)
	s.index[string(subject)] = append(s.index[string(subject)], r)
}

// For gives the anchors that could matter to certs: those whose subject is
// the issuer name of one of them, those that are one of them, and those that
// share the subject and the public key with one of them (the same authority
// under another certificate). Each is given once, in the order of certs and
// then of the store. leaf is the certificate that rules such as Mozilla's
// distrust-after dates are asked about; it may be nil.
//
// Where the platform does not list its roots (macOS, iOS, Windows), it is
// asked to verify each of certs, and the roots of the chains that it answers
// are given. An authority that it refuses for a reason of its own is not seen
// then.
func (s *Store) For(leaf *certain.Cert, certs []*certain.Cert) []certain.Anchor {
	p := picker{leaf: leaf, seen: map[string]bool{}}
	for _, c := range certs {
		if c == nil || c.X509 == nil {
			continue
		}
		for _, r := range s.index[string(c.X509.RawIssuer)] {
			p.pick(r)
		}
		for _, r := range s.index[string(c.X509.RawSubject)] {
			if sameAuthority(r.parsed(), c) {
				p.pick(r)
			}
		}
	}
	if s.opaque {
		for _, c := range platformRoots(certs) {
			p.pick(&root{der: c.Raw, from: System})
		}
	}
	return p.anchors
}

func sameAuthority(a, b *certain.Cert) bool {
	return a.X509 != nil && string(a.X509.RawSubjectPublicKeyInfo) == string(b.X509.RawSubjectPublicKeyInfo)
}

type picker struct {
	leaf    *certain.Cert
	seen    map[string]bool
	anchors []certain.Anchor
}

func (p *picker) pick(r *root) {
	cert := r.parsed()
	if p.seen[string(r.der)] || cert.X509 == nil {
		return
	}
	p.seen[string(r.der)] = true
	p.anchors = append(p.anchors, certain.Anchor{Cert: cert, From: r.from, Refuses: r.refusal(p.leaf)})
}

// refusal asks the store's rule about the leaf alone. Mozilla's rule is about
// when the end-entity certificate was issued; intermediates are older.
func (r *root) refusal(leaf *certain.Cert) string {
	if r.constraint == nil || leaf == nil || leaf.X509 == nil {
		return ""
	}
	if err := r.constraint([]*x509.Certificate{leaf.X509}); err != nil {
		return certain.Clip(err.Error(), 200)
	}
	return ""
}
