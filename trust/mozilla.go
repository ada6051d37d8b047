package trust

import (
	"sync"

	certain "github.com/certain-tls/certain"
	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// addMozilla adds the roots that Mozilla trusts for servers, as the Go project
// extracts them from NSS, with Mozilla's rules about them.
func (s *Store) addMozilla() {
	for r := range bundle.Roots() {
		s.add(r.Certificate, Mozilla, constraint(r.Constraint))
	}
}

// mozillaStore is Mozilla's bundle alone, for [Known].
var mozillaStore = sync.OnceValue(func() *Store {
	s := &Store{name: Mozilla}
	s.addMozilla()
	return s
})

// Known gives the publicly known authorities that could have issued certs:
// their subject is the issuer name of one of certs. It needs no network, and
// tells a private authority from a public one that was left out or that the
// chosen store lacks.
//
// The table is Mozilla's list of roots. Intermediates are not in it: public
// authorities replace theirs every few months, so that a table in a program
// would be old before it is of use. They are found by their AIA addresses.
func Known(certs []*certain.Cert) []certain.Fetched {
	var known []certain.Fetched
	seen := map[*root]bool{}
	for _, c := range certs {
		if c == nil || c.X509 == nil {
			continue
		}
		for _, r := range mozillaStore().index[string(c.X509.RawIssuer)] {
			if seen[r] || r.parsed().X509 == nil || r.parsed().Equal(c) {
				continue
			}
			seen[r] = true
			known = append(known, certain.Fetched{From: "known", Cert: r.parsed()})
		}
	}
	return known
}
