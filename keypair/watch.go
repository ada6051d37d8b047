package keypair

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/certain-tls/certain/internal/reload"
)

// WatchOptions say by what a pair is judged, and when a new one takes the place
// of the one in use. The zero value is useful, and the strictest. It is copied
// when the watcher starts; which goroutine calls its functions stands with
// each.
type WatchOptions struct {
	// Options judge each state as [Load] does. Now and Passphrase are called by
	// the watcher's goroutine.
	Options

	// Every is how long it takes until the pair is read again though nothing
	// told of a change; 0 is 10 seconds.
	Every time.Duration
	// Settle is how long a state that is refused is read again, quietly, before
	// it is told: it may be half written. A state that is in order but has a
	// shorter chain than the one in use must stand as long before it is taken.
	// 0 is one second, negative is no time. [WatchFrom] has no use of it: an
	// Origin gives no halves.
	Settle time.Duration
	// Hints may be a channel of which each value makes the pair be read now: a
	// signal that came in, a message from where the pairs are made. Closing it
	// ends the hints and nothing else. A watcher that has stopped takes none: a
	// channel with room for one, written to only if there is room, never blocks
	// and loses nothing.
	Hints <-chan struct{}

	// MayBeOlder takes a pair that was issued before the one in use: whose
	// NotBefore is the earlier one. Serial numbers are not asked, they are
	// random (RFC 5280 section 4.1.2.2 asks for no order). A pair in use that
	// has ended gives way to any that has not.
	MayBeOlder bool
	// MayLoseNames takes a pair without some of the names of the one in use. A
	// name that a wildcard covers is not lost.
	MayLoseNames bool
	// MayBeWeaker takes a pair whose key is weaker than the one in use: of
	// fewer bits within one algorithm, or of less strength between two by NIST
	// SP 800-57 part 1, table 2, where RSA keys from 3072 to 7679 bits, P-256
	// and Ed25519 are of one strength.
	MayBeWeaker bool

	// Changed is told of each pair that came into use after the first.
	Changed func(Change)
	// Refused is told why a new state was not taken, once for each state and
	// reason: an [*Error] if it is not fit for service, a [*Worse] if it is a
	// step back, else what kept it from being read. When the state is in order
	// again, what was told is forgotten.
	//
	// Changed and Refused are called one at a time, in order, by a goroutine of
	// their own: a slow one holds up no reload. Whoever is more than 64 calls
	// behind loses the oldest.
	Refused func(error)

	pollOnly bool // for tests: without notification
}

// Watcher is a [Source] that keeps itself current. It is made by [Watch] or
// [WatchFrom]; its methods take no lock and are safe for concurrent use.
type Watcher struct {
	keeper reload.Keeper[Pair]
}

var _ Source = (*Watcher)(nil)

// Current is the pair in use. It costs one atomic load. A nil Watcher, which is
// what a failed [Watch] leaves, has none.
func (w *Watcher) Current() *Pair {
	if w == nil {
		return nil
	}
	return w.keeper.Current()
}

// Err is why the pair that lies there now is not the one in use; nil if it is,
// or if it is not yet known.
func (w *Watcher) Err() error { return w.keeper.Err() }

// Done is closed when the watcher has stopped, after its context ended: no
// goroutine and no descriptor is left then. A call of Changed or Refused that
// has begun is waited for. Current goes on to give the last pair.
func (w *Watcher) Done() <-chan struct{} { return w.keeper.Done() }

