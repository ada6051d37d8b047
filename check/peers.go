package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// newerPeers are the other addresses of the name that serve a certificate for
// it which was issued later than the one here, by more than a batch takes.
func (p *Pass) newerPeers() (newer []certain.Peer) {
	own := p.Obs.Served[0]
	for _, peer := range p.Obs.Peers {
		if p.carriesName(peer.Leaf) && peer.Leaf.X509.NotBefore.Sub(own.X509.NotBefore) > sameBatch {
			newer = append(newer, peer)
		}
	}
	return newer
}

// carriesName tells whether a certificate is there, can be read, and is for
// the name that was asked for.
func (p *Pass) carriesName(c *certain.Cert) bool {
	return c != nil && c.X509 != nil && (p.Obs.Asked.Name == "" || chain.MatchName(c.X509, p.Obs.Asked.Name).OK)
}

// validNow tells whether a certificate is within its dates.
func (p *Pass) validNow(c *certain.Cert) bool {
	return !p.Obs.At.Before(c.X509.NotBefore) && !p.Obs.At.After(c.X509.NotAfter)
}

// mendedElsewhere are the findings about a leaf that another address may not
// have.
var mendedElsewhere = []string{"expired", "not-yet-valid", "hostname-mismatch", "no-san", "self-signed"}

// tellPeers adds to findings about the served leaf which other addresses of
// the name serve one without the fault: then it is this machine that is set up
// wrong, and not the name.
func (p *Pass) tellPeers(findings []certain.Finding) {
	if len(p.Obs.Served) == 0 || p.Obs.Served[0].X509 == nil {
		return
	}
	var well []string
	for _, peer := range p.Obs.Peers {
		if p.carriesName(peer.Leaf) && p.validNow(peer.Leaf) && !peer.Leaf.Equal(p.Obs.Served[0]) {
			well = append(well, peer.Address)
		}
	}
	if len(well) == 0 {
		return
	}
	for i := range findings {
		f := &findings[i]
		if len(f.Evidence) == 0 || f.Evidence[0].At != "served[0]" || !slices.Contains(mendedElsewhere, f.Code) {
			continue
		}
		f.Evidence = append(f.Evidence, certain.Evidence{
			At: "served[0]", Part: certain.PartWhole,
			Says: "on " + few(well) + " the same name has a certificate that is valid for it",
		})
		if f.Likely == "" {
			f.Likely = "this address alone is set up wrong, or was left out of a change"
		}
	}
}

// few names the first of a list, and says how many follow.
func few(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
}
