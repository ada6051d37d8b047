package tlsconfig

import (
	"container/list"
	"crypto/tls"
	"sync"
	"time"

	"github.com/certain-tls/certain/trust"
)

// CacheOptions bound a [SessionCache]. The zero value is useful. Roots and Now
// are asked by many goroutines at once.
type CacheOptions struct {
	// Entries is how many sessions are kept; the one that was not used for
	// longest makes room. Zero is 1024. A session takes 1 to 5 kB, most of it
	// the server's certificates.
	Entries int
	// MaxAge is how long after it was stored a session is offered; zero is 8
	// hours. What the server says of a ticket's life is kept to besides.
	MaxAge time.Duration
	// Roots are those that servers are verified by. A session that was stored
	// under other roots than the current ones is not offered, so that the
	// handshake is a full one at once, rather than one that is refused since
	// the root of the old certificate is gone. Nil leaves that to the refusal.
	Roots trust.Source
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// SessionCache keeps the sessions of clients for resumption, within bounds of
// number and age. It is a tls.ClientSessionCache, and safe for concurrent use.
// Sessions hold secrets: they are kept in memory alone, and in no text.
//
// crypto/tls looks a session up by the server's name and nothing else. So
// configurations that differ in whom they trust or in the certificate that
// they show must not share one: give each a [SessionCache.Scope].
//
// As in the cache of crypto/tls a ticket of TLS 1.3 is offered again until the
// server gives another, which it does with each resumption. Who can watch the
// network can tell by it that two connections come from the same client (RFC
// 8446 appendix C.4), as they mostly can by the address.
//
// What makes resumption safe is that a configuration of this package verifies
// resumed connections too. The cache only spares the attempt.
type SessionCache struct {
	options CacheOptions

	mu     sync.Mutex
	order  *list.List // of *session, the last used first
	byKey  map[sessionKey]*list.Element
	scopes uint64
}

type sessionKey struct {
	scope uint64
	name  string
}

type session struct {
	key    sessionKey
	state  *tls.ClientSessionState
	stored time.Time
	roots  *trust.Store
}

// NewSessionCache makes an empty cache.
func NewSessionCache(o CacheOptions) *SessionCache {
	if o.Entries <= 0 {
		o.Entries = 1024
	}
	if o.MaxAge <= 0 {
		o.MaxAge = 8 * time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &SessionCache{options: o, order: list.New(), byKey: map[sessionKey]*list.Element{}}
}

// Get gives the session for a server, if there is one to offer.
func (c *SessionCache) Get(name string) (*tls.ClientSessionState, bool) {
	return c.get(sessionKey{0, name})
}

// Put stores the session for a server, or forgets it if it is nil.
func (c *SessionCache) Put(name string, s *tls.ClientSessionState) { c.put(sessionKey{0, name}, s) }

// Clear forgets all sessions, those of the scopes too. A connection that is
// open now may store the ticket that it gets later.
func (c *SessionCache) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	clear(c.byKey)
}

// Len is how many sessions are kept.
func (c *SessionCache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.order.Len()
}

// Scope gives a cache with the same bounds, shared with all other scopes, and
// sessions of its own.
func (c *SessionCache) Scope() tls.ClientSessionCache {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.scopes++
	return &scope{c, c.scopes}
}

type scope struct {
	cache *SessionCache
	id    uint64
}

func (s *scope) Get(name string) (*tls.ClientSessionState, bool) {
	return s.cache.get(sessionKey{s.id, name})
}

func (s *scope) Put(name string, state *tls.ClientSessionState) {
	s.cache.put(sessionKey{s.id, name}, state)
}

// String shows no session.
func (c *SessionCache) String() string { return "session cache (not shown)" }

// roots are the current ones, or nil.
func (c *SessionCache) roots() *trust.Store {
	if c.options.Roots == nil {
		return nil
	}
	return c.options.Roots.Current()
}

func (c *SessionCache) get(key sessionKey) (*tls.ClientSessionState, bool) {
	roots, now := c.roots(), c.options.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	s := e.Value.(*session)
	// A clock that was set back makes an age negative: then it is not known.
	if age := now.Sub(s.stored); s.roots != roots || age > c.options.MaxAge || age < -c.options.MaxAge {
		c.drop(e)
		return nil, false
	}
	c.order.MoveToFront(e)
	return s.state, true
}

func (c *SessionCache) put(key sessionKey, state *tls.ClientSessionState) {
	s := &session{key, state, c.options.Now(), c.roots()}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.drop(e)
	}
	if state == nil {
		return
	}
	c.byKey[key] = c.order.PushFront(s)
	for c.order.Len() > c.options.Entries {
		c.drop(c.order.Back())
	}
}

func (c *SessionCache) drop(e *list.Element) {
	delete(c.byKey, e.Value.(*session).key)
	c.order.Remove(e)
}
