// Package probe looks at an endpoint: it resolves the name, connects, shakes
// hands without verifying anything, and writes down what happened in a
// [certain.Observation]. It concludes nothing.
//
// Faults of the target are steps of the Observation. An error is a fault of
// the caller: a cancelled context, or options that make no sense.
package probe

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// Options say how to look. The zero value is what most callers want.
type Options struct {
	// Timeout bounds the work on one address, connecting and shaking hands
	// together, and each other step that waits for the network: the lookup of
	// the name, the request, a fetch. 0 is 10 s.
	Timeout time.Duration
	// ServerName is the DNS name or IP address that the certificate must
	// carry, and the name sent in the handshake, instead of the target's host.
	ServerName string
	// Resolver is the host:port of the DNS server to ask; empty is the
	// system's way of resolving names.
	Resolver string
	// Pins give addresses of names, so that nobody is asked. Those of several
	// pins for the target add up.
	Pins []Pin
	// Proxy is the proxy to go through; nil is none. The environment is not
	// looked at, see ProxyFromEnv.
	Proxy *Proxy
	// ProxyVariable is the variable of the environment that names a proxy for
	// this target, followed (then it is Proxy) or not (then it is ProxyNamed).
	// They are only written down.
	ProxyVariable string
	ProxyNamed    *Proxy
	// Built is when this program was built, if that is known. It is only
	// written down: a clock that says less is wrong.
	Built time.Time
	// ProxyRoots are what the certificate of an https:// proxy is verified
	// against; nil is the system's roots.
	ProxyRoots *x509.CertPool
	// Client is the certificate to show to a server that asks for one, with
	// its key; nil is none. The key is used for the handshake and kept
	// nowhere.
	Client *tls.Certificate
	// Purpose is what the certificates are to serve for: "server" (also if
	// empty), "client" or "any". It is only written down.
	Purpose string
	// At is as of when the Observation is to be judged; zero is now.
	At time.Time
	// Idle is for how long Session.Keep lets the connection lie idle between
	// two requests; 0 has no second request made.
	Idle time.Duration
	// NoFetch keeps FetchIssuers and LookAhead from going anywhere.
	NoFetch bool
	// Cache remembers fetched answers; nil remembers none. It may be shared by
	// any number of goroutines.
	Cache *Cache
}

const defaultTimeout = 10 * time.Second

func (o Options) timeout() time.Duration {
	if o.Timeout == 0 {
		return defaultTimeout
	}
	return o.Timeout
}

func (o Options) check() error {
	if o.Timeout < 0 {
		return fmt.Errorf("the timeout %s is negative", o.Timeout)
	}
	if o.Idle < 0 {
		return fmt.Errorf("the time to lie idle, %s, is negative", o.Idle)
	}
	switch o.Purpose {
	case "", "server", "client", "any":
	default:
		return fmt.Errorf("%q is no purpose: server, client or any", certain.Clip(o.Purpose, 40))
	}
	if o.Resolver != "" {
		if _, _, err := net.SplitHostPort(o.Resolver); err != nil {
			return fmt.Errorf("the resolver %q is not written host:port", certain.Clip(o.Resolver, 80))
		}
	}
	return nil
}

// maxAddresses bounds how many addresses of one name are tried. A name with
// more is written down in full in the dns step.
const maxAddresses = 16

// Connect looks at the endpoint t. Its addresses are tried in order until one
// completes a handshake; every attempt is a step. The Session is nil if no
// handshake completed or the connection is over already; otherwise the caller
// closes it.
//
// The Observation is never nil; if an error is returned it holds what was seen
// until then. Connect may be called from several goroutines at once.
func Connect(ctx context.Context, t certain.Target, o Options) (*certain.Observation, *Session, error) {
	obs := &certain.Observation{At: o.At, Kind: certain.Endpoint}
	if obs.At.IsZero() {
		obs.At = time.Now()
	}
	obs.At = obs.At.UTC()
	asked, err := ask(t, o)
	if err != nil {
		return obs, nil, err
	}
	obs.Asked = asked
	obs.Proxy = o.proxyUse(t)
	if o.At.IsZero() {
		obs.Clock = &certain.Clock{Now: obs.At, Built: o.Built}
	}
	p := &prober{target: t, options: o, obs: obs}
	session := p.run(ctx)
	if err := ctx.Err(); err != nil {
		if session != nil {
			session.Close()
		}
		return obs, nil, err
	}
	return obs, session, nil
}

