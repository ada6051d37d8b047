package chain

import (
	"crypto/x509"
)

// strict is what OpenSSL 3 demands with X509_V_FLAG_X509_STRICT, which Python
// switches on from 3.13 (VERIFY_X509_STRICT). A certificate that stands alone
// is not looked at, there as here.
var strict = strictly([]Demand{
	{"RFC 5280 section 4.2.1.9", StrictProfile, func(v view) string {
		return when(v.BasicConstraintsValid && !v.IsCA && v.MaxPathLen >= 0, "limits the length of paths and is no CA")
	}},
	{"RFC 5280 section 4.2.1.9", StrictProfile, func(v view) string {
		return when(v.ca() && v.MaxPathLen >= 0 && v.KeyUsage&x509.KeyUsageCertSign == 0, "limits the length of paths and may not sign certificates by its key usage")
	}},
	{"RFC 5280 section 4.2.1.9", StrictProfile, func(v view) string {
		return when(v.ca() && !v.critical(basicConstraints), "does not mark its basic constraints as critical")
	}},
	{"RFC 5280 section 4.2.1.3", StrictProfile, func(v view) string {
		return when(v.ca() && !v.has(keyUsage), "is a CA and has no key usage")
	}},
	{"RFC 5280 section 4.2.1.3", StrictProfile, func(v view) string {
		return when(!v.ca() && v.KeyUsage&x509.KeyUsageCertSign != 0, "may sign certificates by its key usage and is no CA by its basic constraints")
	}},
	{"RFC 5280 section 4.1.2.4", StrictProfile, func(v view) string {
		return when(emptyName(v.RawIssuer), "names no issuer")
	}},
	{"RFC 5280 section 4.1.2.6", StrictProfile, func(v view) string {
		needed := v.ca() || v.KeyUsage&x509.KeyUsageCRLSign != 0 || !v.has(subjectAltName)
		return when(needed && emptyName(v.RawSubject), "has no subject")
	}},
	{"RFC 5280 section 4.2.1.6", StrictProfile, func(v view) string {
		e := v.extension(subjectAltName)
		return when(e != nil && emptyName(v.RawSubject) && !e.Critical, "has no subject and does not mark its alternative names as critical")
	}},
	{"RFC 5280 section 4.2.1.6", StrictProfile, func(v view) string {
		e := v.extension(subjectAltName)
		return when(e != nil && len(e.Value) == 2, "has alternative names that name nothing")
	}},
	{"RFC 5280 section 4.2.1.1", StrictProfile, func(v view) string {
		return when(v.critical(authorityKeyID), "marks its authority key identifier as critical")
	}},
	{"RFC 5280 section 4.2.1.1", StrictProfile, func(v view) string {
		return when(v.Version == 3 && v.depth < len(v.path.Links)-1 && len(v.AuthorityKeyId) == 0, "has no authority key identifier")
	}},
	{"RFC 5280 section 4.2.1.2", StrictProfile, func(v view) string {
		return when(v.Version == 3 && v.ca() && !v.has(subjectKeyID), "is a CA and has no subject key identifier")
	}},
})

func strictly(rules []Demand) []Demand {
	for i, d := range rules {
		rules[i].Rule = "Python 3.13 strict (" + d.Rule + ")"
		rules[i].broken = func(v view) string {
			if len(v.path.Links) < 2 {
				return ""
			}
			return d.broken(v)
		}
	}
	return rules
}
