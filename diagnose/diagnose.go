// Package diagnose is the one place where looking meets concluding: it sends
// out the probe or the loader, looks for what completes the path, has the
// checks judge, and lets the request go out only afterwards.
//
// Faults of the target are findings in the result; an error is returned only
// for what the caller did: a context that ended, options that make no sense.
// Functions are safe for concurrent use.
package diagnose

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/load"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/trust"
)

// Options are the wishes of one call. The zero value judges a server against
// no trust store, now, with the defaults of each part.
type Options struct {
	Roots      *trust.Store  // nil leaves trust unjudged
	ServerName string        // the name to ask for and to verify, if it is not the target's
	At         time.Time     // judge as of then; zero means when it was seen
	Timeout    time.Duration // for one address; zero means the probe's default
	NoFetch    bool          // do not fetch missing issuers, nor look where a redirect leads
	// HandshakeOnly ends the look with the handshake: nothing is said inside
	// TLS, and of a protocol in the clear no more than it takes to ask for TLS.
	HandshakeOnly bool
	Idle          time.Duration // let the connection lie idle for so long, then ask again; 0 does neither
	Purpose       string        // server (the default), client or any
	Demanded      bool          // Purpose was demanded by the user
	Soon          time.Duration // see check.Options
	Accept        []string      // codes that do not count
	Keys          []string      // files that must hold private keys
	Beside        []string      // files to look at together with an endpoint
	Stdin         io.Reader     // what "-" reads; nil means that there is nothing
	Resolver      string        // host:port of the DNS server to ask; empty means the system's
	Policy        string        // rfc5280 (the default), webpki or strict
	Profile       string        // modern, intermediate or legacy: what the negotiated parameters are held against; empty is nothing
	Revocation    string        // off, staple (the default), crl, ocsp or all; the last three are fetched
	KeyPins       []string      // sha256//BASE64 of keys, one of which the leaf must have
	Logs          *Logs         // nil leaves the signatures of logs unverified
	Cache         *probe.Cache  // of what is fetched, to be shared by several targets; nil is none

	// Passphrases are tried on what is encrypted; see load.Options for both.
	Passphrases []string
	Prompt      func(file string) (passphrase string, ok bool)

	Pins   []probe.Pin      // addresses of names, so that nobody is asked
	Client *tls.Certificate // shown to a server that asks for one; nil means none
	// Proxy is the proxy to go through; nil means none. Getenv is where
	// variables that name one are looked up; nil means nowhere. They are
	// followed if FollowEnv says so, and else only named where a connection
	// fails.
	Proxy     *probe.Proxy
	Getenv    func(string) string
	FollowEnv bool
	Built     time.Time // when this program was built; zero means that it is not known

	signed *chain.Signed // of one call: looking for issuers and judging ask about the same certificates
}

// Logs are the Certificate Transparency logs that the user gave.
type Logs struct {
	Name string // the file
	All  []certain.Log
}

func (o Options) checks() check.Options {
	return check.Options{Soon: o.Soon, Accept: o.Accept, Signed: o.signed}
}

func (o Options) probe(t certain.Target) (probe.Options, error) {
	looks := probe.Options{
		Timeout: o.Timeout, ServerName: o.ServerName, Resolver: o.Resolver, Purpose: o.Purpose, At: o.At,
		Pins: o.Pins, Client: o.Client, Proxy: o.Proxy, Built: o.Built, Cache: o.Cache, Idle: o.Idle, NoFetch: o.NoFetch,
	}
	if err := o.fromEnv(t, &looks); err != nil {
		return looks, err
	}
	if o.Roots != nil && looks.Proxy.Secure() {
		looks.ProxyRoots = o.Roots.Pool()
	}
	return looks, nil
}

// fromEnv looks up which proxy the environment names for a target. One that
// is to be followed and cannot be read is a fault of the caller.
func (o Options) fromEnv(t certain.Target, looks *probe.Options) error {
	if o.Getenv == nil || o.Proxy != nil {
		return nil
	}
	variable, text := probe.ProxyFromEnv(t, o.Getenv)
	if variable == "" {
		return nil
	}
	looks.ProxyVariable = variable
	proxy, err := probe.ParseProxy(text)
	switch {
	case !o.FollowEnv:
		looks.ProxyNamed = proxy
	case err != nil:
		return fmt.Errorf("%s: %w", variable, err)
	default:
		looks.Proxy = proxy
	}
	return nil
}

