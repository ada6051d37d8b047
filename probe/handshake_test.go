package probe

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
)

func TestHandshake(t *testing.T) {
	chain := testChain(t)
	names := make(chan string, 1)
	obs, session := connect(t, serveTLS(t, &tls.Config{
		Certificates: []tls.Certificate{chain},
		NextProtos:   []string{"http/1.1"},
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			names <- hello.ServerName + " " + strings.Join(hello.SupportedProtos, ",")
			return nil, nil
		},
	}), Options{ServerName: "LocalHost."})
	if session == nil {
		t.Fatalf("%+v", obs.Steps)
	}
	h := obs.Handshake
	if h.Version != "TLS 1.3" || h.Group != "X25519MLKEM768" || !h.PostQuantum || !strings.HasPrefix(h.Cipher, "TLS_") {
		t.Errorf("handshake %+v", h)
	}
	if got := <-names; got != "localhost " || h.ALPN != "" {
		t.Errorf("the server was asked for %q, and chose %q", got, h.ALPN)
	}
	a := obs.Asked
	if a.Name != "localhost" || a.SNI != "localhost" || h.SNI != "localhost" || !a.Named || a.Purpose != "server" || a.Demanded {
		t.Errorf("asked %+v", a)
	}
	if len(obs.Served) != 2 || string(obs.Served[0].Raw) != string(chain.Certificate[0]) {
		t.Errorf("served %v", obs.Served)
	}
	if h.ClientAsked || h.Resumed || h.Ticket {
		t.Errorf("handshake %+v", h)
	}
}

// Old servers are seen doing old things.
func TestVersions(t *testing.T) {
	chain := testChain(t)
	for _, c := range []struct {
		version uint16
		suites  []uint16
		curves  []tls.CurveID
		want    certain.Handshake
	}{
		{version: tls.VersionTLS10, suites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA}, curves: []tls.CurveID{tls.CurveP256},
			want: certain.Handshake{Version: "TLS 1.0", Cipher: "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", Group: "secp256r1"}},
		{version: tls.VersionTLS11, suites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA},
			want: certain.Handshake{Version: "TLS 1.1", Cipher: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", Group: "x25519"}},
		{version: tls.VersionTLS12, suites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}, curves: []tls.CurveID{tls.CurveP521},
			want: certain.Handshake{Version: "TLS 1.2", Cipher: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Group: "secp521r1"}},
		{version: tls.VersionTLS13, curves: []tls.CurveID{tls.CurveP384},
			want: certain.Handshake{Version: "TLS 1.3", Group: "secp384r1"}},
	} {
		t.Run(c.want.Version, func(t *testing.T) {
			obs, session := connect(t, serveTLS(t, &tls.Config{
				Certificates: []tls.Certificate{chain}, MinVersion: c.version, MaxVersion: c.version,
				CipherSuites: c.suites, CurvePreferences: c.curves,
			}), Options{})
			if session == nil {
				t.Fatalf("%+v", obs.Steps)
			}
			h := obs.Handshake
			if h.Version != c.want.Version || h.Group != c.want.Group || h.PostQuantum || c.want.Cipher != "" && h.Cipher != c.want.Cipher {
				t.Errorf("got %+v, want %+v", h, c.want)
			}
			if h.Ticket != (c.version < tls.VersionTLS13) {
				t.Errorf("ticket %v", h.Ticket)
			}
		})
	}
}

// An address is verified and not sent.
func TestAddressAsName(t *testing.T) {
	sent := make(chan string, 1)
	chain := testChain(t)
	there := serveTLS(t, &tls.Config{GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		sent <- hello.ServerName
		return &chain, nil
	}})
	obs, _ := connect(t, there, Options{})
	if name := <-sent; name != "" || obs.Asked.SNI != "" || obs.Asked.Name != "127.0.0.1" || obs.Asked.Named {
		t.Errorf("sent %q, asked %+v", name, obs.Asked)
	}
}

func TestVerifyName(t *testing.T) {
	for _, c := range []struct{ host, name, sni string }{
		{"example.test.", "example.test", "example.test"},
		{"fe80::1%eth0", "fe80::1", ""},
		{"192.0.2.1", "192.0.2.1", ""},
	} {
		if name, sni := verifyName(c.host); name != c.name || sni != c.sni {
			t.Errorf("%s: %q %q", c.host, name, sni)
		}
	}
}

func TestOptions(t *testing.T) {
	there := certain.Target{Raw: "x", Scheme: "tls", Host: "127.0.0.1", Port: 1}
	for name, o := range map[string]Options{
		"timeout": {Timeout: -1}, "purpose": {Purpose: "fun"}, "resolver": {Resolver: "nowhere"},
		"server name": {ServerName: "a b"}, "a port in the name": {ServerName: "a:443"},
	} {
		if obs, _, err := Connect(t.Context(), there, o); err == nil || len(obs.Steps) > 0 {
			t.Errorf("%s: %v %v", name, err, obs.Steps)
		}
	}
	if _, _, err := Connect(t.Context(), certain.Target{Scheme: "file", Path: "x"}, Options{}); err == nil {
		t.Error("a file was probed")
	}
	if name, err := hostName("bücher.example"); name != "xn--bcher-kva.example" || err != nil {
		t.Errorf("%q %v", name, err)
	}
}

