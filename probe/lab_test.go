package probe_test

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/probe"
)

// What looking at a scenario must show, where it is not a completed handshake:
// the last step and its outcome.
var labOutcomes = map[string]string{
	"proxy-refused":                 "proxy declined",
	"proxy-refused-gateway":         "proxy declined",
	"proxy-refused-socks":           "proxy declined",
	"starttls-unavailable":          "starttls declined",
	"starttls-unavailable-postgres": "starttls declined",
	"dns-failure":                   "dns not-found",
	"connection-refused":            "tcp refused",
	"connection-reset":              "handshake reset",
	"connect-timeout":               "tcp timeout",
	"handshake-timeout":             "handshake timeout",
	"closed-early":                  "handshake closed",
	"not-tls":                       "handshake not-tls",
	"not-tls-ssh":                   "handshake not-tls",
	"protocol-version":              "handshake alert",
	"handshake-refused":             "handshake alert",
	"sni-unrecognized":              "handshake alert",
	"client-cert-required":          "after-handshake alert",
	"client-cert-required-tls12":    "handshake alert",
	"corrupt-record":                "handshake bad-record",
	"malformed-certificate":         "handshake bad-certificate",

	"protocol-version-ssl3":             "handshake unoffered",
	"handshake-timeout-hello":           "handshake timeout",
	"handshake-timeout-finished":        "handshake timeout",
	"handshake-timeout-slow":            "handshake timeout",
	"corrupt-record-garbage":            "handshake bad-record",
	"corrupt-record-endless":            "handshake bad-record",
	"corrupt-record-compressed":         "handshake bad-record",
	"client-cert-required-http":         "after-handshake ok",
	"no-shared-cipher":                  "handshake alert",
	"no-shared-cipher-dhe":              "handshake alert",
	"no-shared-cipher-anonymous":        "handshake alert",
	"no-shared-cipher-null":             "handshake alert",
	"no-shared-cipher-export":           "handshake alert",
	"no-shared-cipher-dhe-1024":         "handshake alert",
	"weak-dh":                           "handshake alert",
	"handshake-signature-invalid":       "handshake bad-proof",
	"handshake-signature-invalid-tls12": "handshake bad-proof",
	"downgrade":                         "handshake downgraded",
	"alpn-mismatch":                     "handshake alert",
	"oversized-handshake":               "handshake too-large",
	"oversized-handshake-certificates":  "handshake too-large",

	"healthy-client-cert-optional":       "after-handshake ok",
	"malformed-certificate-intermediate": "handshake bad-certificate",
	"connection-reset-at-once":           "handshake reset", // or that of TCP itself
	"starttls-unavailable-silent":        "starttls timeout",
	"corrupt-record-giant":               "handshake bad-record",
}

// sendsChain are scenarios that fail and show their chain before.
var sendsChain = []string{
	"client-cert-required", "client-cert-required-tls12", "malformed-certificate", "handshake-timeout-finished",
	"handshake-signature-invalid", "handshake-signature-invalid-tls12", "malformed-certificate-intermediate",
}

// Each endpoint of the lab is looked at: never an error, the expected outcome,
// and the chain wherever the server sent one.
func TestLab(t *testing.T) {
	running, err := lab.Open(lab.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { running.Close() })
	for _, r := range running.Running() {
		if r.Kind != certain.Endpoint {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel() // some wait for a server that is silent
			lookAt(t, r)
		})
	}
}