// ask settles what is to be verified and what name is sent.
func ask(t certain.Target, o Options) (certain.Asked, error) {
	if err := probeable(t); err != nil {
		return certain.Asked{}, err
	}
	if err := o.check(); err != nil {
		return certain.Asked{}, err
	}
	name, address := t.Host, t.HostPort()
	if t.Scheme == "unix" {
		name, address = socketName, t.Path
	}
	if o.ServerName != "" {
		var err error
		if name, err = hostName(o.ServerName); err != nil {
			return certain.Asked{}, err
		}
	}
	asked := certain.Asked{
		Target: t.Raw, Address: address, Named: o.ServerName != "",
		Purpose: o.Purpose, Demanded: o.Purpose != "", IdleMS: millis(o.Idle),
	}
	if asked.Target == "" {
		asked.Target = t.String()
	}
	if asked.Purpose == "" {
		asked.Purpose = "server"
	}
	asked.Name, asked.SNI = verifyName(name)
	if o.Client != nil && len(o.Client.Certificate) > 0 {
		asked.Client = certain.ParseCert(o.Client.Certificate[0]).Name()
	}
	return asked, nil
}

// proxyUse tells of the proxy that is followed, or of the one that is not.
func (o Options) proxyUse(t certain.Target) *certain.ProxyUse {
	switch {
	case t.Scheme == "unix":
		return nil
	case o.Proxy != nil:
		return &certain.ProxyUse{URL: o.Proxy.String(), Variable: o.ProxyVariable, Followed: true}
	case o.ProxyVariable != "" && o.ProxyNamed != nil:
		return &certain.ProxyUse{URL: o.ProxyNamed.String(), Variable: o.ProxyVariable}
	case o.ProxyVariable != "":
		return &certain.ProxyUse{URL: "unreadable", Variable: o.ProxyVariable}
	}
	return nil
}

// socketName is the name that a certificate behind a Unix socket must carry,
// unless the caller names another: such a socket is on this machine, and
// clients that verify a name there take this one (gRPC, "Name Resolution").
const socketName = "localhost"

func probeable(t certain.Target) error {
	switch {
	case t.Scheme == "unix" && t.Path != "":
		return nil
	case t.Scheme == "unix":
		return errors.New("the target names no socket")
	case !slices.Contains(certain.Schemes(), t.Scheme):
		return fmt.Errorf("a target of the kind %s cannot be probed", certain.Clip(t.Scheme, 40))
	case t.Host == "" || t.Port < 1 || t.Port > 65535:
		return errors.New("the target names no host and port")
	}
	return nil
}

// hostName reads the value of ServerName by the grammar of targets, so that a
// Unicode name becomes its A-label.
func hostName(name string) (string, error) {
	if _, err := netip.ParseAddr(name); err == nil {
		return name, nil
	}
	t, err := certain.ParseTarget("tls://"+name, func(string) bool { return false })
	if err != nil || strings.ContainsAny(name, ":/") {
		return "", fmt.Errorf("the server name %q is neither a host name nor an address", certain.Clip(name, 80))
	}
	return t.Host, nil
}

// verifyName gives the name to verify and the name to send. An address is
// verified without its zone, which means something on this machine only, and
// is never sent: server_name holds DNS names, without the trailing dot (RFC
// 6066 section 3).
func verifyName(host string) (name, sni string) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.WithZone("").String(), ""
	}
	name = strings.TrimSuffix(host, ".")
	return name, name
}

// prober carries one look at one target.
type prober struct {
	target  certain.Target
	options Options
	obs     *certain.Observation
	behind  string // see dialogue
}

func (p *prober) run(ctx context.Context) *Session {
	for i, w := range p.ways(ctx) {
		if i == maxAddresses || ctx.Err() != nil {
			break
		}
		if session, done := p.try(ctx, w); done {
			return session
		}
	}
	return nil
}

// try goes one way and shakes hands. done tells that the handshake completed,
// even if the connection is over since. One deadline holds for all that is
// done on this way, so that a peer that sends a byte a second gains nothing.
func (p *prober) try(ctx context.Context, w way) (session *Session, done bool) {
	ctx, cancel := context.WithTimeout(ctx, p.options.timeout())
	defer cancel()
	conn := p.open(ctx, w)
	if conn == nil {
		return nil, false
	}
	h := p.shake(ctx, conn, w.address)
	if !h.completed {
		conn.Close()
		p.lookAgain(ctx, w, h)
		return nil, false
	}
	return p.after(ctx, h), true
}

// step writes down what was tried.
func (p *prober) step(s certain.Step, since time.Time) {
	s.MS = millis(time.Since(since))
	p.obs.Steps = append(p.obs.Steps, s)
}

// fail writes into a step why it failed.
func fail(s *certain.Step, err error, outcome certain.Outcome) {
	s.Outcome, s.Error = outcome, words(err)
	if number, ok := remoteAlert(err); ok {
		s.Alert = &number
	}
}

// millis keeps microseconds; more is noise.
func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
