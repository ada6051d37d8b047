package tlsconfig

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/problem"
)

// Hook is told of what happens on connections. crypto/tls has no callback for
// a handshake that failed, so it is given to a [Listener], [Dialer] or
// [Transport]. Its methods are called from the goroutines of connections, many
// at once: they must be quick and must not panic. [Counts] and [Log] are
// hooks, and [Hooks] joins several.
type Hook interface {
	// Handshake is told of each handshake that ended.
	Handshake(Handshake)
	// Closed is told of the end of each connection whose handshake was good,
	// and of each on which no handshake began.
	Closed(Closed)
}

// Side tells who we are on a connection.
type Side int

// The sides.
const (
	OnServer Side = iota
	OnClient
)

// sides are both.
var sides = []Side{OnServer, OnClient}

// String gives server or client.
func (s Side) String() string {
	if s == OnClient {
		return "client"
	}
	return "server"
}

// Handshake is what became of one handshake: a value of its own, which many
// goroutines may read.
type Handshake struct {
	Side Side
	// Code is CodeOK, a code of the catalogue, or CodeOther: one of [Codes],
	// and so fit for a label.
	Code string
	// Resumed tells that a session was resumed; only where Code is CodeOK.
	Resumed bool
	// Took is from the first byte that was waited for to the end.
	Took time.Duration
	// Err is why it failed; nil where Code is CodeOK. Its text comes in part
	// from the other side: never make a label of it, and show it through
	// certain.Clean.
	Err error
	// Remote is the address of the other side, where it is known. It is no
	// label either.
	Remote net.Addr
}

// NewHandshake tells of a handshake that the program ran by itself, for
// instance after STARTTLS, or that a library ran which gives its error: err is
// nil if it succeeded. It is to be given to a [Hook]. What is known besides
// may be filled in.
func NewHandshake(side Side, err error) Handshake {
	return Handshake{Side: side, Code: codeOf(side, err), Err: err}
}

// The codes of handshakes that the catalogue does not hold.
const (
	CodeOK    = "ok"    // it succeeded
	CodeOther = "other" // it failed, and no code is known for it
)

// Codes are all codes that a [Handshake] may have: those of the catalogue, ok
// and other, in the order of the alphabet. The set is closed, so that counters
// can begin at zero.
func Codes() []string { return slices.Clone(codes().all) }

type codeSet struct {
	all   []string
	index map[string]int
}

var codes = sync.OnceValue(func() codeSet {
	all := []string{CodeOK, CodeOther}
	for _, p := range problem.All() {
		all = append(all, p.Code)
	}
	slices.Sort(all)
	s := codeSet{all: all, index: map[string]int{}}
	for i, c := range all {
		s.index[c] = i
	}
	return s
})

// label gives a code that is in the set.
func label(code string) string {
	if _, ok := codes().index[code]; ok {
		return code
	}
	return CodeOther
}

// codeOf names a failed handshake. What the moment tells goes before the text:
// an end of file is nothing in itself, and within a handshake it is closed
// early.
func codeOf(side Side, err error) string {
	switch {
	case err == nil:
		return CodeOK
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return "handshake-timeout"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "closed-early"
	}
	a := explain.Error(err)
	// explain takes alerts as a client's; a server that is sent one about
	// certificates is told of its own.
	if side == OnServer && isRemote(err) && slices.Contains(a.Alternatives, "server-cert-rejected") {
		return "server-cert-rejected"
	}
	return label(a.Code)
}

// isRemote tells of an alert that the other side sent.
func isRemote(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "remote error"
}

// Closed is the end of one connection: a value of its own, which many
// goroutines may read.
type Closed struct {
	Side   Side
	Ending Ending
	// Age is from when the connection was made.
	Age time.Duration
}

// Ending is how a connection ended. The set is closed, see [Endings].
type Ending int

// The endings.
const (
	// EndOrdinary is one by close_notify, ours or the other side's.
	EndOrdinary Ending = iota
	// EndTruncated is an end of the connection by the other side without
	// close_notify (RFC 8446 section 6.1): what was sent may have been cut
	// off by somebody between.
	EndTruncated
	// EndReset is a TCP reset.
	EndReset
	// EndIdle is ours, after the idle timeout.
	EndIdle
	// EndAge is ours, after the maximum age.
	EndAge
	// EndUnused is one on which the other side sent nothing: a probe of a load
	// balancer, which connects and hangs up. It is no handshake, and counts as
	// none.
	EndUnused
)

var endingNames = []string{"ordinary", "truncated", "reset", "idle", "age", "unused"}

// Endings are all endings.
func Endings() []Ending {
	all := make([]Ending, len(endingNames))
	for i := range all {
		all[i] = Ending(i)
	}
	return all
}

// String gives the ending in a word.
func (e Ending) String() string {
	if e < 0 || int(e) >= len(endingNames) {
		return CodeOther
	}
	return endingNames[e]
}

// Hooks joins hooks: each is told of everything, in their order. Nil ones are
// left out.
func Hooks(hooks ...Hook) Hook {
	return joined(slices.DeleteFunc(slices.Clone(hooks), func(h Hook) bool { return h == nil }))
}

type joined []Hook

func (j joined) Handshake(h Handshake) {
	for _, hook := range j {
		hook.Handshake(h)
	}
}

func (j joined) Closed(c Closed) {
	for _, hook := range j {
		hook.Closed(c)
	}
}

// silent is the hook of those who have none.
var silent Hook = joined(nil)
