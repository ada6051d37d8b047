// Package prove goes and looks which of the problems that an error text may
// stand for is the one: at the endpoint, at the roots of this machine and at
// the variables of its environment. Each candidate is found, ruled out or left
// open, with what was seen, and a conclusion says what follows.
//
// A look has no side effects. It connects to the endpoint that it is given, and
// to nothing else: no address that a certificate names is asked, no proxy is
// followed, no request is sent, no file is written. It reads the files of roots
// that the environment names, and shows of a variable no more than that path,
// or the host and port of a proxy.
//
// What was not seen is open and never ruled out: an issuer that was not sent
// and could be fetched leaves the question of trust open.
package prove

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/trust"
)

// The verdicts on a candidate.
const (
	Found    = "found"
	RuledOut = "ruled-out"
	Open     = "open" // what would tell was not seen
)

// Proof is what a look said of one candidate.
type Proof struct {
	Code    string `json:"code"`
	Verdict string `json:"verdict"` // Found, RuledOut or Open
	Says    string `json:"says"`    // what was seen
}

// Conclusion is what follows from the proofs.
type Conclusion struct {
	Code *string `json:"code"` // the cause; null if nothing that was seen decides
	// Sure means that the look found what the text says; without it the code
	// is the likeliest.
	Sure    bool          `json:"sure"`
	Says    string        `json:"says"`              // why
	Ask     string        `json:"ask,omitempty"`     // the question that decides, where it is not sure
	Command string        `json:"command,omitempty"` // whose output answers it
	Fixes   []certain.Fix `json:"fixes"`             // what mends the code, in the text's ecosystem; empty without one
}

// Result is all that a look gives.
type Result struct {
	Endpoint   string // where it looked
	Proofs     []Proof
	Conclusion Conclusion
}

// Options are the wishes of one look. The zero value is useful.
type Options struct {
	Built    time.Time     // when this program was built: no clock that is right says less; zero means that it is not known
	Resolver string        // host:port of the DNS server to ask; empty means the system's
	Timeout  time.Duration // for one address; zero means the probe's default

	untouched func() *trust.Store // the system's roots past the variables; nil is trust.Untouched
}

// ErrNoEndpoint says that what was to be looked at is no endpoint.
var ErrNoEndpoint = errors.New("this is no endpoint that can be looked at")

// look is one look: what was asked, and what was seen.
type look struct {
	text     string // in small letters
	answer   explain.Answer
	target   certain.Target
	name     string         // of the target, as commands take it
	seen     certain.Result // judged by the system's roots, as OpenSSL and Go choose them
	judged   certain.Result // judged by the roots of the program that printed the text, as far as they are known
	past     func() *trust.Store
	env      environment
	proofs   []Proof
	causes   []cause         // those of the proofs from which a conclusion may be drawn
	openSays string          // why nothing can be concluded, where that is known
	told     map[string]bool // codes of which a proof speaks
}

// cause is a problem that was found.
type cause struct {
	code  string
	sure  bool // nothing else has to be so for it to be the cause
	says  string
	here  bool          // it is about this machine's roots, and not about the endpoint
	fixes []certain.Fix // that stand before those of the code
}

// Look looks at an endpoint for what a text may stand for; answer is what
// [explain.Text] makes of it, and may be its zero value: then whatever is wrong
// with the endpoint is told. A fault of the endpoint is no error.
func Look(ctx context.Context, text string, answer explain.Answer, target certain.Target, o Options) (Result, error) {
	if target.Kind() != certain.Endpoint || target.Scheme == "lab" {
		return Result{}, ErrNoEndpoint
	}
	target = withoutPath(target)
	store, err := trust.Load(nil)
	if err != nil {
		return Result{}, fmt.Errorf("read the system's roots: %w", err)
	}
	// Nothing is fetched that the endpoint's certificates name, and no proxy
	// is followed: nobody but the endpoint is asked, and it is told nothing.
	seen, err := diagnose.Endpoint(ctx, asSpoken(target, answer), diagnose.Options{
		Roots: store, NoFetch: true, HandshakeOnly: true, Revocation: "staple", Built: o.Built, Resolver: o.Resolver, Timeout: o.Timeout,
	})
	if err != nil {
		return Result{}, err
	}
	if o.untouched == nil {
		o.untouched = trust.Untouched
	}
	l := &look{
		past: o.untouched,
		text: strings.ToLower(text), answer: answer, target: target, name: target.String(),
		seen: seen, judged: seen, told: map[string]bool{},
	}
	if err := l.environment(ctx); err != nil {
		return Result{}, err
	}
	l.candidates()
	return Result{Endpoint: l.name, Proofs: l.proofs, Conclusion: l.conclude()}, nil
}

// withoutPath takes off a target what only a request would hold.
func withoutPath(t certain.Target) certain.Target {
	if t.Scheme == "https" {
		t.Scheme, t.Path = "tls", ""
	}
	return t
}

// asSpoken is how to look: where the text may speak of application protocols,
// those of HTTP are offered in the handshake, as whoever printed it did.
func asSpoken(t certain.Target, answer explain.Answer) certain.Target {
	if t.Scheme == "tls" && (answer.Code == "alpn-mismatch" || slices.Contains(answer.Alternatives, "alpn-mismatch")) {
		t.Scheme, t.Path = "https", "/"
	}
	return t
}

// say adds a proof.
func (l *look) say(code, verdict, says string) {
	l.told[code] = true
	l.proofs = append(l.proofs, Proof{code, verdict, certain.Clip(says, 300)})
}

// against judges what was seen by other roots. Nobody is asked again.
func (l *look) against(store *trust.Store) certain.Result {
	return diagnose.Again(l.seen.Observation, diagnose.Options{Roots: store})
}

// served tells whether the endpoint's certificates were seen.
func (l *look) served() bool { return len(l.seen.Observation.Served) > 0 }

// best is the path that is judged, if there is one.
func best(r certain.Result) (chain.Path, bool) {
	paths := check.Paths(r.Observation)
	if len(paths) == 0 || len(paths[0].Links) == 0 {
		return chain.Path{}, false
	}
	return paths[0], true
}

// anchored tells whether the path of the endpoint's certificate ends in one of
// the roots that it was judged by.
func anchored(r certain.Result) bool {
	path, ok := best(r)
	return ok && path.End == chain.Anchored
}

// rootName names the root in which the path ends, in words.
func rootName(r certain.Result) string {
	path, ok := best(r)
	if !ok {
		return "the chain's root"
	}
	return "the chain's root, " + path.Top().Name() + ","
}
