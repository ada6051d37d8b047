package diagnose_test

import (
	"net/netip"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/trust"
)

// TestEachAddress: one name, one address that serves and one on which nothing
// listens: a result for each, and the dead one is a warning.
func TestEachAddress(t *testing.T) {
	l, err := lab.Open(lab.Options{}, "expired")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	r := l.Running()[0]
	o := diagnose.Options{
		Roots: trust.FromCerts("lab", l.Roots()), ServerName: "localhost",
		Pins: []probe.Pin{{Host: "shop.example.test", Port: r.Port, Addrs: []netip.Addr{
			netip.MustParseAddr("127.0.0.9"), netip.MustParseAddr("127.0.0.1"),
		}}},
	}
	target := certain.Target{Raw: "shop.example.test", Scheme: "tls", Host: "shop.example.test", Port: r.Port}
	results, err := diagnose.EachAddress(t.Context(), target, o)
	if err != nil || len(results) != 2 {
		t.Fatalf("%d results, %v", len(results), err)
	}
	for i, want := range []struct {
		at, code string
		severity certain.Severity
		others   int
	}{{"127.0.0.9", "connection-refused", certain.Warning, 1}, {"127.0.0.1", "expired", certain.Error, 0}} {
		got := results[i]
		if got.Observation.Asked.At != want.at || len(got.Findings) != 1 || got.Findings[0].Code != want.code ||
			got.Findings[0].Severity != want.severity || len(got.Unknown) > 0 || len(got.Observation.Others) != want.others {
			t.Errorf("%s: %s, findings %+v, others %v", want.at, got.Observation.Asked.At, got.Findings, got.Observation.Others)
		}
	}
	o.Pins[0].Addrs = o.Pins[0].Addrs[:1]
	if results, err = diagnose.EachAddress(t.Context(), target, o); err != nil || len(results) != 1 || results[0].Findings[0].Severity != certain.Error {
		t.Errorf("a lone address: %+v, %v", results, err)
	}
}

// TestProxyFromTheEnvironment: a variable is followed where that is asked for,
// and one that cannot be read is the caller's fault then.
func TestProxyFromTheEnvironment(t *testing.T) {
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	r := l.Running()[0]
	target, err := certain.ParseTarget(r.URL, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"HTTPS_PROXY": "http://me:s3cret@127.0.0.1:1"}
	o := diagnose.Options{Roots: trust.FromCerts("lab", l.Roots()), Getenv: func(name string) string { return env[name] }}
	result, err := diagnose.Endpoint(t.Context(), target, o)
	if err != nil || len(result.Findings) > 0 || result.Observation.Proxy == nil || result.Observation.Proxy.Followed {
		t.Errorf("not followed: %+v, %v", result.Findings, err)
	}
	o.FollowEnv = true
	result, err = diagnose.Endpoint(t.Context(), target, o)
	if err != nil || len(result.Findings) != 1 || result.Findings[0].Code != "proxy-refused" || result.Observation.Proxy.URL != "http://127.0.0.1:1" {
		t.Errorf("followed: %+v, %v", result.Findings, err)
	}
	env["NO_PROXY"] = "localhost"
	if result, err = diagnose.Endpoint(t.Context(), target, o); err != nil || len(result.Findings) > 0 {
		t.Errorf("exempt: %+v, %v", result.Findings, err)
	}
	env["NO_PROXY"], env["HTTPS_PROXY"] = "", "gopher://127.0.0.1"
	if _, err = diagnose.Endpoint(t.Context(), target, o); err == nil {
		t.Error("a proxy that cannot be read is no fault")
	}
}
