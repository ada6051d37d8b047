package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// The trust checks share one question, how far the paths lead. Which of them
// speaks:
//
//	leaf signed by itself                          self-signed
//	the path ends in a self-signed stranger        untrusted-root
//	what was not sent was found, and reaches       missing-intermediate
//	nobody at hand is the next issuer              untrusted-issuer

// storeName is the trust store in words.
func (p *Pass) storeName() string {
	switch s := p.Obs.Store; s.Name {
	case "system":
		return "the system's trust store"
	case "mozilla":
		return "Mozilla's trust store"
	default:
		return "the trust store (" + certain.Clip(s.Name, 120) + ")"
	}
}

var selfSigned = Check{
	Code: "self-signed", Needs: []Need{Leaf, Store}, Hides: []string{"untrusted-root"},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			path := s.Path()
			if !p.judgesTrust(s) || path.End != chain.SelfSigned || len(path.Links) > 1 || p.harmlessSelfSigned(s.Leaf) {
				continue
			}
			f := p.finding("self-signed", s.At)
			p.raiseForRoots(&f)
			f.Summary = fmt.Sprintf("the certificate of %s is signed by its own key and is not in %s", s.Leaf.Name(), p.storeName())
			f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartIssuer, Says: "signed by itself"}}
			f.Likely = likelyIssuer([]*certain.Cert{s.Leaf})
			findings = append(findings, f)
		}
		return findings
	},
}

// harmlessSelfSigned: in a file, a root is signed by itself as it should be,
// and a certificate without names serves nobody.
func (p *Pass) harmlessSelfSigned(c *certain.Cert) bool {
	return p.Obs.Kind == certain.Files && (c.X509.IsCA || len(c.X509.DNSNames)+len(c.X509.IPAddresses) == 0)
}

var untrustedRoot = Check{
	Code: "untrusted-root", Needs: []Need{Leaf, Store}, Hides: []string{"untrusted-issuer"},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			path := s.Path()
			if !p.judgesTrust(s) {
				continue
			}
			if why := refusal(path); why != "" {
				findings = append(findings, p.distrusted(s, why))
			} else if path.End == chain.SelfSigned && len(path.Links) > 1 {
				findings = append(findings, p.strangeRoot(s))
			}
		}
		return findings
	},
}

func (p *Pass) strangeRoot(s *Subject) certain.Finding {
	f := p.finding("untrusted-root", s.At)
	p.raiseForRoots(&f)
	root := s.Path().Top()
	f.Summary = fmt.Sprintf("the chain of %s ends in the root %s, which is not in %s", s.Leaf.Name(), root.Name(), p.storeName())
	f.Evidence = []certain.Evidence{{At: p.place(root), Part: certain.PartSubject, Says: "signed by itself, and not in " + p.storeName()}}
	f.Likely = cmp.Or(likelyIssuer(certsOf(s.Path())), "a private authority, or something that intercepts the connection")
	if p.isPublic(root) {
		f.Likely = "the trust store is old or was cut down: Mozilla trusts this root"
	}
	return f
}

func certsOf(path chain.Path) (certs []*certain.Cert) {
	for _, l := range path.Links {
		certs = append(certs, l.Cert)
	}
	return certs
}

// isPublic tells whether a root that nobody sent was found among the known
// ones, which are Mozilla's.
func (p *Pass) isPublic(root *certain.Cert) bool {
	return slices.ContainsFunc(p.Obs.Fetched, func(f certain.Fetched) bool { return f.From == "known" && f.Cert.Equal(root) })
}

// refusal is why the store's own rules refuse the anchor of a path.
func refusal(path chain.Path) string {
	for _, l := range path.Links {
		for _, fault := range l.Faults {
			if fault.Kind == chain.Distrusted {
				return fault.Says
			}
		}
	}
	return ""
}

func (p *Pass) distrusted(s *Subject, why string) certain.Finding {
	f := p.finding("untrusted-root", s.At)
	p.raiseForRoots(&f)
	root := s.Path().Top()
	f.Summary = fmt.Sprintf("the root %s is in %s and may not vouch for %s: %s", root.Name(), p.storeName(), s.Leaf.Name(), why)
	f.Evidence = []certain.Evidence{{At: p.place(root), Part: certain.PartSubject, Says: why}}
	return f
}

var untrustedIssuer = Check{
	Code: "untrusted-issuer", Needs: []Need{Leaf, Store},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, s := range p.Subjects {
			if p.judgesTrust(s) && !s.Sent.Reaches() && s.Sent.Best().End != chain.SelfSigned && !onUnknownCurve(s.Sent.Unreadable) {
				findings = append(findings, p.strangeIssuer(s))
			}
		}
		return findings
	},
}

func (p *Pass) strangeIssuer(s *Subject) certain.Finding {
	f := p.finding("untrusted-issuer", s.At)
	p.raiseForRoots(&f)
	path := s.Sent.Best()
	last := path.Top()
	says := "no certificate of this name was sent, fetched or found in " + p.storeName()
	switch {
	case len(path.Strangers) > 0:
		says = fmt.Sprintf("a certificate of this name is there (%s), and its key did not make this signature", p.place(path.Strangers[0]))
	case s.Sent.GaveUp != "":
		says = "gave up after " + s.Sent.GaveUp + ", for there are too many certificates that could have issued each other"
	case path.End == chain.Loop:
		says = "the issuers lead in a circle"
	case path.End == chain.TooDeep:
		says = "gave up after too many certificates"
	case last.X509 == nil:
		says = "this certificate cannot be read, so its issuer is not known"
	}
	f.Summary = fmt.Sprintf("%s says that %s issued it; %s", last.Name(), last.IssuerName(), says)
	f.Evidence = []certain.Evidence{{At: p.place(last), Part: certain.PartIssuer, Says: says}}
	f.Likely = likelyIssuer(certsOf(path))
	return f
}

var noTrustStore = Check{
	Code: "no-trust-store", Needs: []Need{Store},
	Hides: []string{"untrusted-root", "untrusted-issuer", "missing-intermediate"},
	Run: func(p *Pass) (findings []certain.Finding) {
		if p.Obs.Store.None() || p.Obs.Store.Size != 0 || len(p.Subjects) == 0 {
			return nil
		}
		for _, s := range p.Subjects {
			f := p.finding("no-trust-store", s.At)
			p.raiseForRoots(&f)
			f.Summary = p.storeName() + " holds no root at all"
			f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartIssuer, Says: "cannot be traced to a root: " + f.Summary}}
			findings = append(findings, f)
		}
		return findings
	},
}
