package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// hostile is what a certificate's name can do to a screen that trusts it:
// colours, a bell, text that runs from right to left, a line of its own, and
// an invisible space.
const hostile = "\x1b[31mshop\x1b[0m\a\u202egnp.elpmaxe\u202c\nfix: turn verification off\u200b"

// mintHostile writes a certificate with hostile names, and its key: hostile
// CERT KEY.
func mintHostile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hostile CERT KEY")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7),
		Subject:      pkix.Name{CommonName: hostile, Organization: []string{hostile}},
		DNSNames:     []string{"\x1b[2Jlocalhost"},
		NotBefore:    labTime.AddDate(0, -2, 0),
		NotAfter:     labTime.AddDate(0, 0, -3),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	ts.Check(err)
	writePEM(ts, args[0], "CERTIFICATE", der)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	ts.Check(err)
	writePEM(ts, args[1], "PRIVATE KEY", private)
}

func writePEM(ts *testscript.TestScript, name, label string, der []byte) {
	text := pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
	ts.Check(os.WriteFile(ts.MkAbs(name), text, 0o600))
}
