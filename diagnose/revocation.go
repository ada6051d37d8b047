package diagnose

import (
	"context"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/probe"
)

// askAuthorities fetches what the authorities say about revocation, where the
// user wants to know: for each leaf along the path that is spoken about.
func (o Options) askAuthorities(ctx context.Context, obs *certain.Observation, looks probe.Options) {
	switch obs.Asked.Revocation {
	case "crl", "ocsp", "all":
	default:
		return
	}
	for _, path := range check.Paths(obs) {
		var certs []*certain.Cert
		for _, l := range path.Links {
			certs = append(certs, l.Cert)
		}
		probe.FetchStatements(ctx, obs, certs, obs.Asked.Revocation, looks)
	}
}
