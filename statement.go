package certain

// Statement is one answer of an authority about certificates that it issued,
// with nothing verified.
type Statement struct {
	Kind StatementKind `json:"kind"`
	From string        `json:"from"` // the address it was fetched from, cleaned
	DER  []byte        `json:"der"`
}

// StatementKind tells the sorts of statements.
type StatementKind string

// The kinds of statements.
const (
	StatementCRL  StatementKind = "crl"  // RFC 5280 section 5
	StatementOCSP StatementKind = "ocsp" // RFC 6960
)
