// Package strangers holds tests alone: certain against servers that others
// wrote, and clients that others wrote against the lab. Each is skipped where
// a program is absent; with CERTAIN_CI=1 that is a failure instead.
package strangers
