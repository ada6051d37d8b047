package probe

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
)

func TestUnixSocket(t *testing.T) {
	ca := newAuthority(t)
	path := filepath.Join(t.TempDir(), "app.sock")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Skip("this system has no Unix sockets: ", err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			speakTLS(conn, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}})
			conn.Close()
		}
	}()
	target := certain.Target{Scheme: "unix", Path: path}
	obs, session, err := Connect(t.Context(), target, Options{})
	if err != nil || session == nil || len(obs.Served) == 0 {
		t.Fatalf("%v, steps %+v", err, obs.Steps)
	}
	session.Close()
	if obs.Asked.Name != "localhost" || obs.Asked.Address != path || obs.Asked.Target != "unix://"+path {
		t.Errorf("asked %+v", obs.Asked)
	}
	listener.Close()
	<-done
	obs, _ = connect(t, target, Options{ServerName: "app.example.test"})
	if step := last(t, obs, certain.StepTCP); step.Outcome != certain.Refused || obs.Asked.SNI != "app.example.test" {
		t.Errorf("step %+v, asked %+v", step, obs.Asked)
	}
}

// TestPins: a name that nobody could look up is found where the caller says.
func TestPins(t *testing.T) {
	ca := newAuthority(t)
	target := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}})
	target.Host = "nowhere.example.test"
	pin, err := ParsePin(target.HostPort() + ":127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	obs, session := connect(t, target, Options{Pins: []Pin{pin}, Resolver: "127.0.0.1:1"})
	if session == nil || obs.Asked.SNI != target.Host {
		t.Fatalf("asked %+v, steps %+v", obs.Asked, obs.Steps)
	}
	if step := last(t, obs, certain.StepDNS); step.Found != "127.0.0.1 (given by the caller)" {
		t.Errorf("step %+v", step)
	}
	pin.Port++
	if obs, session := connect(t, target, Options{Pins: []Pin{pin}, Resolver: "127.0.0.1:1", Timeout: quick}); session != nil {
		t.Errorf("a pin for another port counts: %+v", obs.Steps)
	}
}

func TestParsePin(t *testing.T) {
	for _, try := range []struct {
		text string
		want Pin
	}{
		{"example.org:443:192.0.2.7", Pin{"example.org", 443, []netip.Addr{netip.MustParseAddr("192.0.2.7")}}},
		{"example.org:443:[2001:db8::1]", Pin{"example.org", 443, []netip.Addr{netip.MustParseAddr("2001:db8::1")}}},
		{"example.org:443:2001:db8::1", Pin{"example.org", 443, []netip.Addr{netip.MustParseAddr("2001:db8::1")}}},
		{"bücher.example:443:192.0.2.7", Pin{"xn--bcher-kva.example", 443, []netip.Addr{netip.MustParseAddr("192.0.2.7")}}},
		{"*:8443:192.0.2.7,192.0.2.8", Pin{"*", 8443, []netip.Addr{netip.MustParseAddr("192.0.2.7"), netip.MustParseAddr("192.0.2.8")}}},
	} {
		got, err := ParsePin(try.text)
		if err != nil || got.Host != try.want.Host || got.Port != try.want.Port || len(got.Addrs) != len(try.want.Addrs) || got.Addrs[0] != try.want.Addrs[0] {
			t.Errorf("%s: %+v, %v", try.text, got, err)
		}
	}
	for _, text := range []string{"", "example.org", "example.org:443", "example.org:443:", "example.org:0:192.0.2.7", "example.org:https:192.0.2.7", "example.org:443:host", "a b:443:192.0.2.7", "[::1:443:192.0.2.7"} {
		if pin, err := ParsePin(text); err == nil {
			t.Errorf("%q: %+v", text, pin)
		}
	}
}

func TestAddresses(t *testing.T) {
	pin := func(host, addr string) Pin {
		return Pin{Host: host, Port: 443, Addrs: []netip.Addr{netip.MustParseAddr(addr)}}
	}
	pins := []Pin{pin("two.example.test", "127.0.0.1"), pin("*", "192.0.2.1"), pin("two.example.test.", "::1")}
	for _, try := range []struct {
		target certain.Target
		proxy  string
		want   int
	}{
		{certain.Target{Scheme: "tls", Host: "two.example.test", Port: 443}, "", 2},
		{certain.Target{Scheme: "tls", Host: "two.example.test", Port: 443}, "socks5://127.0.0.1:1", 2},
		{certain.Target{Scheme: "tls", Host: "other.example.test", Port: 444}, "http://127.0.0.1:1", 0},
		{certain.Target{Scheme: "tls", Host: "other.example.test", Port: 443}, "", 1},
		{certain.Target{Scheme: "unix", Path: "/run/app.sock"}, "", 0},
		{certain.Target{Scheme: "tls", Host: "127.0.0.1", Port: 443}, "", 1},
	} {
		o := Options{Pins: pins}
		if try.proxy != "" {
			o.Proxy = parseProxy(t, try.proxy)
		}
		got, err := Addresses(t.Context(), try.target, o)
		if err != nil || len(got) != try.want {
			t.Errorf("%s by %q: %v, %v", try.target, try.proxy, got, err)
		}
	}
}

// TestClientCertificate: it is shown to a server that asks, and its key is
// nowhere in what was seen.
func TestClientCertificateShown(t *testing.T) {
	ca := newAuthority(t)
	pool := x509.NewCertPool()
	pool.AddCert(ca.cert)
	for name, version := range map[string]uint16{"TLS 1.2": tls.VersionTLS12, "TLS 1.3": tls.VersionTLS13} {
		t.Run(name, func(t *testing.T) {
			target := serveTLS(t, &tls.Config{
				Certificates: []tls.Certificate{ca.leaf(t)}, MaxVersion: version,
				ClientAuth: tls.RequireAnyClientCert, ClientCAs: pool,
			})
			client := ca.leaf(t)
			obs, session := connect(t, target, Options{Client: &client})
			if session == nil || !obs.Handshake.ClientAsked || !obs.Handshake.ClientSent || obs.Asked.Client != "leaf" {
				t.Errorf("asked %+v, handshake %+v, steps %+v", obs.Asked, obs.Handshake, obs.Steps)
			}
			key, err := x509.MarshalPKCS8PrivateKey(client.PrivateKey)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(obs)
			if err != nil || strings.Contains(string(text), string(key)) {
				t.Errorf("the key is in the observation, or %v", err)
			}
			if obs, session = connect(t, target, Options{}); session != nil {
				t.Errorf("let in without a certificate: %+v", obs.Steps)
			}
		})
	}
}

// TestZone: an address of this link with its zone is connected to, and verified
// without it.
func TestZone(t *testing.T) {
	ca := newAuthority(t)
	zone := loopbackName(t)
	target := serveOn(t, "[::1]:0", func(conn net.Conn) { speakTLS(conn, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t)}}) })
	target.Host = "::1%" + zone
	obs, session := connect(t, target, Options{})
	if session == nil || obs.Asked.Name != "::1" || obs.Asked.SNI != "" {
		t.Errorf("asked %+v, steps %+v", obs.Asked, obs.Steps)
	}
}

// loopbackName is the name of the loopback interface, if it has ::1.
func loopbackName(t *testing.T) string {
	t.Helper()
	interfaces, err := net.Interfaces()
	for _, i := range interfaces {
		addrs, more := i.Addrs()
		err = errors.Join(err, more)
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok && n.IP.Equal(net.IPv6loopback) {
				return i.Name
			}
		}
	}
	t.Skip("no interface has ::1: ", err)
	return ""
}
