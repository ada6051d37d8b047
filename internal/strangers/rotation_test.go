package strangers

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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

// TestRotationWithStrangers: clients of OpenSSL and of Python shake hands with
// a server whose pair, client roots and ticket keys are replaced all the time.
// None fails, and none is shown a leaf of one generation and an issuer of
// another. A thousand rotations of each kind by
//
//	CERTAIN_ROTATIONS=1000 go test ./internal/strangers -run TestRotationWithStrangers -v
func TestRotationWithStrangers(t *testing.T) {
	openssl, python := program(t, "openssl"), program(t, "python3")
	rotations := 40
	if n, err := strconv.Atoi(os.Getenv("CERTAIN_ROTATIONS")); err == nil {
		rotations = n
	}
	r := startRotating(t)
	stop := make(chan struct{})
	var clients sync.WaitGroup
	clients.Go(func() { r.visitByPython(t, python, stop) })
	for i := range 2 {
		// One client for each version, as both resume by tickets of their own kind.
		clients.Go(func() { r.visitByOpenSSL(t, openssl, []string{"-tls1_2", "-tls1_3"}[i], stop) })
	}
	for r.generation < rotations || r.secrets.Load() < int64(rotations) {
		r.turn(t)
	}
	close(stop)
	clients.Wait()
	for code, n := range r.counts.Handshakes(tlsconfig.OnServer) {
		if n > 0 && code != tlsconfig.CodeOK {
			t.Errorf("%d handshakes: %s", n, code)
		}
	}
	if r.counts.Resumed(tlsconfig.OnServer) == 0 {
		t.Error("no session was resumed, so no ticket was met")
	}
	t.Logf("%d pairs and roots, %d ticket secrets; %d handshakes, of which %d resumed", r.generation, r.secrets.Load(), r.counts.Of(tlsconfig.OnServer, tlsconfig.CodeOK), r.counts.Resumed(tlsconfig.OnServer))
}

// rotating is a server of ours of which everything changes.
type rotating struct {
	dir         string
	root, other *minted
	cert, key   string // the client's
	generation  int
	changed     chan struct{}
	secrets     atomic.Int64 // how many there were
	counts      *tlsconfig.Counts
	port        int
}

func startRotating(t *testing.T) *rotating {
	t.Helper()
	r := &rotating{
		dir: t.TempDir(), root: authority(t, "Strangers Root", nil), other: authority(t, "Other Root", nil),
		changed: make(chan struct{}, 1), counts: tlsconfig.NewCounts(),
	}
	visitor := sign(t, leaf(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }), r.root, ecKey(t))
	_, _, r.key = setup{name: "client", sends: []*minted{visitor}}.files(t, r.dir)
	r.cert = r.file("client.pem")
	writeCerts(t, r.file("root.pem"), r.root)
	r.putRoots(t)
	r.putPair(t)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	pair, err := keypair.Watch(ctx, r.file("live/pair.pem"), r.file("live/pair.key"), keypair.WatchOptions{Changed: func(keypair.Change) { r.changed <- struct{}{} }})
	if err != nil {
		t.Fatal(err)
	}
	roots, err := trust.Watch(ctx, []string{r.file("ca.pem")}, trust.WatchOptions{Settle: -1, Changed: func(trust.Change) { r.changed <- struct{}{} }})
	if err != nil {
		t.Fatal(err)
	}
	tickets, err := tlsconfig.WatchTickets(ctx, tlsconfig.TicketFunc(r.secret), tlsconfig.TicketOptions{Every: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{Clients: roots, Tickets: tickets})
	if err != nil {
		t.Fatal(err)
	}
	r.serve(t, config)
	t.Cleanup(func() { cancel(); <-pair.Done(); <-roots.Done() })
	return r
}

func (r *rotating) file(name string) string { return filepath.Join(r.dir, name) }

// secret is another one each time, so no ticket is good for long.
func (r *rotating) secret(context.Context) ([]tlsconfig.TicketSecret, error) {
	r.secrets.Add(1)
	var random [32]byte
	rand.Read(random[:])
	secret, err := tlsconfig.NewTicketSecret(time.Time{}, random[:])
	return []tlsconfig.TicketSecret{secret}, err
}

// serve says hello to whoever shows a good certificate.
func (r *rotating) serve(t *testing.T, config *tls.Config) {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.port = inner.Addr().(*net.TCPAddr).Port
	l := tlsconfig.NewListener(inner, config, tlsconfig.Limits{HandshakeTimeout: time.Minute, Hook: r.counts})
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { io.WriteString(c, "hello\n"); c.Close() })
		}
	})
	t.Cleanup(func() { l.Close(); all.Wait() })
}

