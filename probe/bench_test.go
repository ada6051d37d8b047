package probe

import (
	"crypto/tls"
	"crypto/x509"
	"testing"
)

// BenchmarkConnect compares a look with a bare handshake that verifies, both
// against the same kind of server in this process.
func BenchmarkConnect(b *testing.B) {
	a := newAuthority(b)
	there := serveTLS(b, &tls.Config{Certificates: []tls.Certificate{a.withRoot(a.leaf(b))}})
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	b.Run("handshake", func(b *testing.B) {
		for b.Loop() {
			conn, err := tls.Dial("tcp", there.HostPort(), &tls.Config{RootCAs: pool})
			if err != nil {
				b.Fatal(err)
			}
			conn.Close()
		}
	})
	b.Run("probe", func(b *testing.B) {
		for b.Loop() {
			_, session, err := Connect(b.Context(), there, Options{})
			if err != nil || session == nil {
				b.Fatal(err)
			}
			session.Close()
		}
	})
}
