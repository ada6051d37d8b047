package tlsconfig

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/certain-tls/certain/explain"
)

// TicketOptions say how keys of session tickets rotate. The zero value is
// useful. Period, Lifetime, Skew and Name must be the same on all nodes that
// are to take each other's tickets. Report is called by one goroutine, Now by
// those of all handshakes at once.
type TicketOptions struct {
	// Period is how long one key encrypts; zero is 2 hours.
	Period time.Duration
	// Lifetime is how long a ticket stays good at least; a ticket is refused
	// at the latest one Period later, and then the handshake is a full one.
	// Zero is 8 hours, the most is 7 days.
	Lifetime time.Duration
	// Skew is by how much the clocks of two nodes may differ without one
	// refusing the tickets of the other; zero is 5 minutes, the most one
	// Period. A clock that jumps further is doubted, see [TicketKeys].
	Skew time.Duration
	// Every is how often the source is read again; zero is 1 minute.
	Every time.Duration
	// Name tells apart services that read the same secrets and must not take
	// each other's tickets.
	Name string
	// Report is told once of each trouble as it begins, by a *TicketError,
	// and once by nil when there is none any more. Calls do not overlap. Nil
	// is told nothing; see [TicketKeys.Err].
	Report func(error)
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

func (o *TicketOptions) fill() {
	set := func(d *time.Duration, standard time.Duration) {
		if *d == 0 {
			*d = standard
		}
	}
	set(&o.Period, 2*time.Hour)
	set(&o.Lifetime, 8*time.Hour)
	set(&o.Skew, min(5*time.Minute, o.Period))
	set(&o.Every, time.Minute)
	if o.Now == nil {
		o.Now = time.Now
	}
}

// TicketKeys encrypt and decrypt session tickets with keys that rotate, and
// that all nodes which read the same secrets have in common. Then a client
// that comes back resumes its session whichever node the load balancer chose.
//
// Time is cut into periods, and each has a key of its own, derived from a
// secret and the period's number by HKDF. A node encrypts with the key of the
// current period, and decrypts with those of the periods from which a ticket
// may still be good, and of the next one where its clock is close to it. So
// the nodes need not talk to each other, and no node refuses the ticket of
// another while their clocks differ by no more than Skew. Each reads its
// source again within Every, so a secret that is new must be in the source
// for Every and Skew before it is in force; a [TicketFolder] sees to that.
//
// # Forward secrecy, in hours
//
// Whoever has the key of a ticket can read a TLS 1.2 connection that was
// recorded with it: the ticket holds its master secret. TLS 1.3 as crypto/tls
// speaks it always adds a fresh key exchange to a resumption, so what was
// recorded stays secret; there the key lets its thief resume as the client of
// a stolen ticket, which is who a server with client certificates believes it
// is talking to.
//
// A key is dropped from memory Period + Lifetime + Skew after its period
// began: 10 hours and 5 minutes, by default. No TLS 1.2 session is resumed
// beyond Lifetime after its first handshake, though crypto/tls wraps it anew
// each time. That is as far as the keys go. What they are derived from lasts
// longer:
//
//   - A [TicketFile] holds one secret for as long as nobody replaces it. Who
//     reads the file can derive every key since the secret was made, and those
//     to come. There is no forward secrecy beyond the replacing of the file.
//   - A [TicketFolder] with Rotate holds generations of secrets and deletes
//     the old ones. Who reads it at one moment can derive the keys of the last
//     Rotate + Lifetime + 2 × Skew and a period, 34 hours and 10 minutes for
//     Rotate of 24 hours, and 12 hours and 10 minutes for Rotate of 2 hours.
//     Backups, snapshots and journals of the folder last longer than that:
//     keep it where there are none, such as on a tmpfs.
//   - With a [TicketFunc] it is what the callback makes of it.
//
// Go clears memory when it suits it; what this package can clear it does, and
// crypto/tls keeps copies of its own until they are collected.
//
// # When something goes wrong
//
// A source that cannot be read, that gives no secret for the current time, or
// that others can read, changes nothing: the secrets in memory stay, and go on
// giving each period its key. A clock that jumps by more than Skew is not
// believed until it has stayed there for a Period; in the meantime the old
// time is carried on by the monotonic clock, and tickets of both times are
// taken. Each trouble is reported once when it begins, and its end once.
// Nothing of all this fails a handshake: at worst it is a full one.
//
// A TicketKeys is safe for concurrent use. The path of a handshake reads one
// atomic pointer. Its text shows no secret.
type TicketKeys struct {
	source  TicketSource
	options TicketOptions
	periods periods
	clock   *clock

	now     atomic.Pointer[tls.Config] // holds the ticket keys in use, nothing else
	trouble atomic.Pointer[TicketError]

	// What follows belongs to the goroutine that looks.
	secrets  []TicketSecret
	keys     [][32]byte
	boundary time.Duration // until the next period begins
	troubles map[troubleAt]*TicketError
}

// TicketError is a trouble with the keys of session tickets. It does not
// change, and may be read by many goroutines at once.
type TicketError struct {
	// Code is that of the catalogue: file-not-found, permission-denied,
	// key-exposed, wrong-clock, resource-exhausted; or "other".
	Code string
	// Err tells more. Its text holds no secret.
	Err error
}

// Error tells what is wrong.
func (e *TicketError) Error() string { return "session ticket keys: " + e.Err.Error() }

// ProblemCode gives the code to explain.Error.
func (e *TicketError) ProblemCode() string { return e.Code }

// Unwrap gives Err.
func (e *TicketError) Unwrap() error { return e.Err }

// troubleAt tells where a trouble is: each place has one at a time.
type troubleAt int

const (
	troubleClock troubleAt = iota
	troubleRotating
	troubleReading
)

var troublePlaces = []troubleAt{troubleClock, troubleRotating, troubleReading}

// WatchTickets reads a source, and goes on reading it until ctx ends. It
// fails if the first reading does: then there is no state to keep. When ctx
// has ended the keys stay as they are; end it with the server.
func WatchTickets(ctx context.Context, source TicketSource, o TicketOptions) (*TicketKeys, error) {
	k, err := newTicketKeys(ctx, source, o)
	if err != nil {
		return nil, err
	}
	go k.watch(ctx)
	return k, nil
}

func newTicketKeys(ctx context.Context, source TicketSource, o TicketOptions) (*TicketKeys, error) {
	if source == nil {
		return nil, errors.New("tlsconfig: ticket keys need a source")
	}
	o.fill()
	k := &TicketKeys{source: source, options: o, troubles: map[troubleAt]*TicketError{}}
	k.periods = periods{length: o.Period, lifetime: o.Lifetime, skew: o.Skew, name: o.Name}
	if err := k.periods.validate(); err != nil {
		return nil, err
	}
	if o.Every < 0 {
		return nil, errors.New("tlsconfig: ticket keys are read again after a time that is not negative")
	}
	k.clock = newClock(o.Now, o.Skew, o.Period)
	k.look(ctx)
	if k.now.Load() == nil {
		return nil, errors.Join(k.all(), ctx.Err())
	}
	return k, nil
}

// all are the troubles that there are, the cause in front of what follows.
func (k *TicketKeys) all() error {
	var all []error
	for _, at := range troublePlaces {
		if e := k.troubles[at]; e != nil {
			all = append(all, e)
		}
	}
	return errors.Join(all...)
}

// watch looks again after Every, and where a period begins.
func (k *TicketKeys) watch(ctx context.Context) {
	timer := time.NewTimer(k.pause())
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			k.look(ctx)
			timer.Reset(k.pause())
		}
	}
}

