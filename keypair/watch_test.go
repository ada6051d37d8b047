package keypair_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == deniedHelper {
		os.Exit(watchDenied(os.Args[2], os.Args[3]))
	}
	goleak.VerifyTestMain(m)
}

const (
	long  = time.Hour             // never, within a test
	short = 40 * time.Millisecond // to settle
)

const patient = 30 * time.Second // for an event that must come

// modes runs a test with notification and nothing else, and with polling and
// nothing else.
func modes(t *testing.T, f func(t *testing.T, o keypair.WatchOptions)) {
	t.Run("polling", func(t *testing.T) {
		o := keypair.WatchOptions{Every: 5 * time.Millisecond}
		keypair.PollOnly(&o)
		f(t, o)
	})
	t.Run("notified", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("changes are noticed by polling alone on this system")
		}
		f(t, keypair.WatchOptions{Every: long})
	})
}

// watched is a pair of files under a watcher whose events are heard.
type watched struct {
	*keypair.Watcher
	t      *testing.T
	events chan any // a keypair.Change or an error
	judged atomic.Int64
	at     atomic.Pointer[time.Time] // what the clock shows
}

func watch(t *testing.T, cert, key string, o keypair.WatchOptions) *watched {
	t.Helper()
	w := &watched{t: t}
	w.start(o, func(ctx context.Context, o keypair.WatchOptions) (*keypair.Watcher, error) {
		return keypair.Watch(ctx, cert, key, o)
	})
	return w
}

func (w *watched) start(o keypair.WatchOptions, begin func(context.Context, keypair.WatchOptions) (*keypair.Watcher, error)) {
	t := w.t
	t.Helper()
	w.events = make(chan any, 1000)
	w.at.Store(&now)
	o.Now = func() time.Time { w.judged.Add(1); return *w.at.Load() }
	o.Changed = func(c keypair.Change) { w.events <- c }
	o.Refused = func(err error) { w.events <- err }
	ctx, cancel := context.WithCancel(context.Background())
	inner, err := begin(ctx, o)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	w.Watcher = inner
	t.Cleanup(func() {
		cancel()
		<-w.Done()
		for len(w.events) > 0 {
			t.Errorf("an event too many: %v", <-w.events)
		}
	})
}

func (w *watched) next() any {
	w.t.Helper()
	select {
	case e := <-w.events:
		return e
	case <-time.After(patient):
		w.t.Fatal("no event came")
		return nil
	}
}

// changes waits for a new pair; a refusal before it is an error.
func (w *watched) changes(to bearer) keypair.Change {
	w.t.Helper()
	c, ok := w.next().(keypair.Change)
	if !ok {
		w.t.Fatalf("refused: %v", w.Err())
	}
	if !c.New.Leaf().Equal(to.cert) || w.Current() != c.New || w.Err() != nil {
		w.t.Fatalf("changed to %v, in use is %v, error %v", c.New, w.Current(), w.Err())
	}
	return c
}

// refuses waits for a refusal by a code; another pair stays.
func (w *watched) refuses(code string, stays bearer) {
	w.t.Helper()
	e := w.next()
	var refused *keypair.Error
	if err, _ := e.(error); !errors.As(err, &refused) || refused.Code != code {
		w.t.Fatalf("want %s, got %v", code, e)
	}
	w.keeps(stays)
	if !errors.As(w.Err(), &refused) || refused.ProblemCode() != code {
		w.t.Errorf("Err is %v", w.Err())
	}
}

func (w *watched) keeps(b bearer) {
	w.t.Helper()
	if !w.Current().Leaf().Equal(b.cert) {
		w.t.Fatalf("in use is %v", w.Current())
	}
}

// until waits for what no event tells of.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patient); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("in vain waited for: " + what)
		}
	}
}

// readsOn waits until a state that is refused was judged a few times more.
func (w *watched) readsOn() {
	w.t.Helper()
	from := w.judged.Load()
	until(w.t, "more readings", func() bool { return w.judged.Load() > from+5 })
}

