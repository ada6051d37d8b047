// Package reload keeps a value current that lives somewhere else: in files, or
// where a function can ask for it. It is what keypair.Watch and trust.Watch
// have in common, and knows neither certificates nor keys.
//
// A new state is read as a whole, judged, and only then put in the place of the
// old one, by one store into an atomic pointer. If that fails, the old state is
// kept and the reason told once. Changes are noticed by inotify on Linux and by
// polling everywhere; polling alone is enough, notification makes it fast.
package reload

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
)

// The defaults of a plan.
const (
	DefaultEvery  = 10 * time.Second
	DefaultSettle = time.Second
	readTimeout   = 30 * time.Second // for one reading of the whole
)

// ErrUnsettled is that of a state that changed while it was read, again and
// again.
var ErrUnsettled = errors.New("it changed each time while it was read")

// Plan says what is kept and how. Its functions are called by one goroutine at
// a time, Refused and what Changed gives by one other.
type Plan[T any] struct {
	// Read gives the whole state as it is now. old is what is in use, nil at
	// the start; Read may give old itself where nothing changed.
	Read func(ctx context.Context, old *T) (*T, error)
	// Same tells whether two states mean the same: then the old one stays.
	Same func(a, b *T) bool
	// Object says why next must not take the place of old; nil is no reason.
	Object func(old, next *T) error
	// Doubt tells whether next may be one that is half written, though nothing
	// speaks against it. It must then stand for Settle before it is taken.
	Doubt func(old, next *T) bool
	// Reason is the same text for errors that need to be told only once.
	Reason func(error) string

	Changed func(old, next *T) func() // gives the call that tells of a swap; may be nil
	Refused func(error)               // may be nil

	// Paths are the files and folders in which the state lies; nil if it does
	// not lie in files. They are asked for before each reading.
	Paths    func() []string
	Hints    <-chan struct{} // each value makes the state be read now; may be nil
	Every    time.Duration   // between two readings that nothing asked for; 0 is DefaultEvery, negative is never
	Settle   time.Duration   // see Doubt, and how long an error is retried before it is told; 0 is DefaultSettle, negative is none
	PollOnly bool            // no notification
}

// Keeper holds the current value. Its methods are safe for concurrent use and
// take no lock.
type Keeper[T any] struct {
	value atomic.Pointer[T]
	fault atomic.Pointer[error]
	done  chan struct{}
}

// Current is the value in use.
func (k *Keeper[T]) Current() *T { return k.value.Load() }

// Err is why the state as it was last read is not in use; nil if it is.
func (k *Keeper[T]) Err() error {
	if err := k.fault.Load(); err != nil {
		return *err
	}
	return nil
}

// Done is closed when everything that Start began has ended.
func (k *Keeper[T]) Done() <-chan struct{} { return k.done }

// Start reads the first state, whose error it gives, and keeps it current until
// the context ends.
func (k *Keeper[T]) Start(ctx context.Context, p Plan[T]) error {
	if p.Every == 0 {
		p.Every = DefaultEvery
	}
	if p.Settle == 0 {
		p.Settle = DefaultSettle
	}
	l := &loop[T]{Plan: p, keeper: k, told: map[string]bool{}}
	if p.Paths != nil && !p.PollOnly {
		l.notice = newNotice()
	}
	l.follow() // before the reading: what changes after it is noticed
	first, err := l.read(ctx, nil)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		l.notice.close()
		return err
	}
	k.value.Store(first)
	k.done = make(chan struct{})
	go l.run(ctx)
	return nil
}

// Reason is a plan's Reason for errors of which nothing is known but their
// text: it leaves out the digits, which may be a port, a line or a time.
func Reason(err error) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, err.Error())
	return fmt.Sprintf("%T %s", err, text)
}
