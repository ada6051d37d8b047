package check

import (
	"slices"

	"github.com/certain-tls/certain"
)

// A server reads its certificate once. A renewal writes a file; unless
// somebody tells the server, it goes on with the old one until that ends.
var notReloaded = Check{
	Code: "not-reloaded", Needs: []Need{Served, Read},
	Run: func(p *Pass) []certain.Finding {
		d, ok := OnDisk(p.Obs)
		if !ok || d.Is != Newer {
			return nil
		}
		served := p.Obs.Served[0]
		f := p.finding("not-reloaded", "served[0]")
		f.Summary = d.At + " holds a newer certificate for " + served.Name() + " than the one that is served: renewed on disk, not reloaded"
		f.Evidence = []certain.Evidence{
			{At: "served[0]", Part: certain.PartStart, Says: "issued on " + stamp(served.X509.NotBefore)},
			{At: d.At, Part: certain.PartStart, Says: d.Tells()},
		}
		if !d.SameKey {
			f.Evidence = append(f.Evidence, certain.Evidence{At: d.At, Part: certain.PartKey, Says: "for another key: load certificate and key together"})
		}
		return []certain.Finding{f}
	},
}

// Tells says how the certificate on the disk differs.
func (d Disk) Tells() string {
	x := d.Cert.X509
	switch d.Is {
	case Same:
		return "is the certificate that is served"
	case Newer:
		return "is newer than the one served, and ends on " + stamp(x.NotAfter)
	case Older:
		return "is older than the one served, and ends on " + stamp(x.NotAfter)
	case Twin:
		return "is another certificate than the one served, with the same dates"
	}
	return "is for " + listNames(d.Cert, 4) + ", and not what is served"
}

// mendedOnDisk are the findings that a reload would end, if the certificate on
// the disk is right where the served one is wrong.
var mendedOnDisk = []string{"expired", "ends-soon", "not-yet-valid", "hostname-mismatch", "no-san"}

// tellDisk adds to findings about the served leaf what the disk holds, where
// that explains or mends them.
func (p *Pass) tellDisk(findings []certain.Finding) {
	d, ok := OnDisk(p.Obs)
	if !ok || d.Is == Same {
		return
	}
	for i := range findings {
		f := &findings[i]
		about := len(f.Evidence) > 0 && f.Evidence[0].At == "served[0]"
		if !about || !slices.Contains(mendedOnDisk, f.Code) || !p.wouldMend(f.Code, d) {
			continue
		}
		f.Evidence = append(f.Evidence, certain.Evidence{At: d.At, Part: certain.PartWhole, Says: d.Tells()})
		if f.Likely = "renewed on disk, not reloaded"; d.Is != Newer {
			f.Likely = "the server was not told of the certificate on the disk, or reads another file"
		}
		f.Fixes = slices.Insert(slices.Clone(f.Fixes), 0, certain.Fix{
			For: certain.ForServer, Do: "reload: " + d.At + " holds a certificate that has not this fault", Command: "nginx -s reload",
		})
	}
}

// wouldMend tells whether the certificate on the disk has not the fault.
func (p *Pass) wouldMend(code string, d Disk) bool {
	valid, named := p.validNow(d.Cert), p.carriesName(d.Cert)
	switch code {
	case "ends-soon":
		return valid && named && !p.endsSoon(d.Cert)
	case "expired", "not-yet-valid":
		return valid && named
	}
	return valid && p.Obs.Asked.Name != "" && named
}
