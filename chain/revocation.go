package chain

import "time"

// Revocation is what is known about revoked certificates, as bytes from
// strangers: each CRL and response is verified before it counts.
type Revocation struct {
	CRLs [][]byte // DER, of any issuer
	OCSP [][]byte // DER responses, stapled or fetched, about any certificate of a path
	// Demand says which certificates must be known to be good. Where it does
	// not reach, an unknown status is no fault; revoked is one always.
	Demand Coverage
}

// Coverage says which certificates of a path a demand reaches.
type Coverage string

// The coverages. Anchors are never covered.
const (
	CoverNone Coverage = ""
	CoverLeaf Coverage = "leaf"
	CoverAll  Coverage = "all"
)

// Status is what is known about the revocation of one certificate.
type Status struct {
	State  State
	From   string    // "CRL" or "OCSP"; empty if nothing was there to look at
	Says   string    // one clause, cleaned: since when and why it is revoked, or why nothing is known
	At     time.Time // when it was revoked; zero if it was not
	Update time.Time // when the source was made (thisUpdate)
	Next   time.Time // until when it is fresh (nextUpdate); zero if it does not say
}

// State is good, revoked or unknown.
type State string

// The states.
const (
	Good          State = "good"
	IsRevoked     State = "revoked"
	StatusUnknown State = "unknown"
)
