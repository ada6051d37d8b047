package tlsconfig_test

import (
	"crypto/tls"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// What makes no sense is an error when the configuration is made; above all,
// nothing turns verification off.
func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	none, err := trust.Load([]string{trust.None})
	if err != nil {
		t.Fatal(err)
	}
	root := mint(t, "Root", nil, authority)
	pair := mint(t, "leaf", root).pair(t)
	type client = tlsconfig.ClientOptions
	type server = tlsconfig.ServerOptions
	var noStore *trust.Store
	var noPair *keypair.Pair
	var noRootsWatched *trust.Watcher // as a failed Watch leaves it, its error ignored
	var noPairWatched *keypair.Watcher
	asks := func(*tlsconfig.Peer) error { return nil }
	clients := []struct {
		roots trust.Source
		o     client
		says  string
	}{
		{none, client{}, "leaves trust unjudged"},
		{noStore, client{}, "gives none"},
		{noRootsWatched, client{}, "gives none"},
		{nil, client{Certificate: noPair}, "no certificate to show"},
		{nil, client{MinVersion: 0x0300}, "no version 0x0300"},
		{nil, client{MaxVersion: 0x0305}, "no version 0x0305"},
		{nil, client{MaxVersion: tls.VersionTLS11}, "below the minimum"},
		{nil, client{MinVersion: tls.VersionTLS13, MaxVersion: tls.VersionTLS12}, "below the minimum"},
		{nil, client{CipherSuites: []uint16{}}, "empty"},
		{nil, client{CipherSuites: []uint16{0xffff}}, "no suite 0xffff"},
		{nil, client{CipherSuites: []uint16{tls.TLS_AES_128_GCM_SHA256}}, "belongs to TLS 1.3"},
		{nil, client{ALPN: []string{""}}, "no protocol name"},
		{nil, client{ALPN: []string{strings.Repeat("x", 256)}}, "no protocol name"},
		{nil, client{Profile: profile.Modern(), MinVersion: tls.VersionTLS12}, "outside the profile modern"},
		{nil, client{Profile: profile.Modern(), MaxVersion: tls.VersionTLS12}, "outside the profile modern"},
		{nil, client{Profile: profile.Intermediate(), CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}, "outside the profile intermediate"},
		{nil, client{Profile: profile.Profile{Name: "empty"}}, "no version of TLS"},
		{nil, client{Profile: profile.Profile{Name: "no groups", Versions: []string{"TLS 1.3"}}}, "no group"},
		{nil, client{Profile: profile.Profile{Name: "no suites", Versions: []string{"TLS 1.2"}}}, "no suite"},
	}
	for _, c := range clients {
		_, err := tlsconfig.Client(c.roots, c.o)
		refusedOption(t, err, c.says)
		_, err = tlsconfig.NewDialer(c.roots, c.o)
		refusedOption(t, err, c.says)
	}
	servers := []struct {
		pair keypair.Source
		o    server
		says string
	}{
		{nil, server{}, "no certificate to show"},
		{noPair, server{}, "no certificate to show"},
		{noPairWatched, server{}, "no certificate to show"},
		{pair, server{Clients: none}, "leaves trust unjudged"},
		{pair, server{Clients: noStore}, "gives none"},
		{pair, server{ClientsOptional: true}, "ClientsOptional without Clients"},
		{pair, server{Verify: asks}, "Verify without Clients"},
		{pair, server{MaxVersion: tls.VersionTLS11}, "below the minimum"},
		{pair, server{CipherSuites: []uint16{0xffff}}, "no suite"},
		{pair, server{ALPN: []string{""}}, "no protocol name"},
		{pair, server{Profile: profile.Legacy()}, "the certificate is outside the profile legacy: the key ECDSA on P-256"},
		{mint(t, "leaf", root, lasting(-time.Hour, 100*24*time.Hour)).pair(t), server{Profile: profile.Modern()}, "the lifetime 101 days, where 90 days at most is allowed"},
	}
	for _, s := range servers {
		_, err := tlsconfig.Server(s.pair, s.o)
		refusedOption(t, err, s.says)
	}
}

func refusedOption(t *testing.T, err error, says string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("error %v, want one that says %q", err, says)
	}
}

