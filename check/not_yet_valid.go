package check

import (
	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

var notYetValid = Check{
	Code: "not-yet-valid", Needs: []Need{Leaf}, Hides: []string{"ends-soon"},
	Run: onPath("not-yet-valid", chain.NotYetValid, certain.PartStart, func(s spot, f *certain.Finding) string {
		start := s.Cert.X509.NotBefore
		in := "in " + span(start.Sub(s.Obs.At))
		f.Summary = s.called() + " starts " + in + ", on " + stamp(start)
		s.lowerForCA(f)
		return "starts " + in + ", at " + clock(start)
	}),
}
