package trust

import (
	"context"
	"crypto/x509"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	long    = time.Hour             // never, within a test
	short   = 40 * time.Millisecond // to settle
	patient = 30 * time.Second      // for an event that must come
)

// modes runs a test with notification and nothing else, and with polling and
// nothing else.
func modes(t *testing.T, f func(t *testing.T, o WatchOptions)) {
	t.Run("polling", func(t *testing.T) { f(t, WatchOptions{Every: 5 * time.Millisecond, pollOnly: true}) })
	t.Run("notified", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("changes are noticed by polling alone on this system")
		}
		f(t, WatchOptions{Every: long})
	})
}

// watched is a watcher whose events are heard.
type watched struct {
	*Watcher
	t      *testing.T
	events chan any // a Change or an error
}

func watch(t *testing.T, o WatchOptions, begin func(context.Context, WatchOptions) (*Watcher, error)) *watched {
	t.Helper()
	w := &watched{t: t, events: make(chan any, 1000)}
	o.Changed = func(c Change) { w.events <- c }
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
	return w
}

func watchPaths(t *testing.T, o WatchOptions, specs ...string) *watched {
	t.Helper()
	return watch(t, o, func(ctx context.Context, o WatchOptions) (*Watcher, error) { return Watch(ctx, specs, o) })
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

// changes waits for a change, and tells it in short: +A -B.
func (w *watched) changes(want string) {
	w.t.Helper()
	c, ok := w.next().(Change)
	if !ok {
		w.t.Fatalf("refused: %v", w.Err())
	}
	var all []string
	for _, root := range c.Added {
		all = append(all, "+"+root.Name())
	}
	for _, root := range c.Removed {
		all = append(all, "-"+root.Name())
	}
	if got := strings.Join(all, " "); got != want {
		w.t.Fatalf("changed %s, want %s: %v", got, want, c)
	}
	if w.Current() != c.New || w.Err() != nil || c.At.IsZero() {
		w.t.Errorf("in use is %v, error %v", w.Current(), w.Err())
	}
}

func (w *watched) refuses(code, says string) {
	w.t.Helper()
	var refused *Error
	if err, _ := w.next().(error); !errors.As(err, &refused) || refused.ProblemCode() != code || !strings.Contains(err.Error(), says) {
		w.t.Fatalf("told %v", err)
	}
	if w.Err() == nil {
		w.t.Error("Err is nil")
	}
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patient); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("in vain waited for: " + what)
		}
	}
}

// swap puts a file into its place in one step: on a busy machine a writer may
// rest between any two.
func swap(t *testing.T, path string, data []byte) {
	t.Helper()
	must(t, os.Rename(write(t, t.TempDir(), "next", data), path))
}

func TestWatchFile(t *testing.T) {
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	modes(t, func(t *testing.T, o WatchOptions) {
		o.Settle = short
		dir := filepath.Join(t.TempDir(), "tls")
		must(t, os.Mkdir(dir, 0o755))
		path := write(t, dir, "ca.pem", armour(a))
		w := watchPaths(t, o, path)
		swap(t, path, armour(a, b))
		w.changes("+B")
		swap(t, path, armour(b))
		w.changes("-A")
		must(t, os.RemoveAll(dir))
		w.refuses("ca-file-unreadable", "there is no such file")
		must(t, os.Mkdir(dir, 0o755))
		swap(t, path, armour(a))
		w.changes("+A -B")
	})
}

// A file that is cut off, empty or something else keeps the old roots, is told
// once and mends by itself.
func TestWatchKeepsRoots(t *testing.T) {
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	whole := armour(a, b)
	for _, c := range []struct {
		id, says string
		harm     func(t *testing.T, path string)
	}{
		{"cut off", "has no end line", func(t *testing.T, path string) { must(t, os.Truncate(path, int64(len(whole)-40))) }},
		{"empty", "it is empty", func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) }},
		{"other text", "no certificate", func(t *testing.T, path string) { swap(t, path, []byte("moved")) }},
		{"gone", "no such file", func(t *testing.T, path string) { must(t, os.Remove(path)) }},
		{"folder gone", "no such file", func(t *testing.T, path string) { must(t, os.RemoveAll(filepath.Dir(path))) }},
		{"too large", "larger than", func(t *testing.T, path string) { must(t, os.Truncate(path, maxFile+1)) }},
	} {
		t.Run(c.id, func(t *testing.T) {
			modes(t, func(t *testing.T, o WatchOptions) {
				o.Settle = short
				dir := filepath.Join(t.TempDir(), "tls")
				must(t, os.Mkdir(dir, 0o755))
				path := write(t, dir, "ca.pem", whole)
				w := watchPaths(t, o, path)
				first := w.Current()
				c.harm(t, path)
				w.refuses("ca-file-unreadable", c.says)
				if w.Current() != first {
					t.Error("another store is in use")
				}
				must(t, os.MkdirAll(dir, 0o755))
				swap(t, path, whole)
				until(t, "no error", func() bool { return w.Err() == nil })
				if w.Current() != first {
					t.Error("the same roots are another store")
				}
			})
		})
	}
}

