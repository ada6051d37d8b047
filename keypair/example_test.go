package keypair_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

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

// A server that serves what lies in the files, whatever becomes of them. The
// program goes on with the old pair where the new one is no good, and says so.
func ExampleWatch() {
	l, err := lab.Open(lab.Options{}, "healthy-files")
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()
	certFile, keyFile := files(l)
	ctx, cancel := context.WithCancel(context.Background())

	refused := make(chan string, 64)
	pair, err := keypair.Watch(ctx, certFile, keyFile, keypair.WatchOptions{
		Options: keypair.Options{Name: "localhost"},
		Settle:  100 * time.Millisecond,
		Changed: func(c keypair.Change) { log.Print(c) },
		Refused: func(err error) {
			var refusal *keypair.Error
			if errors.As(err, &refusal) {
				refused <- refusal.Code
			}
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	config := &tls.Config{
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return pair.Current().Served(), nil },
	}

	if err := os.WriteFile(certFile, []byte("an accident"), 0o600); err != nil {
		log.Fatal(err)
	}
	fmt.Println("refused:", <-refused)
	served, err := config.GetCertificate(nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("still served:", served.Leaf.DNSNames)

	cancel()
	<-pair.Done()
	// Output:
	// refused: pem-malformed
	// still served: [localhost]
}

// A secret store, or whatever a function can ask, is an origin too.
func ExampleWatchFrom() {
	l, err := lab.Open(lab.Options{}, "healthy-files")
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()
	certFile, keyFile := files(l)
	ctx, cancel := context.WithCancel(context.Background())

	renewed := make(chan struct{}, 1) // written to by whoever learns of a renewal
	store := keypair.OriginFunc(func(ctx context.Context) (*keypair.Pair, error) {
		cert, err := os.ReadFile(certFile) // in the place of a request to the store
		if err != nil {
			return nil, err
		}
		key, err := os.ReadFile(keyFile)
		if err != nil {
			return nil, err
		}
		return keypair.Parse(cert, key, keypair.Options{Name: "localhost"})
	})
	pair, err := keypair.WatchFrom(ctx, store, keypair.WatchOptions{Every: time.Minute, Hints: renewed})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(pair.Current().Leaf().DNSNames)

	cancel()
	<-pair.Done()
	// Output: [localhost]
}
