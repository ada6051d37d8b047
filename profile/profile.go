// Package profile tells which parameters of TLS a guideline allows, as data:
// versions, suites, groups, keys, signatures and lifetimes of certificates.
//
// There are three profiles, for servers and for clients: [Modern],
// [Intermediate] and [Legacy]. They are those of Mozilla's Server Side TLS
// guideline, see [Source].
//
// The package is pure. Its functions give new values that the caller may
// change, and are safe for concurrent use.
package profile

// Profile is what a guideline allows. The zero value allows nothing and
// stands for no profile.
type Profile struct {
	Name string `json:"name"`
}
