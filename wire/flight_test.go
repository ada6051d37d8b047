package wire_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"io"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/wire"
)

// identity mints a key and a certificate for it.
func identity(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// recorder keeps what was read.
type recorder struct {
	net.Conn
	heard bytes.Buffer
}

func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	r.heard.Write(p[:n])
	return n, err
}

// pair is a connection over loopback, both ends of it.
func pair(t testing.TB) (here, there net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if here, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if there, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	return here, there
}

// shake has crypto/tls shake hands with itself, and gives what the server sent
// and the key log.
func shake(t testing.TB, server, client *tls.Config) (heard []byte, secret []byte) {
	t.Helper()
	here, there := pair(t)
	defer here.Close()
	defer there.Close()
	go func() {
		if tls.Server(there, server).Handshake() != nil {
			there.Close()
			return
		}
		io.Copy(io.Discard, there)
	}()
	r, log := &recorder{Conn: here}, new(bytes.Buffer)
	client.InsecureSkipVerify, client.KeyLogWriter = true, log
	_ = tls.Client(r, client).Handshake() // a failure is what some tests are about
	return r.heard.Bytes(), serverSecret(t, log.String())
}

func serverSecret(t testing.TB, log string) []byte {
	t.Helper()
	for line := range strings.Lines(log) {
		if words := strings.Fields(line); words[0] == "SERVER_HANDSHAKE_TRAFFIC_SECRET" {
			secret, err := hex.DecodeString(words[2])
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
	}
	return nil
}

func TestFlightOfEachVersion(t *testing.T) {
	id := identity(t)
	for _, version := range []uint16{tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12} {
		heard, _ := shake(t, &tls.Config{
			Certificates: []tls.Certificate{id}, MinVersion: version, MaxVersion: version,
			ClientAuth: tls.RequestClientCert, CurvePreferences: []tls.CurveID{tls.CurveP384},
		}, &tls.Config{MinVersion: version})
		f, err := wire.ReadFlight(bytes.NewReader(heard), wire.Options{})
		if err != nil || !f.Done || f.Version() != version || len(f.Certificates) != 1 || !bytes.Equal(f.Certificates[0], id.Certificate[0]) {
			t.Fatalf("%x: %v %+v", version, err, f)
		}
		if f.KeyExchange == nil || f.KeyExchange.Group != 24 || f.Request == nil || !f.Hello.SecureRenegotiation() {
			t.Errorf("%x: %+v %+v", version, f.KeyExchange, f.Request)
		}
		if want := map[bool]uint16{true: uint16(tls.ECDSAWithP256AndSHA256)}[version == tls.VersionTLS12]; f.KeyExchange.Scheme != want {
			t.Errorf("%x: scheme %s", version, wire.SchemeName(f.KeyExchange.Scheme))
		}
	}
}

// With the server's secret the encrypted part of TLS 1.3 is read too, behind a
// HelloRetryRequest as well.
func TestFlightOfTLS13(t *testing.T) {
	id := identity(t)
	ca, err := x509.ParseCertificate(id.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(ca)
	for _, retry := range []bool{false, true} {
		server := &tls.Config{Certificates: []tls.Certificate{id}, ClientAuth: tls.RequestClientCert, ClientCAs: pool}
		if retry {
			server.CurvePreferences = []tls.CurveID{tls.CurveP384}
		}
		heard, secret := shake(t, server, &tls.Config{CurvePreferences: []tls.CurveID{tls.X25519, tls.CurveP384}})
		f, err := wire.ReadFlight(bytes.NewReader(heard), wire.Options{Secret: secret})
		if err != nil || !f.Done || f.Version() != tls.VersionTLS13 || (f.Retry != nil) != retry {
			t.Fatalf("%v %+v", err, f)
		}
		if len(f.Certificates) != 1 || !bytes.Equal(f.Certificates[0], id.Certificate[0]) {
			t.Errorf("chain of %d", len(f.Certificates))
		}
		if f.Request == nil || len(f.Request.Authorities) != 1 || !bytes.Equal(f.Request.Authorities[0], ca.RawSubject) {
			t.Errorf("request %+v", f.Request)
		}
		if f.Scheme != uint16(tls.ECDSAWithP256AndSHA256) {
			t.Errorf("scheme %s", wire.SchemeName(f.Scheme))
		}
		if f, err := wire.ReadFlight(bytes.NewReader(heard), wire.Options{}); err != nil || f.Version() != tls.VersionTLS13 || f.Certificates != nil {
			t.Errorf("without the secret: %v %+v", err, f)
		}
		secret[0] ^= 1
		if f, err := wire.ReadFlight(bytes.NewReader(heard), wire.Options{Secret: secret}); !errors.Is(err, wire.ErrSyntax) || f.Certificates != nil {
			t.Errorf("with a wrong secret: %v %+v", err, f)
		}
	}
}

// Every suite that crypto/tls has in TLS 1.3 is read; the machine decides
// which comes by itself, so each is asked for by its own hello.
func TestOfferMeetsCryptoTLS(t *testing.T) {
	id := identity(t)
	for _, c := range []struct {
		versions []uint16
		groups   []uint16
		want     uint16
		retry    bool
	}{
		{[]uint16{wire.TLS13, wire.TLS12}, wire.Groups(), wire.TLS13, true},
		{[]uint16{wire.TLS12, wire.TLS11}, []uint16{23}, wire.TLS12, false},
		{[]uint16{wire.TLS10}, []uint16{23}, wire.TLS10, false},
	} {
		f := ask(t, &tls.Config{Certificates: []tls.Certificate{id}, MinVersion: tls.VersionTLS10, NextProtos: []string{"h2"}}, wire.Offer{
			Versions: c.versions, Suites: wire.Suites(), Groups: c.groups, Schemes: wire.Schemes(), ServerName: "localhost", Protocols: []string{"h2"},
		})
		if f.Version() != c.want || (f.Retry != nil) != c.retry || f.Alert != nil {
			t.Errorf("%x: %+v", c.versions, f)
		}
		if c.retry && f.Retry.Group() == 0 || !c.retry && (f.KeyExchange == nil || f.KeyExchange.Group != 23 || !f.Done) {
			t.Errorf("%x: %+v %+v", c.versions, f, f.KeyExchange)
		}
	}
	f := ask(t, &tls.Config{Certificates: []tls.Certificate{id}}, wire.Offer{Versions: []uint16{wire.SSL30}, Suites: wire.Suites()})
	if f.Alert == nil || f.Alert.Number != wire.AlertProtocolVersion || f.Choice() != nil {
		t.Errorf("SSL 3.0: %+v", f)
	}
}

// A server that could do better than it was asked to says so in its random.
func TestDowngradeMarker(t *testing.T) {
	id := identity(t)
	for version, want := range map[uint16]uint16{wire.TLS12: wire.TLS13, wire.TLS11: wire.TLS12, wire.TLS13: 0} {
		f := ask(t, &tls.Config{Certificates: []tls.Certificate{id}, MinVersion: tls.VersionTLS10}, wire.Offer{
			Versions: []uint16{version}, Suites: wire.Suites(), Groups: []uint16{23}, Schemes: wire.Schemes(),
		})
		if f.Choice() == nil || f.Choice().Downgrade() != want {
			t.Errorf("%x: %+v", version, f)
		}
	}
}

// ask sends an offer to a server of crypto/tls and reads its flight.
func ask(t testing.TB, server *tls.Config, o wire.Offer) *wire.Flight {
	t.Helper()
	here, there := pair(t)
	defer here.Close()
	go func() {
		_ = tls.Server(there, server).Handshake() // nobody finishes it
		there.Close()
	}()
	return askOn(t, here, o)
}

func askOn(t testing.TB, conn net.Conn, o wire.Offer) *wire.Flight {
	t.Helper()
	hello, err := o.Hello(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	m, err := hello.Message()
	if err != nil {
		t.Fatal(err)
	}
	again, err := wire.ParseClientHello(m[4:])
	if err != nil || len(again.Suites) != len(o.Suites) || len(again.Extensions) != len(hello.Extensions) {
		t.Fatalf("read back: %v", err)
	}
	if err := wire.WriteRecord(conn, wire.RecordHandshake, wire.TLS10, m); err != nil {
		t.Fatal(err)
	}
	f, err := wire.ReadFlight(conn, wire.Options{})
	if err != nil {
		t.Fatalf("%v, %+v", err, f)
	}
	return f
}

func record(kind byte, body ...byte) []byte {
	var b bytes.Buffer
	_ = wire.WriteRecord(&b, kind, wire.TLS12, body)
	return b.Bytes()
}

// serverHello is the record of a ServerHello that chooses a suite in TLS 1.2.
func serverHello(t testing.TB, suite uint16) []byte {
	t.Helper()
	m, err := (&wire.ServerHello{Legacy: wire.TLS12, Suite: suite}).Message()
	if err != nil {
		t.Fatal(err)
	}
	return record(wire.RecordHandshake, m...)
}

func keyExchangeMessage(t testing.TB, body ...byte) []byte {
	t.Helper()
	m, err := wire.Message(wire.TypeServerKeyExchange, body)
	if err != nil {
		t.Fatal(err)
	}
	return record(wire.RecordHandshake, m...)
}

func TestKeyExchanges(t *testing.T) {
	prime := append([]byte{0, 5, 0, 0x1f, 1, 2, 3}, 0, 1, 2, 0, 1, 3) // p of 29 bits, g, y
	for _, c := range []struct {
		suite string
		body  []byte
		want  wire.KeyExchange
	}{
		{"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", append(prime, 4, 1), wire.KeyExchange{DHBits: 29, Scheme: 0x0401}},
		{"TLS_DH_anon_WITH_AES_128_CBC_SHA", prime, wire.KeyExchange{DHBits: 29}},
		{"TLS_DHE_PSK_WITH_AES_128_CBC_SHA", append([]byte{0, 2, 'h', 'i'}, prime...), wire.KeyExchange{DHBits: 29}},
		{"TLS_RSA_EXPORT_WITH_RC4_40_MD5", []byte{0, 2, 3, 255, 0, 1, 3, 0, 0}, wire.KeyExchange{RSABits: 10}},
		{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", []byte{3, 0, 30, 1, 9, 8, 4}, wire.KeyExchange{Group: 30, Scheme: 0x0804}},
		{"TLS_SRP_SHA_WITH_AES_128_CBC_SHA", []byte{1, 2, 3}, wire.KeyExchange{}},
	} {
		suite, ok := wire.SuiteNumber(c.suite)
		if !ok {
			t.Fatal(c.suite)
		}
		f, err := wire.ReadFlight(bytes.NewReader(append(serverHello(t, suite), keyExchangeMessage(t, c.body...)...)), wire.Options{})
		if !errors.Is(err, io.EOF) || f.KeyExchange == nil || *f.KeyExchange != c.want {
			t.Errorf("%s: %v %+v", c.suite, err, f.KeyExchange)
		}
	}
}

// Strangers gain nothing by being long, endless or wrong.
func TestBounds(t *testing.T) {
	hello := slices.Clip(serverHello(t, 0xc02f)) // appending makes copies
	many, err := wire.CertificateMessage(make([][]byte, 10_000))
	if err != nil {
		t.Fatal(err)
	}
	var certificates bytes.Buffer
	if err := wire.WriteRecord(&certificates, wire.RecordHandshake, wire.TLS12, many); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sent []byte
		want error
	}{
		"10 MB announced":     {append(hello, record(22, 11, 0x98, 0x96, 0x80)...), wire.ErrTooLarge},
		"10000 certificates":  {append(hello, certificates.Bytes()...), wire.ErrTooLarge},
		"messages":            {append(hello, record(22, bytes.Repeat([]byte{99, 0, 0, 0}, 200)...)...), wire.ErrTooLarge},
		"hello requests":      {record(22, make([]byte, 4*200)...), wire.ErrTooLarge},
		"warnings":            {bytes.Repeat(record(21, 1, 112), 200), wire.ErrTooLarge},
		"bytes":               {append(hello, bytes.Repeat(record(22, make([]byte, 1<<14)...), 100)...), wire.ErrTooLarge},
		"a record too long":   {[]byte{22, 3, 3, 0xff, 0xff}, wire.ErrSyntax},
		"two hellos":          {append(hello, hello...), wire.ErrSyntax},
		"no hello":            {record(22, 11, 0, 0, 0), wire.ErrSyntax},
		"a change of cipher":  {record(20, 1), wire.ErrSyntax},
		"a warning, a change": {append(record(21, 1, 112), record(20, 1)...), wire.ErrSyntax},
		"application data":    {append(hello, record(23, 1, 2)...), wire.ErrSyntax},
		"an alert of 3 bytes": {record(21, 2, 40, 0), wire.ErrSyntax},
		"HTTP":                {[]byte("HTTP/1.1 400 Bad Request\r\n"), wire.ErrNotTLS},
		"two letters":         {[]byte("hi"), wire.ErrNotTLS},
		"nothing":             {nil, io.EOF},
		"cut off":             {hello[:len(hello)-1], io.ErrUnexpectedEOF},
		"cut off early":       {hello[:3], io.ErrUnexpectedEOF},
		"junk in a hello":     {record(22, 2, 0, 0, 1, 9), wire.ErrSyntax},
	} {
		f, err := wire.ReadFlight(bytes.NewReader(c.sent), wire.Options{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if f == nil || len(f.Certificates) > 100 {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if f, err := wire.ReadFlight(bytes.NewReader(append(record(21, 1, 112), record(21, 2, 40)...)), wire.Options{}); err != nil || f.Alert == nil || f.Alert.Number != 40 {
		t.Errorf("a warning and an alert: %v %+v", err, f)
	}
}

func FuzzFlight(f *testing.F) {
	id := identity(f)
	heard, secret := shake(f, &tls.Config{Certificates: []tls.Certificate{id}}, &tls.Config{})
	f.Add(heard, secret)
	heard, _ = shake(f, &tls.Config{Certificates: []tls.Certificate{id}, MaxVersion: tls.VersionTLS12, ClientAuth: tls.RequestClientCert}, &tls.Config{})
	f.Add(heard, []byte(nil))
	f.Add(append(serverHello(f, 0x009e), keyExchangeMessage(f, 0, 1, 9, 0, 1, 2, 0, 1, 3, 4, 1)...), []byte(nil))
	f.Add([]byte("HTTP/1.1 400 Bad Request\r\n"), []byte(nil))
	f.Fuzz(func(t *testing.T, sent, secret []byte) {
		flight, err := wire.ReadFlight(bytes.NewReader(sent), wire.Options{Secret: secret})
		if flight == nil || err == nil && flight.Choice() == nil && flight.Alert == nil {
			t.Fatalf("%v, and no choice, no alert: %+v", err, flight)
		}
		total := 0
		for _, der := range flight.Certificates {
			total += len(der)
		}
		if total > len(sent) || len(flight.Certificates) > 100 {
			t.Fatalf("%d certificates of %d bytes out of %d", len(flight.Certificates), total, len(sent))
		}
	})
}

func FuzzClientHello(f *testing.F) {
	hello, err := wire.Offer{Versions: []uint16{wire.TLS13}, Suites: wire.Suites(), Groups: wire.Groups(), ServerName: "localhost"}.Hello(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	m, err := hello.Message()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m[4:])
	f.Fuzz(func(t *testing.T, body []byte) {
		h, err := wire.ParseClientHello(body)
		if err != nil {
			return
		}
		m, err := h.Message()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := wire.ParseClientHello(m[4:]); err != nil || len(again.Suites) != len(h.Suites) || len(again.Extensions) != len(h.Extensions) {
			t.Fatalf("%v: %+v", err, again)
		}
	})
}
