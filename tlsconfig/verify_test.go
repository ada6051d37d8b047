package tlsconfig_test

import (
	"context"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server is a listener that greets whoever completes the handshake, and keeps
// how the handshakes ended.
type server struct {
	address string
	ended   chan error
}

const greeting = "hello\n"

func serve(t testing.TB, config *tls.Config) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{l.Addr().String(), make(chan error, 10000)}
	var handlers sync.WaitGroup
	handlers.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			handlers.Go(func() {
				defer conn.Close()
				conn.SetDeadline(time.Now().Add(time.Minute))
				secure := tls.Server(conn, config)
				err := secure.Handshake()
				s.ended <- err
				if err == nil {
					io.WriteString(secure, greeting)
					io.Copy(io.Discard, secure)
				}
			})
		}
	})
	t.Cleanup(func() { l.Close(); handlers.Wait() })
	return s
}

// plainServer shows a bearer by crypto/tls alone, without this package.
func plainServer(b *bearer, version uint16) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{{Certificate: chainDER(b), PrivateKey: b.key}},
		MinVersion:   version, MaxVersion: version,
	}
}

func chainDER(b *bearer) (ders [][]byte) {
	for _, c := range append([]*x509.Certificate{b.cert}, b.chain...) {
		ders = append(ders, c.Raw)
	}
	return ders
}

// way is one of the ways in which programs come to use a configuration. It
// gives all bytes that the server said.
type way struct {
	name string
	get  func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error)
}

var ways = []way{
	{"tls.Client", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		o.ServerName = "localhost"
		return talk(roots, o, func(c *tls.Config) (net.Conn, error) {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				return nil, err
			}
			return tls.Client(conn, c), nil
		})
	}},
	{"a copy with another name", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		o.ServerName = "elsewhere.example.test"
		return talk(roots, o, func(c *tls.Config) (net.Conn, error) {
			c = c.Clone()
			c.ServerName = "localhost"
			return tls.Dial("tcp", address, c)
		})
	}},
	{"tls.Dial", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		return talk(roots, o, func(c *tls.Config) (net.Conn, error) { return tls.Dial("tcp", byName(address), c) })
	}},
	{"tls.Dialer", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		return talk(roots, o, func(c *tls.Config) (net.Conn, error) {
			return (&tls.Dialer{Config: c}).DialContext(context.Background(), "tcp", byName(address))
		})
	}},
	{"Dialer", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		d, err := tlsconfig.NewDialer(roots, o)
		if err != nil {
			return "", err
		}
		conn, err := d.DialContext(context.Background(), "tcp", byName(address))
		return listen(conn, err)
	}},
	{"net/http", func(roots trust.Source, o tlsconfig.ClientOptions, address string) (string, error) {
		c, err := tlsconfig.Client(roots, o)
		if err != nil {
			return "", err
		}
		// The server speaks no HTTP, which is an error of another kind.
		transport := &http.Transport{TLSClientConfig: c}
		defer transport.CloseIdleConnections()
		_, err = (&http.Client{Transport: transport}).Get("https://" + byName(address))
		if _, refused := errors.AsType[*tlsconfig.VerifyError](err); refused {
			return "", err
		}
		return greeting, nil
	}},
}

func byName(address string) string { return strings.Replace(address, "127.0.0.1", "localhost", 1) }

func talk(roots trust.Source, o tlsconfig.ClientOptions, dial func(*tls.Config) (net.Conn, error)) (string, error) {
	c, err := tlsconfig.Client(roots, o)
	if err != nil {
		return "", err
	}
	conn, err := dial(c)
	return listen(conn, err)
}

// listen reads what the server says, without a word to it.
func listen(conn net.Conn, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	said := make([]byte, len(greeting))
	n, err := io.ReadFull(conn, said)
	return string(said[:n]), err
}