// A folder's files, and those that its links lead to.
func TestWatchFolder(t *testing.T) {
	a, b, c := mint(t, "A", nil, nil), mint(t, "B", nil, nil), mint(t, "C", nil, nil)
	modes(t, func(t *testing.T, o WatchOptions) {
		o.Settle = short
		dir, elsewhere := t.TempDir(), t.TempDir()
		write(t, dir, "a.pem", armour(a))
		must(t, os.Symlink(write(t, elsewhere, "b.pem", armour(b)), filepath.Join(dir, "b.pem")))
		w := watchPaths(t, o, dir)
		write(t, dir, "c.pem", armour(c))
		w.changes("+C")
		must(t, os.Remove(filepath.Join(dir, "a.pem")))
		w.changes("-A")
		swap(t, filepath.Join(elsewhere, "b.pem"), armour(b, a)) // behind the link
		w.changes("+A")
		write(t, dir, "README", []byte("no roots"))
		must(t, os.Remove(filepath.Join(dir, "b.pem")))
		w.changes("-B -A")
	})
}

// Roots that are missing may not be written yet.
func TestWatchDoubtsFewerRoots(t *testing.T) {
	a, b, c := mint(t, "A", nil, nil), mint(t, "B", nil, nil), mint(t, "C", nil, nil)
	hints := make(chan struct{})
	dir := t.TempDir()
	path := write(t, dir, "ca.pem", armour(a, b))
	w := watchPaths(t, WatchOptions{Every: long, Settle: long, Hints: hints, pollOnly: true}, path)
	write(t, dir, "ca.pem", armour(c))
	for range 3 {
		hints <- struct{}{}
	}
	write(t, dir, "ca.pem", armour(c, b, a))
	hints <- struct{}{}
	w.changes("+C")
}

// The system's store is read at the places that its variables name; it may
// become empty only if that is allowed.
func TestWatchSystem(t *testing.T) {
	if _, listed := systemPaths[runtime.GOOS]; !listed {
		t.Skip("this platform does not list its roots")
	}
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	modes(t, func(t *testing.T, o WatchOptions) {
		o.Settle = short
		dir := t.TempDir()
		path := write(t, dir, "ca.pem", armour(a))
		t.Setenv("SSL_CERT_FILE", path)
		t.Setenv("SSL_CERT_DIR", filepath.Join(dir, "absent"))
		w := watchPaths(t, o)
		allowed := o
		allowed.MayBeEmpty = true
		other := watchPaths(t, allowed, System)
		swap(t, path, armour(a, b))
		w.changes("+B")
		other.changes("+B")
		must(t, os.Mkdir(filepath.Join(dir, "absent"), 0o755), os.Remove(path))
		w.refuses("no-trust-store", "no root is left in system")
		other.changes("-A -B")
		write(t, filepath.Join(dir, "absent"), "a.pem", armour(a))
		w.changes("-B")
		other.changes("+A")
	})
}

// Mozilla's store does not change; whatever is watched ends with its context,
// and leaves nothing: goleak sees to that.
func TestWatchConstant(t *testing.T) {
	for _, spec := range []string{Mozilla, None} {
		ctx, cancel := context.WithCancel(t.Context())
		w, err := Watch(ctx, []string{spec}, WatchOptions{})
		must(t, err)
		if w.Current().Describe().Name != spec {
			t.Errorf("%s gives %v", spec, w.Current().Describe())
		}
		cancel()
		<-w.Done()
	}
	var refused *Error
	if _, err := Watch(t.Context(), []string{filepath.Join(t.TempDir(), "absent")}, WatchOptions{}); !errors.As(err, &refused) || refused.Code != "ca-file-unreadable" {
		t.Errorf("the error is %v", err)
	}
}

func TestWatchFrom(t *testing.T) {
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	sealed := errors.New("sealed")
	gives := make(chan *Store, 1)
	hints := make(chan struct{})
	gives <- FromCerts("origin", []*certain.Cert{a.cert})
	origin := OriginFunc(func(context.Context) (*Store, error) {
		select {
		case s := <-gives:
			return s, nil
		default:
			return nil, sealed
		}
	})
	w := watch(t, WatchOptions{Every: long, Hints: hints}, func(ctx context.Context, o WatchOptions) (*Watcher, error) {
		return WatchFrom(ctx, origin, o)
	})
	hints <- struct{}{}
	if err, _ := w.next().(error); !errors.Is(err, sealed) {
		t.Errorf("told %v", err)
	}
	gives <- FromCerts("origin", []*certain.Cert{b.cert})
	hints <- struct{}{}
	w.changes("+B -A")
	gives <- &Store{}
	hints <- struct{}{}
	w.refuses("no-trust-store", "no root is left")
	gives <- nil
	hints <- struct{}{}
	if err, _ := w.next().(error); err == nil || !strings.Contains(err.Error(), "gave no store") {
		t.Errorf("told %v", err)
	}
	if _, err := WatchFrom(t.Context(), origin, WatchOptions{}); !errors.Is(err, sealed) {
		t.Errorf("the error is %v", err)
	}
}

// The order of roots means nothing, a rule about one does.
func TestSame(t *testing.T) {
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	store := func(rule constraint, certs ...*issuer) *Store {
		s := &Store{}
		for _, c := range certs {
			s.add(c.cert.Raw, "test", rule)
		}
		return s
	}
	rule := func([]*x509.Certificate) error { return nil }
	first := store(nil, a, b)
	for _, c := range []struct {
		id   string
		s    *Store
		same bool
	}{
		{"itself", store(nil, a, b), true},
		{"another order", store(nil, b, a), true},
		{"one less", store(nil, a), false},
		{"another", store(nil, a, mint(t, "B", nil, nil)), false},
		{"under a rule", store(rule, a, b), false},
		{"the platform's", &Store{opaque: true}, false},
	} {
		if same(first, c.s) != c.same || same(c.s, first) != c.same {
			t.Errorf("%s: same is not %t", c.id, c.same)
		}
	}
	if n := len(first.without(store(rule, a, b))); n != 0 {
		t.Errorf("%d roots are gone because of a rule", n)
	}
}