func put(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// pairFiles writes a pair into a folder and gives the names of both files.
func pairFiles(t testing.TB, folder string, leaf bearer, chain ...bearer) (cert, key string) {
	t.Helper()
	cert, key = filepath.Join(folder, "fullchain.pem"), filepath.Join(folder, "privkey.pem")
	must(t, os.MkdirAll(folder, 0o755))
	put(t, cert, certPEM(append([]bearer{leaf}, chain...)...))
	put(t, key, keyPEM(t, leaf))
	return cert, key
}

// swap puts a file into its place in one step: on a busy machine a writer may
// rest between any two.
func swap(t testing.TB, path string, data []byte) {
	t.Helper()
	next := filepath.Join(filepath.Dir(path), "next")
	put(t, next, data)
	must(t, os.Rename(next, path))
}

// shelf holds pairs of which one is live, by a link that is swapped.
type shelf struct {
	t   testing.TB
	dir string
	n   int
}

func newShelf(t testing.TB, leaf bearer, chain ...bearer) (s *shelf, cert, key string) {
	t.Helper()
	s = &shelf{t: t, dir: t.TempDir()}
	s.show(leaf, chain...)
	live := filepath.Join(s.dir, "live")
	return s, filepath.Join(live, "fullchain.pem"), filepath.Join(live, "privkey.pem")
}

func (s *shelf) show(leaf bearer, chain ...bearer) {
	s.t.Helper()
	s.n++
	pairFiles(s.t, filepath.Join(s.dir, fmt.Sprint(s.n)), leaf, chain...)
	next := filepath.Join(s.dir, "next")
	must(s.t, os.Symlink(fmt.Sprint(s.n), next), os.Rename(next, filepath.Join(s.dir, "live")))
}

// renewed is the next certificate for the same name, with a key of its own.
func (h house) renewed(t testing.TB) bearer {
	return mint(t, "shop.example.test", &h.inter, lasting(-day, 89*day))
}

// Every way in which files are replaced is followed, and no half state is ever
// in use or told of.
func TestWatchFollows(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		id string
		// lay lays the first pair and gives its paths, and what replaces it.
		lay func(t *testing.T, dir string) (cert, key string, replace func(b bearer))
	}{
		{"rewritten", func(t *testing.T, dir string) (string, string, func(bearer)) {
			cert, key := pairFiles(t, dir, h.leaf, h.inter)
			return cert, key, func(b bearer) { pairFiles(t, dir, b, h.inter) }
		}},
		{"one file", func(t *testing.T, dir string) (string, string, func(bearer)) {
			both := filepath.Join(dir, "both.pem")
			lay := func(b bearer) { put(t, both, append(keyPEM(t, b), certPEM(b, h.inter)...)) }
			lay(h.leaf)
			return both, "", lay
		}},
		{"renamed over", func(t *testing.T, dir string) (string, string, func(bearer)) {
			cert, key := pairFiles(t, dir, h.leaf, h.inter)
			return cert, key, func(b bearer) {
				c, k := pairFiles(t, filepath.Join(dir, "new"), b, h.inter)
				must(t, os.Rename(k, key), os.Rename(c, cert))
			}
		}},
		{"deleted and made anew", func(t *testing.T, dir string) (string, string, func(bearer)) {
			cert, key := pairFiles(t, dir, h.leaf, h.inter)
			return cert, key, func(b bearer) {
				must(t, os.Remove(cert), os.Remove(key))
				pairFiles(t, dir, b, h.inter)
			}
		}},
		{"folder deleted and made anew", func(t *testing.T, dir string) (string, string, func(bearer)) {
			dir = filepath.Join(dir, "a", "b")
			cert, key := pairFiles(t, dir, h.leaf, h.inter)
			return cert, key, func(b bearer) {
				must(t, os.RemoveAll(filepath.Dir(dir)))
				pairFiles(t, dir, b, h.inter)
			}
		}},
		{"folder renamed over", func(t *testing.T, dir string) (string, string, func(bearer)) {
			live := filepath.Join(dir, "live")
			cert, key := pairFiles(t, live, h.leaf, h.inter)
			return cert, key, func(b bearer) {
				next := filepath.Join(dir, "next")
				pairFiles(t, next, b, h.inter)
				must(t, os.RemoveAll(filepath.Join(dir, "old")), os.Rename(live, filepath.Join(dir, "old")), os.Rename(next, live))
			}
		}},
		{"as certbot", func(t *testing.T, dir string) (string, string, func(bearer)) {
			live, n := filepath.Join(dir, "live"), 0
			must(t, os.Mkdir(live, 0o755))
			lay := func(b bearer) {
				n++
				for name, data := range map[string][]byte{"fullchain": certPEM(b, h.inter), "privkey": keyPEM(t, b)} {
					versioned := fmt.Sprintf("%s%d.pem", name, n)
					must(t, os.MkdirAll(filepath.Join(dir, "archive"), 0o755))
					put(t, filepath.Join(dir, "archive", versioned), data)
					link := filepath.Join(live, name+".pem")
					os.Remove(link) // update_link of certbot's storage.py
					must(t, os.Symlink(filepath.Join("..", "archive", versioned), link))
				}
			}
			lay(h.leaf)
			return filepath.Join(live, "fullchain.pem"), filepath.Join(live, "privkey.pem"), lay
		}},
		{"as certbot, rewritten behind the link", func(t *testing.T, dir string) (string, string, func(bearer)) {
			live, archive := filepath.Join(dir, "live"), filepath.Join(dir, "archive")
			must(t, os.Mkdir(live, 0o755))
			cert, key := pairFiles(t, archive, h.leaf, h.inter)
			links := []string{filepath.Join(live, "c.pem"), filepath.Join(live, "k.pem")}
			must(t, os.Symlink(cert, links[0]), os.Symlink(key, links[1]))
			return links[0], links[1], func(b bearer) { pairFiles(t, archive, b, h.inter) }
		}},
		{"as Kubernetes", func(t *testing.T, dir string) (string, string, func(bearer)) {
			n, old := 0, ""
			lay := func(b bearer) { // AtomicWriter of pkg/volume/util
				n++
				version := fmt.Sprintf("..2026_03_14_%d", n)
				pairFiles(t, filepath.Join(dir, version), b, h.inter)
				temporary := filepath.Join(dir, "..data_tmp")
				must(t, os.Symlink(version, temporary), os.Rename(temporary, filepath.Join(dir, "..data")))
				if old != "" {
					must(t, os.RemoveAll(filepath.Join(dir, old)))
				}
				old = version
			}
			lay(h.leaf)
			cert, key := filepath.Join(dir, "fullchain.pem"), filepath.Join(dir, "privkey.pem")
			must(t, os.Symlink("..data/fullchain.pem", cert), os.Symlink("..data/privkey.pem", key))
			return cert, key, lay
		}},
		{"key first, in pieces", func(t *testing.T, dir string) (string, string, func(bearer)) {
			cert, key := pairFiles(t, dir, h.leaf, h.inter)
			return cert, key, func(b bearer) {
				pieces(t, key, keyPEM(t, b))
				pieces(t, cert, certPEM(b, h.inter))
			}
		}},
	} {
		t.Run(c.id, func(t *testing.T) {
			modes(t, func(t *testing.T, o keypair.WatchOptions) {
				o.Settle = long // nothing half written is told of
				cert, key, replace := c.lay(t, t.TempDir())
				w := watch(t, cert, key, o)
				first := w.Current()
				for range 3 { // the new places are followed too
					next := h.renewed(t)
					next.cert.NotBefore = now
					replace(next)
					c := w.changes(next)
					if c.Old != first || !c.NewKey || c.NewIssuer || !c.At.Equal(now) {
						t.Errorf("told %+v", c)
					}
					first = c.New
				}
			})
		})
	}
}