func (k *TicketKeys) pause() time.Duration {
	return max(min(k.options.Every, k.boundary), time.Millisecond)
}

// look reads the clock and the source, and puts the keys in use that follow.
// With a source that cannot be read these follow from what is in memory.
func (k *TicketKeys) look(ctx context.Context) {
	now, other, err := k.clock.read()
	was := k.describe()
	k.note(troubleClock, err)
	secrets, err := k.read(ctx, now, err == nil)
	if ctx.Err() != nil {
		return // the trouble is that of the end
	}
	k.note(troubleReading, err)
	if err == nil {
		k.secrets = slices.Clone(k.periods.needed(secrets, now, other...))
	}
	k.use(k.periods.keys(k.secrets, now, other...))
	k.boundary = k.periods.start(k.periods.number(now) + 1).Sub(now)
	k.tell(was)
}

// read rotates, if that is the source's to do and the clock is trusted, and
// reads what there is then.
func (k *TicketKeys) read(ctx context.Context, now time.Time, trusted bool) ([]TicketSecret, error) {
	// A source that hangs must not stop the keys from rotating.
	ctx, cancel := context.WithTimeout(ctx, max(k.options.Every, 10*time.Second))
	defer cancel()
	if r, ok := k.source.(rotator); ok && trusted {
		k.note(troubleRotating, r.rotate(ctx, k.periods, k.options.Every, now))
	}
	secrets, err := k.source.Secrets(ctx)
	if err != nil {
		return nil, err
	}
	secrets = slices.Clone(secrets)
	slices.SortStableFunc(secrets, func(a, b TicketSecret) int { return a.From.Compare(b.From) })
	for _, s := range secrets {
		if len(s.secret) < leastSecret {
			return nil, errors.New("a secret was not made by NewTicketSecret")
		}
	}
	if _, ok := k.periods.inForce(secrets, k.periods.number(now)); !ok {
		return nil, fmt.Errorf("none of %d secrets is in force now", len(secrets))
	}
	return secrets, nil
}