func (o Options) load() load.Options {
	return load.Options{Stdin: o.Stdin, Keys: o.Keys, At: o.At, Passphrases: o.Passphrases, Prompt: o.Prompt}
}

// Endpoint looks at a server and judges what it saw. For an https target the
// request goes out only if nothing wrong was found and trust was judged.
func Endpoint(ctx context.Context, t certain.Target, o Options) (certain.Result, error) {
	o.signed = new(chain.Signed)
	looks, err := o.probe(t)
	if err != nil {
		return certain.Result{}, err
	}
	obs, session, err := probe.Connect(ctx, t, looks)
	if err != nil {
		return certain.Result{}, err
	}
	if session != nil {
		defer session.Close()
	}
	o.ask(obs)
	if len(o.Beside)+len(o.Keys) > 0 {
		if err := load.Beside(ctx, obs, o.Beside, o.load()); err != nil {
			return certain.Result{}, err
		}
	}
	o.complete(ctx, obs, looks)
	o.askAuthorities(ctx, obs, looks)
	if o.HandshakeOnly {
		return Judge(obs, o), ctx.Err()
	}
	probe.Pipeline(ctx, t, obs, looks)
	result := Judge(obs, o)
	if session != nil && trustworthy(result) && request(ctx, session, t, obs, looks) {
		result = Judge(obs, o)
	}
	return result, ctx.Err()
}

// request says something to a server that was found trustworthy, where its
// protocol has more to tell of TLS, and tells whether that may change the
// result.
func request(ctx context.Context, session *probe.Session, t certain.Target, obs *certain.Observation, looks probe.Options) bool {
	switch t.Scheme {
	case "https":
		session.Get(ctx, t.Path, obs)
		probe.LookAhead(ctx, t, obs, looks)
		session.Keep(ctx, t.Path, obs)
	case "postgres":
		session.Startup(ctx, obs)
	}
	last := obs.Steps[len(obs.Steps)-1]
	return last.Outcome != certain.OK || obs.HTTP != nil && obs.HTTP.Leads() || obs.Asked.IdleMS > 0
}

// trustworthy tells whether a request may go out. A finding that the user has
// accepted is still a reason to send nothing, and so is trust that was never
// judged.
func trustworthy(r certain.Result) bool {
	for _, f := range r.Findings {
		if f.Severity == certain.Error {
			return false
		}
	}
	unknown := slices.DeleteFunc(slices.Clone(r.Unknown), func(code string) bool { return code == "idle-timeout" }) // that takes the request
	return len(unknown) == 0 && !r.Observation.Store.None()
}

// Files looks at files, folders and standard input together and judges them
// as one.
func Files(ctx context.Context, names []string, o Options) (certain.Result, error) {
	obs, err := load.Files(ctx, names, o.load())
	if err != nil {
		return certain.Result{}, err
	}
	o.ask(obs)
	if o.At.IsZero() {
		obs.Clock = &certain.Clock{Now: obs.At, Built: o.Built}
	}
	o.complete(ctx, obs, probe.Options{})
	o.askAuthorities(ctx, obs, probe.Options{Cache: o.Cache})
	return Judge(obs, o), nil
}

// Judge concludes from an observation, be it fresh or stored. What the options
// name replaces what was asked when it was seen: the name, the purpose, the
// time, the policy, the pins, the trust store.
func Judge(obs *certain.Observation, o Options) certain.Result {
	return check.Conclude(obs, o.checks())
}

// Again judges a stored observation with new wishes. The observation itself is
// left as it is.
func Again(stored *certain.Observation, o Options) certain.Result {
	obs := *stored
	if !o.At.IsZero() {
		obs.At = o.At
	}
	o.ask(&obs)
	if o.Roots != nil {
		o.choose(&obs)
	}
	return Judge(&obs, o)
}

// ask writes down what the user wants to be verified, where a flag said so.
func (o Options) ask(obs *certain.Observation) {
	if o.ServerName != "" {
		obs.Asked.Name, obs.Asked.Named = o.ServerName, true
	}
	if o.Purpose != "" {
		obs.Asked.Purpose, obs.Asked.Demanded = o.Purpose, o.Demanded
	}
	if o.Policy != "" {
		obs.Asked.Policy = o.Policy
	}
	if o.Profile != "" {
		obs.Asked.Profile = o.Profile
	}
	if o.Revocation != "" {
		obs.Asked.Revocation = o.Revocation
	}
	if len(o.KeyPins) > 0 {
		obs.Asked.Pins = o.KeyPins
	}
	if o.Logs != nil {
		obs.Logs = o.Logs.of(obs)
	}
}
