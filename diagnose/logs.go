package diagnose

import (
	"golang.org/x/crypto/ocsp"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/ct"
)

// of keeps those logs of the list that a timestamp of the observation names;
// the others have nothing to say about it.
func (l *Logs) of(obs *certain.Observation) *certain.LogList {
	named := map[[32]byte]bool{}
	for _, s := range timestamps(obs) {
		named[s.Log] = true
	}
	list := &certain.LogList{Name: certain.Clip(l.Name, 200), Size: len(l.All)}
	for _, log := range l.All {
		if named[ct.ID(log)] {
			list.Logs = append(list.Logs, log)
		}
	}
	return list
}

// timestamps are all that were seen, wherever they came from.
func timestamps(obs *certain.Observation) (all []ct.SCT) {
	for _, c := range certificates(obs) {
		if c.X509 != nil {
			inside, _ := ct.Embedded(c.X509)
			all = append(all, inside...)
		}
	}
	if obs.Handshake == nil {
		return all
	}
	for _, raw := range obs.Handshake.SCTs {
		if s, err := ct.Read(raw); err == nil {
			all = append(all, s)
		}
	}
	if response, err := ocsp.ParseResponse(obs.Handshake.Staple, nil); err == nil {
		all = append(all, ct.Stapled(response.Extensions)...)
	}
	return all
}
