package chain_test

import (
	"fmt"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// What is wrong with the best path, certificate by certificate, and whose
// rule says so.
func ExampleBuild() {
	leaf := certain.ParseCert([]byte("no certificate"))
	trace := chain.Build(chain.Query{Leaf: leaf, At: time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC), Policy: chain.WebPKI()})
	for i, link := range trace.Best().Links {
		for _, f := range link.Faults {
			fmt.Printf("%d: %s: %s (%s)\n", i, f.Kind, f.Says, f.Rule)
		}
	}
	fmt.Println("valid:", trace.Valid())
	// Output:
	// 0: malformed-certificate: the bytes do not begin with a SEQUENCE, so they are no DER certificate (RFC 5280 section 4.1)
	// valid: false
}
