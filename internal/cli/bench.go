package cli

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/trust"
)

// How long one address of the lab is waited for, unless --timeout says
// otherwise: what is on loopback answers as soon as this machine lets it, or
// is silent on purpose.
const (
	labTimeout    = 30 * time.Second
	silentTimeout = 3 * time.Second
)

// bench is the lab as one call uses it: all scenarios of the call in one lab.
// The zero bench has none.
type bench struct {
	lab     *lab.Lab
	running map[string]lab.Running
	roots   *trust.Store
	free    context.CancelFunc
}

// openBench starts the scenarios, if there are any. The context it returns
// also ends on SIGTERM, so that a lab is taken down in order.
func openBench(ctx context.Context, s shelf, ids []string) (context.Context, *bench, error) {
	return openBenchWith(ctx, lab.Options{Scenarios: s.own}, ids)
}

func openBenchWith(ctx context.Context, o lab.Options, ids []string) (context.Context, *bench, error) {
	b := &bench{running: map[string]lab.Running{}}
	if len(ids) == 0 {
		return ctx, b, nil
	}
	ctx, b.free = signal.NotifyContext(ctx, syscall.SIGTERM)
	opened, err := lab.Open(o, ids...)
	if err != nil {
		b.free()
		return ctx, nil, fmt.Errorf("open the lab: %w", err)
	}
	b.lab = opened
	b.roots = trust.FromCerts("lab", opened.Roots())
	for _, r := range opened.Running() {
		b.running[r.ID] = r
	}
	return ctx, b, nil
}

func (b *bench) close() error {
	if b.lab == nil {
		return nil
	}
	b.free()
	if err := b.lab.Close(); err != nil {
		return fmt.Errorf("close the lab: %w", err)
	}
	return nil
}

// options are those of the call, with what the lab itself decides: its own
// roots unless --roots was given, where the scenario is found, and, unless a
// flag says otherwise, by whose rules it is to be looked at.
func (b *bench) options(r lab.Running, o diagnose.Options) (diagnose.Options, error) {
	if o.Roots == nil {
		o.Roots = b.roots
	}
	if o.ServerName == "" {
		o.ServerName = cmp.Or(r.Name, r.ServerName)
	}
	if o.Timeout == 0 {
		o.Timeout = labTimeout
		if r.Silent || strings.HasSuffix(r.Code, "-timeout") {
			o.Timeout = silentTimeout
		}
	}
	o.Resolver = r.Resolver
	if o.Idle == 0 {
		o.Idle = r.Idle
	}
	if len(r.Addresses) > 0 {
		pin := probe.Pin{Host: r.Host, Port: r.Port}
		for _, address := range r.Addresses {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return o, fmt.Errorf("scenario %s: %w", r.ID, err)
			}
			pin.Addrs = append(pin.Addrs, at.Addr())
		}
		o.Pins = append(slices.Clip(o.Pins), pin)
	}
	o.Policy = cmp.Or(o.Policy, r.Policy)
	o.Profile = cmp.Or(o.Profile, r.Profile)
	o.Revocation = cmp.Or(o.Revocation, r.Revocation)
	if o.KeyPins == nil {
		o.KeyPins = r.Pins
	}
	if r.Proxy != "" && o.Proxy == nil {
		var err error
		if o.Proxy, err = probe.ParseProxy(r.Proxy); err != nil {
			return o, fmt.Errorf("scenario %s: %w", r.ID, err)
		}
	}
	return o, nil
}

// scenario is the work of looking at one running scenario: at every address of
// it, where it has several.
func (l looker[T]) scenario(r lab.Running, o diagnose.Options, b *bench) func(context.Context) ([]T, error) {
	return func(ctx context.Context) ([]T, error) {
		o, err := b.options(r, o)
		if err != nil {
			return nil, err
		}
		if r.CTLogs != "" && o.Logs == nil {
			if o.Logs, err = logList(ctx, "the lab's logs", r.CTLogs); err != nil {
				return nil, err
			}
		}
		if r.Kind == certain.Files {
			o.Keys = append(o.Keys, r.Keys...)
			if r.Passphrase != "" {
				o.Passphrases = append(o.Passphrases, r.Passphrase)
			}
			return alone(func(ctx context.Context) (T, error) { return l.files(ctx, r.Files, o) })(ctx)
		}
		target, err := certain.ParseTarget(r.URL, func(string) bool { return false })
		if err != nil {
			return nil, fmt.Errorf("scenario %s: %w", r.ID, err)
		}
		target.Raw = "lab:" + r.ID
		if len(r.Addresses) > 0 {
			return l.every(ctx, target, o)
		}
		return alone(func(ctx context.Context) (T, error) { return l.endpoint(ctx, target, o) })(ctx)
	}
}
