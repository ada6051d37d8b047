package lab

import (
	"crypto/tls"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestDescribed: what is described is served: an authority of one's own that
// has ended, an old version, a kind of key, several names.
func TestDescribed(t *testing.T) {
	s, err := Description{
		ID: "old-shop", Codes: []string{"expired"},
		Certificates: []Certificate{
			{ID: "leaf", Names: Words{"localhost", "127.0.0.1"}, Issuer: "issuing", Key: "ecdsa-p384"},
			{ID: "issuing", Authority: true, Issuer: "top", Ends: after(-3 * day)},
			{ID: "top", Authority: true, Issuer: "self", Trusted: true, Ends: &When{At: time.Date(2199, 1, 1, 0, 0, 0, 0, time.UTC)}},
		},
		TLS: TLS{MaxVersion: "1.2", ALPN: []string{"http/1.1"}},
	}.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	l, err := Open(Options{Scenarios: []Scenario{s}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	r := l.Running()[0]
	c, err := tls.Dial("tcp", r.Address, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"http/1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	state := c.ConnectionState()
	sent := state.PeerCertificates
	switch {
	case len(sent) != 2 || sent[1].Subject.CommonName != "issuing" || !sent[1].NotAfter.Before(time.Now()):
		t.Errorf("sent %d certificates: %+v", len(sent), sent)
	case sent[0].VerifyHostname("localhost") != nil, sent[0].VerifyHostname("127.0.0.1") != nil:
		t.Errorf("names: %v %v", sent[0].DNSNames, sent[0].IPAddresses)
	case state.Version != tls.VersionTLS12 || state.NegotiatedProtocol != "http/1.1":
		t.Errorf("version %x, protocol %q", state.Version, state.NegotiatedProtocol)
	}
	if roots := l.Roots(); len(roots) != len(anchors)+1 || roots[len(anchors)].X509.NotAfter.Year() != 2199 {
		t.Errorf("%d roots", len(roots))
	}
	if r.Expect != Reject || r.Code != "expired" {
		t.Errorf("expect %s, code %s", r.Expect, r.Code)
	}
	_, err = get(r, r.Address, &tls.Config{RootCAs: r.pool()})
	if err == nil || !strings.Contains(err.Error(), "expired") {
		t.Errorf("net/http says %v", err)
	}
}

// TestBelowOnesOwn: what is not described stands below what is.
func TestBelowOnesOwn(t *testing.T) {
	s, err := Description{ID: "own-root", Certificates: []Certificate{{ID: "root", Authority: true, Trusted: true}}}.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.sends) != 2 || s.sends[1].by != s.trusts[0] || s.sends[1] == r11 {
		t.Errorf("sent: %v", s.sends)
	}
}

// TestAddressAsName: an address stands among the names if it says so.
func TestAddressAsName(t *testing.T) {
	p := leaf(r11, names("dns:127.0.0.1", "::1"))
	c, err := p.template(time.Now())
	if err != nil || len(c.DNSNames) != 1 || c.DNSNames[0] != "127.0.0.1" || len(c.IPAddresses) != 1 || c.Subject.CommonName != "127.0.0.1" {
		t.Errorf("%v %v %s, %v", c.DNSNames, c.IPAddresses, c.Subject, err)
	}
}

// TestWhen: every form is read, and is written so that it is read as the same.
func TestWhen(t *testing.T) {
	for text, want := range map[string]string{
		"-3d": "-3d", "+90d12h": "+90d12h", "-0d": "+0d", "+36h": "+1d12h", "-1d2h3m4s": "-1d2h3m4s",
		"2026-12-31": "2026-12-31T00:00:00Z", "2026-12-31t23:59:59+01:00": "2026-12-31T22:59:59Z",
	} {
		var w, again When
		if err := w.UnmarshalText([]byte(text)); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, _ := w.MarshalText()
		if string(got) != want || again.UnmarshalText(got) != nil || again != w {
			t.Errorf("%s: written %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "+", "3d", "-", "tomorrow", "-99999d", "1949-12-31", "+1y", "2026-13-01", "+1d1d"} {
		if new(When).UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// TestMistakesAreOneError: all are told at once, each with its place.
func TestMistakesAreOneError(t *testing.T) {
	_, err := Description{ID: "A", Codes: []string{"expird"}, Sends: []string{"nobody"}}.Scenario()
	var all Mistakes
	if !errors.As(err, &all) || len(all) != 3 || all[0].Path != "id" || all[1].Path != "codes[0]" || all[2].Path != "sends[0]" {
		t.Errorf("%v", err)
	}
}

// TestBehavioursAreTold: each has a name and a text, and a text that is its own
// to say only if it says so.
func TestBehavioursAreTold(t *testing.T) {
	for _, b := range Behaviours() {
		d := Description{ID: "one", Behaviour: b.Name}
		if b.Text {
			d.Text = "hello\r\n"
		}
		if _, err := d.Scenario(); err != nil || b.About == "" {
			t.Errorf("%s: %v", b.Name, err)
		}
	}
}
