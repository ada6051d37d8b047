package tlsconfig_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// TestEverythingRotates: 64 goroutines shake hands on loopback while the files
// of the pair, those of the roots and the ticket keys are replaced over and
// over. No handshake fails, and each shows a leaf, an intermediate and a root
// of one generation, on both sides.
//
// Authorities come and go too: each generation has its own root, which is
// trusted before a pair of it is served and until nobody can meet one any more.
// A few rotations run always; a thousand of each kind by
//
//	CERTAIN_ROTATIONS=1000 go test -race ./tlsconfig -run TestEverythingRotates -v
func TestEverythingRotates(t *testing.T) {
	rotations := 25
	if n, err := strconv.Atoi(os.Getenv("CERTAIN_ROTATIONS")); err == nil {
		rotations = n
	}
	w := newWheel(t)
	server := tlsconfig.NewCounts()
	plain := w.listen(t, server, tlsconfig.ServerOptions{Tickets: w.tickets.keys})
	mutual := w.listen(t, server, tlsconfig.ServerOptions{Tickets: w.tickets.keys, Clients: w.roots, Verify: whole})
	client := tlsconfig.NewCounts()
	hands := make([]*hand, 64)
	var all sync.WaitGroup
	done := make(chan struct{})
	for i := range hands {
		// Every combination: with and without client certificates, both
		// versions, and sessions that are tied to the roots or not.
		hands[i] = w.hand(t, []string{plain, mutual}[i%2], bothVersions[i/2%2], i/4%2 == 0, client)
	}
	for _, h := range hands {
		all.Go(func() { h.shakeUntil(t, done) })
	}
	for range rotations {
		w.turn(t, hands)
	}
	close(done)
	all.Wait()
	if t.Failed() {
		return
	}
	last := w.hand(t, plain, tls.VersionTLS13, false, client)
	if last.once(t); last.sure.Load() != int64(w.generation) {
		t.Errorf("generation %d is served at the end, and not %d", last.sure.Load(), w.generation)
	}
	held(t, server, tlsconfig.OnServer)
	held(t, client, tlsconfig.OnClient)
	if client.Resumed(tlsconfig.OnClient) == 0 {
		t.Error("no session was resumed, so no ticket was met")
	}
	t.Logf("%d rotations of each kind; %d handshakes, of which %d resumed; %d roots at the end",
		rotations, client.Of(tlsconfig.OnClient, tlsconfig.CodeOK), client.Resumed(tlsconfig.OnClient), w.roots.Current().Describe().Size)
}

// held tells of every handshake that was not good.
func held(t *testing.T, c *tlsconfig.Counts, side tlsconfig.Side) {
	for code, n := range c.Handshakes(side) {
		if code != tlsconfig.CodeOK && n > 0 {
			t.Errorf("%d handshakes of the %s: %s", n, side, code)
		}
	}
}

// wheel is what rotates.
type wheel struct {
	dir         string
	pair        *keypair.Watcher
	roots       *trust.Watcher
	tickets     *turningTickets
	changed     chan struct{} // the pair, or the roots
	judged      chan struct{} // a state of the pair
	generation  int
	authorities [][]byte // the root of each generation, as PEM
}

func newWheel(t *testing.T) *wheel {
	t.Helper()
	w := &wheel{dir: t.TempDir(), changed: make(chan struct{}, 1), judged: make(chan struct{}, 1)}
	leaf := w.mint(t)
	w.putRoots(t, 0)
	w.putPair(t, leaf)
	live := filepath.Join(w.dir, "live")
	ctx, cancel := context.WithCancel(context.Background())
	var err error
	w.pair, err = keypair.Watch(ctx, filepath.Join(live, "fullchain.pem"), filepath.Join(live, "privkey.pem"), keypair.WatchOptions{
		Options: keypair.Options{Now: w.now}, Every: 100 * time.Millisecond, Changed: func(keypair.Change) { w.changed <- struct{}{} },
	})
	if err == nil {
		// Roots that are gone are to be gone at once here.
		w.roots, err = trust.Watch(ctx, []string{filepath.Join(w.dir, "ca.pem")}, trust.WatchOptions{
			Every: 100 * time.Millisecond, Settle: -1, Changed: func(trust.Change) { w.changed <- struct{}{} },
		})
	}
	if err == nil {
		w.tickets, err = turnTickets(ctx)
	}
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); <-w.pair.Done(); <-w.roots.Done() })
	return w
}

