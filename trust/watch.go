package trust

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/certain-tls/certain/internal/reload"
)

// WatchOptions say when new roots take the place of those in use. The zero
// value is useful, and the strictest. It is copied when the watcher starts; its
// functions are called by one goroutine.
type WatchOptions struct {
	// Every is how long it takes until the roots are read again though nothing
	// told of a change; 0 is 10 seconds.
	Every time.Duration
	// Settle is how long a state that cannot be read is read again, quietly,
	// before it is told: it may be half written. A state that lacks roots which
	// are in use must stand as long before it is taken; one that only adds some
	// is taken at once. 0 is one second, negative is no time. [WatchFrom] has
	// no use of it: an Origin gives no halves.
	Settle time.Duration
	// Hints may be a channel of which each value makes the roots be read now.
	// Closing it ends the hints and nothing else. A watcher that has stopped
	// takes none: a channel with room for one, written to only if there is
	// room, never blocks and loses nothing.
	Hints <-chan struct{}
	// MayBeEmpty takes a store without any root in the place of one that has
	// some: nothing is trusted then.
	MayBeEmpty bool

	// Changed is told of each store that came into use after the first.
	Changed func(Change)
	// Refused is told why a new state was not taken, once for each reason;
	// mostly it is an [*Error]. When the state is in order again, what was told
	// is forgotten.
	//
	// Changed and Refused are called one at a time, in order, by a goroutine of
	// their own: a slow one holds up no reload. Whoever is more than 64 calls
	// behind loses the oldest.
	Refused func(error)

	pollOnly bool // for tests: without notification
}

// Error is why roots cannot be read, or why a new state of them was not taken.
// It does not change, and may be read by many goroutines at once.
type Error struct {
	Code string // ca-file-unreadable, or no-trust-store where no root is left
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }

// ProblemCode is Code, for explain.Error.
func (e *Error) ProblemCode() string { return e.Code }

// Unwrap gives Err.
func (e *Error) Unwrap() error { return e.Err }

// Watcher is a [Source] that keeps itself current. It is made by [Watch] or
// [WatchFrom]; its methods take no lock and are safe for concurrent use.
type Watcher struct {
	keeper reload.Keeper[Store]
}

var _ Source = (*Watcher)(nil)

// Current is the store in use. It costs one atomic load. A nil Watcher, which is
// what a failed [Watch] leaves, has none.
func (w *Watcher) Current() *Store {
	if w == nil {
		return nil
	}
	return w.keeper.Current()
}

// Err is why the roots as they lie there now are not those in use; nil if they
// are, or if it is not yet known.
func (w *Watcher) Err() error { return w.keeper.Err() }

// Done is closed when the watcher has stopped, after its context ended: no
// goroutine and no descriptor is left then. A call of Changed or Refused that
// has begun is waited for. Current goes on to give the last store.
func (w *Watcher) Done() <-chan struct{} { return w.keeper.Done() }

// Watch is [Load], and again whenever what specs name changes, until the
// context ends. If the first state cannot be read, the error is that of Load,
// as an [*Error], and nothing is watched.
//
// A new state is read twice, until both readings are the same, and takes the
// place of the old one in one step. A file that is missing, cut off or without
// a certificate keeps the old roots in use, however long, and is told; when it
// is in order again, the watcher recovers by itself. Roots that are gone are
// trusted for [WatchOptions.Settle] longer, for a file or a folder that is
// being written looks just so.
//
// Files are watched as in keypair.Watch: at once by inotify on Linux, and by
// reading again each [WatchOptions.Every]. The store "system" is read where
// [Load] reads it, its variables SSL_CERT_FILE and SSL_CERT_DIR each time anew;
// where the platform does not list its roots, it is asked each time anyway.
// "mozilla" and "none" do not change while the program runs.
//
// Known to be missing: a pipe is read each time anew and cannot be watched; a
// file of the system's store that is cut off is not noticed as such, as Load
// passes it over, and only Settle guards against it.
func Watch(ctx context.Context, specs []string, o WatchOptions) (*Watcher, error) {
	specs = slices.Clone(specs)
	p := o.plan(func(ctx context.Context, old *Store) (*Store, error) {
		s, err := settled(ctx, specs, old)
		if _, known := errors.AsType[*Error](err); err != nil && !known {
			err = &Error{"ca-file-unreadable", err}
		}
		return s, err
	})
	p.Paths = func() []string { return paths(specs) }
	p.Doubt = func(old, next *Store) bool { return len(old.without(next)) > 0 }
	if len(p.Paths()) == 0 {
		p.Every = -1 // nothing of it changes
	}
	return start(ctx, p)
}

