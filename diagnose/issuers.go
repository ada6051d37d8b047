package diagnose

import (
	"context"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/trust"
)

// maxRounds is how many issuers above one another are looked for.
const maxRounds = 4

// complete chooses the anchors, and where no path reaches one looks for the
// issuers that were left out: first among the known intermediates, then by
// the address that the certificate names. A server that sends all it should
// costs nothing here.
func (o Options) complete(ctx context.Context, obs *certain.Observation, looks probe.Options) {
	o.choose(obs)
	if obs.Store.None() {
		return
	}
	for range maxRounds {
		open := o.deadEnds(obs)
		if len(open) == 0 || !o.find(ctx, obs, open, looks) {
			return
		}
		o.choose(obs)
	}
}

// choose asks the store for the anchors that could matter here.
func (o Options) choose(obs *certain.Observation) {
	if o.Roots == nil {
		obs.Store, obs.Anchors = certain.Store{Name: "none"}, nil
		return
	}
	obs.Store = o.Roots.Describe()
	obs.Anchors = nil
	if certs := certificates(obs); len(certs) > 0 {
		obs.Anchors = o.Roots.For(certs[0], certs)
	}
}

// find adds issuers of the given certificates and tells whether it found any.
func (o Options) find(ctx context.Context, obs *certain.Observation, open []*certain.Cert, looks probe.Options) bool {
	before := len(obs.Fetched)
	for _, f := range trust.Known(open) {
		if !seen(obs, f.Cert) {
			obs.Fetched = append(obs.Fetched, f)
		}
	}
	if len(obs.Fetched) == before && !o.NoFetch && obs.Kind == certain.Endpoint {
		probe.FetchIssuers(ctx, obs, open, looks)
	}
	return len(obs.Fetched) > before
}

// deadEnds are the certificates whose issuer is missing, on paths of a leaf
// that reaches no anchor.
func (o Options) deadEnds(obs *certain.Observation) (open []*certain.Cert) {
	for _, t := range check.Traces(obs, o.checks()) {
		if t.Reaches() {
			continue
		}
		for _, path := range t.Paths {
			if path.End == chain.NoIssuer && path.Top().X509 != nil {
				open = append(open, path.Top())
			}
		}
	}
	return open
}

func certificates(obs *certain.Observation) (certs []*certain.Cert) {
	certs = append(certs, obs.Served...)
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			if m.Cert != nil {
				certs = append(certs, m.Cert)
			}
		}
	}
	for _, f := range obs.Fetched {
		certs = append(certs, f.Cert)
	}
	return certs
}

func seen(obs *certain.Observation, c *certain.Cert) bool {
	for _, have := range certificates(obs) {
		if have.Equal(c) {
			return true
		}
	}
	return false
}
