package certain

import "time"

// InspectReport is the answer to one call of inspect: what is there, without
// a judgement.
type InspectReport struct {
	Schema  string       `json:"schema"`
	Results []Inspection `json:"results"`
}

// Inspection is what one target holds.
type Inspection struct {
	Target      string       `json:"target"`
	Kind        Kind         `json:"kind"`
	Files       []string     `json:"files,omitempty"`
	Material    []Item       `json:"material"` // in the order in which it was met
	Findings    []Finding    `json:"findings"` // what could not be read or reached, nothing else
	Observation *Observation `json:"observation"`
}

// Item describes one piece of material for people and scripts. Fields that do
// not apply are left out. Names are as found, cleaned.
type Item struct {
	Kind       Form       `json:"kind"`
	From       string     `json:"from"` // FILE:LINE, FILE#N, FILE:LINE#N, served[i] or fetched[i]
	Container  string     `json:"container"`
	Label      string     `json:"label,omitempty"`       // of the PEM block
	Alias      string     `json:"alias,omitempty"`       // of the entry in its container
	SHA256     string     `json:"sha256,omitempty"`      // of the DER, hexadecimal: certificates and CRLs
	SHA1       string     `json:"sha1,omitempty"`        // of the DER: certificates
	SPKISHA256 string     `json:"spki_sha256,omitempty"` // of the public key's SubjectPublicKeyInfo, hexadecimal
	Pin        string     `json:"pin,omitempty"`         // the same as sha256//BASE64
	Encrypted  bool       `json:"encrypted,omitempty"`
	Unreadable string     `json:"unreadable,omitempty"`
	Version    int        `json:"version,omitempty"`
	Serial     string     `json:"serial,omitempty"`  // hexadecimal bytes, colon separated
	Subject    string     `json:"subject,omitempty"` // RFC 4514
	Issuer     string     `json:"issuer,omitempty"`
	SelfIssued bool       `json:"self_issued,omitempty"` // subject and issuer are the same name
	Names      []string   `json:"names,omitempty"`       // subject alternative names: dns:…, ip:…, email:…, uri:…
	Key        *KeyInfo   `json:"key,omitempty"`
	Signature  string     `json:"signature,omitempty"` // algorithm, e.g. "ECDSA with SHA-256"
	NotBefore  *time.Time `json:"not_before,omitempty"`
	NotAfter   *time.Time `json:"not_after,omitempty"`
	Remaining  *float64   `json:"remaining_days,omitempty"` // at Observation.At; negative once it is over
	CA         *bool      `json:"ca,omitempty"`             // basic constraints, nil without the extension
	PathLen    *int       `json:"path_length,omitempty"`
	KeyUsage   []string   `json:"key_usage,omitempty"`
	ExtUsage   []string   `json:"extended_key_usage,omitempty"`
	Permitted  []string   `json:"permitted_names,omitempty"` // name constraints
	Excluded   []string   `json:"excluded_names,omitempty"`
	Policies   []string   `json:"policies,omitempty"` // OIDs
	SubjectKey string     `json:"subject_key_id,omitempty"`
	IssuerKey  string     `json:"authority_key_id,omitempty"`
	IssuerURLs []string   `json:"issuer_urls,omitempty"` // AIA caIssuers
	OCSPURLs   []string   `json:"ocsp_urls,omitempty"`
	CRLURLs    []string   `json:"crl_urls,omitempty"`
	SCTs       []SCT      `json:"scts,omitempty"`
	MustStaple bool       `json:"must_staple,omitempty"`
	Extensions []string   `json:"other_extensions,omitempty"` // OIDs of those not shown above, "critical " in front of critical ones
	Revoked    *int       `json:"revoked_count,omitempty"`    // of a CRL
}

// KeyInfo describes a public key.
type KeyInfo struct {
	Algorithm string `json:"algorithm"` // RSA, ECDSA, Ed25519, …
	Bits      int    `json:"bits,omitempty"`
	Curve     string `json:"curve,omitempty"`    // P-256, …
	Exponent  int    `json:"exponent,omitempty"` // RSA
}

// SCT is one signed certificate timestamp, RFC 6962 section 3.2. Its signature
// is not verified.
type SCT struct {
	Log  string    `json:"log"` // the log's ID, base64
	Time time.Time `json:"time"`
}
