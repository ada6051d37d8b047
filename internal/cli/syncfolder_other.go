//go:build !unix

package cli

// syncFolder does nothing: elsewhere a folder cannot be opened to be synced.
func syncFolder(string) error { return nil }
