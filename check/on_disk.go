package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// Disk is a leaf in the files that were given beside an endpoint, compared
// with the one that the endpoint serves.
type Disk struct {
	At   string // FILE:LINE
	Cert *certain.Cert
	Is   Relation
	// SameKey: both certificates are for one key.
	SameKey bool
}

// Relation says how the certificate on the disk relates to the one served.
type Relation string

// The relations.
const (
	Same      Relation = "same"       // the same certificate, byte for byte
	Newer     Relation = "newer"      // for the same server, and issued later
	Older     Relation = "older"      // for the same server, and issued earlier
	Twin      Relation = "twin"       // for the same server, with the same dates, and yet another one
	OtherName Relation = "other-name" // it has no name in common with the one served
)

// OnDisk compares the leaves of the files beside an endpoint with the leaf that
// is served, and gives the one that tells most: the same certificate if it is
// among them, else a newer one, an older one, one for another name. Nothing is
// told if the files hold no leaf, or nothing was served.
func OnDisk(obs *certain.Observation) (found Disk, ok bool) {
	if obs.Kind != certain.Endpoint || len(obs.Served) == 0 || obs.Served[0].X509 == nil {
		return Disk{}, false
	}
	served := obs.Served[0]
	order := []Relation{Same, Newer, Twin, Older, OtherName}
	for _, m := range leaves(obs) {
		if m.Cert.X509.IsCA && !m.Cert.Equal(served) {
			continue // an issuer that was handed over to complete the path
		}
		d := Disk{At: m.From, Cert: m.Cert, Is: relation(m.Cert, served), SameKey: sameKey(m.Cert, served)}
		if !ok || slices.Index(order, d.Is) < slices.Index(order, found.Is) {
			found, ok = d, true
		}
	}
	return found, ok
}

func relation(disk, served *certain.Cert) Relation {
	a, b := disk.X509, served.X509
	switch {
	case disk.Equal(served):
		return Same
	case !shareName(disk, served):
		return OtherName
	}
	switch cmp.Or(a.NotBefore.Compare(b.NotBefore), a.NotAfter.Compare(b.NotAfter)) {
	case 1:
		return Newer
	case -1:
		return Older
	}
	return Twin
}

// shareName tells whether two certificates have a name in common. Certificates
// without any alternative name are compared by their subjects.
func shareName(a, b *certain.Cert) bool {
	left, right := names(a), names(b)
	if len(left) == 0 && len(right) == 0 {
		return string(a.X509.RawSubject) == string(b.X509.RawSubject)
	}
	return slices.ContainsFunc(left, func(n string) bool { return slices.Contains(right, n) })
}

func names(c *certain.Cert) (all []string) {
	for _, n := range c.X509.DNSNames {
		all = append(all, strings.ToLower(n))
	}
	for _, ip := range c.X509.IPAddresses {
		all = append(all, ip.String())
	}
	return all
}

func sameKey(a, b *certain.Cert) bool {
	return string(a.X509.RawSubjectPublicKeyInfo) == string(b.X509.RawSubjectPublicKeyInfo)
}
