package chain

// Policy is a set of demands on a path, as data: what is demanded, of which
// certificate, and whose rule it is. Section 6 of RFC 5280, dates, signatures
// and sufficient keys are demanded by each. The zero value is [RFC5280].
type Policy struct {
	Name    string // "rfc5280", "webpki", "strict"; with no name the whole value counts as zero
	Demands []Demand
	// UndatedAnchors: the dates of an anchor do not count.
	UndatedAnchors bool
	// BareAnchors: an anchor is a name and a key (RFC 5280 section 6.1.1
	// (d)); what else its certificate says does not count.
	BareAnchors bool
	// ExactUsage: the extended key usage of these certificates must be there
	// and name the purpose; anyExtendedKeyUsage is not enough. Of an issuer
	// it need not be there.
	ExactUsage Coverage
	AllowSHA1  bool // signatures with SHA-1 count
	RSABits    int  // the smallest RSA key; 0 means 2048
}

// Demand is one rule about a certificate at its place in a path.
type Demand struct {
	Rule   string // "RFC 5280 section 4.2.1.1"
	Kind   FaultKind
	broken func(view) string // one clause if the certificate breaks the rule, else empty
}

// RFC5280 is what a careful general client demands: section 6 of the RFC, and
// what section 4 says of each certificate.
func RFC5280() Policy { return Policy{Name: "rfc5280", Demands: rfc5280} }

// Section6 is RFC 5280 section 6 alone: the validation of paths without the
// profile of certificates.
func Section6() Policy { return Policy{Name: "section6"} }

// WebPKI is what browsers demand of public certificates: the Baseline
// Requirements of the CA/Browser Forum.
func WebPKI() Policy { return Policy{Name: "webpki", Demands: webpki} }

// Strict is what Python 3.13 demands by default (VERIFY_X509_STRICT).
func Strict() Policy { return Policy{Name: "strict", Demands: strict} }

// PolicyNamed finds a policy by the name that --policy takes; empty means
// rfc5280.
func PolicyNamed(name string) (Policy, bool) {
	for _, p := range []Policy{RFC5280(), WebPKI(), Strict()} {
		if p.Name == name || name == "" {
			return p, true
		}
	}
	return Policy{}, false
}

// demands are the faults against a policy's own demands.
func demands(v view) (faults []Fault) {
	for i := range v.policy.Demands {
		d := &v.policy.Demands[i]
		if says := d.broken(v); says != "" {
			faults = append(faults, Fault{d.Kind, says, d.Rule})
		}
	}
	return faults
}
