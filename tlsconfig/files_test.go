package tlsconfig_test

import (
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/certain-tls/certain/explain"
)

// folder is a folder with the files of the examples: an authority, a server's
// certificate for localhost and 127.0.0.1, a client's, each with its key.
type folder string

func newFolder() folder {
	dir, err := os.MkdirTemp("", "tlsconfig-example-")
	check(err)
	root := mint(example{}, "Example Root", nil, authority)
	inter := mint(example{}, "Example R1", root, authority)
	for name, b := range map[string]*bearer{
		"server": mint(example{}, "localhost", inter, addresses("127.0.0.1")),
		"client": mint(example{}, "alice", inter, forClients),
	} {
		check(os.WriteFile(filepath.Join(dir, name+".pem"), b.chainPEM(), 0o644))
		check(os.WriteFile(filepath.Join(dir, name+".key"), b.keyPEM(example{}), 0o600))
	}
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.cert.Raw})
	check(os.WriteFile(filepath.Join(dir, "ca.pem"), ca, 0o644))
	return folder(dir)
}

func (f folder) file(name string) string { return filepath.Join(string(f), name) }

func (f folder) remove() { os.RemoveAll(string(f)) }

// check ends an example that cannot go on.
func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// example is a fataler.
type example struct{}

func (example) Helper()        {}
func (example) Fatal(v ...any) { log.Fatal(v...) }

// hello greets a client by the name in its certificate, if it showed one.
func hello(w http.ResponseWriter, r *http.Request) {
	name := "nobody"
	if certs := r.TLS.PeerCertificates; len(certs) > 0 {
		name = certs[0].Subject.CommonName
	}
	fmt.Fprintf(w, "%s hello, %s", r.Proto, name)
}

// say prints the answer of hello, or why there is none.
func say(answer *http.Response, err error) {
	if err != nil {
		fmt.Println("refused:", explain.Error(err).Code)
		return
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(err)
	fmt.Println(string(body))
}

// named is the address of a listener by name: localhost and the port.
func named(l net.Listener) string { return byName(l.Addr().String()) }

// quiet is the log of a server that refuses on purpose.
var quiet = log.New(io.Discard, "", 0)
