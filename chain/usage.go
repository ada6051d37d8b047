package chain

import (
	"crypto/x509"
	"slices"
	"strings"
)

// usage: RFC 5280 section 4.2.1.12. The extended key usage of an issuer limits
// what it may issue for; the RFC does not say so, every client does it (and
// the Baseline Requirements section 7.1.2.10.6 build on it). An extension that
// lists nothing allows nothing.
func usage(v view) []Fault {
	const rule = "RFC 5280 section 4.2.1.12"
	if v.has(extKeyUsage) && len(v.ExtKeyUsage)+len(v.UnknownExtKeyUsage) == 0 {
		return []Fault{{WrongPurpose, "its extended key usage lists no usage at all", rule}}
	}
	if v.purpose == Any {
		return nil
	}
	want, word := x509.ExtKeyUsageServerAuth, "serverAuth"
	if v.purpose == Client {
		want, word = x509.ExtKeyUsageClientAuth, "clientAuth"
	}
	exact := v.policy.ExactUsage == CoverAll || v.policy.ExactUsage == CoverLeaf && v.depth == 0
	switch {
	case !v.has(extKeyUsage) && exact && v.depth == 0:
		return []Fault{{WrongPurpose, "has no extended key usage, and " + word + " is demanded", rule}}
	case !v.has(extKeyUsage) || slices.Contains(v.ExtKeyUsage, want) || !exact && slices.Contains(v.ExtKeyUsage, x509.ExtKeyUsageAny):
		return nil
	}
	return []Fault{{WrongPurpose, "its extended key usage allows " + extendedUsages(v.Certificate) + ", not " + word, rule}}
}

const handshakeUsages = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageKeyAgreement

// extendedUsages lists the extended key usages by their RFC names.
func extendedUsages(c *x509.Certificate) string {
	var names []string
	for _, u := range c.ExtKeyUsage {
		names = append(names, extendedNames[u])
	}
	for _, id := range c.UnknownExtKeyUsage {
		names = append(names, id.String())
	}
	return strings.Join(names, ", ")
}

var extendedNames = map[x509.ExtKeyUsage]string{
	x509.ExtKeyUsageAny:                            "anyExtendedKeyUsage",
	x509.ExtKeyUsageServerAuth:                     "serverAuth",
	x509.ExtKeyUsageClientAuth:                     "clientAuth",
	x509.ExtKeyUsageCodeSigning:                    "codeSigning",
	x509.ExtKeyUsageEmailProtection:                "emailProtection",
	x509.ExtKeyUsageIPSECEndSystem:                 "ipsecEndSystem",
	x509.ExtKeyUsageIPSECTunnel:                    "ipsecTunnel",
	x509.ExtKeyUsageIPSECUser:                      "ipsecUser",
	x509.ExtKeyUsageTimeStamping:                   "timeStamping",
	x509.ExtKeyUsageOCSPSigning:                    "OCSPSigning",
	x509.ExtKeyUsageMicrosoftServerGatedCrypto:     "msSGC",
	x509.ExtKeyUsageNetscapeServerGatedCrypto:      "nsSGC",
	x509.ExtKeyUsageMicrosoftCommercialCodeSigning: "msCodeCom",
	x509.ExtKeyUsageMicrosoftKernelCodeSigning:     "msKernelCode",
}
