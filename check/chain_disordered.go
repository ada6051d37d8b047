package check

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// RFC 5246 section 7.4.2 wants each certificate to certify the one before it.
// RFC 8446 section 4.4.2 tells clients to sort, and many small ones do not.
var chainDisordered = Check{
	Code: "chain-disordered", Needs: []Need{Leaf},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			row := p.row(s)
			if p.heldIn(s, "pkcs7", "pkcs12", "jks", "jceks") {
				continue // their certificates have no order: programs sort them
			}
			if wrong := disorder(s.Sent, row); wrong != nil {
				findings = append(findings, p.disordered(s, row, wrong))
			}
		}
		return findings
	},
}

// row is the sequence in which the certificates about a leaf were handed over:
// what the server sent, or the file that the leaf stands in.
func (p *Pass) row(s *Subject) (certs []*certain.Cert) {
	if p.Obs.Kind == certain.Endpoint {
		return p.Obs.Served
	}
	for _, f := range p.Obs.Files {
		certs = certs[:0]
		for _, m := range f.Materials {
			if m.Cert != nil {
				certs = append(certs, m.Cert)
			}
		}
		if slices.ContainsFunc(certs, s.Leaf.Equal) {
			return certs
		}
	}
	return nil
}

// heldIn tells whether the leaf of a file stands in one of these containers.
func (p *Pass) heldIn(s *Subject, containers ...string) bool {
	for _, f := range p.Obs.Files {
		for _, m := range f.Materials {
			if m.Cert != nil && m.Cert.Equal(s.Leaf) {
				return p.Obs.Kind == certain.Files && slices.Contains(containers, m.Container)
			}
		}
	}
	return false
}

// disorder is the first certificate that stands before the one which it
// issued; nil if a path can be read off in order.
func disorder(t chain.Trace, row []*certain.Cert) (wrong *certain.Cert) {
	for _, path := range t.Paths {
		if path.End != t.Best().End {
			continue
		}
		last, out := -1, (*certain.Cert)(nil)
		for _, l := range path.Links {
			i := slices.IndexFunc(row, l.Cert.Equal)
			if i >= 0 && i < last && out == nil {
				out = l.Cert
			}
			last = max(last, i)
		}
		if out == nil {
			return nil
		}
		if wrong == nil {
			wrong = out
		}
	}
	return wrong
}

func (p *Pass) disordered(s *Subject, row []*certain.Cert, wrong *certain.Cert) certain.Finding {
	f := p.finding("chain-disordered", s.At)
	at := p.place(wrong)
	says := "stands before a certificate that it did not issue"
	f.Summary = fmt.Sprintf("%s stands at the wrong place: each certificate is to be followed by its issuer", wrong.Name())
	if p.Obs.Kind == certain.Files && !row[0].Equal(s.Leaf) {
		at, says = s.At, "the leaf does not stand first"
		f.Summary = fmt.Sprintf("%s is the leaf and does not stand first in its file", s.Leaf.Name())
		if p.hasKeyOf(s.Leaf) { // a server takes the first certificate to be the key's
			f.Severity = certain.Error
		}
	}
	f.Evidence = []certain.Evidence{{At: at, Part: certain.PartPlace, Says: says}}
	return f
}

func (p *Pass) hasKeyOf(c *certain.Cert) bool {
	for _, k := range p.keys() {
		if string(k.SPKI) == string(c.X509.RawSubjectPublicKeyInfo) {
			return true
		}
	}
	return false
}
