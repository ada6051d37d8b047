package check

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
)

// A key belongs to a certificate if both hold the same public key. With
// several pairs in one folder a key without a certificate is suspicious only
// if a certificate is left without a key.
var keyMismatch = Check{
	Code: "key-mismatch", Needs: []Need{Read},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, k := range p.keys() {
			if owner := p.ownerOf(k); owner != nil {
				if s := p.issuersKey(owner); s != nil {
					findings = append(findings, p.issuersMismatch(k, s, owner))
				}
				continue
			}
			if s := p.lonely(k); s != nil {
				findings = append(findings, p.mismatched(k, s))
			}
		}
		return findings
	},
}

// keys are the private keys of the files whose public half is known.
func (p *Pass) keys() (keys []certain.Material) {
	for _, f := range p.Obs.Files {
		for _, m := range f.Materials {
			if m.Form == certain.PrivateKey && len(m.SPKI) > 0 {
				keys = append(keys, m)
			}
		}
	}
	return keys
}

// ownerOf is the certificate that a key belongs to: beside an endpoint the one
// that is served, else any of the files.
func (p *Pass) ownerOf(k certain.Material) *certain.Cert {
	certs := fileCerts(p.Obs)
	if p.Obs.Kind == certain.Endpoint {
		certs = p.Obs.Served[:min(1, len(p.Obs.Served))]
	}
	for _, c := range certs {
		if c.X509 != nil && string(c.X509.RawSubjectPublicKeyInfo) == string(k.SPKI) {
			return c
		}
	}
	return nil
}

// issuersKey is the leaf that stands in one file with its issuer, where the
// key given belongs to the issuer. In a folder of many certificates the key of
// an authority may well be among them.
func (p *Pass) issuersKey(owner *certain.Cert) *Subject {
	if p.Obs.Kind != certain.Files || len(p.Subjects) != 1 || len(p.keys()) != 1 {
		return nil
	}
	s := p.Subjects[0]
	if s.Leaf.X509 == nil || s.Leaf.Equal(owner) || p.hasKeyOf(s.Leaf) {
		return nil
	}
	for _, f := range p.Obs.Files {
		if fileHolds(f, owner) && fileHolds(f, s.Leaf) {
			return s
		}
	}
	return nil
}

func fileHolds(f certain.File, c *certain.Cert) bool {
	return slices.ContainsFunc(f.Materials, func(m certain.Material) bool { return m.Cert != nil && m.Cert.Equal(c) })
}

func (p *Pass) issuersMismatch(k certain.Material, s *Subject, owner *certain.Cert) certain.Finding {
	f := p.mismatched(k, s)
	f.Summary = fmt.Sprintf("the key at %s is that of the issuer %s, not of %s", k.From, owner.Name(), s.Leaf.Name())
	f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(owner), Part: certain.PartKey, Says: "holds the public half of the key"})
	return f
}

// lonely is the leaf that the key was probably meant for: one without a key.
func (p *Pass) lonely(k certain.Material) *Subject {
	for _, s := range p.Subjects {
		if s.Leaf.X509 != nil && (p.Obs.Kind == certain.Endpoint || !p.hasKeyOf(s.Leaf)) {
			return s
		}
	}
	return nil
}

func (p *Pass) mismatched(k certain.Material, s *Subject) certain.Finding {
	f := p.finding("key-mismatch", s.At)
	f.Summary = fmt.Sprintf("the key at %s is not the key of %s", k.From, s.Leaf.Name())
	f.Evidence = []certain.Evidence{
		{At: k.From, Part: certain.PartKey, Says: "is " + describeKey(k) + ", and its public half is not in the certificate"},
		{At: s.At, Part: certain.PartKey, Says: "holds another public key, " + s.Leaf.X509.PublicKeyAlgorithm.String()},
	}
	if c := p.fileCertOf(k); c != nil {
		f.Evidence = append(f.Evidence, certain.Evidence{At: p.place(c), Part: certain.PartKey, Says: "is the certificate of this key, and not what is served"})
		f.Likely = "certificate and key were renewed on disk together, and the server was not reloaded"
		if d, ok := OnDisk(p.Obs); !ok || d.Is != Newer {
			f.Likely = "the server serves another pair than the one on the disk"
		}
	}
	return f
}

// fileCertOf is the certificate beside an endpoint that a key belongs to.
func (p *Pass) fileCertOf(k certain.Material) *certain.Cert {
	if p.Obs.Kind != certain.Endpoint {
		return nil
	}
	for _, c := range fileCerts(p.Obs) {
		if c.X509 != nil && string(c.X509.RawSubjectPublicKeyInfo) == string(k.SPKI) {
			return c
		}
	}
	return nil
}

func describeKey(k certain.Material) string {
	if k.Algorithm == "RSA" {
		return fmt.Sprintf("an RSA key of %d bits", k.Bits)
	}
	return "an " + k.Algorithm + " key"
}
