package certain

import "time"

// LogList is the list of Certificate Transparency logs that the user gave.
type LogList struct {
	Name string `json:"name"`           // the file
	Size int    `json:"size"`           // how many logs it holds
	Logs []Log  `json:"logs,omitempty"` // those that a timestamp of this Observation names
}

// Log is one Certificate Transparency log (RFC 6962) as a list describes it.
type Log struct {
	Name     string     `json:"name"`     // cleaned
	Operator string     `json:"operator"` // cleaned
	Key      []byte     `json:"key"`      // SubjectPublicKeyInfo, DER; its SHA-256 is the log's ID
	State    string     `json:"state"`    // pending, qualified, usable, readonly, retired, rejected; empty if not told
	Since    *time.Time `json:"since,omitempty"`
	From     *time.Time `json:"from,omitempty"`  // it takes certificates that end at this time or later,
	Until    *time.Time `json:"until,omitempty"` // and before this one
}