// Whatever the options, a client's configuration verifies, a server's that is
// to know its clients does, and neither renegotiates or goes below TLS 1.2
// unasked.
func TestEveryConfigurationVerifies(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	pair := mint(t, "leaf", root).pair(t)
	profiles := append(profile.All(), profile.Profile{})
	for _, roots := range []trust.Source{nil, store(root), changingFrom(store(root))} {
		for _, p := range profiles {
			for _, min := range []uint16{0, tls.VersionTLS13} {
				for _, name := range []string{"", "localhost", "127.0.0.1"} {
					o := tlsconfig.ClientOptions{Profile: p, MinVersion: min, ServerName: name, Certificate: pair, Sessions: tls.NewLRUClientSessionCache(1)}
					c, err := tlsconfig.Client(roots, o)
					if err != nil {
						t.Fatal(err)
					}
					safe(t, c, p)
					if c.VerifyConnection == nil || c.VerifyConnection(tls.ConnectionState{ServerName: "localhost"}) == nil {
						t.Errorf("%+v verifies nothing", o)
					}
				}
				if p.Name == "legacy" {
					continue // it has no place for the test's key
				}
				for _, optional := range []bool{false, true} {
					c, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{Profile: p, MinVersion: min, Clients: store(root), ClientsOptional: optional})
					if err != nil {
						t.Fatal(err)
					}
					safe(t, c, p)
					if c.VerifyConnection == nil || c.ClientAuth == tls.NoClientCert || (c.VerifyConnection(tls.ConnectionState{}) == nil) != optional {
						t.Errorf("profile %s, optional %v: clients are not verified", p.Name, optional)
					}
				}
			}
		}
	}
}

func safe(t *testing.T, c *tls.Config, p profile.Profile) {
	t.Helper()
	if c.Renegotiation != tls.RenegotiateNever {
		t.Error("it renegotiates")
	}
	if c.MinVersion < tls.VersionTLS12 && p.Name != "legacy" {
		t.Errorf("profile %q goes down to %s", p.Name, tls.VersionName(c.MinVersion))
	}
}

// What is negotiated is inside the profile, on either side, and where two
// profiles have nothing in common no handshake comes about.
func TestProfilesLimit(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	pair := mint(t, "leaf", root).pair(t)
	for _, c := range []struct {
		server, client profile.Profile
		max            uint16
		version        uint16 // 0: none
	}{
		{profile.Modern(), profile.Modern(), 0, tls.VersionTLS13},
		{profile.Modern(), profile.Intermediate(), 0, tls.VersionTLS13},
		{profile.Intermediate(), profile.Intermediate(), tls.VersionTLS12, tls.VersionTLS12},
		{profile.Intermediate(), profile.Legacy(), tls.VersionTLS12, tls.VersionTLS12},
		{profile.Intermediate(), profile.Legacy(), tls.VersionTLS11, 0},
		{profile.Modern(), profile.Legacy(), tls.VersionTLS12, 0},
	} {
		config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{Profile: c.server})
		if err != nil {
			t.Fatal(err)
		}
		s := serve(t, config)
		var state tls.ConnectionState
		_, err = talk(store(root), tlsconfig.ClientOptions{Profile: c.client, MaxVersion: c.max}, func(config *tls.Config) (net.Conn, error) {
			conn, err := tls.Dial("tcp", byName(s.address), config)
			if err == nil {
				state = conn.ConnectionState()
			}
			return conn, err
		})
		if state.Version != c.version || (err == nil) != (c.version != 0) {
			t.Errorf("%s and %s: %s, %v", c.server.Name, c.client.Name, tls.VersionName(state.Version), err)
			continue
		}
		if c.version != 0 && !slices.Contains(c.server.Suites, tls.CipherSuiteName(state.CipherSuite)) {
			t.Errorf("%s and %s: %s", c.server.Name, c.client.Name, tls.CipherSuiteName(state.CipherSuite))
		}
	}
}

// A server shows the pair of the moment.
func TestServersShowThePairOfTheMoment(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	pairs := new(changingPair)
	pairs.Store(mint(t, "first", root).pair(t))
	c, err := tlsconfig.Server(pairs, tlsconfig.ServerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, c)
	shown := func() (name string, err error) {
		_, err = ways[2].get(store(root), tlsconfig.ClientOptions{Verify: func(p *tlsconfig.Peer) error {
			name = p.Leaf.Subject.CommonName
			return nil
		}}, s.address)
		return name, err
	}
	for _, want := range []string{"first", "second"} {
		if name, err := shown(); name != want || err != nil {
			t.Errorf("shows %q, want %q: %v", name, want, err)
		}
		pairs.Store(mint(t, "second", root).pair(t))
	}
	pairs.Store(nil)
	if _, err := shown(); err == nil {
		t.Error("a source that gives no pair, and the handshake goes on")
	}
}
