package tlsconfig_test

import (
	"crypto/tls"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
)

func TestSessionCacheIsBounded(t *testing.T) {
	now := time.Now()
	c := tlsconfig.NewSessionCache(tlsconfig.CacheOptions{Entries: 3, MaxAge: time.Hour, Now: func() time.Time { return now }})
	has := func(name string) bool { _, ok := c.Get(name); return ok }
	for i := range 10 {
		c.Put(fmt.Sprint(i), new(tls.ClientSessionState))
	}
	if c.Len() != 3 || has("6") || !has("7") || !has("8") || !has("9") {
		t.Errorf("%d sessions are kept", c.Len())
	}
	has("7") // used last
	c.Put("new", new(tls.ClientSessionState))
	if !has("7") || has("8") {
		t.Error("not the one that was not used for longest made room")
	}
	c.Put("7", nil)
	if has("7") {
		t.Error("a session that was taken back is given")
	}
	now = now.Add(time.Hour + time.Second)
	if has("new") || has("9") || c.Len() != 0 {
		t.Error("old sessions are given")
	}
	c.Put("a", new(tls.ClientSessionState))
	now = now.Add(-2 * time.Hour) // the clock is set back
	if has("a") {
		t.Error("a session of the far future is given")
	}
	c.Put("a", new(tls.ClientSessionState))
	one, two := c.Scope(), c.Scope()
	one.Put("a", new(tls.ClientSessionState))
	if _, ok := two.Get("a"); ok {
		t.Error("scopes share sessions")
	}
	if _, ok := one.Get("a"); !ok || !has("a") {
		t.Error("a scope forgets")
	}
	c.Clear()
	if _, ok := one.Get("a"); ok || has("a") || c.Len() != 0 {
		t.Error("Clear left something")
	}
}

func TestSessionCacheForgetsUnderOtherRoots(t *testing.T) {
	roots := changingFrom(store(mint(t, "Root", nil, authority)))
	c := tlsconfig.NewSessionCache(tlsconfig.CacheOptions{Roots: roots})
	c.Put("a", new(tls.ClientSessionState))
	if _, ok := c.Get("a"); !ok {
		t.Error("not kept")
	}
	roots.Store(store(mint(t, "Other", nil, authority)))
	if _, ok := c.Get("a"); ok {
		t.Error("given under other roots")
	}
}

func TestSessionCacheForManyGoroutines(t *testing.T) {
	c := tlsconfig.NewSessionCache(tlsconfig.CacheOptions{Entries: 16})
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			mine := c.Scope()
			for n := range 500 {
				name := fmt.Sprint((i + n) % 40)
				mine.Put(name, new(tls.ClientSessionState))
				mine.Get(name)
				if n%100 == 0 {
					c.Clear()
				}
				if c.Len() > 16 {
					t.Error("more than are allowed")
				}
			}
		})
	}
	all.Wait()
}

// TestRemovedRootEndsResumptionSoftly: with the roots in the cache, a root that
// is removed costs no attempt to resume: the handshake is a full one at once.
func TestRemovedRootEndsResumptionSoftly(t *testing.T) {
	root, next := mint(t, "Root", nil, authority), mint(t, "Next", nil, authority)
	pairs := new(changingPair)
	pairs.Store(mint(t, "leaf", root).pair(t))
	server, err := tlsconfig.Server(pairs, tlsconfig.ServerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, server)
	for _, version := range bothVersions {
		pairs.Store(mint(t, "leaf", root).pair(t))
		roots := changingFrom(store(root, next))
		config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{
			ServerName: "localhost", MaxVersion: version,
			Sessions: tlsconfig.NewSessionCache(tlsconfig.CacheOptions{Roots: roots}),
		})
		if err != nil {
			t.Fatal(err)
		}
		get := func(want bool) {
			t.Helper()
			conn, err := tls.Dial("tcp", s.address, config)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := listen(conn, nil); err != nil || conn.ConnectionState().DidResume != want {
				t.Errorf("%s: resumed %v, want %v; %v", tls.VersionName(version), conn.ConnectionState().DidResume, want, err)
			}
		}
		get(false)
		get(true)
		pairs.Store(mint(t, "leaf", next).pair(t)) // the server has moved on
		get(true)
		roots.Store(store(next)) // and now the old root goes
		get(false)
		get(true)
	}
}

// TestRemovedClientRootGivesAFullHandshake: a client that comes with a ticket
// from under a root that is gone shows its new certificate, and is let in; on
// one node and on another, with shared keys and without.
func TestRemovedClientRootGivesAFullHandshake(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	old, next := mint(t, "Old clients", nil, authority), mint(t, "Next clients", nil, authority)
	leaf := mint(t, "leaf", root)
	keys, err := tlsconfig.WatchTickets(t.Context(), fixed(secret(t, time.Time{})), tlsconfig.TicketOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, tickets := range map[string]*tlsconfig.TicketKeys{"shared": keys, "own": nil} {
		for _, version := range bothVersions {
			t.Run(name+" "+tls.VersionName(version), func(t *testing.T) {
				clients := changingFrom(store(old, next))
				config, err := tlsconfig.Server(leaf.pair(t), tlsconfig.ServerOptions{Clients: clients, Tickets: tickets})
				if err != nil {
					t.Fatal(err)
				}
				s := serve(t, config)
				shows := new(changingPair)
				shows.Store(mint(t, "client", old, forClients).pair(t))
				c, err := tlsconfig.Client(store(root), tlsconfig.ClientOptions{
					ServerName: "localhost", MaxVersion: version, Certificate: shows,
					Sessions: tlsconfig.NewSessionCache(tlsconfig.CacheOptions{}),
				})
				if err != nil {
					t.Fatal(err)
				}
				get := func(want bool) {
					t.Helper()
					conn, err := tls.Dial("tcp", s.address, c)
					if err != nil {
						t.Fatal(err)
					}
					if _, err := listen(conn, nil); err != nil || conn.ConnectionState().DidResume != want {
						t.Errorf("resumed %v, want %v; %v", conn.ConnectionState().DidResume, want, err)
					}
				}
				get(false)
				get(true)
				shows.Store(mint(t, "client", next, forClients).pair(t))
				clients.Store(store(next))
				get(false)
				get(true)
			})
		}
	}
}
