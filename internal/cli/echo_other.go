//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd || windows)

package cli

// hideTyping leaves the echo to term.ReadPassword, which ends it a moment
// later.
func hideTyping(int) error { return nil }
