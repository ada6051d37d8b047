package chain

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/net/publicsuffix"

	"github.com/certain-tls/certain"
)

// webpki is what the Baseline Requirements demand and a client can see. They
// take RFC 5280's profile over, but for name constraints, which need not be
// critical (section 7.1.2.5.2).
var webpki = append([]Demand{
	{"Baseline Requirements 7.1.1", StrictProfile, func(v view) string {
		return when(v.Version != 3, fmt.Sprintf("is an X.509 certificate of version %d, not 3", v.Version))
	}},
	{"Baseline Requirements 6.1.5", WeakKey, publicKey},
	{"Baseline Requirements 7.1.3.2", WeakSignature, func(v view) string {
		return when(!v.anchor && !slices.Contains(publicSignatures, v.SignatureAlgorithm), "is signed with "+v.SignatureAlgorithm.String())
	}},
	{"Baseline Requirements 7.1.2.11.1", StrictProfile, authorityKeyParts},
	{"Baseline Requirements 7.1.2.1.2", StrictProfile, func(v view) string {
		return when(v.anchor && v.self && v.depth > 0 && v.has(extKeyUsage), "is a root and has an extended key usage")
	}},
	{"Baseline Requirements 7.1.2.7.8", StrictProfile, func(v view) string {
		return when(v.depth == 0 && v.ca(), "is a CA, which a server's certificate must not be")
	}},
	{"Baseline Requirements 7.1.2.7.10", WrongPurpose, subscriberUsage},
	{"Baseline Requirements 7.1.2.7.11", StrictProfile, func(v view) string {
		return when(v.depth == 0 && !v.ca() && v.KeyUsage&x509.KeyUsageCRLSign != 0, "may sign CRLs by its key usage, which is for CAs")
	}},
	{"Baseline Requirements 7.1.2.11.2", StrictProfile, distributionPoints},
	{"Baseline Requirements 7.1.2.7.12", StrictProfile, func(v view) string {
		e := v.extension(subjectAltName)
		switch {
		case v.depth > 0:
			return ""
		case e == nil:
			return "has no subject alternative names"
		}
		return when(e.Critical && !emptyName(v.RawSubject), "marks its alternative names as critical although it has a subject")
	}},
	{"Baseline Requirements 7.1.4.3", StrictProfile, commonName},
	{"Baseline Requirements 3.2.2.6", StrictProfile, wildcards},
}, profile...)

var publicSignatures = []x509.SignatureAlgorithm{
	x509.SHA256WithRSA, x509.SHA384WithRSA, x509.SHA512WithRSA,
	x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS,
	x509.ECDSAWithSHA256, x509.ECDSAWithSHA384, x509.ECDSAWithSHA512,
}

// publicKey: RSA of whole octets, and three curves. Its size is judged for
// every policy.
func publicKey(v view) string {
	switch key := v.PublicKey.(type) {
	case *rsa.PublicKey:
		return when(key.N.BitLen()%8 != 0, fmt.Sprintf("has an RSA key of %d bits, which is no multiple of 8", key.N.BitLen()))
	case *ecdsa.PublicKey:
		curves := []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()}
		return when(!slices.Contains(curves, key.Curve), "has a key on the curve "+key.Curve.Params().Name)
	}
	return "has a key that is neither RSA nor ECDSA"
}

// authorityKeyParts: the key identifier and nothing else; that of a root is
// its own.
func authorityKeyParts(v view) string {
	e := v.extension(authorityKeyID)
	if e == nil {
		return ""
	}
	input := cryptobyte.String(e.Value)
	var seq, id cryptobyte.String
	var there bool
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !seq.ReadOptionalASN1(&id, &there, asn1.Tag(0).ContextSpecific()) {
		return "has a malformed authority key identifier"
	}
	switch {
	case !there:
		return "has an authority key identifier without a key identifier"
	case !seq.Empty():
		return "has an authority key identifier that names the issuer or its serial number"
	case v.anchor && v.self && !bytes.Equal(id, v.SubjectKeyId):
		return "signs itself, and its authority key identifier is not its subject key identifier"
	}
	return ""
}

func subscriberUsage(v view) string {
	switch {
	case v.depth > 0:
		return ""
	case !v.has(extKeyUsage):
		return "has no extended key usage"
	case v.critical(extKeyUsage):
		return "marks its extended key usage as critical"
	}
	for _, u := range v.ExtKeyUsage {
		if slices.Contains(otherUsages, u) {
			return "its extended key usage has " + extendedNames[u]
		}
	}
	for _, id := range v.UnknownExtKeyUsage {
		if id.String() == precertificateSigning {
			return "its extended key usage has the signing of precertificates"
		}
	}
	return ""
}

// otherUsages must not stand beside serverAuth.
var otherUsages = []x509.ExtKeyUsage{
	x509.ExtKeyUsageAny, x509.ExtKeyUsageCodeSigning, x509.ExtKeyUsageEmailProtection, x509.ExtKeyUsageTimeStamping, x509.ExtKeyUsageOCSPSigning,
}

const precertificateSigning = "1.3.6.1.4.1.11129.2.4.4" // RFC 6962 section 3.1

// distributionPoints: where a CRL is to be had is said by URIs alone.
func distributionPoints(v view) string {
	for _, point := range v.points() {
		for _, name := range point {
			if name.form != uriName {
				return "has a CRL distribution point that is no URI"
			}
		}
	}
	return ""
}

// commonName: if there is one, it is one of the alternative names, character
// for character; an address is in its canonical text. Where there is no
// alternative name of its kind it is a label, which no client reads.
func commonName(v view) string {
	if v.depth > 0 {
		return ""
	}
	for _, a := range v.Subject.Names {
		name, ok := a.Value.(string)
		if !ok || a.Type.String() != "2.5.4.3" {
			continue
		}
		same, others := v.DNSNames, len(v.DNSNames)
		if endsInNumber(name) {
			same, others = ipTexts(v.IPAddresses), len(v.IPAddresses)
		}
		if others > 0 && !slices.Contains(same, name) {
			return "has the common name " + certain.Clip(name, 80) + ", which is none of its alternative names"
		}
	}
	return ""
}

// endsInNumber tells what is meant as an address, well written or not.
func endsInNumber(name string) bool {
	if strings.Contains(name, ":") {
		return true
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || last != "" && strings.Trim(last, "0123456789") == ""
}

func ipTexts(ips []net.IP) []string {
	texts := make([]string, len(ips))
	for i, ip := range ips {
		texts[i] = ip.String()
	}
	return texts
}

// wildcards: not for all names below a public suffix.
func wildcards(v view) string {
	if v.depth > 0 {
		return ""
	}
	for _, name := range v.DNSNames {
		if !strings.Contains(name, "*") {
			continue
		}
		rest, leftmost := strings.CutPrefix(strings.ToLower(name), "*.")
		if !leftmost || strings.Contains(rest, "*") {
			return "has the name " + certain.Clip(name, 80) + ", whose wildcard is not the whole leftmost label"
		}
		if suffix, _ := publicsuffix.PublicSuffix(rest); suffix == rest {
			return "has the name " + certain.Clip(name, 80) + ", and below " + certain.Clip(rest, 80) + " anybody may register"
		}
	}
	return ""
}
