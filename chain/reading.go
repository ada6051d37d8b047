package chain

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
)

// reading is a certificate with its extensions at hand. The standard library
// says what an extension holds, and not always whether it was there, whether
// it was critical, and what else stood in it.
type reading struct {
	*x509.Certificate
	at     [64]uint16 // 1 + index of the extension 2.5.29.N
	limits *constraints
	self   bool // self-issued
}

// The extensions of RFC 5280 section 4.2.1, by the last arc of 2.5.29.
const (
	subjectKeyID      = 14
	keyUsage          = 15
	subjectAltName    = 17
	issuerAltName     = 18
	basicConstraints  = 19
	nameConstraints   = 30
	crlDistribution   = 31
	certPolicies      = 32
	policyMappings    = 33
	authorityKeyID    = 35
	policyConstraints = 36
	extKeyUsage       = 37
	inhibitAnyPolicy  = 54
)

// processed are those critical extensions that this package acts upon. Name
// constraints and alternative names are read here, not by the standard
// library.
var processed = []int{
	keyUsage, subjectAltName, basicConstraints, nameConstraints, certPolicies, policyMappings,
	policyConstraints, extKeyUsage, inhibitAnyPolicy, authorityKeyID, subjectKeyID, crlDistribution,
}

func read(c *x509.Certificate) *reading {
	r := &reading{Certificate: c, self: sameName(c.RawIssuer, c.RawSubject)}
	for i := range c.Extensions {
		if n, ok := arc(c.Extensions[i].Id); ok && i < 1<<16-1 {
			r.at[n] = uint16(i + 1)
		}
	}
	if e := r.extension(nameConstraints); e != nil {
		r.limits = readConstraints(e.Value)
	}
	return r
}

// arc is the last arc of an identifier 2.5.29.N.
func arc(id asn1.ObjectIdentifier) (int, bool) {
	if len(id) != 4 || id[0] != 2 || id[1] != 5 || id[2] != 29 || id[3] < 0 || id[3] >= 64 {
		return 0, false
	}
	return id[3], true
}

// extension is nil if there is none.
func (r *reading) extension(n int) *pkix.Extension {
	if r.at[n] == 0 {
		return nil
	}
	return &r.Extensions[r.at[n]-1]
}

func (r *reading) has(n int) bool { return r.at[n] != 0 }

func (r *reading) critical(n int) bool {
	e := r.extension(n)
	return e != nil && e.Critical
}

// ca tells whether the basic constraints say that it is a CA.
func (r *reading) ca() bool { return r.BasicConstraintsValid && r.IsCA }

// may tells whether the key usage allows a use. Without the extension all
// uses are allowed (RFC 5280 section 4.2.1.3).
func (r *reading) may(use x509.KeyUsage) bool { return !r.has(keyUsage) || r.KeyUsage&use != 0 }

// strangers are the critical extensions that nobody acts upon.
func (r *reading) strangers() (ids []asn1.ObjectIdentifier) {
	for _, e := range r.Extensions {
		if n, ok := arc(e.Id); e.Critical && !(ok && slices.Contains(processed, n)) {
			ids = append(ids, e.Id)
		}
	}
	return ids
}