// pieces writes a file in place, a line at a time, in as many openings.
func pieces(t *testing.T, path string, data []byte) {
	must(t, os.Truncate(path, 0))
	for line := range strings.Lines(string(data)) {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		must(t, err)
		_, err = f.WriteString(line)
		must(t, err, f.Close())
	}
}

// What is not in order leaves the old pair in use, is told once, and mends by
// itself when the files do.
func TestWatchKeeps(t *testing.T) {
	h := newHouse(t)
	stranger := mint(t, "shop.example.test", &h.inter)
	ended := mintWith(t, h.leaf.key, "shop.example.test", &h.inter, lasting(-20*day, -3*day))
	early := mintWith(t, h.leaf.key, "shop.example.test", &h.inter, lasting(2*day, 90*day))
	for _, c := range []struct {
		id, code string
		harm     func(t *testing.T, cert, key string)
	}{
		{"half a certificate", "pem-malformed", func(t *testing.T, cert, key string) {
			swap(t, cert, certPEM(h.leaf, h.inter)[:1000])
		}},
		{"nothing yet", "pem-malformed", func(t *testing.T, cert, key string) { swap(t, key, nil) }},
		{"half a pair", "key-mismatch", func(t *testing.T, cert, key string) { swap(t, key, keyPEM(t, stranger)) }},
		{"ended", "expired", func(t *testing.T, cert, key string) { swap(t, cert, certPEM(ended, h.inter)) }},
		{"not begun", "not-yet-valid", func(t *testing.T, cert, key string) { swap(t, cert, certPEM(early, h.inter)) }},
		{"does not link", "untrusted-issuer", func(t *testing.T, cert, key string) {
			swap(t, cert, certPEM(h.leaf, h.other))
		}},
		{"file gone", "file-not-found", func(t *testing.T, cert, key string) { must(t, os.Remove(cert)) }},
		{"key gone", "file-not-found", func(t *testing.T, cert, key string) { must(t, os.Remove(key)) }},
		{"folder gone", "file-not-found", func(t *testing.T, cert, key string) { must(t, os.RemoveAll(filepath.Dir(cert))) }},
		{"folder in its place", "wrong-format", func(t *testing.T, cert, key string) {
			must(t, os.Remove(cert), os.Mkdir(cert, 0o755))
		}},
		{"link to itself", "file-not-found", func(t *testing.T, cert, key string) {
			must(t, os.Remove(cert), os.Symlink(filepath.Base(cert), cert))
		}},
		{"too large", "wrong-format", func(t *testing.T, cert, key string) { must(t, os.Truncate(cert, 33<<20)) }},
	} {
		t.Run(c.id, func(t *testing.T) {
			modes(t, func(t *testing.T, o keypair.WatchOptions) {
				if c.id == "link to itself" && runtime.GOOS == "windows" {
					t.Skip("links need rights there")
				}
				o.Settle = short
				dir := filepath.Join(t.TempDir(), "tls")
				cert, key := pairFiles(t, dir, h.leaf, h.inter)
				w := watch(t, cert, key, o)
				c.harm(t, cert, key)
				w.refuses(c.code, h.leaf)
				if o.Every < long {
					w.readsOn() // and nothing more is told of it
				}
				next := h.renewed(t)
				pairFiles(t, dir+".next", next, h.inter)
				must(t, os.RemoveAll(dir), os.Rename(dir+".next", dir))
				for {
					e := w.next()
					if change, ok := e.(keypair.Change); ok {
						if !change.New.Leaf().Equal(next.cert) {
							t.Errorf("changed to %v", change.New)
						}
						return
					}
					// A busy machine may leave the folder away for so long that it is told.
					if err, _ := e.(error); !errors.Is(err, os.ErrNotExist) {
						t.Fatalf("told once more, or another thing: %v", e)
					}
				}
			})
		})
	}
}

