package main

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/smallstep/pkcs7"
	"software.sslmate.com/src/go-pkcs12"
)

// containPass is the passphrase of what contain writes.
const containPass = "open sesame"

// contain puts a chain and its key into containers: contain CHAIN KEY. It
// writes server.p12, server.jks, chain.p7b, secret.yaml, and the passphrase
// of the first two to pass.txt.
func contain(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: contain CHAIN KEY")
	}
	chain, keyText := []byte(ts.ReadFile(args[0])), []byte(ts.ReadFile(args[1]))
	var ders [][]byte
	var certs []*x509.Certificate
	for block, rest := pem.Decode(chain); block != nil; block, rest = pem.Decode(rest) {
		cert, err := x509.ParseCertificate(block.Bytes)
		ts.Check(err)
		certs, ders = append(certs, cert), append(ders, block.Bytes)
	}
	block, _ := pem.Decode(keyText)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	ts.Check(err)
	write := func(name string, data []byte, err error) {
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), data, 0o600))
	}
	p12, err := pkcs12.Modern.Encode(key, certs[0], certs[1:], containPass)
	write("server.p12", p12, err)
	p7, err := pkcs7.DegenerateCertificate(bytes.Join(ders, nil))
	write("chain.p7b", p7, err)
	b64 := base64.StdEncoding.EncodeToString
	write("secret.yaml", []byte("apiVersion: v1\ndata:\n  tls.crt: "+b64(chain)+"\n  tls.key: "+b64(keyText)+"\nkind: Secret\ntype: kubernetes.io/tls\n"), nil)
	store, err := keystoreOf(block.Bytes, ders)
	write("server.jks", store, err)
	write("pass.txt", []byte(containPass+"\n"), nil)
}

func keystoreOf(key []byte, ders [][]byte) ([]byte, error) {
	store := jks.New()
	entry := jks.PrivateKeyEntry{CreationTime: labTime, PrivateKey: key}
	for _, der := range ders {
		entry.CertificateChain = append(entry.CertificateChain, jks.Certificate{Type: "X509", Content: der})
	}
	if err := store.SetPrivateKeyEntry("server", entry, []byte(containPass)); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := store.Store(&b, []byte(containPass))
	return b.Bytes(), err
}