// Whatever the way to a server, it is verified: one that is bad is refused by
// its code, and not a byte of it comes through.
func TestEveryWayVerifies(t *testing.T) {
	root, stranger := mint(t, "Root", nil, authority), mint(t, "Stranger", nil, authority)
	inter := mint(t, "Intermediate", root, authority)
	unlinked := mint(t, "leaf", inter)
	unlinked.chain = nil
	servers := []struct {
		name, code string
		shows      *bearer
	}{
		{"good", "", mint(t, "leaf", inter)},
		{"of a stranger", "untrusted-issuer", mint(t, "leaf", stranger)},
		{"signed by itself", "self-signed", mint(t, "leaf", nil)},
		{"without its intermediate", "untrusted-issuer", unlinked},
		{"for another name", "hostname-mismatch", mint(t, "leaf", inter, names("other.example.test"))},
		{"without a name", "no-san", mint(t, "localhost", inter, names())},
		{"expired", "expired", mint(t, "leaf", inter, lasting(-48*time.Hour, -24*time.Hour))},
		{"of tomorrow", "not-yet-valid", mint(t, "leaf", inter, lasting(24*time.Hour, 48*time.Hour))},
		{"for clients", "wrong-purpose", mint(t, "leaf", inter, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })},
		{"an issuer's below a leaf", "not-a-ca", mint(t, "leaf", mint(t, "no authority", inter))},
	}
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for _, s := range servers {
			running := serve(t, plainServer(s.shows, version))
			for _, w := range ways {
				t.Run(tls.VersionName(version)+"/"+s.name+"/"+w.name, func(t *testing.T) {
					said, err := w.get(store(root), tlsconfig.ClientOptions{}, running.address)
					if s.code == "" {
						if err != nil || said != greeting {
							t.Errorf("a good server: %q, %v", said, err)
						}
						return
					}
					if said != "" {
						t.Errorf("%q of a bad server came through", said)
					}
					refusedBy(t, err, s.code)
				})
			}
		}
	}
}

func refusedBy(t testing.TB, err error, code string) *tlsconfig.VerifyError {
	t.Helper()
	var refused *tlsconfig.VerifyError
	if !errors.As(err, &refused) {
		t.Fatalf("refused by %v, want a VerifyError with %s", err, code)
	}
	if refused.Code != code || explain.Error(err).Code != code {
		t.Errorf("refused by %s, explained as %s, want %s: %v", refused.Code, explain.Error(err).Code, code, err)
	}
	return refused
}

