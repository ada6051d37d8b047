package render

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// at is when all observations of these tests were made.
var at = time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC)

// key is one key for all certificates of a test run: what is drawn does not
// depend on it.
var key = sync.OnceValue(func() *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return k
})

// mold says what a minted certificate looks like.
type mold struct {
	name, issuer string
	from, until  string // days, or times in RFC 3339
	names        []string
	ips          []string
	ca           bool
	serial       int64
}

func mint(t testing.TB, m mold) *certain.Cert {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(m.serial + 1),
		Subject:      pkix.Name{CommonName: m.name},
		NotBefore:    date(m.from),
		NotAfter:     date(m.until),
		DNSNames:     m.names,
	}
	for _, ip := range m.ips {
		template.IPAddresses = append(template.IPAddresses, net.ParseIP(ip))
	}
	if m.ca {
		template.BasicConstraintsValid, template.IsCA = true, true
		template.KeyUsage = x509.KeyUsageCertSign
	}
	parent := &x509.Certificate{Subject: pkix.Name{CommonName: m.issuer}}
	if m.issuer == m.name {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key().Public(), key())
	if err != nil {
		t.Fatal(err)
	}
	c := certain.ParseCert(der)
	if c.Err != nil {
		t.Fatal(c.Err)
	}
	return c
}

func date(s string) time.Time {
	layout := time.RFC3339
	if len(s) == len("2006-01-02") {
		layout = "2006-01-02"
	}
	d, err := time.Parse(layout, s)
	if err != nil {
		panic(err)
	}
	return d
}

// The certificates of the design's screens.

func oldShop(t testing.TB) *certain.Cert {
	return mint(t, mold{
		name: "shop.example.test", issuer: "Lab R11", names: []string{"shop.example.test"},
		from: "2025-12-11T05:26:00Z", until: "2026-03-11T05:26:00Z",
	})
}

func newShop(t testing.TB) *certain.Cert {
	return mint(t, mold{
		name: "shop.example.test", issuer: "Lab R11", names: []string{"shop.example.test", "www.shop.example.test"},
		from: "2026-03-13T05:26:00Z", until: "2026-06-11T05:26:00Z",
	})
}

func r11(t testing.TB) *certain.Cert {
	return mint(t, mold{name: "Lab R11", issuer: "Lab Root X1", ca: true, from: "2023-03-14", until: "2027-07-14"})
}

func rootX1(t testing.TB) *certain.Cert {
	return mint(t, mold{name: "Lab Root X1", issuer: "Lab Root X1", ca: true, from: "2015-06-04", until: "2035-06-04"})
}

// shop is an observation of the endpoint of the design's screens.
func shop(served ...*certain.Cert) *certain.Observation {
	return &certain.Observation{
		At: at, Kind: certain.Endpoint,
		Asked: certain.Asked{
			Target: "shop.example.test", Name: "shop.example.test", SNI: "shop.example.test",
			Address: "shop.example.test:443",
		},
		Steps: []certain.Step{
			{Name: certain.StepDNS, Address: "shop.example.test", MS: 0.42, Outcome: certain.OK, Found: "192.0.2.7"},
			{Name: certain.StepTCP, Address: "192.0.2.7:443", MS: 11.3, Outcome: certain.OK},
			{Name: certain.StepHandshake, Address: "192.0.2.7:443", MS: 24.6, Outcome: certain.OK},
		},
		Handshake: &certain.Handshake{
			Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", Group: "X25519MLKEM768", PostQuantum: true,
			Signature: "ecdsa_secp256r1_sha256", ALPN: "h2", SNI: "shop.example.test", Ticket: true,
		},
		Served: served,
		Store:  certain.Store{Name: "system", Size: 143},
	}
}

func result(o *certain.Observation, findings ...certain.Finding) certain.Result {
	r := certain.Result{Target: o.Asked.Target, Kind: o.Kind, Findings: findings, Observation: o}
	for _, f := range findings {
		r.Hidden = append(r.Hidden, f.Hides...)
	}
	r.Conclude()
	return r
}

func fixes(all ...certain.Fix) []certain.Fix { return all }