// mint makes the next generation: a root, an intermediate and a leaf, which
// serves on both sides.
func (w *wheel) mint(t *testing.T) *bearer {
	t.Helper()
	generation := len(w.authorities)
	root := mint(t, fmt.Sprint("root ", generation), nil, authority)
	w.authorities = append(w.authorities, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.cert.Raw}))
	return mint(t, fmt.Sprint("leaf ", generation), mint(t, fmt.Sprint("R ", generation), root, authority), func(c *x509.Certificate) {
		c.ExtKeyUsage = append(c.ExtKeyUsage, x509.ExtKeyUsageClientAuth)
	})
}

// turn rotates everything once.
func (w *wheel) turn(t *testing.T, hands []*hand) {
	t.Helper()
	next := w.mint(t)
	// A root is needed as long as somebody may hold a session of its
	// generation, or be about to be shown a pair of it.
	needed := int64(w.generation)
	for _, h := range hands {
		needed = min(needed, h.sure.Load())
	}
	w.putRoots(t, int(needed))
	w.await(t)
	w.generation++
	w.putPair(t, next)
	w.await(t)
	w.tickets.turn(t)
}

func (w *wheel) await(t *testing.T) {
	t.Helper()
	select {
	case <-w.changed:
	case <-time.After(time.Minute):
		t.Fatalf("generation %d is not taken: %v, %v", w.generation, w.pair.Err(), w.roots.Err())
	}
}

// putRoots replaces the roots by those from a generation on.
func (w *wheel) putRoots(t *testing.T, from int) {
	t.Helper()
	w.replace(t, filepath.Join(w.dir, "ca.pem"), bytes.Join(w.authorities[from:], nil))
}

// putPair replaces the pair, in turns by a link to another folder, as
// Kubernetes does, and by renaming one file after the other. Between these key
// and certificate do not belong together, and the watcher is made to see that.
func (w *wheel) putPair(t *testing.T, b *bearer) {
	t.Helper()
	live := filepath.Join(w.dir, "live")
	dir := live
	if w.generation%2 == 0 {
		dir = filepath.Join(w.dir, fmt.Sprint("pair", w.generation))
		must(t, os.Mkdir(dir, 0o755))
	}
	select { // what was judged before is not meant
	case <-w.judged:
	default:
	}
	w.replace(t, filepath.Join(dir, "fullchain.pem"), b.chainPEM())
	if dir == live {
		select {
		case <-w.judged:
		case <-time.After(time.Minute):
			t.Fatal("half a pair is not seen")
		}
	}
	w.replace(t, filepath.Join(dir, "privkey.pem"), b.keyPEM(t))
	if dir != live {
		next := filepath.Join(w.dir, "next")
		must(t, os.Symlink(filepath.Base(dir), next), os.Rename(next, live))
	}
}

// now is the clock of the watcher, who looks at it when it judges a state.
func (w *wheel) now() time.Time {
	select {
	case w.judged <- struct{}{}:
	default:
	}
	return time.Now()
}

