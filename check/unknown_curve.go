package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/wire"
)

// unknownCurve names the curve of a key for which crypto/x509 refuses the
// whole certificate; empty for any other certificate. Such a certificate is
// well formed. What it lacks is clients: Go, browsers and Java know no curve
// but those of NIST, and OpenSSL offers no other unless it is told to.
func unknownCurve(c *certain.Cert) string {
	if c.Err == nil || !strings.Contains(c.Err.Error(), "unsupported elliptic curve") {
		return ""
	}
	info, ok := material.CertificateKey(c.Raw)
	if !ok || info.Curve == "" {
		return ""
	}
	return certain.Clip(info.Curve, 60)
}

// onUnknownCurve tells whether one of these certificates has such a key.
func onUnknownCurve(certs []*certain.Cert) bool {
	return slices.ContainsFunc(certs, func(c *certain.Cert) bool { return unknownCurve(c) != "" })
}

// unknownCurves is one finding about all certificates of a server with such a
// key. Where it is the leaf's, no handshake comes about, and this is why.
func (p *Pass) unknownCurves() []certain.Finding {
	if !slices.ContainsFunc(p.Obs.Served, func(c *certain.Cert) bool { return unknownCurve(c) != "" }) {
		return nil // as nearly always, see onStep
	}
	f := p.finding("weak-key", "served[0]")
	f.Severity = certain.Warning // off the path it is at most surplus
	for i, c := range p.Obs.Served {
		curve := unknownCurve(c)
		if curve == "" {
			continue
		}
		if i == 0 && p.Obs.Handshake == nil {
			f.Of = ""
		}
		if i == 0 || !p.Subjects[0].Sent.Reaches() {
			f.Severity = certain.Error
		}
		f.Evidence = append(f.Evidence, certain.Evidence{At: fmt.Sprintf("served[%d]", i), Part: certain.PartKey, Says: curveSays(curve)})
		if f.Summary == "" {
			f.Summary = fmt.Sprintf("certificate %d of the chain %s", i, curveSays(curve))
		}
	}
	if len(f.Evidence) == 0 {
		return nil
	}
	f.Title, f.So = curveTitle, curveSo
	return []certain.Finding{f}
}

func (p *Pass) unknownCurveFiles() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		for _, m := range file.Materials {
			if m.Cert == nil || unknownCurve(m.Cert) == "" {
				continue
			}
			f := p.finding("weak-key", m.From)
			says := curveSays(unknownCurve(m.Cert))
			f.Title, f.So, f.Summary = curveTitle, curveSo, m.From+" "+says
			f.Evidence = []certain.Evidence{{At: m.From, Part: certain.PartKey, Says: says}}
			findings = append(findings, f)
		}
	}
	return findings
}

const (
	curveTitle = "a certificate's key lies on a curve that clients do not know"
	curveSo    = "Go, Java and browsers cannot use the certificate, nor what it signed; programs with OpenSSL can, if they are told to"
)

func curveSays(curve string) string {
	return "has a key on the curve " + curve + ", which most clients do not know"
}

// oddKey is why a server turned down what clients offer although all that it
// then chose had been offered: up to TLS 1.2 the groups of the offer hold for
// the key of an ECDSA certificate too (RFC 8422 section 5.1.1).
func (p *Pass) oddKey(s certain.Step) string {
	if s.Name != certain.StepHello || s.Hello == nil || len(p.Obs.Served) == 0 ||
		s.Hello.Version == wire.VersionName(wire.TLS13) || !strings.Contains(s.Hello.Cipher, "_ECDSA_") {
		return ""
	}
	info, _ := material.CertificateKey(p.Obs.Served[0].Raw)
	switch info.Curve {
	case "", "P-256", "P-384", "P-521":
		return ""
	}
	return "a certificate whose key lies on the curve " + certain.Clip(info.Curve, 60)
}
