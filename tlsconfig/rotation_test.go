package tlsconfig

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// machine is one whose clocks a test moves.
type machine struct {
	wall    time.Time
	elapsed time.Duration
}

// pass lets time pass on both clocks.
func (m *machine) pass(d time.Duration) { m.wall, m.elapsed = m.wall.Add(d), m.elapsed+d }

// start makes keys on the machine, without the goroutine that looks.
func (m *machine) start(t *testing.T, source TicketSource, o TicketOptions) (*TicketKeys, *[]string) {
	t.Helper()
	var reports []string
	o.Now = func() time.Time { return m.wall }
	o.Report = func(err error) {
		var e *TicketError
		switch {
		case err == nil:
			reports = append(reports, "well")
		case errors.As(err, &e):
			reports = append(reports, e.Code)
		default:
			t.Errorf("a report of another type: %v", err)
		}
	}
	k, err := newTicketKeys(t.Context(), source, o)
	if err != nil {
		t.Fatal(err)
	}
	k.clock.elapsed, k.clock.at = func() time.Duration { return m.elapsed }, m.elapsed
	return k, &reports
}

func wantReports(t *testing.T, got *[]string, want ...string) {
	t.Helper()
	if !slices.Equal(*got, want) {
		t.Errorf("reports: %v, want %v", *got, want)
	}
}

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

