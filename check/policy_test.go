package check_test

import (
	"slices"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
)

// TestWishes: the same observation, asked for by other rules, gives other
// findings: those that the rules ask for and no more.
func TestWishes(t *testing.T) {
	unpin := func(a *certain.Asked) { a.Pins = nil }
	for _, c := range []struct {
		fixture string
		ask     func(*certain.Asked)
		want    []string // severity and code
	}{
		{"strict-profile", nil, []string{"warning strict-profile"}},
		{"strict-profile", func(a *certain.Asked) { a.Policy = "strict" }, []string{"error strict-profile"}},
		{"strict-profile", func(a *certain.Asked) { a.Policy = "webpki" }, []string{"error ct-missing", "error strict-profile"}},
		{"strict-profile", func(a *certain.Asked) { a.Policy = "nobody's" }, []string{"warning strict-profile"}},
		{"strict-profile-ca", func(a *certain.Asked) { a.Policy = "strict" }, []string{"error strict-profile"}},
		{"ct-missing", func(a *certain.Asked) { a.Policy = "" }, nil},
		{"ct-missing", func(a *certain.Asked) { a.Policy = "strict" }, nil},
		{"ct-missing", func(a *certain.Asked) { a.Purpose = "client" }, []string{"error wrong-purpose"}},
		{"lifetime-too-long", func(a *certain.Asked) { a.Policy = "rfc5280" }, nil},
		{"pin-mismatch", unpin, nil},
		{"pin-mismatch", func(a *certain.Asked) { a.Pins = append(a.Pins, "junk") }, []string{"error pin-mismatch"}},
		{"revoked", func(a *certain.Asked) { a.Revocation = "off" }, nil},
		{"revoked", func(a *certain.Asked) { a.Revocation = "" }, []string{"error revoked"}}, // the list is there
		{"revoked-staple", func(a *certain.Asked) { a.Revocation = "off" }, nil},
		{"revocation-unknown", func(a *certain.Asked) { a.Revocation = "" }, []string{"note revocation-unknown"}},
		{"revocation-unknown", func(a *certain.Asked) { a.Revocation = "off" }, nil},
		{"revocation-unknown", func(a *certain.Asked) { a.Revocation = "all" }, []string{"warning revocation-unknown"}},
		{"healthy-listed", func(a *certain.Asked) { a.Revocation = "ocsp" }, nil},
		{"healthy-ecdsa", func(a *certain.Asked) { a.Revocation = "crl" }, []string{"warning revocation-unknown"}},
		{"healthy-ecdsa", func(a *certain.Asked) { a.Revocation = "all" }, []string{"warning revocation-unknown"}},
		{"healthy-ecdsa", func(a *certain.Asked) { a.Revocation = "ocsp" }, []string{"note revocation-unknown"}}, // no OCSP address is no fault
		{"healthy-responder", func(a *certain.Asked) { a.Revocation = "all" }, []string{"warning revocation-unknown"}},
		{"staple-invalid", func(a *certain.Asked) { a.Revocation = "off" }, nil},
		{"staple-invalid-forged", nil, []string{"error staple-invalid"}}, // the certificate demands a staple
		{"staple-missing", func(a *certain.Asked) { a.Revocation = "off" }, nil},
	} {
		obs := read(t, "testdata/"+c.fixture+".json")
		if c.ask != nil {
			c.ask(&obs.Asked)
		}
		if got := found(check.Conclude(obs, check.Options{})); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.fixture, got, c.want)
		}
	}
}

func found(r certain.Result) (all []string) {
	for _, f := range r.Findings {
		all = append(all, string(f.Severity)+" "+f.Code)
	}
	slices.Sort(all)
	return all
}

// TestDays: freshness is judged at the time asked for.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		fixture string
		days    int
		want    []string
	}{
		{"healthy-staple", 8, []string{"error staple-invalid"}},
		{"healthy-staple", -1, []string{"error staple-invalid"}}, // it lies ahead
		{"staple-invalid", -7, nil},
		{"revocation-unknown", -9, []string{"warning revocation-unknown"}}, // the intermediate's list lies ahead
		{"revoked", 8, []string{"warning revocation-unknown"}},             // all lists are stale by then
	} {
		obs := read(t, "testdata/"+c.fixture+".json")
		obs.At = obs.At.Add(time.Duration(c.days) * 24 * time.Hour)
		if got := found(check.Conclude(obs, check.Options{})); !slices.Equal(got, c.want) {
			t.Errorf("%s %d days later: %v, want %v", c.fixture, c.days, got, c.want)
		}
	}
}

// TestLogs: which timestamps count.
func TestLogs(t *testing.T) {
	since := func(obs *certain.Observation, d time.Duration) *time.Time {
		at := obs.Served[0].X509.NotBefore.Add(d)
		return &at
	}
	for name, c := range map[string]struct {
		change func(*certain.Observation)
		ok     bool
	}{
		"as it is":        {func(*certain.Observation) {}, true},
		"no list":         {func(o *certain.Observation) { o.Logs = nil }, true},
		"an empty list":   {func(o *certain.Observation) { o.Logs.Logs = nil }, false},
		"one log unknown": {func(o *certain.Observation) { o.Logs.Logs = o.Logs.Logs[1:] }, false},
		"one rejected":    {func(o *certain.Observation) { o.Logs.Logs[0].State = "rejected" }, false},
		"one retired": {func(o *certain.Observation) {
			o.Logs.Logs[0].State, o.Logs.Logs[0].Since = "retired", since(o, -time.Hour)
		}, false},
		"retired later": {func(o *certain.Observation) {
			o.Logs.Logs[0].State, o.Logs.Logs[0].Since = "retired", since(o, time.Hour)
		}, true},
		"keys exchanged":   {func(o *certain.Observation) { l := o.Logs.Logs; l[0].Key, l[1].Key = nil, nil }, false},
		"seen before that": {func(o *certain.Observation) { o.Logs = nil; o.At = o.Served[0].X509.NotBefore.Add(-time.Hour) }, false},
		"no issuer":        {func(o *certain.Observation) { o.Served = o.Served[:1] }, false},
	} {
		obs := read(t, "testdata/healthy-webpki.json")
		c.change(obs)
		if got := found(check.Conclude(obs, check.Options{})); slices.Contains(got, "error ct-missing") == c.ok {
			t.Errorf("%s: %v", name, got)
		}
	}
}