// Origin is where roots come from that do not lie in files. A store is made by
// [FromCerts].
type Origin interface {
	// Read gives the store as it is now. An error keeps the one in use. Read is
	// not called twice at once, and must return when its context ends, which it
	// does after 30 seconds at the latest.
	Read(ctx context.Context) (*Store, error)
}

// OriginFunc is an [Origin] that is one function, called by one goroutine at a
// time.
type OriginFunc func(ctx context.Context) (*Store, error)

// Read calls the function.
func (f OriginFunc) Read(ctx context.Context) (*Store, error) { return f(ctx) }

// WatchFrom is [Watch] for roots from elsewhere: the origin is asked at the
// start, then each [WatchOptions.Every], and at each of the hints. What it
// gives is taken at once, fewer roots too. An error of the origin is told once
// as long as its text stays the same, digits aside.
func WatchFrom(ctx context.Context, origin Origin, o WatchOptions) (*Watcher, error) {
	p := o.plan(func(ctx context.Context, _ *Store) (*Store, error) {
		s, err := origin.Read(ctx)
		if err == nil && s == nil {
			err = errors.New("the origin gave no store")
		}
		return s, err
	})
	p.Settle = -1
	return start(ctx, p)
}

func start(ctx context.Context, p reload.Plan[Store]) (*Watcher, error) {
	w := &Watcher{}
	if err := w.keeper.Start(ctx, p); err != nil {
		return nil, err
	}
	return w, nil
}

// plan is what both ways have in common.
func (o WatchOptions) plan(read func(context.Context, *Store) (*Store, error)) reload.Plan[Store] {
	p := reload.Plan[Store]{
		Read: read, Same: same, Object: o.object, Reason: reload.Reason, Refused: o.Refused,
		Hints: o.Hints, Every: max(o.Every, 0), Settle: o.Settle, PollOnly: o.pollOnly,
	}
	if o.Changed != nil {
		p.Changed = func(old, next *Store) func() {
			change := Change{At: time.Now(), Old: old, New: next, Added: next.without(old), Removed: old.without(next)}
			return func() { o.Changed(change) }
		}
	}
	return p
}

func (o WatchOptions) object(old, next *Store) error {
	if o.MayBeEmpty || next.opaque || len(next.roots) > 0 || len(old.roots) == 0 {
		return nil
	}
	return &Error{"no-trust-store", fmt.Errorf("keep the %d roots in use: no root is left in %s", len(old.roots), next.name)}
}

// rereads is how often a store is read that changes while it is read.
const rereads = 3

// settled gives a state that was read twice, one after the other, and was the
// same; or the old one, if it is still that.
func settled(ctx context.Context, specs []string, old *Store) (*Store, error) {
	s, err := loadStores(ctx, specs)
	if err != nil {
		return nil, err
	}
	if old != nil && same(old, s) {
		return old, nil
	}
	for range rereads {
		again, err := loadStores(ctx, specs)
		if err != nil {
			return nil, err
		}
		if same(s, again) {
			return again, nil
		}
		s = again
	}
	return nil, fmt.Errorf("cannot take roots from %s: %w", s.name, reload.ErrUnsettled)
}
