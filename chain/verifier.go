package chain

import (
	"bytes"
	"cmp"
	"sync"

	"github.com/certain-tls/certain"
)

// Verifier answers queries like [Build] and remembers, bounded, which issuer
// signed which CA certificate: in a fleet the same intermediates are met a
// million times, and a signature once made stays made. What remains to be
// verified is the signature of the leaf, which no memory can spare: that is
// the limit of its speed. Dates, policies, names and revocation are judged
// anew for each query.
//
// The zero value is ready for use. It is safe for many goroutines and must
// not be copied.
type Verifier struct {
	// Remember is how many CA certificates are kept; default 4,096. It must
	// not change after the first query.
	Remember int
	memory   memory
	once     sync.Once
}

// Build is [Build] with memory, and with one short cut: where a path is valid
// in which issuers' names are written as their certificates write them, paths
// over names that are equal and written otherwise are not looked for. The
// verdict is the same.
func (v *Verifier) Build(q Query) Trace {
	v.once.Do(func() { v.memory.room = cmp.Or(v.Remember, 4096) })
	b := newBuilder(q, &v.memory)
	b.exact = true
	if t := b.run(); t.Valid() {
		return t
	}
	return newBuilder(q, &v.memory).run()
}

// memory holds CA certificates in two generations: when the young one is
// full, the old one is forgotten. What is asked for again moves to the young
// one, so what is in use stays.
type memory struct {
	room       int
	mu         sync.RWMutex
	young, old map[string]*remembered // by the bytes of the certificate
}

// remembered is one CA certificate: read, and by whom it was signed. It is
// not changed after it was stored; a new signer makes a new one.
type remembered struct {
	reading *reading
	keys    []signedBy
}

// signedBy is one key and whether it made the signature.
type signedBy struct {
	spki []byte
	v    verified
}

// mostKeys bounds the keys that are remembered for one certificate.
const mostKeys = 8

func (m *memory) find(der []byte) *remembered {
	m.mu.RLock()
	r, young := m.young[string(der)]
	if !young {
		r = m.old[string(der)]
	}
	m.mu.RUnlock()
	if r != nil && !young {
		m.store(der, r)
	}
	return r
}

func (m *memory) store(der []byte, r *remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.young == nil || len(m.young) >= (m.room+1)/2 {
		m.old, m.young = m.young, map[string]*remembered{}
	}
	m.young[string(der)] = r
}

// worthKeeping: leaves are met once; they would push the CAs out.
func worthKeeping(c *certain.Cert) bool { return c.X509.BasicConstraintsValid && c.X509.IsCA }

// reading reads a certificate, or remembers it. A nil memory remembers
// nothing.
func (m *memory) reading(c *certain.Cert) *reading {
	if m == nil || !worthKeeping(c) {
		return read(c.X509)
	}
	if r := m.find(c.Raw); r != nil {
		return r.reading
	}
	r := &remembered{reading: read(c.X509)}
	m.store(c.Raw, r)
	return r.reading
}

func (m *memory) recall(child, parent *certain.Cert) verified {
	if m == nil || !worthKeeping(child) {
		return unasked
	}
	if r := m.find(child.Raw); r != nil {
		for _, k := range r.keys {
			if bytes.Equal(k.spki, parent.X509.RawSubjectPublicKeyInfo) {
				return k.v
			}
		}
	}
	return unasked
}

func (m *memory) keep(child, parent *certain.Cert, v verified) {
	if m == nil || !worthKeeping(child) {
		return
	}
	next := &remembered{}
	if r := m.find(child.Raw); r != nil {
		*next = *r
	} else {
		next.reading = read(child.X509)
	}
	if len(next.keys) >= mostKeys {
		next.keys = next.keys[1:]
	}
	next.keys = append(next.keys[:len(next.keys):len(next.keys)], signedBy{parent.X509.RawSubjectPublicKeyInfo, v})
	m.store(child.Raw, next)
}
