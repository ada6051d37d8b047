package check

import (
	"crypto/x509"
	"strconv"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

var lookedAt = time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)

// issued is a certificate for shop.example.test of ninety days, so many days
// old.
func issued(daysAgo float64, serial string) *certain.Cert {
	start := lookedAt.Add(-time.Duration(daysAgo * 24 * float64(time.Hour)))
	return &certain.Cert{Raw: []byte(serial), X509: &x509.Certificate{
		Raw: []byte(serial), DNSNames: []string{"shop.example.test"}, NotBefore: start, NotAfter: start.Add(90 * 24 * time.Hour),
	}}
}

// among is what is seen at one address, the others of which serve these.
func among(own *certain.Cert, others ...*certain.Cert) *certain.Observation {
	obs := &certain.Observation{
		At: lookedAt, Kind: certain.Endpoint, Asked: certain.Asked{Name: "shop.example.test", Address: "shop.example.test:443"},
		Served: []*certain.Cert{own}, Handshake: &certain.Handshake{},
	}
	for i, c := range others {
		obs.Peers = append(obs.Peers, certain.Peer{Address: "192.0.2." + strconv.Itoa(i+2), Leaf: c})
	}
	return obs
}

// TestRolloutIncomplete: which address is told to lag behind the others.
func TestRolloutIncomplete(t *testing.T) {
	stranger := issued(1, "stranger")
	stranger.X509.DNSNames = []string{"other.example.test"}
	for name, try := range map[string]struct {
		obs  *certain.Observation
		want bool
	}{
		"alone":                       {among(issued(30, "a")), false},
		"the same everywhere":         {among(issued(30, "a"), issued(30, "a")), false},
		"older than another":          {among(issued(30, "a"), issued(1, "b")), true},
		"newer than another":          {among(issued(1, "a"), issued(30, "b")), false},
		"two keys of one day":         {among(issued(30.5, "a"), issued(30, "b")), false},
		"another for another name":    {among(issued(30, "a"), stranger), false},
		"itself for another name":     {among(stranger, issued(0, "b")), false},
		"nothing served elsewhere":    {among(issued(30, "a"), nil), false},
		"bytes served elsewhere":      {among(issued(30, "a"), &certain.Cert{Raw: []byte("x")}), false},
		"bytes served here":           {among(&certain.Cert{Raw: []byte("x")}, issued(1, "a")), false},
		"three, one left behind":      {among(issued(30, "a"), issued(1, "b"), issued(1, "b")), true},
		"three, each its own":         {among(issued(30, "a"), issued(20, "b"), issued(1, "c")), false},
		"three, its own, and overdue": {among(issued(70, "a"), issued(20, "b"), issued(1, "c")), true},
		"two, one unreached":          {among(issued(30, "a"), issued(1, "b"), nil), true},
	} {
		if found := rolloutIncomplete.Run(&Pass{Obs: try.obs}); (len(found) > 0) != try.want {
			t.Errorf("%s: found %+v", name, found)
		}
	}
}

// TestRolloutFails: an address that lags and fails is an error.
func TestRolloutFails(t *testing.T) {
	for _, fails := range []bool{false, true} {
		findings := []certain.Finding{{Code: "ends-soon", Severity: certain.Warning}, {Code: "rollout-incomplete", Severity: certain.Warning}}
		want := certain.Warning
		if fails {
			findings[0], want = certain.Finding{Code: "expired", Severity: certain.Error}, certain.Error
		}
		raiseRollout(findings)
		if findings[1].Severity != want {
			t.Errorf("fails: %v; the rollout is a %s", fails, findings[1].Severity)
		}
	}
}

