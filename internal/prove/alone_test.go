package prove

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
)

// TestNoSideEffects: a look connects to the endpoint and to nothing else, asks
// DNS for its name alone, sends nothing after the handshake, and writes no file.
// The certificate names an issuer, a responder and a list, all of which listen.
func TestNoSideEffects(t *testing.T) {
	calm(t)
	home := t.TempDir()
	t.Chdir(home)
	for _, name := range []string{"HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, home)
	}
	var asked atomic.Int32 // of whoever is no endpoint
	named := listen(t, func(c net.Conn) { asked.Add(1) })
	proxy := listen(t, func(c net.Conn) { asked.Add(1) })
	t.Setenv("HTTPS_PROXY", "http://"+proxy)
	var sent atomic.Int64
	config := &tls.Config{Certificates: []tls.Certificate{leafNaming(t, "http://"+named)}}
	endpoint := listen(t, func(c net.Conn) {
		stream := tls.Server(c, config)
		if stream.Handshake() == nil {
			n, _ := io.Copy(io.Discard, stream)
			sent.Add(n)
		}
	})
	resolver, questions := answerNames(t)
	_, port, err := net.SplitHostPort(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	target, err := certain.ParseTarget("https://look.example.test:"+port+"/path", func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	text := requestsIssuer + "\nhttps://other.example.test/"
	got, err := Look(t.Context(), text, explain.Text(text), target, Options{Resolver: resolver})
	if err != nil {
		t.Fatal(err)
	}
	if codeOf(got.Conclusion) != "missing-intermediate" { // so the look got as far as the address of the issuer
		t.Errorf("%+v", got)
	}
	if asked.Load() != 0 {
		t.Errorf("%d connections to others than the endpoint", asked.Load())
	}
	if sent.Load() != 0 {
		t.Errorf("%d bytes were sent after the handshake", sent.Load())
	}
	if names := questions(); len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return n != "look.example.test." }) {
		t.Errorf("DNS was asked for %q", names)
	}
	if written, err := os.ReadDir(home); err != nil || len(written) != 0 {
		t.Errorf("written: %v, %v", written, err)
	}
}

// listen serves each connection of a listener on loopback, and waits at the end
// until all are served.
func listen(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer c.Close()
				serve(c)
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		all.Wait()
	})
	return l.Addr().String()
}

// leafNaming is a certificate of an authority that nobody has, with addresses.
func leafNaming(t *testing.T, url string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	issuer := &x509.Certificate{Subject: pkix.Name{CommonName: "Lab Nobody"}, SerialNumber: big.NewInt(1)}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "look.example.test"}, DNSNames: []string{"look.example.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IssuingCertificateURL: []string{url + "/issuer.der"}, OCSPServer: []string{url + "/ocsp"}, CRLDistributionPoints: []string{url + "/crl"},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// answerNames is a DNS server for which every name is 127.0.0.1.
func answerNames(t *testing.T) (address string, questions func() []string) {
	t.Helper()
	p, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var names []string
	done := make(chan struct{})
	go func() {
		defer close(done)
		packet := make([]byte, 1500)
		for {
			n, from, err := p.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			mu.Lock()
			names = append(names, strings.ToLower(q.Name.String()))
			mu.Unlock()
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 1},
					Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
				}}
			}
			if answer, err := m.Pack(); err == nil {
				_, _ = p.WriteTo(answer, from) // whoever asked may be gone
			}
		}
	}()
	t.Cleanup(func() {
		p.Close()
		<-done
	})
	return p.LocalAddr().String(), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(names)
	}
}

// TestSaysNothing: whatever the protocol, and however well the endpoint's
// certificate is judged, nothing is said once the handshake is done, nor is the
// endpoint tried for what it would take.
func TestSaysNothing(t *testing.T) {
	running := open(t, "healthy-ecdsa", "healthy-kept", "expired", "client-cert-required", "starttls-injection", "healthy-smtp")
	calm(t)
	t.Setenv("SSL_CERT_FILE", running["expired"].CAFile)
	for id, r := range running {
		scheme, _, _ := strings.Cut(r.URL, "://")
		target, err := certain.ParseTarget(scheme+"://"+r.Address, func(string) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Look(t.Context(), "", explain.Answer{}, target, Options{}); err != nil {
			t.Fatal(err)
		}
		if err := r.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		seen := r.Seen()
		if len(seen) != 1 {
			t.Errorf("%s: %d connections", id, len(seen))
		}
		for _, v := range seen {
			if v.Hello && v.Bytes != 0 { // what comes before STARTTLS is counted too, and there it is no hello
				t.Errorf("%s: %+v", id, v)
			}
		}
	}
}