func random(t testing.TB, from time.Time) TicketSecret {
	t.Helper()
	b := make([]byte, 32)
	rand.Read(b)
	s, err := NewTicketSecret(from, b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPeriods: which keys are in use when, and for how long.
func TestPeriods(t *testing.T) {
	p := periods{length: 2 * time.Hour, lifetime: 8 * time.Hour, skew: 5 * time.Minute}
	secrets := []TicketSecret{random(t, time.Time{})}
	key := func(at time.Time) [32]byte {
		k, err := p.derive(secrets[0], p.number(at))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	for _, off := range []time.Duration{0, time.Minute, time.Hour, 2*time.Hour - time.Second} {
		if got := p.keys(secrets, noon.Add(off))[0]; got != key(noon) {
			t.Errorf("at noon + %v another key encrypts", off)
		}
	}
	inUse := func(at time.Time) bool { return slices.Contains(p.keys(secrets, at), key(noon)) }
	// From the skew before the period begins to 10 hours and 5 minutes after,
	// as the documentation says.
	for off, want := range map[time.Duration]bool{
		-5*time.Minute - time.Second: false, -5 * time.Minute: true, 0: true, 8 * time.Hour: true,
		10*time.Hour + 5*time.Minute - time.Second: true, 10*time.Hour + 5*time.Minute: false,
	} {
		if got := inUse(noon.Add(off)); got != want {
			t.Errorf("the key of noon at noon %+v: in use %v, want %v", off, got, want)
		}
	}
	if n := len(p.keys(secrets, noon.Add(time.Hour))); n != 6 && n != 5 {
		t.Errorf("%d keys", n)
	}
	before := periods{length: time.Hour}
	if n := before.number(time.Unix(-1, 0)); n != -1 {
		t.Errorf("the second before 1970 is in period %d", n)
	}
}

// TestClocksWithinTheSkew: whatever the moment, what one node encrypts another
// decrypts at once and until the ticket's life is over, by clocks that differ
// by the skew.
func TestClocksWithinTheSkew(t *testing.T) {
	p := periods{length: 10 * time.Minute, lifetime: 25 * time.Minute, skew: 3 * time.Minute}
	secrets := []TicketSecret{random(t, time.Time{}), random(t, noon.Add(7*time.Minute)), random(t, noon.Add(40*time.Minute))}
	for made := time.Duration(0); made < time.Hour; made += 20 * time.Second {
		for _, skew := range []time.Duration{-3 * time.Minute, 0, 3 * time.Minute} {
			key := p.keys(secrets, noon.Add(made))[0]
			for _, age := range []time.Duration{0, 10 * time.Minute, 25 * time.Minute} {
				if !slices.Contains(p.keys(secrets, noon.Add(made+age+skew)), key) {
					t.Fatalf("a ticket made at noon + %v is refused %v later by a clock that is off by %v", made, age, skew)
				}
			}
		}
	}
}

// TestSourceFails: the old state is kept and goes on rotating, it is reported
// once, and it mends itself.
func TestSourceFails(t *testing.T) {
	m := &machine{wall: noon}
	dir := t.TempDir()
	file := filepath.Join(dir, "secret")
	write := func(mode fs.FileMode) {
		t.Helper()
		if err := os.WriteFile(file, fmt.Appendf(nil, "%064x\n", new(big.Int).Exp(big.NewInt(7), big.NewInt(80), nil)), mode); err != nil {
			t.Fatal(err)
		}
	}
	write(0o600)
	k, reports := m.start(t, TicketFile(file), TicketOptions{})
	before := k.keys[0]
	again := func(n int) {
		for range n {
			m.pass(time.Minute)
			k.look(t.Context())
		}
	}
	again(3)
	wantReports(t, reports)

	for _, fault := range []struct {
		code       string
		make, mend func()
	}{
		{"file-not-found", func() { os.RemoveAll(dir) }, func() { os.Mkdir(dir, 0o700); write(0o600) }},
		{"key-exposed", func() { os.Chmod(file, 0o644) }, func() { os.Chmod(file, 0o600) }},
		{CodeOther, func() { os.Truncate(file, 10) }, func() { write(0o600) }},
		{CodeOther, func() { os.Remove(file); os.Mkdir(file, 0o700) }, func() { os.Remove(file); write(0o600) }},
	} {
		*reports = nil
		fault.make()
		again(3)
		wantReports(t, reports, fault.code)
		if k.keys[0] != before || k.Err() == nil {
			t.Errorf("%s: the state is not kept, or the trouble not told: %v", fault.code, k.Err())
		}
		fault.mend()
		again(2)
		wantReports(t, reports, fault.code, "well")
		if k.keys[0] != before || k.Err() != nil {
			t.Errorf("%s: not mended: %v", fault.code, k.Err())
		}
	}

	// Keys rotate on while the source is away.
	os.Remove(file)
	m.pass(3 * time.Hour)
	k.look(t.Context())
	if k.keys[0] == before || !slices.Contains(k.keys, before) {
		t.Error("the keys stand still while the source is away")
	}
	m.pass(24 * time.Hour)
	k.look(t.Context())
	if slices.Contains(k.keys, before) {
		t.Error("an old key is not forgotten while the source is away")
	}
}

// TestSourceHangs: a source that does not answer is given up on, and the keys
// rotate on.
func TestSourceHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var hangs atomic.Bool
		ctx, end := context.WithCancel(t.Context())
		k, err := WatchTickets(ctx, TicketFunc(func(ctx context.Context) ([]TicketSecret, error) {
			if hangs.Load() {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return []TicketSecret{jumpSecret}, nil
		}), TicketOptions{})
		if err != nil {
			t.Fatal(err)
		}
		before := k.now.Load()
		hangs.Store(true)
		time.Sleep(3 * time.Hour)
		if k.now.Load() == before || k.Err() == nil {
			t.Error("the keys stand still, or nobody is told, while the source hangs")
		}
		hangs.Store(false)
		time.Sleep(3 * time.Minute)
		if k.Err() != nil {
			t.Error(k.Err())
		}
		end() // and the goroutine with it: the bubble would not end otherwise
	})
}

// TestClockJumps: a jump is doubted and reported once; tickets of both times
// are taken; if it lasts it is believed, if not, all is as before.
func TestClockJumps(t *testing.T) {
	for _, jump := range []time.Duration{50 * time.Hour, -50 * time.Hour, 10 * time.Minute} {
		for _, lasts := range []bool{false, true} {
			t.Run(fmt.Sprint(jump, lasts), func(t *testing.T) {
				m := &machine{wall: noon}
				k, reports := m.start(t, TicketFunc(func(context.Context) ([]TicketSecret, error) {
					return []TicketSecret{jumpSecret}, nil
				}), TicketOptions{})
				key := func(at time.Time) [32]byte {
					key, _ := k.periods.derive(jumpSecret, k.periods.number(at))
					return key
				}
				look := func() { m.pass(time.Minute); k.look(t.Context()) }
				look()
				m.wall = m.wall.Add(jump)
				for range 3 {
					look()
				}
				wantReports(t, reports, "wrong-clock")
				if k.keys[0] != key(noon) || !slices.Contains(k.keys, key(m.wall)) {
					t.Error("the old time is not carried on, or the tickets of the new one are refused")
				}
				if !lasts {
					m.wall = m.wall.Add(-jump)
				} else {
					m.pass(2 * time.Hour)
				}
				look()
				wantReports(t, reports, "wrong-clock", "well")
				if k.keys[0] != key(m.wall) {
					t.Error("the clock is not believed again")
				}
				m.pass(time.Minute)
				look()
				wantReports(t, reports, "wrong-clock", "well")
			})
		}
	}
}

var jumpSecret, _ = NewTicketSecret(time.Time{}, []byte("a secret of a test is no secret, it has 32 bytes"))

// TestGenerations: a folder lives through weeks. At every moment there is a
// secret in force, the next is there long before, and old ones are gone as
// soon as is said.
func TestGenerations(t *testing.T) {
	for _, rotate := range []time.Duration{2 * time.Hour, 5 * time.Hour, 24 * time.Hour} {
		t.Run(rotate.String(), func(t *testing.T) {
			folder := TicketFolder{Dir: t.TempDir(), Rotate: rotate}
			m := &machine{wall: noon.Add(17 * time.Minute)}
			k, reports := m.start(t, folder, TicketOptions{})
			late := &machine{wall: m.wall.Add(-4 * time.Minute)} // another node, behind
			other, _ := late.start(t, folder, TicketOptions{})
			oldest := rotate + 10*time.Hour + 10*time.Minute
			written := map[time.Time]time.Time{}
			for range 150 * 4 {
				m.pass(15 * time.Minute)
				late.pass(15 * time.Minute)
				k.look(t.Context())
				other.look(t.Context())
				if !slices.Contains(other.keys, k.keys[0]) || !slices.Contains(k.keys, other.keys[0]) {
					t.Fatalf("%v: the nodes refuse each other's tickets", m.wall)
				}
				times, err := folder.generations()
				if err != nil {
					t.Fatal(err)
				}
				// The first was in force before it was written.
				if age := m.wall.Sub(times[0]); age > oldest+15*time.Minute+2*time.Hour {
					t.Fatalf("%v: a secret of %v is still there, %v old", m.wall, times[0], age)
				}
				for i, from := range times {
					if _, ok := written[from]; !ok {
						written[from] = m.wall
					}
					if ahead := from.Sub(written[from]); len(written) > 2 && i > 0 && (ahead < 7*time.Minute || ahead > max(rotate/2, 2*time.Hour+7*time.Minute)) {
						t.Fatalf("%v: a secret was written %v before it was due", m.wall, ahead)
					}
					if i > 1 && from.Sub(times[i-1]) != (rotate+time.Hour).Truncate(2*time.Hour) {
						t.Fatalf("%v: generations %v", m.wall, times)
					}
				}
			}
			wantReports(t, reports)
			left, err := os.ReadDir(folder.Dir)
			if most := int(oldest/rotate) + 4; err != nil || len(left) > most {
				t.Errorf("%d files are left, %v", len(left), err)
			}
		})
	}
}

// TestLongRest: a folder that nobody rotated for long goes on, and gives the
// other nodes time to read the new secret.
func TestLongRest(t *testing.T) {
	folder := TicketFolder{Dir: t.TempDir(), Rotate: 24 * time.Hour}
	m := &machine{wall: noon}
	m.start(t, folder, TicketOptions{})
	m.pass(1000 * time.Hour)
	k, reports := m.start(t, folder, TicketOptions{})
	first := k.keys[0]
	k.look(t.Context())
	if k.keys[0] != first {
		t.Error("a new secret is in force at once, and no other node has it")
	}
	m.pass(4 * time.Hour)
	k.look(t.Context())
	times, err := folder.generations()
	if err != nil || m.wall.Sub(times[len(times)-1]) > 4*time.Hour {
		t.Errorf("the generations: %v, %v", times, err)
	}
	wantReports(t, reports)
}

// TestFolderFails: what is told of a folder, and that nothing is lost by it.
func TestFolderFails(t *testing.T) {
	parent := t.TempDir()
	folder := TicketFolder{Dir: filepath.Join(parent, "tickets"), Rotate: 2 * time.Hour}
	if _, err := newTicketKeys(t.Context(), folder, TicketOptions{}); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("a folder that is not there: %v", err)
	}
	if err := os.Mkdir(folder.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	m := &machine{wall: noon}
	k, reports := m.start(t, folder, TicketOptions{})
	look := func() { m.pass(time.Minute); k.look(t.Context()) }
	look()
	before := k.keys[0]

	if err := os.RemoveAll(folder.Dir); err != nil {
		t.Fatal(err)
	}
	look()
	look()
	if _, err := os.Stat(folder.Dir); err == nil {
		t.Error("the folder was made anew, beside the shared one that is away")
	}
	if len(*reports) == 0 || (*reports)[0] != "file-not-found" || len(*reports) > 2 || k.keys[0] != before {
		t.Errorf("reports %v; the state is kept: %v", *reports, k.keys[0] == before)
	}
	os.Mkdir(folder.Dir, 0o700)
	look()
	if got := (*reports)[len(*reports)-1]; got != "well" || k.Err() != nil {
		t.Errorf("reports %v, %v", *reports, k.Err())
	}

	*reports = nil
	os.Chmod(folder.Dir, 0o777)
	look()
	look()
	if len(*reports) == 0 || (*reports)[0] != "key-exposed" {
		t.Errorf("a folder that everybody may write to: %v", *reports)
	}
	os.Chmod(folder.Dir, 0o700)
	look()

	// What has another name is left alone.
	for _, name := range []string{"README", ".tickets-20260314T120000Z.secret.AAAA.new", "tickets-x.secret", "tickets-20260314T120000Z.secret.bak"} {
		if err := os.WriteFile(filepath.Join(folder.Dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	*reports = nil
	look()
	wantReports(t, reports)
	if (TicketFolder{Dir: folder.Dir, Rotate: time.Minute}).rotate(t.Context(), k.periods, time.Minute, m.wall) == nil {
		t.Error("generations that are shorter than a period are taken")
	}
}

// full is a folder on a disk that is full for a while.
type full struct {
	TicketFolder
	now bool
}

func (f *full) rotate(ctx context.Context, p periods, every time.Duration, now time.Time) error {
	if !f.now {
		return f.TicketFolder.rotate(ctx, p, every, now)
	}
	// The error that the disk gives; TestDiskIsFull in full_linux_test.go has a
	// real one.
	times, _ := f.generations()
	if len(f.due(p, every, now, times)) == 0 {
		return nil
	}
	return fmt.Errorf("write: %w", &fs.PathError{Op: "write", Err: syscall.ENOSPC})
}

// TestDiskIsFullForAWhile: the secrets that there are go on, it is reported
// once, and the next generation is written when there is room.
func TestDiskIsFullForAWhile(t *testing.T) {
	folder := &full{TicketFolder: TicketFolder{Dir: t.TempDir(), Rotate: 4 * time.Hour}}
	m := &machine{wall: noon}
	k, reports := m.start(t, folder, TicketOptions{})
	folder.now = true
	for range 20 {
		m.pass(time.Hour)
		k.look(t.Context())
	}
	wantReports(t, reports, "resource-exhausted")
	key, _ := k.periods.derive(k.secrets[len(k.secrets)-1], k.periods.number(m.wall))
	if k.keys[0] != key {
		t.Error("the keys stand still while the disk is full")
	}
	folder.now = false
	k.look(t.Context())
	wantReports(t, reports, "resource-exhausted", "well")
}

// TestFaster: where two nodes make the same generation, one of them wins, and
// the file is whole.
func TestFaster(t *testing.T) {
	folder := TicketFolder{Dir: t.TempDir()}
	var nodes sync.WaitGroup
	for range 8 {
		nodes.Go(func() {
			if err := folder.write(t.Context(), noon); err != nil {
				t.Error(err)
			}
		})
	}
	nodes.Wait()
	secrets, err := folder.Secrets(t.Context())
	entries, _ := os.ReadDir(folder.Dir)
	if err != nil || len(secrets) != 1 || len(entries) != 1 {
		t.Errorf("%v, %v, %v", secrets, entries, err)
	}
}

// TestRotatesUnderLoad: handshakes go on while the keys change 1,000 times.
func TestRotatesUnderLoad(t *testing.T) {
	began := time.Now()
	secrets := []TicketSecret{random(t, time.Time{})}
	source := TicketFunc(func(context.Context) ([]TicketSecret, error) { return secrets, nil })
	k, err := newTicketKeys(t.Context(), source, TicketOptions{Period: time.Second, Lifetime: 5 * time.Second, Skew: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	server := &tls.Config{Certificates: []tls.Certificate{own(t)}}
	k.Apply(server)
	done := make(chan struct{})
	var clients sync.WaitGroup
	for i := range 4 {
		client := &tls.Config{
			InsecureSkipVerify: true, // a test of tickets, with a certificate by nobody
			ClientSessionCache: NewSessionCache(CacheOptions{}), ServerName: "localhost",
			MaxVersion: []uint16{tls.VersionTLS12, tls.VersionTLS13}[i%2],
		}
		clients.Go(func() {
			for {
				if err := visit(server, client); err != nil {
					t.Error(err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for i := range 1000 {
		before := k.keys[0]
		secrets = append(secrets, random(t, began.Add(-time.Hour+time.Duration(i)*time.Millisecond)))
		k.look(t.Context())
		if k.keys[0] == before {
			t.Errorf("rotation %d did not happen", i)
		}
	}
	close(done)
	clients.Wait()
}

// visit shakes hands on loopback, and reads a byte.
func visit(server, client *tls.Config) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer l.Close()
	served := make(chan error, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			served <- err
			return
		}
		defer c.Close()
		_, err = tls.Server(c, server).Write([]byte("x"))
		served <- err
	}()
	c, err := tls.Dial("tcp", l.Addr().String(), client)
	if err != nil {
		return errors.Join(err, <-served)
	}
	defer c.Close()
	_, err = c.Read(make([]byte, 1))
	return errors.Join(err, <-served)
}

// own is a certificate that vouches for itself.
func own(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// TestCreated holds crypto/tls to the place of a session's beginning, and to
// keeping it when a TLS 1.2 session is wrapped again.
func TestCreated(t *testing.T) {
	now := time.Now().Truncate(time.Second)
	var began []time.Time
	holder := &tls.Config{}
	server := &tls.Config{
		Certificates: []tls.Certificate{own(t)}, MaxVersion: tls.VersionTLS12, Time: func() time.Time { return now },
		WrapSession: holder.EncryptTicket,
		UnwrapSession: func(ticket []byte, cs tls.ConnectionState) (*tls.SessionState, error) {
			s, err := holder.DecryptTicket(ticket, cs)
			if s != nil {
				at, ok := created(s)
				if !ok {
					t.Error("not found")
				}
				began = append(began, at)
			}
			return s, err
		},
	}
	client := &tls.Config{InsecureSkipVerify: true, ServerName: "localhost", ClientSessionCache: NewSessionCache(CacheOptions{})}
	start := now
	for range 3 {
		if err := visit(server, client); err != nil {
			t.Fatal(err)
		}
		now = now.Add(10 * time.Minute)
	}
	if !slices.EqualFunc(began, []time.Time{start, start}, time.Time.Equal) {
		t.Errorf("sessions began %v, want twice %v", began, start)
	}
}

// TestMasterSecretsEnd: a TLS 1.2 session is not resumed for ever by being
// wrapped again and again.
func TestMasterSecretsEnd(t *testing.T) {
	now := noon
	k, err := newTicketKeys(t.Context(), TicketFunc(func(context.Context) ([]TicketSecret, error) {
		return []TicketSecret{jumpSecret}, nil
	}), TicketOptions{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	k.clock.elapsed = func() time.Duration { return now.Sub(noon) }
	var resumed int
	server := &tls.Config{Certificates: []tls.Certificate{own(t)}, MaxVersion: tls.VersionTLS12, Time: func() time.Time { return now }}
	k.Apply(server)
	client := &tls.Config{
		InsecureSkipVerify: true, ServerName: "localhost", ClientSessionCache: NewSessionCache(CacheOptions{}),
		VerifyConnection: func(cs tls.ConnectionState) error {
			if cs.DidResume {
				resumed++
			}
			return nil
		},
	}
	for range 24 {
		if err := visit(server, client); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
		k.look(t.Context())
	}
	// Each session for its 8 hours and up to a period of 2 more, then anew.
	if resumed < 19 || resumed > 22 {
		t.Errorf("%d of 24 connections were resumed", resumed)
	}
}