// A connection to an address is verified for the address, where it is known,
// and refused where it is not.
func TestAddresses(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	both := serve(t, plainServer(mint(t, "leaf", root, addresses("127.0.0.1")), 0))
	named := serve(t, plainServer(mint(t, "leaf", root), 0))
	ask := func(o tlsconfig.ClientOptions, s *server) error {
		_, err := talk(store(root), o, func(c *tls.Config) (net.Conn, error) { return tls.Dial("tcp", s.address, c) })
		return err
	}
	dial := func(o tlsconfig.ClientOptions, s *server) error {
		d, err := tlsconfig.NewDialer(store(root), o)
		if err != nil {
			t.Fatal(err)
		}
		_, err = listen(d.DialContext(context.Background(), "tcp", s.address))
		return err
	}
	address, bracketed := tlsconfig.ClientOptions{ServerName: "127.0.0.1"}, tlsconfig.ClientOptions{ServerName: "[::1]"}
	for what, err := range map[string]error{
		"the options name the address": ask(address, both),
		"a Dialer":                     dial(tlsconfig.ClientOptions{}, both),
		"a Dialer for a name":          dial(tlsconfig.ClientOptions{ServerName: "localhost"}, named),
	} {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	refusedBy(t, ask(tlsconfig.ClientOptions{}, both), "context-misuse")
	refusedBy(t, ask(address, named), "hostname-mismatch")
	refusedBy(t, ask(bracketed, both), "hostname-mismatch")
	refusedBy(t, dial(tlsconfig.ClientOptions{}, named), "hostname-mismatch")
	refusedBy(t, dial(tlsconfig.ClientOptions{ServerName: "other.example.test"}, named), "hostname-mismatch")

	// No name at all, or one that was taken away.
	_, err := talk(store(root), tlsconfig.ClientOptions{ServerName: "localhost"}, func(c *tls.Config) (net.Conn, error) {
		c = c.Clone()
		c.ServerName = ""
		conn, err := net.Dial("tcp", named.address)
		if err != nil {
			return nil, err
		}
		return tls.Client(conn, c), nil
	})
	refusedBy(t, err, "context-misuse")
}

var bothVersions = []uint16{tls.VersionTLS12, tls.VersionTLS13}

// A session is resumed only as long as its peer would be found good anew: by
// the roots and the clock of this moment, and by the program's own Verify.
func TestResumptionEndsWithTrust(t *testing.T) {
	root, other := mint(t, "Root", nil, authority), mint(t, "Other", nil, authority)
	inter := mint(t, "Intermediate", root, authority, lasting(-time.Hour, 24*time.Hour))
	leaf := mint(t, "leaf", inter)
	for _, version := range bothVersions {
		t.Run(tls.VersionName(version), func(t *testing.T) {
			s := serve(t, plainServer(leaf, version))
			roots, now := changingFrom(store(root)), time.Now()
			var resumed []bool
			var refuse error
			c, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{
				ServerName: "localhost", Sessions: tls.NewLRUClientSessionCache(8),
				Now: func() time.Time { return now },
				Verify: func(p *tlsconfig.Peer) error {
					resumed = append(resumed, p.State.DidResume)
					return refuse
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			again := func() error {
				resumed = nil
				conn, err := tls.Dial("tcp", s.address, c)
				if err != nil {
					return err
				}
				_, err = listen(conn, nil)
				return err
			}
			good := func(want bool) {
				t.Helper()
				if err := again(); err != nil || !slices.Equal(resumed, []bool{want}) {
					t.Fatalf("asked with resumed = %v, want %v: %v", resumed, want, err)
				}
			}
			good(false)
			good(true)

			roots.Store(store(other)) // the root is removed
			refusedBy(t, again(), "untrusted-issuer")
			refusedBy(t, again(), "untrusted-issuer") // in full: the session was forgotten
			roots.Store(store(root, other))
			good(false)
			good(true)

			now = now.Add(25 * time.Hour) // the intermediate ends; crypto/tls looks at the leaf alone
			refusedBy(t, again(), "expired")
			now = now.Add(-25 * time.Hour)
			good(false)

			refuse = errors.New("not today")
			if err := again(); !errors.Is(err, refuse) || !slices.Equal(resumed, []bool{true}) {
				t.Errorf("refused on a resumed connection: asked with %v, %v", resumed, err)
			}
		})
	}
}

// The same for servers that verify clients.
func TestServersVerifyClients(t *testing.T) {
	root, other := mint(t, "Root", nil, authority), mint(t, "Other", nil, authority)
	inter := mint(t, "Intermediate", root, authority)
	serverLeaf := mint(t, "leaf", root)
	for _, version := range bothVersions {
		t.Run(tls.VersionName(version), func(t *testing.T) {
			clients := changingFrom(store(root))
			var resumed []bool
			c, err := tlsconfig.Server(serverLeaf.pair(t), tlsconfig.ServerOptions{
				Clients: clients, MinVersion: version, MaxVersion: version,
				Verify: func(p *tlsconfig.Peer) error {
					if p.Name != "" || p.Leaf == nil || len(p.Chains) == 0 {
						t.Errorf("asked about %+v", p)
					}
					resumed = append(resumed, p.State.DidResume)
					return nil
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			s := serve(t, c)
			visit := func(b *bearer, sessions tls.ClientSessionCache) (string, error) {
				resumed = nil
				o := tlsconfig.ClientOptions{Sessions: sessions}
				if b != nil {
					o.Certificate = b.pair(t)
				}
				said, _ := ways[2].get(store(root), o, s.address)
				return said, <-s.ended
			}
			good := mint(t, "client", inter, forClients)
			if said, err := visit(good, nil); err != nil || said != greeting {
				t.Fatalf("a good client: %q, %v", said, err)
			}
			for code, b := range map[string]*bearer{
				"untrusted-issuer": mint(t, "client", other, forClients),
				"expired":          mint(t, "client", inter, forClients, lasting(-48*time.Hour, -24*time.Hour)),
				"wrong-purpose":    mint(t, "client", inter),
				"self-signed":      mint(t, "client", nil, forClients),
			} {
				said, err := visit(b, nil)
				if said != "" {
					t.Errorf("%s: a bad client was greeted", code)
				}
				refused := refusedBy(t, err, code)
				if strings.Contains(refused.Findings[0].So, "refuses this server") {
					t.Errorf("%s: words of a server for a client: %+v", code, refused.Findings[0])
				}
			}
			if said, err := visit(nil, nil); err == nil || said != "" || explain.Error(err).Code != "client-cert-required" {
				t.Errorf("a client without a certificate: %q, %v, explained as %s", said, err, explain.Error(err).Code)
			}

			sessions := tls.NewLRUClientSessionCache(8)
			for _, want := range []bool{false, true} {
				if _, err := visit(good, sessions); err != nil || !slices.Equal(resumed, []bool{want}) {
					t.Fatalf("asked with resumed = %v, want %v: %v", resumed, want, err)
				}
			}
			clients.Store(store(other))
			said, err := visit(good, sessions)
			if said != "" {
				t.Error("a client whose root was removed was greeted")
			}
			refusedBy(t, err, "untrusted-issuer")
		})
	}
}

func TestClientsOptional(t *testing.T) {
	root, other := mint(t, "Root", nil, authority), mint(t, "Other", nil, authority)
	c, err := tlsconfig.Server(mint(t, "leaf", root).pair(t), tlsconfig.ServerOptions{Clients: store(root), ClientsOptional: true})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, c)
	for _, visit := range []struct {
		shows *bearer
		code  string
	}{{nil, ""}, {mint(t, "client", root, forClients), ""}, {mint(t, "client", other, forClients), "untrusted-issuer"}} {
		o := tlsconfig.ClientOptions{}
		if visit.shows != nil {
			o.Certificate = visit.shows.pair(t)
		}
		said, _ := ways[2].get(store(root), o, s.address)
		err := <-s.ended
		switch {
		case visit.code != "":
			refusedBy(t, err, visit.code)
		case err != nil || said != greeting:
			t.Errorf("%q, %v", said, err)
		}
	}
}

// A source that gives nothing to verify by, later on, lets nobody in.
func TestRootsThatVanish(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", root), 0))
	roots := changingFrom(store(root))
	none, err := trust.Load([]string{trust.None})
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []*trust.Store{nil, none, new(trust.Store), store()} {
		roots.Store(store(root))
		_, err := talk(roots, tlsconfig.ClientOptions{}, func(c *tls.Config) (net.Conn, error) {
			roots.Store(gone)
			return tls.Dial("tcp", byName(s.address), c)
		})
		refusedBy(t, err, "no-trust-store")
	}
}

func TestVerifyIsAskedWithFindings(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", root, lasting(-80*24*time.Hour, 5*24*time.Hour)), 0))
	asked := 0
	o := tlsconfig.ClientOptions{Verify: func(p *tlsconfig.Peer) error {
		asked++
		if p.Name != "localhost" || p.Leaf.Subject.CommonName != "leaf" || len(p.Chains) != 1 || len(p.Chains[0]) != 2 {
			t.Errorf("asked about %+v", p)
		}
		for _, f := range p.Findings() {
			if f.Severity.AtLeast(certain.Warning) {
				return errors.New(f.Code)
			}
		}
		return nil
	}}
	_, err := ways[2].get(store(root), o, s.address)
	var refused *tlsconfig.VerifyError
	if asked != 1 || !errors.As(err, &refused) || !strings.Contains(err.Error(), "ends-soon") {
		t.Errorf("asked %d times: %v", asked, err)
	}
	asked = 0
	if _, err := ways[2].get(store(), o, s.address); asked != 0 || err == nil {
		t.Errorf("asked %d times about a bad server: %v", asked, err)
	}
}

// A program that refuses by a code of its own is counted by it.
func TestVerifyNamesItsCode(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", root), 0))
	for _, c := range []struct {
		err  error
		code string
	}{{&tlsconfig.VerifyError{Code: "pin-mismatch", Err: errors.New("another key")}, "pin-mismatch"}, {errors.New("not today"), ""}} {
		_, err := ways[2].get(store(root), tlsconfig.ClientOptions{Verify: func(*tlsconfig.Peer) error { return c.err }}, s.address)
		refusedBy(t, err, c.code)
		if !errors.Is(err, c.err) {
			t.Errorf("%v does not wrap %v", err, c.err)
		}
	}
}

// What is outside the profile is among the findings of a good peer.
func TestFindingsKnowTheProfile(t *testing.T) {
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", root, lasting(-time.Hour, 100*24*time.Hour)), 0))
	var codes []string
	o := tlsconfig.ClientOptions{Profile: profile.Modern(), Verify: func(p *tlsconfig.Peer) error {
		for _, f := range p.Findings() {
			codes = append(codes, f.Code)
		}
		return nil
	}}
	if _, err := ways[2].get(store(root), o, s.address); err != nil || !slices.Contains(codes, "outside-profile") {
		t.Errorf("found %v: %v", codes, err)
	}
}

// A client shows the certificate that it was given, whatever authorities the
// server names: the server says by an alert that it does not take it.
func TestClientsShowWhatTheyAreGiven(t *testing.T) {
	root, other := mint(t, "Root", nil, authority), mint(t, "Other", nil, authority)
	c := plainServer(mint(t, "leaf", root), 0)
	c.ClientAuth, c.ClientCAs = tls.RequireAnyClientCert, pool(other)
	s := serve(t, c)
	said, err := ways[2].get(store(root), tlsconfig.ClientOptions{Certificate: mint(t, "client", root, forClients).pair(t)}, s.address)
	if said != greeting || err != nil {
		t.Errorf("%q, %v, and the server: %v", said, err, <-s.ended)
	}
}

// Nil roots are the system's. crypto/x509 reads those once for each process,
// so this one starts another, whose system trusts an authority of the test.
func TestNilIsTheSystem(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SSL_CERT_FILE names the system's roots on Linux")
	}
	if address := os.Getenv("TLSCONFIG_TEST_ADDRESS"); address != "" {
		if _, err := ways[2].get(nil, tlsconfig.ClientOptions{}, address); err != nil {
			t.Fatal(err)
		}
		return
	}
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", root), 0))
	file := filepath.Join(t.TempDir(), "ca.pem")
	for _, trusted := range []*bearer{root, mint(t, "Other", nil, authority)} {
		if err := os.WriteFile(file, trusted.chainPEM(), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], "-test.run", "^TestNilIsTheSystem$")
		cmd.Env = append(os.Environ(), "TLSCONFIG_TEST_ADDRESS="+s.address, "SSL_CERT_FILE="+file, "SSL_CERT_DIR="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if (err == nil) != (trusted == root) {
			t.Errorf("the system trusts %s: %v\n%s", trusted.cert.Subject.CommonName, err, out)
		}
		if trusted != root && !strings.Contains(string(out), "untrusted-issuer") {
			t.Errorf("refused without a finding:\n%s", out)
		}
	}
}

// In FIPS 140-3 mode crypto/tls does not take every chain that crypto/x509
// finds valid, and so neither does this package. The mode is that of a
// process, so this one starts another.
func TestFIPSMode(t *testing.T) {
	if os.Getenv("TLSCONFIG_TEST_FIPS") == "" {
		for mode, verdict := range map[string]string{"off": "accepted", "on": "weak-key"} {
			cmd := exec.Command(os.Args[0], "-test.run", "^TestFIPSMode$", "-test.v")
			cmd.Env = append(os.Environ(), "TLSCONFIG_TEST_FIPS=1", "GODEBUG=fips140="+mode)
			out, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "verdict: "+verdict) {
				t.Errorf("fips140=%s: %v\n%s", mode, err, out)
			}
		}
		return
	}
	root := mint(t, "Root", nil, authority)
	s := serve(t, plainServer(mint(t, "leaf", mintOn(t, elliptic.P224(), "P-224", root, authority)), 0))
	conn, plain := tls.Dial("tcp", byName(s.address), &tls.Config{RootCAs: pool(root)})
	if plain == nil {
		conn.Close()
	}
	_, ours := ways[2].get(store(root), tlsconfig.ClientOptions{}, s.address)
	if (plain == nil) != (ours == nil) {
		t.Errorf("crypto/tls says %v, and tlsconfig %v", plain, ours)
	}
	verdict := "accepted"
	if ours != nil {
		verdict = explain.Error(ours).Code
	}
	t.Log("verdict:", verdict)
}

// Roots and pairs change under many handshakes, and none fails.
func TestChangesUnderLoad(t *testing.T) {
	root, second := mint(t, "Root", nil, authority), mint(t, "Second", nil, authority)
	c, err := tlsconfig.Server(mint(t, "leaf", root).pair(t), tlsconfig.ServerOptions{Clients: store(root)})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, c)
	stores := []*trust.Store{store(root), store(root, second), store(second, root)}
	roots := changingFrom(stores[0])
	client, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{
		Certificate: mint(t, "client", root, forClients).pair(t), Sessions: tls.NewLRUClientSessionCache(4),
	})
	if err != nil {
		t.Fatal(err)
	}
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			for i := range 20 {
				roots.Store(stores[i%len(stores)])
				conn, err := tls.Dial("tcp", byName(s.address), client)
				if err == nil {
					_, err = listen(conn, nil)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	callers.Wait()
}
