package render

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"strings"

	"github.com/certain-tls/certain"
)

// detail is the line for a part of a certificate that its row does not show:
// the part's name and what the certificate says there. There is none if the
// evidence repeats it anyway.
func (p *page) detail(cert *certain.Cert, e certain.Evidence, room int) (rowLine, bool) {
	if cert.X509 == nil {
		return rowLine{}, false
	}
	says := detailText(cert.X509, e.Part)
	if says == "" || strings.Contains(e.Says, says) {
		return rowLine{}, false
	}
	head := "  " + e.Part + "  "
	says = p.elide(p.name(says), room-len(head))
	return rowLine{
		text:  line{{head, dim}, {says, plain}},
		parts: map[string]extent{e.Part: {len(head), cells(says)}},
	}, true
}

func detailText(x *x509.Certificate, part string) string {
	switch part {
	case certain.PartNames:
		return listed(certNames(x), 4)
	case certain.PartKey:
		return keyText(x)
	case certain.PartSignature:
		return x.SignatureAlgorithm.String()
	case certain.PartUsage:
		return listed(usages(x), 6)
	case certain.PartCA:
		return caText(x)
	case certain.PartConstraint:
		return constraintText(x)
	case certain.PartExtension:
		return extensionText(x)
	}
	return ""
}

// certNames are the subject alternative names that clients compare with.
func certNames(x *x509.Certificate) []string {
	names := append([]string(nil), x.DNSNames...)
	for _, ip := range x.IPAddresses {
		names = append(names, ip.String())
	}
	return names
}

func listed(texts []string, most int) string {
	switch more := len(texts) - most; {
	case len(texts) == 0:
		return "none"
	case more > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(texts[:most], ", "), more)
	}
	return strings.Join(texts, ", ")
}

func keyText(x *x509.Certificate) string {
	switch k := x.PublicKey.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA, %d bits", k.N.BitLen())
	case *ecdsa.PublicKey:
		return "ECDSA, " + k.Curve.Params().Name
	case ed25519.PublicKey:
		return "Ed25519"
	}
	return x.PublicKeyAlgorithm.String()
}

func caText(x *x509.Certificate) string {
	switch {
	case !x.BasicConstraintsValid:
		return "no basic constraints"
	case !x.IsCA:
		return "not an authority"
	case x.MaxPathLen > 0 || x.MaxPathLenZero:
		return fmt.Sprintf("an authority, at most %d more below it", x.MaxPathLen)
	}
	return "an authority"
}

func constraintText(x *x509.Certificate) string {
	var out []string
	add := func(what string, names []string) {
		if len(names) > 0 {
			out = append(out, what+" "+listed(names, 4))
		}
	}
	add("only", x.PermittedDNSDomains)
	add("not", x.ExcludedDNSDomains)
	var permitted, excluded []string
	for _, n := range x.PermittedIPRanges {
		permitted = append(permitted, n.String())
	}
	for _, n := range x.ExcludedIPRanges {
		excluded = append(excluded, n.String())
	}
	add("only", permitted)
	add("not", excluded)
	return strings.Join(out, "; ")
}

func extensionText(x *x509.Certificate) string {
	var oids []string
	for _, oid := range x.UnhandledCriticalExtensions {
		oids = append(oids, oid.String())
	}
	if len(oids) == 0 {
		return ""
	}
	return listed(oids, 3)
}

// keyUsages are the bits of RFC 5280, section 4.2.1.3, in their order.
var keyUsages = []string{
	"digital signature", "content commitment", "key encipherment", "data encipherment", "key agreement",
	"certificate signing", "CRL signing", "encipher only", "decipher only",
}

var extKeyUsages = map[x509.ExtKeyUsage]string{
	x509.ExtKeyUsageAny: "any", x509.ExtKeyUsageServerAuth: "server authentication",
	x509.ExtKeyUsageClientAuth: "client authentication", x509.ExtKeyUsageCodeSigning: "code signing",
	x509.ExtKeyUsageEmailProtection: "e-mail protection", x509.ExtKeyUsageTimeStamping: "time stamping",
	x509.ExtKeyUsageOCSPSigning: "OCSP signing",
}

func usages(x *x509.Certificate) (out []string) {
	for _, u := range x.ExtKeyUsage {
		name := extKeyUsages[u]
		if name == "" {
			name = "another purpose"
		}
		out = append(out, name)
	}
	for _, oid := range x.UnknownExtKeyUsage {
		out = append(out, oid.String())
	}
	for i, name := range keyUsages {
		if x.KeyUsage&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}
