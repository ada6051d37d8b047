package keypair_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/lab"
)

// files are the files of a scenario of the laboratory, so that the examples
// have something to load.
func files(l *lab.Lab) (cert, key string) {
	r := l.Running()[0]
	return r.Files[0], append(r.Files, r.Keys...)[1]
}

// One call in the place of tls.LoadX509KeyPair: what would fail in service does
// not load.
func ExampleLoad() {
	l, err := lab.Open(lab.Options{}, "healthy-files")
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()
	certFile, keyFile := files(l)

	pair, err := keypair.Load(certFile, keyFile, keypair.Options{Name: "localhost"})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range pair.Findings {
		log.Printf("%s: %s", f.Code, f.Summary) // a warning: it ends soon, others can read the key
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair.Certificate()}}

	fmt.Println(config.Certificates[0].Leaf.DNSNames, len(config.Certificates[0].Certificate))
	// Output: [localhost] 2
}

// A program branches on the code, and shows people the summary.
func ExampleError() {
	l, err := lab.Open(lab.Options{}, "key-mismatch")
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()
	certFile, keyFile := files(l)

	_, err = keypair.Load(certFile, keyFile, keypair.Options{})

	var refused *keypair.Error
	if errors.As(err, &refused) {
		fmt.Println(refused.Code)
		for _, f := range refused.Refusing() {
			fmt.Println(f.Title)
			fmt.Println(f.Fixes[0].Do)
		}
	}
	// Output:
	// key-mismatch
	// the private key belongs to another certificate
	// use the key from which this certificate was requested
}

// PKCS#12 files and Java key stores hold both parts. The passphrase is asked
// for only if there is something to open.
func ExampleLoad_pkcs12() {
	load := func(file string) (*keypair.Pair, error) {
		return keypair.Load(file, "", keypair.Options{
			Passphrase: keypair.PassphraseFile("/etc/ssl/private/passphrase"),
			Refuse:     []string{"key-exposed", "ends-soon"}, // a warning is enough to stay away
		})
	}
	_, err := load("/no/such/folder/server.p12")
	fmt.Println(errors.Is(err, os.ErrNotExist))
	// Output: true
}