// use puts keys in use.
func (k *TicketKeys) use(keys [][32]byte) {
	if len(keys) == 0 || slices.Equal(keys, k.keys) {
		return
	}
	holder := &tls.Config{} // no connection is made with it
	holder.SetSessionTicketKeys(keys)
	k.now.Store(holder)
	clear(k.keys)
	k.keys = keys
}

func (k *TicketKeys) note(at troubleAt, err error) {
	if err == nil {
		delete(k.troubles, at)
		return
	}
	k.troubles[at] = &TicketError{Code: troubleCode(err), Err: err}
}

// describe gives the codes of all troubles by their place.
func (k *TicketKeys) describe() map[troubleAt]string {
	codes := map[troubleAt]string{}
	for at, e := range k.troubles {
		codes[at] = e.Code
	}
	return codes
}

// tell reports what is new since, by code: the same trouble says the same
// again at each look, often with another text.
func (k *TicketKeys) tell(was map[troubleAt]string) {
	var worst *TicketError
	report := k.options.Report
	for _, at := range troublePlaces {
		e := k.troubles[at]
		if e == nil {
			continue
		}
		worst = e
		if was[at] != e.Code && report != nil {
			report(e)
		}
	}
	k.trouble.Store(worst)
	if worst == nil && len(was) > 0 && report != nil {
		report(nil)
	}
}

func troubleCode(err error) string {
	var exposed *exposedError
	switch {
	case errors.As(err, &exposed):
		return "key-exposed"
	case errors.Is(err, errClock):
		return "wrong-clock"
	case errors.Is(err, fs.ErrNotExist):
		return "file-not-found"
	case errors.Is(err, fs.ErrPermission):
		return "permission-denied"
	case errors.Is(err, syscall.ENOSPC):
		return "resource-exhausted"
	}
	return label(explain.Error(err).Code)
}

// Err is the trouble that there is now, a *TicketError, or nil.
func (k *TicketKeys) Err() error {
	if e := k.trouble.Load(); e != nil {
		return e
	}
	return nil
}

// Apply makes a server's configuration use the keys, before it is used. It
// sets WrapSession and UnwrapSession, which go along into clones;
// SetSessionTicketKeys would not reach those that net/http and gRPC make of a
// configuration. Where GetConfigForClient gives another configuration, apply
// the keys to that too. [ServerOptions] has a field that does all this.
func (k *TicketKeys) Apply(c *tls.Config) {
	c.WrapSession, c.UnwrapSession = k.wrap, k.unwrap
}

func (k *TicketKeys) wrap(cs tls.ConnectionState, s *tls.SessionState) ([]byte, error) {
	return k.now.Load().EncryptTicket(cs, s)
}

// unwrap gives nil, which is a full handshake, for what is not ours, too old
// or junk. An error would end the connection.
func (k *TicketKeys) unwrap(ticket []byte, cs tls.ConnectionState) (*tls.SessionState, error) {
	s, err := k.now.Load().DecryptTicket(ticket, cs)
	if s == nil || err != nil {
		return nil, nil
	}
	if began, ok := created(s); ok && k.options.Now().Sub(began) > k.options.Lifetime+k.options.Period {
		return nil, nil
	}
	return s, nil
}

// String names the rules, and no key.
func (k *TicketKeys) String() string {
	return fmt.Sprintf("session ticket keys, one for each %v, tickets good for %v (secrets not shown)", k.options.Period, k.options.Lifetime)
}

// Format writes what String gives, whatever the verb: %+v and %#v would walk
// into the secrets otherwise.
func (k *TicketKeys) Format(f fmt.State, _ rune) { fmt.Fprint(f, k.String()) }

// LogValue is what slog writes.
func (k *TicketKeys) LogValue() slog.Value { return slog.StringValue(k.String()) }

// MarshalJSON refuses: secrets are not written as JSON.
func (k *TicketKeys) MarshalJSON() ([]byte, error) {
	return nil, errors.New("ticket keys hold secrets, and are not written as JSON")
}
