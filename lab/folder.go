package lab

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io/fs"
	"os"
	"path/filepath"
)

// A folder takes the files of one scenario. Its methods do nothing after the
// first error.
type folder struct {
	lab   *Lab
	path  string
	name  string   // the name that the files are wanted for
	files []string // in the order of writing
	keys  []string
	words string // a passphrase that is given
	asKey bool
	whole bool // the folder itself is what is looked at
	err   error
}

// writeFiles makes the folder of a scenario of kind files.
func (l *Lab) writeFiles(r *Running) error {
	f := &folder{lab: l, path: filepath.Join(l.dir, r.ID)}
	if err := os.Mkdir(f.path, 0o700); err != nil {
		return err
	}
	l.written = append(l.written, f.path)
	r.write(f)
	r.Files, r.Keys, r.Name, r.Passphrase = f.files, f.keys, f.name, f.words
	if f.whole {
		r.Files = []string{f.path}
	}
	return f.err
}

// asKeys hands over what write writes as keys rather than as files.
func (f *folder) asKeys(write func()) {
	f.asKey = true
	write()
	f.asKey = false
}

// add lists a file.
func (f *folder) add(name string) (path string) {
	path = filepath.Join(f.path, name)
	if f.asKey {
		f.keys = append(f.keys, path)
	} else {
		f.files = append(f.files, path)
	}
	return path
}

func (f *folder) absent(name string) { f.add(name) }

func (f *folder) put(name string, data []byte, mode fs.FileMode) {
	if f.err == nil {
		f.err = f.lab.writeNew(f.add(name), data, mode)
	}
}

func (f *folder) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// pem mints certificates and writes them one after the other.
func (f *folder) pem(c ...*plan) []byte {
	var text []byte
	for _, der := range f.mint(c) {
		text = append(text, block("CERTIFICATE", der)...)
	}
	return text
}

func (f *folder) mint(c chain) (ders [][]byte) {
	made, err := f.lab.identity(c)
	f.fail(err)
	return made.Certificate
}

func block(label string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
}

func (f *folder) certificates(name string, c ...*plan) { f.put(name, f.pem(c...), 0o644) }

// pkcs8 is the private key of a role as PKCS#8, RFC 5958.
func (f *folder) pkcs8(role string) []byte {
	key, err := f.lab.mint.key(role)
	if err != nil {
		f.fail(err)
		return nil
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	f.fail(err)
	return der
}

func (f *folder) privateKey(name, role string) {
	f.put(name, block("PRIVATE KEY", f.pkcs8(role)), 0o600)
}

// openKey writes a key that everybody may read.
func (f *folder) openKey(name, role string) {
	f.put(name, block("PRIVATE KEY", f.pkcs8(role)), 0o644)
}

// encryptedKey writes a key under a passphrase that nobody knows.
func (f *folder) encryptedKey(name, role string) {
	der, err := encrypt(f.pkcs8(role), rand.Text())
	f.fail(err)
	f.put(name, block("ENCRYPTED PRIVATE KEY", der), 0o600)
}

// passphrase makes a passphrase that is to be given, and writes it beside the
// files for those who give it by hand.
func (f *folder) passphrase(name string) {
	f.words = rand.Text()
	if f.err == nil {
		f.err = f.lab.writeNew(filepath.Join(f.path, name), []byte(f.words+"\n"), 0o600)
	}
}

// request writes a PKCS#10 request for localhost.
func (f *folder) request(name, role string) { f.put(name, f.requestFor(role), 0o644) }

// requestFor makes a PKCS#10 request, RFC 2986.
func (f *folder) requestFor(role string) []byte {
	key, err := f.lab.mint.key(role)
	if err != nil {
		f.fail(err)
		return nil
	}
	template := &x509.CertificateRequest{Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}}
	der, err := x509.CreateCertificateRequest(rand.Reader, template, key)
	f.fail(err)
	return block("CERTIFICATE REQUEST", der)
}

func (f *folder) pkcs7(name string, c ...*plan) {
	der, err := certificatesOnly(f.mint(c))
	f.fail(err)
	f.put(name, block("PKCS7", der), 0o644)
}

func (f *folder) ed448Key(name string) {
	der, err := ed448()
	f.fail(err)
	f.put(name, block("PRIVATE KEY", der), 0o600)
}

// list writes a revocation list of a certificate's issuer.
func (f *folder) list(name string, p *plan, s Standing) {
	c, err := f.lab.mint.make(p)
	f.fail(err)
	issuer, err2 := f.lab.mint.make(p.by)
	f.fail(err2)
	if f.err != nil {
		return
	}
	der, err := f.lab.mint.revocationList(s, c.cert.SerialNumber, issuer)
	f.fail(err)
	f.put(name, block("X509 CRL", der), 0o644)
}