func lookAt(t *testing.T, r lab.Running) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	target, err := certain.ParseTarget(r.URL, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	o := probe.Options{Resolver: r.Resolver, Timeout: time.Minute} // a busy machine is no finding
	switch {
	case r.Silent: // and shakes hands before
		o.Timeout = 3 * time.Second
	case strings.HasSuffix(r.Code, "-timeout"):
		o.Timeout = time.Second
	}
	for _, address := range r.Addresses[:min(1, len(r.Addresses))] { // TestResume looks at all of them
		at := netip.MustParseAddrPort(address)
		o.Pins = []probe.Pin{{Host: r.Host, Port: r.Port, Addrs: []netip.Addr{at.Addr()}}}
	}
	if r.Proxy != "" {
		if o.Proxy, err = probe.ParseProxy(r.Proxy); err != nil {
			t.Fatal(err)
		}
	}
	if r.ServerName != r.Host {
		o.ServerName = r.ServerName
	}
	obs, session, err := probe.Connect(ctx, target, o)
	if err != nil {
		t.Fatal(err)
	}
	steps, shown := obs.Steps, false
	for steps[len(steps)-1].Name == certain.StepHello { // a further look tells more of the same failure
		hello := steps[len(steps)-1].Hello
		shown = shown || hello != nil && len(obs.Served) > 0
		steps = steps[:len(steps)-1]
	}
	last := steps[len(steps)-1]
	want := labOutcomes[r.ID]
	if want == "" {
		want = "handshake ok"
	}
	if got := fmt.Sprintf("%s %s", last.Name, last.Outcome); got != want && (r.ID != "connection-reset-at-once" || got != "tcp reset") {
		t.Fatalf("got %s, want %s: %+v", got, want, obs.Steps)
	}
	if (session != nil) != (last.Outcome == certain.OK) {
		t.Errorf("session %v after %+v", session, last)
	}
	sends := session != nil || shown || slices.Contains(sendsChain, r.ID)
	early := r.ID == "protocol-version-ssl3" // its chain may come with the hello that ends the handshake
	if sends != (len(obs.Served) > 0) && !early {
		t.Errorf("served %d certificates, steps %+v", len(obs.Served), obs.Steps)
	}
	if session == nil {
		return
	}
	defer session.Close()
	probe.FetchIssuers(ctx, obs, obs.Served, o)
	for _, step := range obs.Steps {
		if step.Name == certain.StepFetch && step.Outcome != certain.OK {
			t.Errorf("step %+v", step)
		}
	}
	if r.Code == "missing-intermediate" && len(obs.Fetched) == 0 {
		t.Errorf("no issuer was fetched: %+v", obs.Steps)
	}
	if target.Scheme != "https" {
		return
	}
	session.Get(ctx, "/", obs)
	switch r.ID {
	case "client-cert-required-http":
		if obs.HTTP == nil || obs.HTTP.Status != 400 || obs.HTTP.Client != certain.ClientMissing {
			t.Errorf("answer %+v", obs.HTTP)
		}
		return
	case "alpn-mismatch-unnegotiated":
		if step := obs.Steps[len(obs.Steps)-1]; obs.HTTP != nil || step.Outcome != certain.Unoffered || step.Heard == "" {
			t.Errorf("step %+v", step)
		}
		return
	case "healthy-endless-headers":
		if step := obs.Steps[len(obs.Steps)-1]; obs.HTTP != nil || step.Outcome != certain.TooLarge {
			t.Errorf("step %+v", step)
		}
		return
	case "connection-reset-after", "healthy-no-answer":
		want := map[string]certain.Outcome{"connection-reset-after": certain.Reset, "healthy-no-answer": certain.Timeout}
		if step := obs.Steps[len(obs.Steps)-1]; obs.HTTP != nil || step.Outcome != want[r.ID] {
			t.Errorf("step %+v", step)
		}
		return
	case "healthy-redirect", "insecure-redirect", "insecure-redirect-name":
		if obs.HTTP == nil || !obs.HTTP.Leads() {
			t.Errorf("answer %+v", obs.HTTP)
		}
		return
	case "healthy-redirect-loop":
		if obs.HTTP == nil || obs.HTTP.Status != 302 || obs.HTTP.Location != "/" {
			t.Errorf("answer %+v", obs.HTTP)
		}
		return
	}
	if last := obs.Steps[len(obs.Steps)-1]; (last.Outcome == certain.Truncated) != (r.Code == "truncated-close") {
		t.Errorf("step %+v, answer %+v", last, obs.HTTP)
	}
	if obs.HTTP == nil || obs.HTTP.Status != 200 {
		t.Errorf("answer %+v, steps %+v", obs.HTTP, obs.Steps)
	}
}
