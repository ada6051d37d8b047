package chain

import (
	"crypto/x509"
	"strings"

	"github.com/certain-tls/certain"
)

// rfc5280 is what section 4 of the RFC demands of certificates, as far as a
// client can see it. What section 6 demands is in judge.go.
var rfc5280 = append([]Demand{
	{"RFC 5280 section 4.2.1.10", StrictProfile, func(v view) string {
		return when(v.has(nameConstraints) && !v.critical(nameConstraints), "does not mark its name constraints as critical")
	}},
}, profile...)

// profile is what the RFC demands and the Baseline Requirements do too.
var profile = []Demand{
	{"RFC 5280 section 4.1.2.2", StrictProfile, serialNumber},
	{"RFC 5280 section 4.1.2.4", StrictProfile, func(v view) string {
		return when(emptyName(v.RawIssuer), "names no issuer")
	}},
	{"RFC 5280 section 4.1.2.6", StrictProfile, func(v view) string {
		return when(v.ca() && emptyName(v.RawSubject), "is a CA and has no subject")
	}},
	{"RFC 5280 section 4.2.1.1", StrictProfile, authorityKey},
	{"RFC 5280 section 4.2.1.2", StrictProfile, func(v view) string {
		return when(v.ca() && !v.has(subjectKeyID), "is a CA and has no subject key identifier")
	}},
	{"RFC 5280 section 4.2.1.3", WrongPurpose, func(v view) string {
		return when(v.depth == 0 && v.purpose != Any && !v.anyKeyUsage && !v.may(handshakeUsages),
			"its key usage allows no handshake: neither digitalSignature nor keyEncipherment nor keyAgreement")
	}},
	{"RFC 5280 section 4.2.1.3", StrictProfile, func(v view) string {
		return when(v.has(keyUsage) && emptyBits(v.extension(keyUsage).Value), "has a key usage in which no use is named")
	}},
	{"RFC 5280 section 4.2.1.3", StrictProfile, func(v view) string {
		return when(v.depth == 0 && !v.ca() && v.KeyUsage&x509.KeyUsageCertSign != 0, "may sign certificates by its key usage and is no CA by its basic constraints")
	}},
	{"RFC 5280 section 4.2.1.6", StrictProfile, alternativeNames},
	{"RFC 5280 section 4.2.1.9", StrictProfile, func(v view) string {
		return when(v.ca() && !v.critical(basicConstraints), "does not mark its basic constraints as critical")
	}},
	{"RFC 5280 section 4.2.1.9", StrictProfile, func(v view) string {
		return when(v.BasicConstraintsValid && !v.IsCA && v.MaxPathLen >= 0, "limits the length of paths and is no CA")
	}},
	{"RFC 5280 section 4.2.1.10", StrictProfile, func(v view) string {
		return when(v.has(nameConstraints) && !v.ca(), "constrains names and is no CA")
	}},
	{"RFC 5280 section 4.2.1.10", StrictProfile, constraintSyntax},
	{"RFC 5280 section 4.2.1.11", StrictProfile, func(v view) string {
		return when(v.has(policyConstraints) && !v.critical(policyConstraints), "does not mark its policy constraints as critical")
	}},
	{"RFC 5280 section 4.2.1.14", StrictProfile, func(v view) string {
		return when(v.has(inhibitAnyPolicy) && !v.critical(inhibitAnyPolicy), "does not mark inhibitAnyPolicy as critical")
	}},
}

func when(broken bool, says string) string {
	if broken {
		return says
	}
	return ""
}

// emptyBits tells whether a bit string has no bit set.
func emptyBits(der []byte) bool {
	return len(der) < 4 || strings.Trim(string(der[3:]), "\x00") == ""
}

// serialNumber: positive, at most 20 octets. Anchors are spared: old roots
// have the serial number 0.
func serialNumber(v view) string {
	switch n := v.SerialNumber; {
	case v.anchor:
	case n.Sign() <= 0:
		return "its serial number is not positive"
	case n.BitLen() > 20*8-1:
		return "its serial number is longer than 20 octets"
	}
	return ""
}

// authorityKey: only a certificate that is signed by itself may leave out who
// signed it.
func authorityKey(v view) string {
	switch {
	case v.critical(authorityKeyID):
		return "marks its authority key identifier as critical"
	case v.Version == 3 && len(v.AuthorityKeyId) == 0 && !v.has(authorityKeyID) && !v.signsItself():
		return "has no authority key identifier"
	case v.has(authorityKeyID) && len(v.AuthorityKeyId) == 0 && !v.signsItself():
		return "has an authority key identifier without a key identifier"
	}
	return ""
}

func alternativeNames(v view) string {
	e := v.extension(subjectAltName)
	if e == nil {
		return when(v.depth == 0 && emptyName(v.RawSubject), "has neither a subject nor alternative names")
	}
	if emptyName(v.RawSubject) && !e.Critical {
		return "has no subject and does not mark its alternative names as critical"
	}
	if len(e.Value) == 2 { // SEQUENCE {}
		return "has alternative names that name nothing"
	}
	for _, name := range v.DNSNames {
		if !preferred(name) {
			return "has the DNS name " + certain.Clip(name, 80) + ", which is not in the preferred name syntax"
		}
	}
	return ""
}

// preferred: RFC 1034 section 3.5 as modified by RFC 1123 section 2.1, with a
// wildcard as the leftmost label (RFC 9525).
func preferred(name string) bool {
	if !wellFormedHost(name) || strings.Contains(name, "_") {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimPrefix(name, "*."), ".") {
		if label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return true
}

// constraintSyntax: a DNS constraint is a host name; the leading period that
// many write belongs to URIs and e-mail addresses.
func constraintSyntax(v view) string {
	if v.limits == nil {
		return ""
	}
	for _, bases := range [][]generalName{v.limits.permitted[dnsName], v.limits.excluded[dnsName]} {
		for _, b := range bases {
			if b.value != "" && (b.value[0] == '.' || strings.Contains(b.value, "*") || !wellFormedHost(b.value)) {
				return "constrains DNS names by " + certain.Clip(b.value, 80) + ", which is no host name"
			}
		}
	}
	return ""
}