// A pair that is put back is no change, and nothing is wrong any more; what is
// wrong then is told anew.
func TestWatchRecoversToTheSame(t *testing.T) {
	h := newHouse(t)
	modes(t, func(t *testing.T, o keypair.WatchOptions) {
		o.Settle = short
		dir := t.TempDir()
		cert, key := pairFiles(t, dir, h.leaf, h.inter)
		w := watch(t, cert, key, o)
		first := w.Current()
		for range 2 {
			swap(t, key, keyPEM(t, h.inter))
			w.refuses("key-mismatch", h.leaf)
			swap(t, key, keyPEM(t, h.leaf))
			until(t, "no error", func() bool { return w.Err() == nil })
			if w.Current() != first {
				t.Error("the same pair is another")
			}
		}
	})
}

// What is in use is read and not judged again.
func TestWatchJudgesOnce(t *testing.T) {
	h := newHouse(t)
	hints := make(chan struct{})
	o := keypair.WatchOptions{Every: long, Settle: -1, Hints: hints}
	keypair.PollOnly(&o)
	cert, key := pairFiles(t, t.TempDir(), h.leaf, h.inter)
	w := watch(t, cert, key, o)
	quietly := func() {
		hints <- struct{}{} // taken when what went before is done
		from := w.judged.Load()
		for range 3 {
			hints <- struct{}{}
		}
		if n := w.judged.Load() - from; n != 0 {
			t.Errorf("judged %d times", n)
		}
	}
	hints <- struct{}{}
	quietly()
	swap(t, key, keyPEM(t, h.inter))
	hints <- struct{}{}
	w.refuses("key-mismatch", h.leaf)
	swap(t, key, keyPEM(t, h.leaf))
	hints <- struct{}{}
	quietly()
}

