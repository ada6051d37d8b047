//go:build !unix

package newfile

// syncFolder does nothing: elsewhere a folder cannot be opened to be synced.
func syncFolder(string) error { return nil }
