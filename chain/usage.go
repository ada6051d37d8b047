package chain

import (
	"crypto/x509"
	"slices"
	"strings"
)

// usage: RFC 5280 sections 4.2.1.3 and 4.2.1.12. The extended key usage of an
// issuer limits what it may issue for; the RFC does not say so, every client
// does it (and the Baseline Requirements section 7.1.2.10.6 build on it).
func usage(v view) []Fault {
	if v.purpose == Any {
		return nil
	}
	want, word := x509.ExtKeyUsageServerAuth, "serverAuth"
	if v.purpose == Client {
		want, word = x509.ExtKeyUsageClientAuth, "clientAuth"
	}
	c := v.Cert
	limited := len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) > 0
	if limited && !slices.Contains(c.ExtKeyUsage, want) && !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageAny) {
		return []Fault{{Kind: WrongPurpose, Says: "its extended key usage allows " + extendedUsages(c) + ", not " + word}}
	}
	if v.depth == 0 && c.KeyUsage != 0 && c.KeyUsage&handshakeUsages == 0 {
		return []Fault{{Kind: WrongPurpose, Says: "its key usage allows no handshake: neither digitalSignature nor keyEncipherment nor keyAgreement"}}
	}
	return nil
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
