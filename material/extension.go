package material

import (
	"crypto/x509"
	"encoding/asn1"

	"github.com/certain-tls/certain"
)

// The extensions that have fields of their own in an Item.
const (
	oidSubjectKey       = "2.5.29.14"
	oidKeyUsage         = "2.5.29.15"
	oidNames            = "2.5.29.17"
	oidBasicConstraints = "2.5.29.19"
	oidNameConstraints  = "2.5.29.30"
	oidCRLPoints        = "2.5.29.31"
	oidPolicies         = "2.5.29.32"
	oidIssuerKey        = "2.5.29.35"
	oidExtUsage         = "2.5.29.37"
	oidAuthorityInfo    = "1.3.6.1.5.5.7.1.1"
	oidTLSFeature       = "1.3.6.1.5.5.7.1.24"
	oidSCTs             = "1.3.6.1.4.1.11129.2.4.2"
)

// describeAddresses fills in what crypto/x509 parsed: where to ask about the
// certificate, and under which policies it was issued.
func describeAddresses(item *certain.Item, x *x509.Certificate) {
	item.IssuerURLs = cleanAll(x.IssuingCertificateURL)
	item.OCSPURLs = cleanAll(x.OCSPServer)
	item.CRLURLs = cleanAll(x.CRLDistributionPoints)
	for _, policy := range x.Policies {
		item.Policies = append(item.Policies, policy.String())
	}
}

// describeExtension fills in what one extension of a certificate or of a
// request tells.
func describeExtension(item *certain.Item, oid string, critical bool, value []byte) {
	switch oid {
	case oidNames:
		item.Names = generalNames(value)
	case oidKeyUsage:
		item.KeyUsage = keyUsages(value)
	case oidExtUsage:
		item.ExtUsage = extendedUsages(value)
	case oidBasicConstraints:
		item.CA, item.PathLen = basicConstraints(value)
	case oidNameConstraints:
		item.Permitted, item.Excluded = nameConstraints(value)
	case oidSubjectKey:
		if id, ok := inner(value, tagOctets); ok {
			item.SubjectKey = colonHex(id.body)
		}
	case oidIssuerKey:
		if id, ok := inner(sequenceBody(value), 0x80); ok {
			item.IssuerKey = colonHex(id.body)
		}
	case oidSCTs:
		scts, err := sctList(value)
		if item.SCTs = scts; err != nil {
			item.Extensions = append(item.Extensions, oid+" (malformed)")
		}
	case oidTLSFeature:
		item.MustStaple = requiresStaple(value)
	case oidCRLPoints, oidPolicies, oidAuthorityInfo: // taken from what x509 parsed
	default:
		if critical {
			oid = "critical " + oid
		}
		item.Extensions = append(item.Extensions, oid)
	}
}

// usageNames are the bits of KeyUsage, RFC 5280 section 4.2.1.3.
var usageNames = []string{
	"digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
	"keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
}

func keyUsages(value []byte) []string {
	var bits asn1.BitString
	if _, err := asn1.Unmarshal(value, &bits); err != nil {
		return nil
	}
	var names []string
	for i, name := range usageNames {
		if bits.At(i) == 1 {
			names = append(names, name)
		}
	}
	return names
}

// extendedUsageNames are the purposes of RFC 5280 section 4.2.1.12 and others
// that are in use.
var extendedUsageNames = map[string]string{
	"2.5.29.37.0":             "anyExtendedKeyUsage",
	"1.3.6.1.5.5.7.3.1":       "serverAuth",
	"1.3.6.1.5.5.7.3.2":       "clientAuth",
	"1.3.6.1.5.5.7.3.3":       "codeSigning",
	"1.3.6.1.5.5.7.3.4":       "emailProtection",
	"1.3.6.1.5.5.7.3.5":       "ipsecEndSystem",
	"1.3.6.1.5.5.7.3.6":       "ipsecTunnel",
	"1.3.6.1.5.5.7.3.7":       "ipsecUser",
	"1.3.6.1.5.5.7.3.8":       "timeStamping",
	"1.3.6.1.5.5.7.3.9":       "OCSPSigning",
	"1.3.6.1.5.5.7.3.17":      "ipsecIKE",
	"1.3.6.1.5.2.3.5":         "pkInitKDC",
	"1.3.6.1.4.1.311.10.3.3":  "msSGC",
	"1.3.6.1.4.1.311.20.2.2":  "msSmartcardLogon",
	"2.16.840.1.113730.4.1":   "nsSGC",
	"1.3.6.1.4.1.11129.2.4.4": "precertificateSigning",
}

func extendedUsages(value []byte) []string {
	var names []string
	for rest := sequenceBody(value); len(rest) > 0; {
		e, after, ok := readElement(rest)
		if !ok {
			break
		}
		oid := oidText(e.body)
		if name, known := extendedUsageNames[oid]; known {
			oid = name
		}
		names, rest = append(names, oid), after
	}
	return names
}

// basicConstraints reads RFC 5280 section 4.2.1.9. An empty sequence is a
// leaf.
func basicConstraints(value []byte) (ca *bool, pathLen *int) {
	is := false
	for _, e := range children(sequenceBody(value), 2) {
		switch e.tag {
		case 0x01:
			is = len(e.body) == 1 && e.body[0] != 0
		case tagInteger:
			if n := small(e); n >= 0 {
				pathLen = &n
			}
		}
	}
	return &is, pathLen
}

// requiresStaple reads the TLS features of RFC 7633: status_request is 5.
func requiresStaple(value []byte) bool {
	for _, e := range children(sequenceBody(value), 16) {
		if small(e) == 5 {
			return true
		}
	}
	return false
}