// Watch is [Load], and again whenever the files change, until the context ends.
// If the first state is refused, its error is given and nothing is watched:
// that is not waited for.
//
// Both files are read as one state: twice, until both readings are the same.
// The state is judged as Load judges it and compared with the pair in use, see
// [WatchOptions], and takes its place in one step. Otherwise the old pair stays
// in use, however long, and the reason is told; when the files are in order
// again, by whatever change or by the passing of time, the watcher recovers by
// itself. An expired pair stays in use too: with nothing better at hand, what
// becomes of it is for the clients to say.
//
// Files may be rewritten, replaced by renaming, by links as certbot's or by
// Kubernetes' ..data, deleted and made anew, with their folders. On Linux
// changes are noticed at once, by inotify; elsewhere, on network file systems,
// for a single file that was mounted into a container, and where the user's
// inotify instances are used up (one a watcher), by reading again each
// [WatchOptions.Every]. A file that was mounted singly and replaced outside is
// never seen inside: mount its folder.
//
// Known to be missing: the files of [PassphraseFile] and the store of
// [Options.Roots] are not watched; a pipe is read each time anew and cannot be
// watched; and a read that hangs in the system, as on a dead NFS server, holds
// the watcher until it returns, though not the handshakes.
//
// The passphrase is asked for at each new state that needs one, and at each
// reading while a state is refused: a function that asks a person should
// remember the answer.
func Watch(ctx context.Context, certFile, keyFile string, o WatchOptions) (*Watcher, error) {
	f := &files{names: []string{certFile}, o: o.Options}
	if keyFile != "" && keyFile != certFile {
		f.names = append(f.names, keyFile)
	}
	p := o.plan(f.read)
	p.Paths = func() []string { return f.names }
	p.Reason = func(err error) string { return string(f.sum[:]) + reason(err) }
	p.Doubt = func(old, next *Pair) bool { return len(next.cert.Certificate) < len(old.cert.Certificate) }
	return start(ctx, p)
}

// Origin is where pairs come from that do not lie in files: a secret store, an
// agent, a function of one's own. A pair is made by [Parse], which judges it.
type Origin interface {
	// Read gives the pair as it is now, certificate and key of one state. An
	// error keeps the pair in use. Read is not called twice at once, and must
	// return when its context ends, which it does after 30 seconds at the
	// latest.
	Read(ctx context.Context) (*Pair, error)
}

// OriginFunc is an [Origin] that is one function, called by one goroutine at a
// time.
type OriginFunc func(ctx context.Context) (*Pair, error)

// Read calls the function.
func (f OriginFunc) Read(ctx context.Context) (*Pair, error) { return f(ctx) }

// WatchFrom is [Watch] for pairs from elsewhere: the origin is asked at the
// start, then each [WatchOptions.Every], and at each of the hints. Of the
// options that judge, Now and Accept are used, for the dates: the rest is for
// whoever makes the pair. An error of the origin is told once as long as its
// text stays the same, digits aside.
func WatchFrom(ctx context.Context, origin Origin, o WatchOptions) (*Watcher, error) {
	p := o.plan(func(ctx context.Context, old *Pair) (*Pair, error) {
		pair, err := origin.Read(ctx)
		switch {
		case err != nil:
			return nil, err
		case pair == nil || pair.cert.Leaf == nil:
			return nil, errors.New("the origin gave no pair")
		case old != nil && same(old, pair):
			return old, nil
		}
		return pair, o.outOfDate(pair)
	})
	p.Reason = reason
	p.Doubt = func(_, _ *Pair) bool { return false }
	p.Settle = -1
	return start(ctx, p)
}

func start(ctx context.Context, p reload.Plan[Pair]) (*Watcher, error) {
	w := &Watcher{}
	if err := w.keeper.Start(ctx, p); err != nil {
		return nil, err
	}
	return w, nil
}

// plan is what both ways have in common.
func (o WatchOptions) plan(read func(context.Context, *Pair) (*Pair, error)) reload.Plan[Pair] {
	p := reload.Plan[Pair]{
		Read: read, Same: same, Object: o.object, Refused: o.Refused,
		Hints: o.Hints, Every: max(o.Every, 0), Settle: o.Settle, PollOnly: o.pollOnly,
	}
	if o.Changed != nil {
		p.Changed = func(old, next *Pair) func() {
			change := newChange(old, next, o.now())
			return func() { o.Changed(change) }
		}
	}
	return p
}

// reason tells errors apart: by code and place, for the texts of findings count
// the days.
func reason(err error) string {
	var refused *Error
	if !errors.As(err, &refused) {
		return reload.Reason(err)
	}
	var b strings.Builder
	for _, f := range refused.Refusing() {
		fmt.Fprintf(&b, "%s %s\n", f.Code, cmp.Or(f.Of, f.Title))
	}
	return b.String()
}
