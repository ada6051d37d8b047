package wire_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/tls"
	"testing"

	"github.com/certain-tls/certain/wire"
)

// With a share that the server takes, the encrypted part of its flight is
// read; with none, or one of another group, reading ends with what the server
// wants.
func TestShares(t *testing.T) {
	id := identity(t)
	for _, c := range []struct {
		name   string
		groups []tls.CurveID
		shares []ecdh.Curve
		read   bool
	}{
		{"x25519", []tls.CurveID{tls.X25519}, []ecdh.Curve{ecdh.X25519(), ecdh.P256()}, true},
		{"the second share", []tls.CurveID{tls.CurveP256}, []ecdh.Curve{ecdh.X25519(), ecdh.P256()}, true},
		{"P-384", []tls.CurveID{tls.CurveP384}, []ecdh.Curve{ecdh.P384()}, true},
		{"another group", []tls.CurveID{tls.CurveP521}, []ecdh.Curve{ecdh.X25519()}, false},
		{"no share", []tls.CurveID{tls.X25519}, nil, false},
	} {
		for _, suite := range []uint16{tls.TLS_AES_128_GCM_SHA256, tls.TLS_AES_256_GCM_SHA384} {
			t.Run(c.name, func(t *testing.T) {
				here, there := pair(t)
				defer here.Close()
				defer there.Close()
				go tls.Server(there, &tls.Config{Certificates: []tls.Certificate{id}, CurvePreferences: c.groups, MinVersion: tls.VersionTLS13}).Handshake()
				offer := wire.Offer{
					Versions: []uint16{wire.TLS13}, Suites: []uint16{suite}, Groups: []uint16{29, 23, 24, 25}, Schemes: wire.Schemes(), ServerName: "localhost",
				}
				for _, curve := range c.shares {
					key, err := curve.GenerateKey(rand.Reader)
					if err != nil {
						t.Fatal(err)
					}
					offer.Shares = append(offer.Shares, key)
				}
				hello, err := offer.Hello(rand.Reader)
				if err != nil {
					t.Fatal(err)
				}
				message, err := hello.Message()
				if err != nil {
					t.Fatal(err)
				}
				if err := wire.WriteRecord(here, wire.RecordHandshake, wire.TLS10, message); err != nil {
					t.Fatal(err)
				}
				f, err := wire.ReadFlight(here, wire.Options{Shares: offer.Shares, Sent: message})
				if err != nil {
					t.Fatal(err)
				}
				if !c.read {
					if f.Retry == nil || len(f.Certificates) > 0 || f.Done {
						t.Errorf("%+v", f)
					}
					return
				}
				if !f.Done || len(f.Certificates) != 1 || !bytes.Equal(f.Certificates[0], id.Certificate[0]) || f.Scheme != 0x0403 || f.Choice().Suite != suite {
					t.Errorf("%+v", f)
				}
			})
		}
	}
}