// While a clock is wrong nothing is lost, and when it is right again nobody
// needs to touch the files.
func TestWatchClockJumps(t *testing.T) {
	h := newHouse(t)
	o := keypair.WatchOptions{Every: 5 * time.Millisecond, Settle: short}
	shelf, cert, key := newShelf(t, h.leaf, h.inter)
	w := watch(t, cert, key, o)
	for _, jump := range []struct {
		by   time.Duration
		code string
	}{{400 * day, "expired"}, {-400 * day, "not-yet-valid"}} {
		at := now.Add(jump.by)
		w.at.Store(&at) // of the pair in use nothing is told, it is the best there is
		old := bearer{cert: w.Current().Leaf()}
		next := h.renewed(t)
		shelf.show(next, h.inter)
		w.refuses(jump.code, old)
		w.readsOn()
		w.at.Store(&now)
		w.changes(next)
	}
}

// A step back is not taken, unless it is allowed.
func TestWatchStepsBack(t *testing.T) {
	h := newHouse(t)
	named := func(names ...string) plan {
		return func(c *x509.Certificate) { c.DNSNames = names }
	}
	plain := named("shop.example.test", "www.example.test")
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	first := mint(t, "shop", &h.inter, plain)
	for _, c := range []struct {
		id    string
		next  bearer
		allow func(*keypair.WatchOptions) // nil: it is no step back
		says  string
		is    func(*keypair.Worse) bool
	}{
		{"older", mint(t, "shop", &h.inter, plain, lasting(-31*day, 60*day)),
			func(o *keypair.WatchOptions) { o.MayBeOlder = true }, "issued on 2026-02-11",
			func(w *keypair.Worse) bool { return w.Older && !w.Weaker && len(w.Lost) == 0 }},
		{"as old", mint(t, "shop", &h.inter, plain), nil, "", nil},
		{"a name less", mint(t, "shop", &h.inter, named("shop.example.test")),
			func(o *keypair.WatchOptions) { o.MayLoseNames = true }, "it lacks www.example.test",
			func(w *keypair.Worse) bool {
				return !w.Older && !w.Weaker && slices.Equal(w.Lost, []string{"www.example.test"})
			}},
		{"a wildcard", mint(t, "shop", &h.inter, named("*.Example.test")), nil, "", nil},
		{"a wildcard elsewhere", mint(t, "shop", &h.inter, named("*.test", "shop.example.test")),
			func(o *keypair.WatchOptions) { o.MayLoseNames = true }, "it lacks www.example.test",
			func(w *keypair.Worse) bool { return len(w.Lost) == 1 }},
		{"names in capitals", mint(t, "shop", &h.inter, named("SHOP.example.test", "www.example.TEST")), nil, "", nil},
		{"weaker", mintWith(t, rsaKey, "shop", &h.inter, plain),
			func(o *keypair.WatchOptions) { o.MayBeWeaker = true }, "RSA of 2048 bits in the place of ECDSA of 256 bits",
			func(w *keypair.Worse) bool { return !w.Older && w.Weaker && len(w.Lost) == 0 }},
	} {
		t.Run(c.id, func(t *testing.T) {
			o := keypair.WatchOptions{Every: 5 * time.Millisecond, Settle: short}
			shelf, cert, key := newShelf(t, first, h.inter)
			w := watch(t, cert, key, o)
			shelf.show(c.next, h.inter)
			if c.allow == nil {
				w.changes(c.next)
				return
			}
			var worse *keypair.Worse
			if err, _ := w.next().(error); !errors.As(err, &worse) || !c.is(worse) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("told %v", err)
			}
			w.keeps(first)
			if !worse.New.Leaf().Equal(c.next.cert) || worse.Old != w.Current() {
				t.Errorf("the pairs are %v and %v", worse.Old, worse.New)
			}
			w.readsOn()

			c.allow(&o)
			shelf, cert, key = newShelf(t, first, h.inter)
			w = watch(t, cert, key, o)
			shelf.show(c.next, h.inter)
			change := w.changes(c.next)
			if worse.Lost != nil && !slices.Equal(change.Lost, worse.Lost) {
				t.Errorf("lost are %v", change.Lost)
			}
		})
	}
}

