//go:build !linux

package lab

// connectTimeout is empty: on this system a full queue does not drop
// connections silently.
func connectTimeout() []Scenario { return nil }