// turn replaces the roots and the pair, and waits until both are in use.
func (r *rotating) turn(t *testing.T) {
	t.Helper()
	r.generation++
	for _, put := range []func(*testing.T){r.putRoots, r.putPair} {
		put(t)
		select {
		case <-r.changed:
		case <-time.After(time.Minute):
			t.Fatalf("generation %d is not taken", r.generation)
		}
	}
}

// putRoots replaces the roots of clients: one comes, and goes the next time.
func (r *rotating) putRoots(t *testing.T) {
	t.Helper()
	next := writeCerts(t, r.file("ca.new"), []*minted{r.root, r.other}[:1+r.generation%2]...)
	if err := os.Rename(next, r.file("ca.pem")); err != nil {
		t.Fatal(err)
	}
}

// putPair replaces the pair by one of the next generation, which has an issuer
// of its own, by a link to another folder.
func (r *rotating) putPair(t *testing.T) {
	t.Helper()
	issuer := authority(t, fmt.Sprint("R ", r.generation), r.root)
	next := sign(t, leaf(func(c *x509.Certificate) { c.Subject.CommonName = fmt.Sprint("leaf ", r.generation) }), issuer, ecKey(t))
	dir := r.file(fmt.Sprint("pair", r.generation))
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	setup{name: "pair", sends: []*minted{next, issuer}}.files(t, dir)
	if err := os.Symlink(filepath.Base(dir), r.file("next")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(r.file("next"), r.file("live")); err != nil {
		t.Fatal(err)
	}
}

// visitByPython lets one process of Python visit the server, by some threads.
func (r *rotating) visitByPython(t *testing.T, python string, stop <-chan struct{}) {
	cmd := exec.Command(python, "testdata/rotating_client.py", fmt.Sprint(r.port), r.file("root.pem"), r.cert, r.key)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Error(err)
		return
	}
	go func() { <-stop; in.Close() }()
	out, err := cmd.Output()
	var saw struct {
		Handshakes, Resumed, Leaves int
		Failed                      []string
	}
	if err != nil || json.Unmarshal(out, &saw) != nil {
		t.Errorf("python: %v, %q", err, out)
	}
	if len(saw.Failed) > 0 || saw.Leaves < 2 {
		t.Errorf("python saw %d leaves, and failed: %v", saw.Leaves, saw.Failed)
	}
	t.Logf("python: %d handshakes, of which %d resumed; %d leaves", saw.Handshakes, saw.Resumed, saw.Leaves)
}

var shownNames = regexp.MustCompile(`(?m)^subject=CN ?= ?leaf (\d+)\nissuer=CN ?= ?R (\d+)$`)

// visitByOpenSSL starts one s_client after the other. Each offers the session
// of the one before.
func (r *rotating) visitByOpenSSL(t *testing.T, openssl, version string, stop <-chan struct{}) {
	session := r.file("session" + version)
	args := []string{
		"s_client", version, "-connect", fmt.Sprint("127.0.0.1:", r.port), "-servername", "localhost", "-verify_hostname", "localhost",
		"-verify_return_error", "-CAfile", r.file("root.pem"), "-cert", r.cert, "-key", r.key, "-ign_eof", "-sess_out", session,
	}
	leaves, visits, resumed := map[string]bool{}, 0, 0
	for {
		select {
		case <-stop:
			if len(leaves) < 2 {
				t.Errorf("openssl %s saw %d leaves", version, len(leaves))
			}
			t.Logf("openssl %s: %d handshakes, of which %d resumed; %d leaves", version, visits, resumed, len(leaves))
			return
		default:
		}
		var complaints strings.Builder // the output has the session's secrets in it
		cmd := exec.Command(openssl, args...)
		cmd.Stderr = &complaints
		out, err := cmd.Output()
		shown := shownNames.FindStringSubmatch(strings.ReplaceAll(string(out), "\n\n", "\n"))
		if err != nil || shown == nil || shown[1] != shown[2] || !strings.Contains(string(out), "hello\n") {
			t.Errorf("openssl %s: %v, shown %q\n%s", version, err, shown, complaints.String())
			return
		}
		if visits == 0 {
			args = append(args, "-sess_in", session)
		}
		visits++
		leaves[shown[1]] = true
		if strings.Contains(string(out), "\nReused, ") {
			resumed++
		}
	}
}
