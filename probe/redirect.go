package probe

import (
	"context"
	"net"
	"net/url"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// LookAhead looks at the server that a redirect in obs leads to, if that is
// https and another than the target: it shakes hands and keeps the first
// certificate, in HTTP.Next. No request is sent there, and no client
// certificate shown. The attempt is a step of obs.
//
// The address was written by a stranger, so: one look, and addresses of this
// machine or of a private network only if the target's own address is of the
// same kind. Nothing is done where NoFetch is set.
func LookAhead(ctx context.Context, t certain.Target, obs *certain.Observation, o Options) {
	next, ok := nextTarget(t, obs)
	if !ok || o.NoFetch {
		return
	}
	o.ServerName, o.Client, o.Idle = "", nil, 0
	p := &prober{target: next, options: o, obs: &certain.Observation{}}
	start := time.Now()
	step := certain.Step{Name: certain.StepRedirect, Address: next.HostPort(), Outcome: certain.OK}
	ctx, cancel := context.WithTimeout(ctx, o.timeout())
	defer cancel()
	if p.glance(ctx, fetcher{home: homeRealm(obs), options: o}) {
		name, _ := verifyName(next.Host)
		obs.HTTP.Next = &certain.Next{Name: name, Address: next.HostPort(), Leaf: p.obs.Served[0]}
	} else if n := len(p.obs.Steps); n > 0 && p.obs.Steps[n-1].Outcome != certain.OK {
		step.Outcome, step.Error = p.obs.Steps[n-1].Outcome, p.obs.Steps[n-1].Error
	} else {
		step.Outcome, step.Error = certain.Denied, errRealm.Error()
	}
	step.MS = millis(time.Since(start))
	obs.Steps = append(obs.Steps, step)
}

// nextTarget is where a redirect leads, unless that is the target itself.
func nextTarget(t certain.Target, obs *certain.Observation) (next certain.Target, ok bool) {
	if obs.HTTP == nil || !obs.HTTP.Leads() {
		return next, false
	}
	base := &url.URL{Scheme: "https", Host: t.HostPort(), Path: "/"}
	to, err := base.Parse(obs.HTTP.Location)
	if err != nil || !strings.EqualFold(to.Scheme, "https") || to.Hostname() == "" {
		return next, false
	}
	port := to.Port()
	if port == "" {
		port = "443"
	}
	next, err = certain.ParseTarget("https://"+net.JoinHostPort(to.Hostname(), port)+"/", func(string) bool { return false })
	same := next.Port == t.Port && (next.Host == t.Host || next.Host == obs.Asked.Name)
	return next, err == nil && !same
}

// glance shakes hands with the first address that may be reached and answers,
// of two at most. It reports whether a certificate was seen.
func (p *prober) glance(ctx context.Context, f fetcher) bool {
	if !f.mayAsk(p.target.Host) {
		return false
	}
	_, p.obs.Asked.SNI = verifyName(p.target.Host)
	tried := 0
	for _, w := range p.ways(ctx) {
		if tried == 2 || w.to.IsValid() && !f.home.mayReach(realmOf(w.to.Addr())) {
			continue
		}
		tried++
		conn := p.open(ctx, w)
		if conn == nil {
			continue
		}
		h := p.shake(ctx, conn, w.address)
		conn.Close()
		if h.completed && len(p.obs.Served) > 0 {
			return true
		}
	}
	return false
}
