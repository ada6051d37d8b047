package chain

// Policy is a set of demands on a path, as data: what is demanded, of which
// certificate, and whose rule it is. The zero value is [RFC5280].
type Policy struct {
	Name    string // "rfc5280", "webpki", "strict"
	Demands []Demand
}

// Demand is one rule about a certificate at its place in a path.
type Demand struct {
	Rule   string // "RFC 5280 section 4.2.1.1"
	Kind   FaultKind
	broken func(view) string // one clause if the certificate breaks the rule, else empty
}

// RFC5280 is what a careful general client demands: section 6 of the RFC, and
// what section 4 says of each certificate.
func RFC5280() Policy { return Policy{Name: "rfc5280"} }

// WebPKI is what browsers demand of public certificates: the Baseline
// Requirements of the CA/Browser Forum.
func WebPKI() Policy { return Policy{Name: "webpki"} }

// Strict is what Python 3.13 demands by default (VERIFY_X509_STRICT).
func Strict() Policy { return Policy{Name: "strict"} }

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
