package probe

import (
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"testing"

	certain "github.com/certain-tls/certain"
	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers each question for an IPv4 address with what answer says,
// over UDP. A code below zero is no answer at all.
func nameServer(t *testing.T, answer func(name string) (code int, addresses []string)) string {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buffer := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			code, addresses := answer(m.Questions[0].Name.String())
			if code < 0 {
				continue
			}
			m.Response, m.RecursionAvailable = true, true
			m.RCode, m.Additionals = dnsmessage.RCode(code), nil
			if m.Questions[0].Type == dnsmessage.TypeA {
				for _, a := range addresses {
					m.Answers = append(m.Answers, dnsmessage.Resource{
						Header: dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Class: dnsmessage.ClassINET, TTL: 1},
						Body:   &dnsmessage.AResource{A: [4]byte(net.ParseIP(a).To4())},
					})
				}
			}
			packed, err := m.Pack()
			if err == nil {
				conn.WriteTo(packed, from)
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return conn.LocalAddr().String()
}

func fixed(code int, addresses ...string) func(string) (int, []string) {
	return func(string) (int, []string) { return code, addresses }
}

func TestLookupOutcomes(t *testing.T) {
	const noError, servFail, noName, silence = 0, 2, 3, -1
	for _, c := range []struct {
		name    string
		code    int
		outcome certain.Outcome
	}{
		{"no such name", noName, certain.NotFound},
		{"no address", noError, certain.NotFound},
		{"server failure", servFail, certain.Failed},
		{"silence", silence, certain.Timeout},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{Resolver: nameServer(t, fixed(c.code))}
			if c.outcome == certain.Timeout {
				o.Timeout = quick
			}
			obs, session := connect(t, certain.Target{Raw: "x", Scheme: "tls", Host: "absent.example.test.", Port: 443}, o)
			if len(obs.Steps) != 1 || session != nil {
				t.Fatalf("steps %+v", obs.Steps)
			}
			step := obs.Steps[0]
			if step.Name != certain.StepDNS || step.Outcome != c.outcome || step.Address != "absent.example.test." || step.Error == "" {
				t.Errorf("got %+v, want %s", step, c.outcome)
			}
			if strings.Contains(step.Error, " on ") && !strings.Contains(step.Error, o.Resolver) {
				t.Errorf("%q names another server than %s", step.Error, o.Resolver)
			}
			if obs.Asked.Name != "absent.example.test" || obs.Asked.SNI != "absent.example.test" {
				t.Errorf("asked %+v", obs.Asked)
			}
		})
	}
}

// The addresses of a name are tried in order until one completes a handshake,
// and each attempt is kept.
func TestAddressesInOrder(t *testing.T) {
	first := serve(t, func(c net.Conn) { readHello(c) }) // and hangs up
	port := first.Port
	listen := func(ip string, c *tls.Config) {
		l := fmt.Sprintf("%s:%d", ip, port)
		if probe, err := net.Listen("tcp", l); err != nil {
			t.Skipf("this machine has no %s, or the port is taken there: %v", ip, err)
		} else {
			probe.Close()
		}
		serveOn(t, l, func(conn net.Conn) { speakTLS(conn, c) })
	}
	chain, unused := testChain(t), testChain(t)
	listen("127.0.0.3", &tls.Config{Certificates: []tls.Certificate{chain}})
	listen("127.0.0.4", &tls.Config{Certificates: []tls.Certificate{unused}})

	o := Options{Resolver: nameServer(t, fixed(0, "127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"))}
	obs, session := connect(t, certain.Target{Raw: "x", Scheme: "tls", Host: "many.example.test", Port: port}, o)
	if session == nil {
		t.Fatalf("%+v", obs.Steps)
	}
	var got []string
	for _, s := range obs.Steps {
		got = append(got, fmt.Sprintf("%s %s %s", s.Name, strings.TrimSuffix(s.Address, fmt.Sprintf(":%d", port)), s.Outcome))
	}
	want := "dns many.example.test ok; tcp 127.0.0.1 ok; handshake 127.0.0.1 closed; hello 127.0.0.1 closed; tcp 127.0.0.2 refused; tcp 127.0.0.3 ok; handshake 127.0.0.3 ok"
	if strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
	if obs.Steps[0].Found != "127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4" {
		t.Errorf("found %q", obs.Steps[0].Found)
	}
	if string(obs.Served[0].Raw) != string(chain.Certificate[0]) {
		t.Error("the chain is not that of the address that completed")
	}
}

// A name of the hosts file is found by the system's way of resolving.
func TestLocalhost(t *testing.T) {
	there := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{testChain(t)}})
	there.Host = "localhost"
	obs, session := connect(t, there, Options{})
	if session == nil || obs.Asked.SNI != "localhost" || !strings.Contains(last(t, obs, certain.StepDNS).Found, "127.0.0.1") {
		t.Errorf("%+v", obs.Steps)
	}
}

// However many addresses a name has, some are tried.
func TestManyAddresses(t *testing.T) {
	var addresses []string
	for i := range 25 {
		addresses = append(addresses, fmt.Sprintf("127.0.1.%d", i+1))
	}
	there := refusing(t)
	there.Host = "many.example.test"
	obs, _ := connect(t, there, Options{Resolver: nameServer(t, fixed(0, addresses...))})
	if len(obs.Steps) != 1+maxAddresses {
		t.Errorf("%d steps", len(obs.Steps))
	}
}
