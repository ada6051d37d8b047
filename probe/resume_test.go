package probe

import (
	"crypto/tls"
	"encoding/json"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// machines serve on neighbouring loopback addresses at one port, and are
// looked at once.
func machines(t *testing.T, configs ...*tls.Config) (certain.Target, []*certain.Observation) {
	t.Helper()
	hosts := []string{"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6"}
	var there certain.Target
	var all []*certain.Observation
	for i, config := range configs {
		address := net.JoinHostPort(hosts[i], "0")
		if i > 0 {
			address = netip.AddrPortFrom(netip.MustParseAddr(hosts[i]), uint16(there.Port)).String()
		}
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Skipf("this machine has no %s: %v", hosts[i], err)
		}
		l.Close()
		one := serveOn(t, l.Addr().String(), func(conn net.Conn) { speakTLS(conn, config) })
		if i == 0 {
			there = one
		}
		obs, session := connect(t, one, Options{})
		if session != nil {
			session.Close()
		}
		obs.Asked.At = hosts[i]
		all = append(all, obs)
	}
	there.Host = "nodes.example.test"
	return there, all
}

func resumes(obs *certain.Observation) (said []string) {
	for _, s := range obs.Steps {
		if s.Name == certain.StepResume {
			from, _, _ := net.SplitHostPort(s.TicketOf)
			said = append(said, from+" "+string(s.Outcome))
		}
	}
	return said
}

// TestResume: which address takes up whose sessions, by versions and keys.
func TestResume(t *testing.T) {
	chain := testChain(t)
	with := func(key byte, most uint16) *tls.Config {
		c := &tls.Config{Certificates: []tls.Certificate{chain}, MaxVersion: most}
		c.SetSessionTicketKeys([][32]byte{{key}})
		return c
	}
	none := &tls.Config{Certificates: []tls.Certificate{chain}, SessionTicketsDisabled: true}
	mute := &tls.Config{}
	for _, try := range []struct {
		name    string
		configs []*tls.Config
		want    []string // what each address said, offers separated by commas
	}{
		{"shared", []*tls.Config{with(1, 0), with(1, 0)}, []string{"127.0.0.2 ok", "127.0.0.1 ok"}},
		{"shared, TLS 1.2", []*tls.Config{with(1, tls.VersionTLS12), with(1, tls.VersionTLS12)}, []string{"127.0.0.2 ok", "127.0.0.1 ok"}},
		{"apart", []*tls.Config{with(1, 0), with(2, 0)}, []string{"127.0.0.2 declined,127.0.0.1 ok", "127.0.0.1 declined,127.0.0.2 ok"}},
		{"one of three apart", []*tls.Config{with(1, 0), with(2, 0), with(1, 0)},
			[]string{"127.0.0.2 declined,127.0.0.3 ok", "127.0.0.3 declined,127.0.0.1 declined,127.0.0.2 ok", "127.0.0.1 ok"}},
		{"no tickets", []*tls.Config{none, none}, []string{"", ""}},
		{"tickets on one", []*tls.Config{with(1, 0), none}, []string{"", "127.0.0.1 declined"}},
		{"one fails", []*tls.Config{with(1, 0), mute}, []string{"", ""}},
		{"no more than three others", []*tls.Config{with(1, 0), with(2, 0), with(3, 0), with(4, 0), with(5, 0)}, []string{
			"127.0.0.2 declined,127.0.0.3 declined,127.0.0.4 declined,127.0.0.1 ok", "", "", "", "",
		}},
	} {
		t.Run(try.name, func(t *testing.T) {
			there, all := machines(t, try.configs...)
			Resume(t.Context(), there, Options{}, all)
			for i, obs := range all {
				if said := strings.Join(resumes(obs), ","); said != try.want[i] && (i == 0 || len(all) < 5) {
					t.Errorf("address %d: %q, want %q", i+1, said, try.want[i])
				}
			}
		})
	}
}

// TestResumeEndedFirst: a session whose certificate has ended is offered before
// others, although crypto/tls would keep it back.
func TestResumeEndedFirst(t *testing.T) {
	chain := testChain(t)
	shared := &tls.Config{Certificates: []tls.Certificate{chain}}
	shared.SetSessionTicketKeys([][32]byte{{1}})
	there, all := machines(t, shared, shared, shared)
	all[2].Served[0].X509.NotAfter = time.Now().Add(-72 * time.Hour) // as if it had been minted so
	Resume(t.Context(), there, Options{}, all)
	if said := strings.Join(resumes(all[0]), ","); said != "127.0.0.3 ok" {
		t.Errorf("said %q", said)
	}
}

// TestResumeKeepsNoSecret: what is written down holds the outcome alone.
func TestResumeKeepsNoSecret(t *testing.T) {
	config := &tls.Config{Certificates: []tls.Certificate{testChain(t)}}
	config.SetSessionTicketKeys([][32]byte{{1}})
	there, all := machines(t, config, config)
	before, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	Resume(t.Context(), there, Options{}, all)
	after, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if grown := len(after) - len(before); grown > 400 {
		t.Errorf("%d bytes more: %s", grown, after)
	}
}

// TestResumeEnds: addresses that fall silent after the first look cost no more
// than their time.
func TestResumeEnds(t *testing.T) {
	config := &tls.Config{Certificates: []tls.Certificate{testChain(t)}}
	there, all := machines(t, config, config)
	there.Port = serve(t, drain).Port
	Resume(t.Context(), there, Options{Timeout: 100 * time.Millisecond}, all)
	if said := append(resumes(all[0]), resumes(all[1])...); len(said) > 0 {
		t.Errorf("said %v", said)
	}
}
