//go:build !windows

package cli

// takesEscapes tells whether a terminal obeys ANSI escapes. Elsewhere than on
// Windows they all do, TERM=dumb apart.
func takesEscapes(any) bool { return true }
