package examples

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// house is a folder with an authority, a server and a client, minted for one
// example. Its files are ca.pem, server.pem, server.key, client.pem and
// client.key.
type house struct{ dir string }

func (h house) file(name string) string { return filepath.Join(h.dir, name) }

// close removes the folder.
func (h house) close() { os.RemoveAll(h.dir) }

func newHouse() house {
	dir, err := os.MkdirTemp("", "certain-example-")
	must(err)
	h := house{dir}
	caKey := newKey()
	ca := template("Example Root")
	ca.IsCA, ca.BasicConstraintsValid, ca.KeyUsage = true, true, x509.KeyUsageCertSign
	ca = sign(ca, ca, caKey, caKey)
	h.write("ca.pem", "CERTIFICATE", ca.Raw, 0o644)
	for name, usage := range map[string]x509.ExtKeyUsage{"server": x509.ExtKeyUsageServerAuth, "client": x509.ExtKeyUsageClientAuth} {
		key := newKey()
		leaf := template(name)
		leaf.KeyUsage, leaf.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{usage}
		leaf.DNSNames, leaf.IPAddresses = []string{"localhost"}, []net.IP{net.IPv4(127, 0, 0, 1)}
		h.write(name+".pem", "CERTIFICATE", sign(leaf, ca, key, caKey).Raw, 0o644)
		der, err := x509.MarshalPKCS8PrivateKey(key)
		must(err)
		h.write(name+".key", "PRIVATE KEY", der, 0o600)
	}
	return h
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	return key
}

func template(name string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	must(err)
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(60 * 24 * time.Hour),
	}
}

func sign(cert, parent *x509.Certificate, key, by *ecdsa.PrivateKey) *x509.Certificate {
	der, err := x509.CreateCertificate(rand.Reader, cert, parent, key.Public(), by)
	must(err)
	signed, err := x509.ParseCertificate(der)
	must(err)
	return signed
}

func (h house) write(name, kind string, der []byte, mode os.FileMode) {
	must(os.WriteFile(h.file(name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), mode))
}

// must ends an example that cannot go on.
func must(err error) {
	if err != nil {
		log.Panic(err)
	}
}

func listen() net.Listener {
	l, err := net.Listen("tcp", "localhost:0")
	must(err)
	return l
}
