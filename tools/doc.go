// Package tools pins the programs that CI runs. They live in a module of their
// own, so that who uses certain as a library never meets them.
package tools
