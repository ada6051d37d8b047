package check

import (
	"slices"
	"time"

	"github.com/certain-tls/certain"
)

// sameBatch is how far apart certificates of one renewal may be issued: an
// authority signs one with an RSA and one with an ECDSA key minutes apart, and
// a fleet is not renewed in a minute.
const sameBatch = 24 * time.Hour

// Told is the address that serves the old certificate: that is the one to
// mend. Where every address has a certificate of its own, as machines have
// that renew each for itself, an older one is nothing unusual until it is past
// the time at which it should have been renewed.
var rolloutIncomplete = Check{
	Code: "rollout-incomplete", Needs: []Need{Served},
	Run: func(p *Pass) []certain.Finding {
		if len(p.Obs.Peers) == 0 || len(p.Obs.Served) == 0 || p.Obs.Served[0].X509 == nil {
			return nil
		}
		own := p.Obs.Served[0]
		newer := p.newerPeers()
		if len(newer) == 0 || !p.carriesName(own) || p.eachItsOwn() && !p.overdue(own) {
			return nil
		}
		var where []string
		for _, peer := range newer {
			where = append(where, peer.Address)
		}
		newest := slices.MaxFunc(newer, func(a, b certain.Peer) int { return a.Leaf.X509.NotBefore.Compare(b.Leaf.X509.NotBefore) }).Leaf
		f := p.finding("rollout-incomplete", "served[0]")
		f.Summary = "this address serves the certificate of " + own.Name() + " from " + day(own.X509.NotBefore) +
			", and " + few(where) + " a newer one from " + day(newest.X509.NotBefore)
		f.Evidence = []certain.Evidence{
			{At: "served[0]", Part: certain.PartStart, Says: "issued on " + stamp(own.X509.NotBefore)},
			{At: "served[0]", Part: certain.PartWhole, Says: "on " + few(where) + " a certificate is served that was issued on " + stamp(newest.X509.NotBefore)},
		}
		return []certain.Finding{f}
	},
}

// eachItsOwn: of three addresses or more, no two serve the same certificate.
// Of two, nothing can be told.
func (p *Pass) eachItsOwn() bool {
	seen := []*certain.Cert{p.Obs.Served[0]}
	for _, peer := range p.Obs.Peers {
		if peer.Leaf == nil {
			continue
		}
		if slices.ContainsFunc(seen, peer.Leaf.Equal) {
			return false
		}
		seen = append(seen, peer.Leaf)
	}
	return len(seen) > 2
}

// overdue: past two thirds of its life, by when clients of ACME have renewed
// it (certbot and lego do so with a third left).
func (p *Pass) overdue(c *certain.Cert) bool {
	life := c.X509.NotAfter.Sub(c.X509.NotBefore)
	return p.Obs.At.Sub(c.X509.NotBefore) > life*2/3
}

// raiseRollout: an address that lags and fails besides is an error of the
// rollout too.
func raiseRollout(findings []certain.Finding) {
	fails := slices.ContainsFunc(findings, func(f certain.Finding) bool { return f.Severity == certain.Error })
	for i := range findings {
		if fails && findings[i].Code == "rollout-incomplete" {
			findings[i].Severity = certain.Error
			findings[i].So = "clients that come to this address fail, and others do not"
		}
	}
}

// day is a date in UTC.
func day(t time.Time) string { return t.UTC().Format("2006-01-02") }
