package material

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"testing"
	"time"
)

func TestCertificateKey(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(7), NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	if info, ok := CertificateKey(der); !ok || info.Algorithm != "ECDSA" || info.Curve != "P-256" {
		t.Errorf("%+v, %v", info, ok)
	}
	// The names of P-256 and P-192 differ in their last byte; the standard
	// library refuses the whole certificate for the second.
	other := bytes.Replace(der, []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7}, []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 1}, 1)
	if info, ok := CertificateKey(other); !ok || info.Curve != "P-192" {
		t.Errorf("%+v, %v", info, ok)
	}
	for n := range der {
		CertificateKey(der[:n]) // it must not panic
	}
}
