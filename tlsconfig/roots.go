package tlsconfig

import (
	"crypto/x509"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/certain-tls/certain/trust"
)

// roots is a source of roots with the parsed pool of the store that it gave
// last. A nil source is the system's trust.
type roots struct {
	src  trust.Source
	last atomic.Pointer[pool]
}

// pool is a store as crypto/x509 takes it, parsed when first asked for.
type pool struct {
	store  *trust.Store
	parsed func() *x509.CertPool
}

var (
	errNoRoots  = errors.New("the source of roots gives none")
	errUnjudged = errors.New("the store of roots is none, which leaves trust unjudged; name the roots to trust, or nil for the system's")
)

// newRoots refuses at once what every handshake would refuse.
func newRoots(src trust.Source) (*roots, error) {
	r := &roots{src: src}
	if src == nil {
		return r, nil
	}
	if _, err := r.judging(); err != nil {
		return nil, err
	}
	return r, nil
}

// judging is the store of this moment. A store that leaves trust unjudged has
// no pool, and crypto/x509 would read that as the system's: so it is refused
// here, each time, for a source may come to give one later.
func (r *roots) judging() (*trust.Store, error) {
	store := r.src.Current()
	switch {
	case store == nil:
		return nil, errNoRoots
	case store.Describe().None():
		return nil, errUnjudged
	}
	return store, nil
}

// pool is what to verify against now. A nil pool without error stands for the
// system's roots, which crypto/x509 reads by itself, and nothing else does.
func (r *roots) pool() (*x509.CertPool, error) {
	if r.src == nil {
		return nil, nil
	}
	store := r.src.Current()
	last := r.last.Load()
	if last == nil || last.store != store {
		var err error
		if store, err = r.judging(); err != nil {
			return nil, err
		}
		last = &pool{store: store, parsed: sync.OnceValue(store.Pool)}
		r.last.Store(last)
	}
	if parsed := last.parsed(); parsed != nil {
		return parsed, nil
	}
	return nil, errUnjudged
}

// store is what to draw findings from; nil if there is none.
func (r *roots) store() *trust.Store {
	if r.src == nil {
		return systemStore()
	}
	return r.src.Current()
}

// systemStore is read when a first refusal is to be explained.
var systemStore = sync.OnceValue(func() *trust.Store {
	store, err := trust.Load(nil)
	if err != nil { // the system's store is never an error, an empty one is empty
		return nil
	}
	return store
})