// An older pair is taken when the one in use has ended.
func TestWatchOlderInNeed(t *testing.T) {
	h := newHouse(t)
	soon := mint(t, "shop.example.test", &h.inter, lasting(-5*day, day))
	shelf, cert, key := newShelf(t, soon, h.inter)
	w := watch(t, cert, key, keypair.WatchOptions{Every: 5 * time.Millisecond, Settle: short})
	later := now.Add(2 * day)
	w.at.Store(&later)
	shelf.show(h.leaf, h.inter)
	if change, ok := w.next().(keypair.Change); !ok || !change.New.Leaf().Equal(h.leaf.cert) {
		t.Errorf("in use is %v: %v", w.Current(), w.Err())
	}
}

// A chain that became shorter may be one that is still being written.
func TestWatchDoubtsShorterChain(t *testing.T) {
	h := newHouse(t)
	modes(t, func(t *testing.T, o keypair.WatchOptions) {
		o.Settle = short
		shelf, cert, key := newShelf(t, h.leaf, h.inter)
		w := watch(t, cert, key, o)
		alone := h.renewed(t)
		shelf.show(alone)
		w.changes(alone) // it stood
	})
	o := keypair.WatchOptions{Every: 5 * time.Millisecond, Settle: long}
	shelf, cert, key := newShelf(t, h.leaf, h.inter)
	w := watch(t, cert, key, o)
	next := h.renewed(t)
	shelf.show(next)
	w.readsOn()
	w.keeps(h.leaf)
	shelf.show(next, h.inter)
	w.changes(next)
}

func TestWatchStart(t *testing.T) {
	h := newHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := keypair.WatchOptions{Options: keypair.Options{Now: clock}}
	_, err := keypair.Watch(ctx, filepath.Join(t.TempDir(), "absent.pem"), "", o)
	if refused := (*keypair.Error)(nil); !errors.As(err, &refused) || refused.Code != "file-not-found" {
		t.Errorf("the error is %v", err)
	}
	cancel()
	cert, key := pairFiles(t, t.TempDir(), h.leaf, h.inter)
	if w, err := keypair.Watch(ctx, cert, key, o); w != nil || err == nil {
		t.Errorf("after its end it gives %v, %v", w, err)
	}
}

// A subscriber that does not return holds up neither a reload nor a read.
func TestWatchSlowSubscriber(t *testing.T) {
	h := newHouse(t)
	free, begun := make(chan bool), make(chan bool, 1)
	hints := make(chan struct{})
	o := keypair.WatchOptions{Options: keypair.Options{Now: clock}, Every: long, Hints: hints, Changed: func(keypair.Change) {
		select {
		case begun <- true:
		default:
		}
		<-free
	}}
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	cert, key := pairFiles(t, dir, h.leaf, h.inter)
	w, err := keypair.Watch(ctx, cert, key, o)
	must(t, err)
	for range 100 {
		next := h.renewed(t)
		pairFiles(t, dir, next, h.inter)
		hints <- struct{}{}
		until(t, "the new pair", func() bool { return w.Current().Leaf().Equal(next.cert) })
	}
	<-begun
	close(free)
	cancel()
	<-w.Done()
}