// A certificate that crypto/tls cannot parse is seen all the same, on the same
// connection, also where it is encrypted.
func TestUnparsableCertificate(t *testing.T) {
	broken := testChain(t)
	broken.Certificate = [][]byte{broken.Certificate[0], []byte("\x30\x03junk")}
	for _, c := range []struct {
		name     string
		min, max uint16
	}{
		{"TLS 1.2", tls.VersionTLS12, tls.VersionTLS12},
		{"TLS 1.2 and 1.3", tls.VersionTLS12, tls.VersionTLS13},
		{"TLS 1.3", tls.VersionTLS13, tls.VersionTLS13},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs, session := connect(t, serveTLS(t, &tls.Config{
				Certificates: []tls.Certificate{broken}, MinVersion: c.min, MaxVersion: c.max,
			}), Options{})
			step := last(t, obs, certain.StepHandshake)
			if step.Outcome != certain.BadCert || session != nil || obs.Handshake != nil {
				t.Fatalf("%+v", step)
			}
			if len(obs.Served) != 2 {
				t.Fatalf("served %d", len(obs.Served))
			}
			if obs.Served[0].X509 == nil || obs.Served[1].Err == nil || string(obs.Served[1].Raw) != "\x30\x03junk" {
				t.Errorf("served %+v", obs.Served[1])
			}
		})
	}
}

// Keys that crypto/tls cannot use are seen like certificates that it cannot
// parse.
func TestUnusableKey(t *testing.T) {
	a := newAuthority(t)
	ed, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	huge := &rsa.PublicKey{N: new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 9000), big.NewInt(1)), E: 65537}
	// A key for key exchange: the algorithm of an Ed25519 key with its last
	// arc changed (RFC 8410 section 3).
	exchange := bytes.Replace(a.holder(t, ed), []byte{0x2b, 0x65, 112}, []byte{0x2b, 0x65, 110}, 1)
	for name, der := range map[string][]byte{"X25519": exchange, "RSA of 9001 bits": a.holder(t, huge)} {
		obs, _ := connect(t, serveTLS(t, &tls.Config{
			Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: newKey(t)}},
		}), Options{})
		if step := last(t, obs, certain.StepHandshake); step.Outcome != certain.BadCert || len(obs.Served) != 1 {
			t.Errorf("%s: served %d, %+v", name, len(obs.Served), step)
		}
	}
}

// holder signs a certificate for any public key.
func (a *authority) holder(t *testing.T, public any) []byte {
	return sign(t, &x509.Certificate{DNSNames: []string{"localhost"}}, a.cert, public, a.key).Raw
}

// The chain is seen although the server cannot prove that it has the key.
func TestForeignKey(t *testing.T) {
	chain := testChain(t)
	chain.PrivateKey = newKey(t)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		obs, session := connect(t, serveTLS(t, &tls.Config{
			Certificates: []tls.Certificate{chain}, MinVersion: version, MaxVersion: version,
		}), Options{})
		step := last(t, obs, certain.StepHandshake)
		if session != nil || len(obs.Served) != 2 || step.Outcome != certain.BadProof || !strings.Contains(step.Error, "invalid signature") {
			t.Errorf("%s: served %d, %+v", tls.VersionName(version), len(obs.Served), step)
		}
	}
}

// A server that insists on a client certificate refuses within the handshake
// of TLS 1.2 and after that of TLS 1.3.
func TestClientCertificate(t *testing.T) {
	a := newAuthority(t)
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	for _, c := range []struct {
		name    string
		version uint16
		auth    tls.ClientAuthType
		step    string
		outcome certain.Outcome
		alert   uint8
		open    bool
	}{
		{"insists, TLS 1.3", tls.VersionTLS13, tls.RequireAndVerifyClientCert, certain.StepAfter, certain.Alerted, 116, false},
		{"insists, TLS 1.2", tls.VersionTLS12, tls.RequireAndVerifyClientCert, certain.StepHandshake, certain.Alerted, 40, false},
		{"asks, TLS 1.3", tls.VersionTLS13, tls.VerifyClientCertIfGiven, certain.StepAfter, certain.OK, 0, true},
		{"asks, TLS 1.2", tls.VersionTLS12, tls.VerifyClientCertIfGiven, certain.StepHandshake, certain.OK, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs, session := connect(t, serveTLS(t, &tls.Config{
				Certificates: []tls.Certificate{a.withRoot(a.leaf(t))}, MinVersion: c.version, MaxVersion: c.version,
				ClientAuth: c.auth, ClientCAs: pool,
			}), Options{})
			step := obs.Steps[len(obs.Steps)-1]
			if step.Name != c.step || step.Outcome != c.outcome || (session != nil) != c.open || len(obs.Served) != 2 {
				t.Fatalf("session %v, served %d, %+v", session, len(obs.Served), step)
			}
			if c.alert != 0 && (step.Alert == nil || *step.Alert != c.alert) {
				t.Errorf("alert %v", step.Alert)
			}
			h := obs.Handshake
			switch {
			case h != nil && (!h.ClientAsked || !slices.Equal(h.ClientIssuers, []string{"CN=Test Root"})):
				t.Errorf("handshake %+v", h)
			case h == nil && !step.ClientAsked:
				t.Errorf("found %q", step.Found)
			}
			if h != nil && c.open && c.version == tls.VersionTLS13 && !h.Ticket {
				t.Error("the ticket was not seen")
			}
		})
	}
}

func TestIssuerNames(t *testing.T) {
	names := issuerNames(append([][]byte{[]byte("junk")}, make([][]byte, 2*maxIssuers)...))
	if len(names) != maxIssuers || names[0] != "(unreadable name)" {
		t.Errorf("%d names, %q", len(names), names[0])
	}
}

// Only a target of https offers a protocol.
func TestALPN(t *testing.T) {
	there := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{testChain(t)}, NextProtos: []string{"h2", "http/1.1"}})
	there.Scheme = "https"
	obs, _ := connect(t, there, Options{})
	if obs.Handshake.ALPN != "http/1.1" {
		t.Errorf("ALPN %q", obs.Handshake.ALPN)
	}
}

var _ net.Conn = (*wiretap)(nil)
