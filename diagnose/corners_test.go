package diagnose_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/ct"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
	"github.com/certain-tls/certain/trust"
)

// record writes what the lab shows today as fixtures of package check. The
// findings beside them are then written by: go test ./check -update
var record = flag.Bool("record", false, "record the lab's scenarios as fixtures of the checks")

// Corners that are left out on purpose, each with its reason.
var (
	noScenario = map[string]string{
		"no-trust-store":       "it is the client's store that is empty, not anything of the server's; the fixture shows it",
		"client-cert-rejected": "only a client that shows a certificate meets it; the probe's tests show the steps",
		"network-unreachable":  "an unprivileged program cannot make loopback unreachable; the probe's tests show the step",
		"permission-denied":    "tests may run as root, who may read everything; the loader's tests run as another user",
		"not-reloaded":         "it takes a file named beside the server; TestOnDisk serves one over a real socket and writes the other",
	}
	noFixture = map[string]string{}
	noPhrase  = map[string]string{
		"not-reloaded":         "no client sees the server's disk",
		"rollout-incomplete":   "a client meets one address, and sees an expired certificate or none that is wrong",
		"resumed-after-expiry": "no client looks at the certificate of a session again; that is the problem",
		"outside-profile":      "it is a rule that somebody sets for servers; clients say nothing as long as it works",
	}
)

func TestEveryCodeHasItsCorners(t *testing.T) {
	scenarios, checks, phrases := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range lab.Scenarios() {
		for _, code := range s.Codes {
			scenarios[code] = true
		}
	}
	for _, c := range check.All() {
		checks[c.Code] = true
	}
	for _, p := range explain.Phrases() {
		phrases[p.Code] = true
	}
	for _, p := range problem.All() {
		_, articled := article.Find(p.Code)
		corner(t, p.Code, "an article", articled, nil)
		if p.Endpoint == "" && p.Files == "" { // only texts tell of it: nothing to look at
			corner(t, p.Code, "a phrase", phrases[p.Code], nil)
			continue
		}
		corner(t, p.Code, "a check", checks[p.Code], nil)
		corner(t, p.Code, "a phrase", phrases[p.Code], noPhrase)
		corner(t, p.Code, "a scenario", scenarios[p.Code], noScenario)
		corner(t, p.Code, "a fixture", fixtureShows(t, p.Code), noFixture)
	}
	for code := range checks {
		if _, ok := problem.Find(code); !ok {
			t.Errorf("the check %s has no entry in the catalogue", code)
		}
	}
	for _, s := range lab.Scenarios() {
		for _, code := range s.Codes {
			if _, ok := problem.Find(code); !ok {
				t.Errorf("the scenario %s has a code that is not in the catalogue: %s", s.ID, code)
			}
		}
	}
}

// corner complains of a corner that is missing without a reason, and of a
// reason that no longer holds.
func corner(t *testing.T, code, what string, there bool, leftOut map[string]string) {
	t.Helper()
	switch reason := leftOut[code]; {
	case !there && reason == "":
		t.Errorf("%s has no corner %q and no reason why not", code, what)
	case there && reason != "":
		t.Errorf("%s has a corner %q, so its reason for having none is out of date: %s", code, what, reason)
	}
}

func fixtureShows(t *testing.T, code string) bool {
	t.Helper()
	goldens, _ := filepath.Glob("../check/testdata/*.golden")
	return slices.ContainsFunc(goldens, func(file string) bool {
		text, err := os.ReadFile(file)
		return err == nil && strings.Contains(string(text), `"code": "`+code+`"`)
	})
}

