package profile_test

import (
	"crypto/tls"
	"crypto/x509"
	"testing"

	"github.com/certain-tls/certain/lab"
)

// leafOf is the certificate that a scenario serves. It is looked at, and
// nothing is sent, so nothing is verified.
func leafOf(t *testing.T, r *lab.Running) *x509.Certificate {
	t.Helper()
	conn, err := tls.Dial("tcp", r.Address, &tls.Config{ServerName: r.ServerName, InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0]
}
