package tlsconfig_test

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
)

// secret makes one that is random.
func secret(t testing.TB, from time.Time) tlsconfig.TicketSecret {
	t.Helper()
	b := make([]byte, 32)
	rand.Read(b)
	s, err := tlsconfig.NewTicketSecret(from, b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fixed is a source that never changes.
func fixed(secrets ...tlsconfig.TicketSecret) tlsconfig.TicketFunc {
	return func(context.Context) ([]tlsconfig.TicketSecret, error) { return secrets, nil }
}

// node is a server with its own TicketKeys, as one behind a load balancer.
func node(t testing.TB, b *bearer, source tlsconfig.TicketSource, o tlsconfig.TicketOptions) *server {
	t.Helper()
	var keys *tlsconfig.TicketKeys
	if source != nil {
		var err error
		if keys, err = tlsconfig.WatchTickets(t.Context(), source, o); err != nil {
			t.Fatal(err)
		}
	}
	config, err := tlsconfig.Server(b.pair(t), tlsconfig.ServerOptions{Tickets: keys})
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, config.Clone()) // as net/http and gRPC do
}

// visitor is a client with one cache, who tells whether he was known.
func visitor(t testing.TB, root *bearer, version uint16) func(*server) bool {
	t.Helper()
	config, err := tlsconfig.Client(store(root), tlsconfig.ClientOptions{
		ServerName: "localhost", MinVersion: version, MaxVersion: version,
		Sessions: tlsconfig.NewSessionCache(tlsconfig.CacheOptions{}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(s *server) bool {
		t.Helper()
		conn, err := tls.Dial("tcp", s.address, config)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := listen(conn, nil); err != nil {
			t.Fatal(err)
		}
		return conn.ConnectionState().DidResume
	}
}

// TestNodesTakeEachOthersTickets: a ticket of node A resumes on node B, also
// where B is in the next period already, as its clock or the time goes; a node
// with another secret, or of another service, does not know it.
func TestNodesTakeEachOthersTickets(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	leaf := mint(t, "leaf", root)
	began := time.Now()
	shared := fixed(secret(t, time.Time{}))
	period := time.Hour
	at := func(off time.Duration) tlsconfig.TicketOptions {
		// A clock in the middle of a period, and off from there.
		middle := began.Truncate(period).Add(period/2 + off)
		return tlsconfig.TicketOptions{Period: period, Lifetime: 4 * period, Now: func() time.Time { return middle.Add(time.Since(began)) }}
	}
	a, b := node(t, leaf, shared, at(0)), node(t, leaf, shared, at(0))
	later := node(t, leaf, shared, at(period)) // the keys have rotated
	muchLater := node(t, leaf, shared, at(6*period))
	stranger := node(t, leaf, fixed(secret(t, time.Time{})), at(0))
	alone := node(t, leaf, nil, tlsconfig.TicketOptions{})
	named := at(0)
	named.Name = "another service"
	other := node(t, leaf, shared, named)

	for _, version := range bothVersions {
		t.Run(tls.VersionName(version), func(t *testing.T) {
			for _, c := range []struct {
				name   string
				second *server
				want   bool
			}{
				{"the same node", a, true},
				{"another node", b, true},
				{"after a rotation", later, true},
				{"after the ticket's life", muchLater, false},
				{"another secret", stranger, false},
				{"no shared secret", alone, false},
				{"another service", other, false},
			} {
				visit := visitor(t, root, version)
				if visit(a) {
					t.Fatalf("%s: known at the first visit", c.name)
				}
				if got := visit(c.second); got != c.want {
					t.Errorf("%s: resumed = %v, want %v", c.name, got, c.want)
				}
			}
		})
	}
}

// TestClocksDiffer: nodes on both sides of a period's boundary, as far apart as
// is promised, take each other's tickets.
func TestClocksDiffer(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	leaf := mint(t, "leaf", root)
	shared, began := fixed(secret(t, time.Time{})), time.Now()
	boundary := began.Truncate(time.Hour).Add(time.Hour)
	at := func(off time.Duration) tlsconfig.TicketOptions {
		return tlsconfig.TicketOptions{
			Period: time.Hour, Lifetime: time.Hour, Skew: 5 * time.Minute,
			Now: func() time.Time { return boundary.Add(off + time.Since(began)) },
		}
	}
	behind, ahead := node(t, leaf, shared, at(-3*time.Minute)), node(t, leaf, shared, at(time.Minute))
	for _, version := range bothVersions {
		for _, way := range [][2]*server{{behind, ahead}, {ahead, behind}} {
			visit := visitor(t, root, version)
			visit(way[0])
			if !visit(way[1]) {
				t.Errorf("%s: a ticket is refused though the clocks differ by less than the skew", tls.VersionName(version))
			}
		}
	}
}

// TestFolderIsShared: two nodes that both rotate in one folder end up with the
// same secrets, each in a file for its owner alone.
func TestFolderIsShared(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	leaf := mint(t, "leaf", root)
	folder := tlsconfig.TicketFolder{Dir: t.TempDir(), Rotate: 24 * time.Hour}
	a := node(t, leaf, folder, tlsconfig.TicketOptions{})
	b := node(t, leaf, folder, tlsconfig.TicketOptions{})
	reader := node(t, leaf, tlsconfig.TicketFolder{Dir: folder.Dir}, tlsconfig.TicketOptions{})
	visit := visitor(t, root, tls.VersionTLS13)
	visit(a)
	if !visit(b) || !visit(reader) || !visit(a) {
		t.Error("nodes that share a folder refuse each other's tickets")
	}
	files, err := os.ReadDir(folder.Dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
			t.Errorf("%s: mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
}

// TestSecretsAreNotShown: no way of writing shows one.
func TestSecretsAreNotShown(t *testing.T) {
	text := strings.Repeat("0123456789abcdef", 4)
	s, err := tlsconfig.NewTicketSecret(time.Time{}, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := tlsconfig.WatchTickets(t.Context(), fixed(s), tlsconfig.TicketOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	log := slog.New(slog.NewJSONHandler(&shown, nil))
	for _, v := range []any{s, &s, []tlsconfig.TicketSecret{s}, keys, struct{ K any }{keys}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q"} {
			fmt.Fprintf(&shown, verb+"\n", v)
		}
		log.Info("it", "value", v)
		if data, err := json.Marshal(v); err == nil {
			t.Errorf("%T is written as JSON: %s", v, data)
		}
	}
	for _, hint := range []string{text, fmt.Sprintf("%x", text), "48 49 50 51", "0x30, 0x31"} {
		if strings.Contains(shown.String(), hint) {
			t.Errorf("a secret is shown:\n%s", shown.String())
		}
	}
}

func TestPoorSecretsAreRefused(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty": nil, "short": []byte("0123456789"), "zeros": make([]byte, 64),
		"short but for line ends": []byte("0123456789abcdef0123456789abcde\n\n\n"),
		"dashes":                  []byte(strings.Repeat("-=", 40)), "long": []byte(strings.Repeat("0123456789", 1000)),
	} {
		if _, err := tlsconfig.NewTicketSecret(time.Time{}, b); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	one, err := tlsconfig.NewTicketSecret(time.Time{}, []byte(strings.Repeat("0123456789abcdef", 2)+"\r\n"))
	if err != nil || strings.Contains(one.String(), "0123") {
		t.Errorf("%v, %v", one, err)
	}
	for name, o := range map[string]tlsconfig.TicketOptions{
		"a period of parts of seconds": {Period: 1500 * time.Millisecond},
		"a negative period":            {Period: -time.Hour},
		"a long life":                  {Lifetime: 8 * 24 * time.Hour},
		"a negative life":              {Lifetime: -1},
		"a skew beyond the period":     {Period: time.Minute, Skew: time.Hour},
		"too many keys":                {Period: time.Minute, Lifetime: 24 * time.Hour},
		"a negative time":              {Every: -1},
	} {
		if _, err := tlsconfig.WatchTickets(t.Context(), fixed(secret(t, time.Time{})), o); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := tlsconfig.WatchTickets(t.Context(), nil, tlsconfig.TicketOptions{}); err == nil {
		t.Error("no source: taken")
	}
}

// TestTicketsThatAreJunk give a full handshake.
func TestTicketsThatAreJunk(t *testing.T) {
	keys, err := tlsconfig.WatchTickets(t.Context(), fixed(secret(t, time.Time{})), tlsconfig.TicketOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var c tls.Config
	keys.Apply(&c)
	junk := make([]byte, 70000)
	rand.Read(junk)
	for _, n := range []int{0, 1, 15, 16, 47, 48, 49, 200, 70000} {
		if s, err := c.UnwrapSession(junk[:n], tls.ConnectionState{}); s != nil || err != nil {
			t.Errorf("%d bytes: %v, %v", n, s, err)
		}
	}
}
