//go:build !linux

package lab

import "errors"

// connectTimeout is empty: on this system a full queue does not drop
// connections silently.
func connectTimeout() []Scenario { return nil }

func neverAccepts(*Lab, *Running) error {
	return errors.New("this system cannot leave a connection unanswered")
}