func (w *wheel) replace(t *testing.T, name string, data []byte) {
	t.Helper()
	must(t, os.WriteFile(name+".new", data, 0o600), os.Rename(name+".new", name))
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// turningTickets are ticket keys whose secret is replaced. Tickets of the
// seconds before stay good, those of this second do not.
type turningTickets struct {
	keys  *tlsconfig.TicketKeys
	asked chan struct{}

	mu      sync.Mutex
	secrets []tlsconfig.TicketSecret
}

func turnTickets(ctx context.Context) (*turningTickets, error) {
	k := &turningTickets{asked: make(chan struct{})}
	err := k.add(time.Time{})
	if err == nil {
		k.keys, err = tlsconfig.WatchTickets(ctx, tlsconfig.TicketFunc(k.read), tlsconfig.TicketOptions{
			Period: time.Second, Lifetime: 3 * time.Second, Every: 5 * time.Millisecond,
		})
	}
	return k, err
}

func (k *turningTickets) read(context.Context) ([]tlsconfig.TicketSecret, error) {
	select {
	case k.asked <- struct{}{}:
	default:
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.secrets), nil
}

func (k *turningTickets) add(from time.Time) error {
	var random [32]byte
	rand.Read(random[:])
	secret, err := tlsconfig.NewTicketSecret(from, random[:])
	k.mu.Lock()
	defer k.mu.Unlock()
	if n := len(k.secrets); n > 0 && k.secrets[n-1].From.Equal(from) {
		k.secrets = k.secrets[:n-1]
	}
	k.secrets = append(k.secrets, secret)
	return err
}

// turn replaces the secret and waits until it is in use: when the source is
// asked for the second time, what it gave at the first is.
func (k *turningTickets) turn(t *testing.T) {
	t.Helper()
	must(t, k.add(time.Now().Truncate(time.Second)))
	for range 2 {
		<-k.asked
	}
	must(t, k.keys.Err())
}

// listen serves a greeting to whoever completes the handshake.
func (w *wheel) listen(t *testing.T, counts *tlsconfig.Counts, o tlsconfig.ServerOptions) (address string) {
	t.Helper()
	config, err := tlsconfig.Server(w.pair, o)
	must(t, err)
	inner := loopback(t)
	l := tlsconfig.NewListener(inner, config, tlsconfig.Limits{HandshakeTimeout: time.Minute, Hook: counts})
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { io.WriteString(c, greeting); c.Close() })
		}
	})
	t.Cleanup(func() { l.Close(); all.Wait() })
	return inner.Addr().String()
}

// hand is a client that comes again and again.
type hand struct {
	dialer  *tlsconfig.Dialer
	address string
	// sure is the generation of the last leaf that it met: no session that it
	// holds is of an older one.
	sure atomic.Int64
}

func (w *wheel) hand(t *testing.T, address string, version uint16, tied bool, counts *tlsconfig.Counts) *hand {
	t.Helper()
	o := tlsconfig.CacheOptions{}
	if tied {
		o.Roots = w.roots
	}
	d, err := tlsconfig.NewDialer(w.roots, tlsconfig.ClientOptions{
		ServerName: "localhost", MaxVersion: version, Certificate: w.pair, Verify: whole, Sessions: tlsconfig.NewSessionCache(o),
	})
	must(t, err)
	d.Limits = tlsconfig.Limits{HandshakeTimeout: time.Minute, Hook: counts}
	d.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			c.(*net.TCPConn).SetLinger(0) // thousands of connections: ports must not wait
		}
		return c, err
	}
	return &hand{dialer: d, address: address}
}

func (h *hand) shakeUntil(t *testing.T, done <-chan struct{}) {
	for !t.Failed() {
		select {
		case <-done:
			return
		default:
			h.once(t)
		}
	}
}

// once connects and hears the greeting out, and with it the ticket.
func (h *hand) once(t *testing.T) {
	c, err := h.dialer.DialContext(context.Background(), "tcp", h.address)
	if err != nil {
		t.Errorf("the handshake failed: %v", err)
		return
	}
	defer c.Close()
	heard, err := io.ReadAll(c)
	if err != nil || string(heard) != greeting {
		t.Errorf("after the handshake %q, %v", heard, err)
	}
	state := c.(*tls.Conn).ConnectionState()
	h.sure.Store(generationOf(state.PeerCertificates[0].Subject))
}

// generationOf reads the generation at the end of a name.
func generationOf(name pkix.Name) int64 {
	_, number, _ := strings.Cut(name.CommonName, " ")
	generation, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return -1
	}
	return generation
}

// whole refuses a peer that shows certificates of two generations.
func whole(p *tlsconfig.Peer) error {
	shown := p.State.PeerCertificates
	if len(shown) != 2 {
		return fmt.Errorf("%d certificates are shown", len(shown))
	}
	for _, chain := range append(p.Chains, shown) {
		for _, c := range chain {
			if g := generationOf(p.Leaf.Subject); generationOf(c.Subject) != g || generationOf(c.Issuer) != g {
				return fmt.Errorf("half a pair: %s by %s beside the leaf %s", c.Subject, c.Issuer, p.Leaf.Subject)
			}
		}
	}
	return nil
}
