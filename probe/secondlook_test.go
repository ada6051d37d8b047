package probe

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// What openssl s_server wants and crypto/tls does not have is found by the
// second look, and named.
func TestSecondLook(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args  string
		ec    bool
		hello certain.Hello
	}{
		{args: "-tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", DHBits: 2048, Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher ADH-AES128-GCM-SHA256:@SECLEVEL=0", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_DH_anon_WITH_AES_128_GCM_SHA256", DHBits: 1024, Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher AECDH-AES128-SHA:@SECLEVEL=0", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher NULL-SHA256:@SECLEVEL=0", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_RSA_WITH_NULL_SHA256", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher ECDHE-RSA-NULL-SHA:@SECLEVEL=0", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_ECDHE_RSA_WITH_NULL_SHA", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher CAMELLIA128-SHA", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher ECDHE-ARIA128-GCM-SHA256", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -cipher ECDHE-ECDSA-AES128-CCM", ec: true, hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", Unoffered: []string{"cipher"}}},
		{args: "-tls1_2 -nocert -psk 0123 -cipher PSK-AES128-CBC-SHA", hello: certain.Hello{
			Version: "TLS 1.2", Cipher: "TLS_PSK_WITH_AES_128_CBC_SHA", Unoffered: []string{"cipher"}}},
		{args: "-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256", hello: certain.Hello{
			Version: "TLS 1.3", Cipher: "TLS_AES_128_CCM_SHA256", Unoffered: []string{"cipher"}}},
		{args: "-tls1_3 -groups X448", hello: certain.Hello{
			Version: "TLS 1.3", Group: "x448", Unoffered: []string{"group"}}},
		{args: "-tls1_2 -groups brainpoolP256r1 -cipher ECDHE", hello: certain.Hello{
			Version: "TLS 1.2", Group: "brainpoolP256r1", Unoffered: []string{"group"}}},
	} {
		t.Run(c.args, func(t *testing.T) {
			var key, public any = rsaKey, &rsaKey.PublicKey
			if c.ec {
				key, public = ecKey, &ecKey.PublicKey
			}
			obs, session := connect(t, openssl(t, key, public, strings.Fields(c.args)...), Options{})
			step := obs.Steps[len(obs.Steps)-1]
			if session != nil || step.Name != certain.StepHello || step.Outcome != certain.OK || step.Hello == nil {
				t.Fatalf("%+v", obs.Steps)
			}
			got, want := step.Hello, c.hello
			if got.Version != want.Version || want.Cipher != "" && got.Cipher != want.Cipher || want.DHBits > 0 && got.DHBits != want.DHBits ||
				want.Group != "" && got.Group != want.Group || !slices.Equal(got.Unoffered, want.Unoffered) {
				t.Errorf("%+v", got)
			}
			if (got.DHBits > 0) != strings.Contains(got.Cipher, "_DH") {
				t.Errorf("%d bits with %s", got.DHBits, got.Cipher)
			}
		})
	}
}

// A server that turns down everything proves nothing, and one that answers the
// first time is not asked twice.
func TestSecondLookProvesNothing(t *testing.T) {
	obs, _ := connect(t, serve(t, func(c net.Conn) {
		readHello(c)
		c.Write([]byte{21, 3, 3, 0, 2, 2, 40})
	}), Options{})
	step := last(t, obs, certain.StepHello)
	if step.Outcome != certain.Alerted || step.Alert == nil || *step.Alert != 40 || step.Hello != nil {
		t.Errorf("%+v", step)
	}
	for name, handle := range map[string]func(net.Conn){
		"another alert": func(c net.Conn) { readHello(c); c.Write([]byte{21, 3, 3, 0, 2, 2, 112}) },
		"no TLS":        func(c net.Conn) { readHello(c); c.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n")) },
		"half a record": func(c net.Conn) { readHello(c); c.Write([]byte{22, 3}) },
		"a bad chain": func(c net.Conn) {
			speakTLS(c, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{{0x30, 1, 2}}, PrivateKey: newKey(t)}}})
		},
	} {
		obs, _ := connect(t, serve(t, handle), Options{})
		if step := obs.Steps[len(obs.Steps)-1]; step.Name != certain.StepHandshake {
			t.Errorf("%s: %+v", name, obs.Steps)
		}
	}
}

// A server that hangs up on the second hello, or never ends its answer, costs
// no more than its time.
func TestSecondLookEnds(t *testing.T) {
	t.Parallel()
	first := make(chan bool, 1)
	first <- true
	obs, _ := connect(t, serve(t, func(c net.Conn) {
		readHello(c)
		select {
		case <-first:
			c.Write([]byte{21, 3, 3, 0, 2, 2, 40})
		default:
			drain(c)
		}
	}), Options{Timeout: quick})
	if step := last(t, obs, certain.StepHello); step.Outcome != certain.Timeout {
		t.Errorf("%+v", step)
	}
}

// What crypto/tls does not tell of TLS 1.2 is read from its plaintext.
func TestPlaintextFacts(t *testing.T) {
	chain := testChain(t)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		obs, _ := connect(t, serveTLS(t, &tls.Config{Certificates: []tls.Certificate{chain}, MaxVersion: version}), Options{})
		h := obs.Handshake
		old := version == tls.VersionTLS12
		if (h.SecureRenegotiation != nil) != old || old && !*h.SecureRenegotiation || (h.Signature != "") != old {
			t.Errorf("%+v", h)
		}
	}
}

// A server that is far away gets its refusal through.
func TestLateRefusal(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}, MinVersion: tls.VersionTLS13, ClientAuth: tls.RequireAnyClientCert}
	obs, session := connect(t, serve(t, func(c net.Conn) { speakTLS(distant{c}, config) }), Options{})
	if step := last(t, obs, certain.StepAfter); session != nil || step.Outcome != certain.Alerted {
		t.Errorf("%+v", step)
	}
}

// distant is a connection on which what is sent takes its time.
type distant struct{ net.Conn }

func (d distant) Write(p []byte) (int, error) {
	time.Sleep(refusalWait * 3 / 2)
	return d.Conn.Write(p)
}

// A server says in the handshake of TLS 1.2, and after that of TLS 1.3, what it
// thinks of the client's certificate.
func TestClientCertificateRejected(t *testing.T) {
	server, stranger := newAuthority(t), newAuthority(t)
	mine := stranger.leaf(t)
	pool := x509.NewCertPool()
	pool.AddCert(server.cert)
	for version, name := range map[uint16]string{tls.VersionTLS12: certain.StepHandshake, tls.VersionTLS13: certain.StepAfter} {
		obs, session := connect(t, serveTLS(t, &tls.Config{
			Certificates: []tls.Certificate{server.leaf(t)}, MinVersion: version, MaxVersion: version,
			ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool,
		}), Options{Client: &mine})
		step := obs.Steps[len(obs.Steps)-1]
		sent := step.ClientSent || obs.Handshake != nil && obs.Handshake.ClientSent
		if session != nil || step.Name != name || step.Outcome != certain.Alerted || !sent {
			t.Errorf("%s: %+v", tls.VersionName(version), obs.Steps)
		}
	}
}
