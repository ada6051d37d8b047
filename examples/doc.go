// Package examples shows certain's library with modules of others: gRPC and
// PostgreSQL. It is a module of its own, so that the library does not depend
// on them. The examples are run by go test.
package examples