// TestResumption: what the offers of sessions prove, and what not.
func TestResumption(t *testing.T) {
	offer := func(from string, outcome certain.Outcome) certain.Step {
		return certain.Step{Name: certain.StepResume, Address: "192.0.2.1:443", TicketOf: from + ":443", Outcome: outcome}
	}
	const own, second, third = "192.0.2.1", "192.0.2.2", "192.0.2.3"
	ended := issued(100, "old")
	for name, try := range map[string]struct {
		steps  []certain.Step
		served *certain.Cert
		broken bool // resumption
		late   bool // resumed after expiry
	}{
		"nothing offered":              {nil, issued(1, "a"), false, false},
		"taken up":                     {[]certain.Step{offer(third, certain.OK)}, issued(1, "a"), false, false},
		"turned down, own too":         {[]certain.Step{offer(third, certain.Declined), offer(own, certain.Declined)}, issued(1, "a"), false, false},
		"turned down, own not":         {[]certain.Step{offer(third, certain.Declined), offer(own, certain.OK)}, issued(1, "a"), true, false},
		"one of two turned down":       {[]certain.Step{offer(second, certain.Declined), offer(third, certain.OK)}, issued(1, "a"), false, false},
		"failed, own not":              {[]certain.Step{offer(third, certain.Reset), offer(own, certain.OK)}, issued(1, "a"), false, false},
		"an ended one taken up":        {[]certain.Step{offer(second, certain.OK)}, issued(1, "a"), false, true},
		"an ended one turned down":     {[]certain.Step{offer(second, certain.Declined), offer(third, certain.OK)}, issued(1, "a"), false, false},
		"an ended one, and ended here": {[]certain.Step{offer(second, certain.OK)}, issued(95, "b"), false, false},
		"its own taken up, and ended":  {[]certain.Step{offer(own, certain.OK)}, issued(95, "b"), false, false},
		"of another certificate":       {[]certain.Step{offer(third, certain.Declined), offer(own, certain.OK)}, issued(1, "b"), false, false},
		"of an address nobody knows":   {[]certain.Step{offer("192.0.2.9", certain.OK)}, issued(1, "a"), false, false},
		"of something that is none":    {[]certain.Step{{Name: certain.StepResume, TicketOf: "x", Outcome: certain.OK}}, issued(1, "a"), false, false},
	} {
		obs := among(try.served, ended, issued(1, "a"))
		obs.Steps = try.steps
		p := &Pass{Obs: obs}
		if found := resumptionBroken.Run(p); (len(found) > 0) != try.broken {
			t.Errorf("%s: resumption-broken %+v", name, found)
		}
		if found := resumedAfterExpiry.Run(p); (len(found) > 0) != try.late {
			t.Errorf("%s: resumed-after-expiry %+v", name, found)
		}
	}
}

// TestInsecureRedirect: where a redirect may lead.
func TestInsecureRedirect(t *testing.T) {
	other := issued(1, "a")
	for name, try := range map[string]struct {
		http *certain.HTTP
		want bool
	}{
		"none":               {nil, false},
		"no redirect":        {&certain.HTTP{Status: 200, Location: "http://shop.example.test/"}, false},
		"plain":              {&certain.HTTP{Status: 301, Location: "http://shop.example.test/"}, true},
		"plain, in capitals": {&certain.HTTP{Status: 308, Location: "HTTP://shop.example.test/"}, true},
		"a path":             {&certain.HTTP{Status: 302, Location: "/there"}, false},
		"https":              {&certain.HTTP{Status: 302, Location: "https://www.example.test/"}, false},
		"not modified":       {&certain.HTTP{Status: 304, Location: "http://shop.example.test/"}, false},
		"another protocol":   {&certain.HTTP{Status: 302, Location: "app://open"}, false},
		"no URL":             {&certain.HTTP{Status: 302, Location: "http://[::1"}, false},
		"verified": {&certain.HTTP{Status: 302, Location: "https://shop.example.test/", Next: &certain.Next{
			Name: "shop.example.test", Address: "shop.example.test:443", Leaf: other,
		}}, false},
		"another name": {&certain.HTTP{Status: 302, Location: "https://www.example.test/", Next: &certain.Next{
			Name: "www.example.test", Address: "www.example.test:443", Leaf: other,
		}}, true},
		"not seen": {&certain.HTTP{Status: 302, Location: "https://www.example.test/", Next: &certain.Next{
			Name: "www.example.test", Address: "www.example.test:443",
		}}, false},
	} {
		obs := among(other)
		obs.HTTP = try.http
		if found := insecureRedirect.Run(&Pass{Obs: obs}); (len(found) > 0) != try.want {
			t.Errorf("%s: found %+v", name, found)
		}
	}
}

// TestIdle: what a kept connection shows; one that nobody saw kept is unknown
// where that was asked for.
func TestIdle(t *testing.T) {
	for name, try := range map[string]struct {
		outcome certain.Outcome // of the step; empty for none
		asked   float64
		want    certain.Severity
		unknown bool
	}{
		"not asked":  {"", 0, "", false},
		"not looked": {"", 5000, "", true},
		"kept":       {certain.OK, 5000, "", false},
		"not kept":   {certain.Declined, 5000, "", true},
		"closed":     {certain.Closed, 5000, certain.Warning, false},
		"reset":      {certain.Reset, 5000, certain.Warning, false},
		"no answer":  {certain.Timeout, 5000, certain.Warning, false},
		"cut":        {certain.Truncated, 5000, certain.Error, false},
	} {
		obs := among(issued(1, "a"))
		obs.Asked.IdleMS = try.asked
		if try.outcome != "" {
			obs.Steps = append(obs.Steps, certain.Step{Name: certain.StepIdle, Address: "192.0.2.1:443", MS: 1200, Outcome: try.outcome})
		}
		p := &Pass{Obs: obs}
		found := idleTimeout.Run(p)
		if try.want == "" && len(found) > 0 || try.want != "" && (len(found) != 1 || found[0].Severity != try.want) {
			t.Errorf("%s: found %+v", name, found)
		}
		if p.lacks(Kept) != try.unknown {
			t.Errorf("%s: unknown is %v", name, p.lacks(Kept))
		}
	}
}