// Each scenario, looked at over real sockets and real files, yields exactly
// its codes, and a healthy one none. Hidden symptoms do not count.
func TestScenariosYieldTheirCodes(t *testing.T) {
	l, err := lab.Open(lab.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	roots := trust.FromCerts("lab", l.Roots())
	t.Run("all", func(t *testing.T) {
		for _, running := range l.Running() {
			t.Run(running.ID, func(t *testing.T) {
				t.Parallel()
				holdsTo(t, running, look(t, running, roots), filepath.Dir(l.CAFile()))
			})
		}
	})
}

// holdsTo compares a scenario with what was found, at all of its addresses
// together.
func holdsTo(t *testing.T, running lab.Running, results []certain.Result, dir string) {
	var found, first []string
	refused := false
	for i, r := range results {
		found = append(found, codes(r)...)
		if len(r.Findings) > 0 {
			first = append(first, r.Findings[0].Code)
		}
		refused = refused || r.Verdict == certain.Fail
		if *record {
			id := running.ID
			if i > 0 {
				id = fmt.Sprintf("%s-address-%d", id, i+1)
			}
			keep(t, id, r.Observation, dir)
		}
	}
	slices.Sort(found)
	if want := slices.Sorted(slices.Values(running.Codes)); !slices.Equal(slices.Compact(found), want) {
		for _, r := range results {
			t.Errorf("found %v, want %v; hidden %v, unknown %v, steps %+v", codes(r), want, r.Hidden, r.Unknown, r.Observation.Steps)
		}
	}
	if len(first) > 0 && !slices.Contains(first, running.Code) {
		t.Errorf("the first finding is %s, want %s", first, running.Code)
	}
	if running.Expect == lab.Reject && !refused && running.Kind == certain.Endpoint || running.Expect == lab.Accept && refused {
		t.Errorf("a careful client must %s this, and what was found does not say so", running.Expect)
	}
}

func look(t *testing.T, running lab.Running, roots *trust.Store) []certain.Result {
	t.Helper()
	o := diagnose.Options{Roots: roots, Resolver: running.Resolver, Keys: running.Keys, Timeout: time.Minute,
		Policy: running.Policy, Profile: running.Profile, Revocation: running.Revocation, KeyPins: running.Pins, Idle: running.Idle}
	if running.CTLogs != "" {
		o.Logs = logsOf(t, running.CTLogs)
	}
	if running.Proxy != "" {
		proxy, err := probe.ParseProxy(running.Proxy)
		if err != nil {
			t.Fatal(err)
		}
		o.Proxy = proxy
	}
	switch { // who is silent on purpose is given up; else a busy machine is no finding
	case running.Silent: // and shakes hands before
		o.Timeout = 3 * time.Second
	case strings.HasSuffix(running.Code, "timeout"):
		o.Timeout = time.Second
	}
	if running.Kind == certain.Files {
		o.ServerName = running.Name
		if running.Passphrase != "" {
			o.Passphrases = []string{running.Passphrase}
		}
		return alone(diagnose.Files(t.Context(), running.Files, o))(t)
	}
	if running.ServerName != running.Host {
		o.ServerName = running.ServerName
	}
	target, err := certain.ParseTarget(running.URL, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	if len(running.Addresses) == 0 {
		return alone(diagnose.Endpoint(t.Context(), target, o))(t)
	}
	pin := probe.Pin{Host: running.Host, Port: running.Port}
	for _, address := range running.Addresses {
		pin.Addrs = append(pin.Addrs, netip.MustParseAddrPort(address).Addr())
	}
	o.Pins = []probe.Pin{pin}
	results, err := diagnose.EachAddress(t.Context(), target, o)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func alone(r certain.Result, err error) func(*testing.T) []certain.Result {
	return func(t *testing.T) []certain.Result {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return []certain.Result{r}
	}
}

func logsOf(t *testing.T, file string) *diagnose.Logs {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := ct.ReadLogs(data)
	if err != nil {
		t.Fatal(err)
	}
	return &diagnose.Logs{Name: file, All: all}
}

// What no scenario can show is made by hand, as the probe and the loader would
// have written it.
func TestRecordWhatNoScenarioShows(t *testing.T) {
	if !*record {
		return
	}
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	keep(t, "no-trust-store", look(t, l.Running()[0], trust.FromCerts("system", nil))[0].Observation, filepath.Dir(l.CAFile()))

	at := time.Now().UTC()
	keep(t, "network-unreachable", &certain.Observation{
		At: at, Kind: certain.Endpoint,
		Asked: certain.Asked{Target: "[2001:db8::1]:443", Name: "2001:db8::1", Address: "[2001:db8::1]:443"},
		Steps: []certain.Step{{Name: certain.StepTCP, Address: "[2001:db8::1]:443", MS: 0.1, Outcome: certain.Unreachable, Error: "connect: network is unreachable"}},
		Store: certain.Store{Name: "system", Size: 140},
	}, "\x00")
	alert := uint8(48)
	keep(t, "client-cert-rejected", &certain.Observation{
		At: at, Kind: certain.Endpoint,
		Asked: certain.Asked{Target: "192.0.2.7:443", Name: "192.0.2.7", Address: "192.0.2.7:443", Client: "client.example.test"},
		Steps: []certain.Step{
			{Name: certain.StepTCP, Address: "192.0.2.7:443", MS: 0.1, Outcome: certain.OK},
			{
				Name: certain.StepHandshake, Address: "192.0.2.7:443", MS: 1.3, Outcome: certain.Alerted, Error: "remote error: tls: unknown certificate authority",
				Alert: &alert, ClientAsked: true, ClientSent: true,
			},
		},
		Store: certain.Store{Name: "system", Size: 140},
	}, "\x00")
	keep(t, "permission-denied", &certain.Observation{
		At: at, Kind: certain.Files, Asked: certain.Asked{Target: "server.key"},
		Steps: []certain.Step{{Name: certain.StepFile, Address: "server.key", Outcome: certain.Denied, Error: "permission denied"}},
		Files: []certain.File{{Name: "server.key", Outcome: certain.Denied, Error: "permission denied"}},
		Store: certain.Store{Name: "system", Size: 140},
	}, "\x00")
}

func codes(r certain.Result) (found []string) {
	for _, f := range r.Findings {
		if !slices.Contains(found, f.Code) {
			found = append(found, f.Code)
		}
	}
	slices.Sort(found)
	return found
}

// keep stores an observation, without the path of the folder that the lab used.
func keep(t *testing.T, id string, obs *certain.Observation, dir string) {
	t.Helper()
	text, err := json.MarshalIndent(obs, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.ReplaceAll(text, []byte(dir), []byte("/srv/tls"))
	if err := os.WriteFile(filepath.Join("..", "check", "testdata", id+".json"), append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
