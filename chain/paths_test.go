package chain

import (
	"bufio"
	"compress/gzip"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// pathCase is one case of a suite, in the format of x509-limbo with the
// additions that the README of the suites describes.
type pathCase struct {
	ID             string     `json:"id"`
	Profile        string     `json:"x_profile"`
	Features       []string   `json:"features"`
	Kind           string     `json:"validation_kind"`
	Trusted        []string   `json:"trusted_certs"`
	Untrusted      []string   `json:"untrusted_intermediates"`
	Peer           string     `json:"peer_certificate"`
	Time           *time.Time `json:"validation_time"`
	ExtendedUsages []string   `json:"extended_key_usage"`
	Usages         []string   `json:"key_usage"`
	Expected       string     `json:"expected_result"`
	Name           *peerName  `json:"expected_peer_name"`
	Names          []peerName `json:"expected_peer_names"` // of a client; each must be there
	MaxDepth       *int       `json:"max_chain_depth"`
	CRLs           []string   `json:"crls"`
	Policies       *struct {
		Initial        []string `json:"initial_policy_set"`
		InhibitMapping bool     `json:"initial_policy_mapping_inhibit"`
		Explicit       bool     `json:"initial_explicit_policy"`
		InhibitAny     bool     `json:"initial_any_policy_inhibit"`
	} `json:"x_policy"`
	BoringSSL *struct {
		Trust   string          `json:"last_cert_trust"`
		Purpose string          `json:"key_purpose"`
		Params  json.RawMessage `json:"params"`
	} `json:"x_boringssl"`
}

type peerName struct{ Kind, Value string }

// TestPaths runs a suite of path validation cases: CERTAIN_PATHS names the
// file. Where it disagrees with a suite, the case and the reason stand in
// testdata/disagreements.txt; any other disagreement fails.
func TestPaths(t *testing.T) {
	file := os.Getenv("CERTAIN_PATHS")
	if file == "" {
		return // .ci/run names them one by one
	}
	cases := readPathCases(t, file)
	known := disagreements(t)
	score := tally{cells: map[string]*cell{}}
	for _, c := range cases {
		start := time.Now()
		got, why := c.judge(t)
		score.add(c, got, time.Since(start))
		fmt.Printf("path: %s expected=%s got=%s why=%s\n", c.ID, c.Expected, got, strings.Join(why, ","))
		agrees := got == c.Expected || got == "SKIPPED"
		switch reason := known[c.ID]; {
		case !agrees && reason == "":
			t.Errorf("%s: expected %s, got %s (%s)", c.ID, c.Expected, got, strings.Join(why, ","))
		case agrees && reason != "":
			t.Errorf("%s agrees now; strike it from testdata/disagreements.txt", c.ID)
		}
	}
	score.print()
	score.holdAgainst(t, filepath.Join(filepath.Dir(file), "baseline.json.gz"), cases)
}

// judge gives SUCCESS, FAILURE or SKIPPED, and the codes of what was found.
func (c pathCase) judge(t *testing.T) (string, []string) {
	q, skip := c.query(t)
	if skip != "" {
		return "SKIPPED", []string{skip}
	}
	trace := Build(q)
	why := codes(trace)
	if !c.named(q.Leaf) {
		why = append(why, "hostname-mismatch")
	}
	if !c.allowed(q.Leaf) {
		why = append(why, "wrong-purpose")
	}
	if len(why) > 0 {
		return "FAILURE", why
	}
	return "SUCCESS", nil
}

func (c pathCase) query(t *testing.T) (q Query, skip string) {
	q = Query{Leaf: pemCert(t, c.Peer), At: time.Now(), Purpose: c.purpose(), AnyKeyUsage: true}
	if c.Time != nil {
		q.At = *c.Time
	}
	for _, text := range c.Untrusted {
		q.Pool = append(q.Pool, pemCert(t, text))
	}
	for _, text := range c.Trusted {
		q.Anchors = append(q.Anchors, certain.Anchor{Cert: pemCert(t, text), From: "suite"})
	}
	if c.MaxDepth != nil {
		q.MaxDepth = *c.MaxDepth
		if q.MaxDepth == 0 {
			q.MaxDepth = -1
		}
	}
	if p := c.Policies; p != nil {
		q.Policies = PolicyInputs{Initial: p.Initial, Explicit: p.Explicit, InhibitMapping: p.InhibitMapping, InhibitAny: p.InhibitAny}
	}
	for _, text := range c.CRLs {
		q.Revocation.CRLs = append(q.Revocation.CRLs, pemBytes(t, text))
	}
	if len(c.CRLs) > 0 {
		q.Revocation.Demand = CoverAll
	}
	q.Policy, skip = c.policy()
	if usage, other := c.otherUsage(); other {
		q.Policy.Demands = append(slices.Clip(q.Policy.Demands), Demand{"RFC 5280 section 4.2.1.12", WrongPurpose, func(v view) string {
			allowed := !v.has(extKeyUsage) || slices.Contains(v.ExtKeyUsage, usage) || slices.Contains(v.ExtKeyUsage, x509.ExtKeyUsageAny)
			return when(!allowed, "is not for the usage asked for")
		}})
	}
	return q, skip
}

// otherUsage is a usage that has nothing to do with TLS, so that it is no
// purpose of this package: signed mail above all.
func (c pathCase) otherUsage() (x509.ExtKeyUsage, bool) {
	if c.purpose() != Any {
		return 0, false
	}
	for usage, name := range extendedNames {
		if usage != x509.ExtKeyUsageAny && slices.Contains(c.ExtendedUsages, name) {
			return usage, true
		}
	}
	return 0, false
}

func (c pathCase) purpose() Purpose {
	server, client := slices.Contains(c.ExtendedUsages, "serverAuth"), slices.Contains(c.ExtendedUsages, "clientAuth")
	switch {
	case slices.Contains(c.ExtendedUsages, "anyExtendedKeyUsage") || len(c.ExtendedUsages) > 0 && !server && !client:
		return Any
	case c.Kind == "CLIENT" || slices.Equal(c.ExtendedUsages, []string{"clientAuth"}):
		return Client
	}
	return Server
}

// policy is the one that the profile of a case names. PKITS and BoringSSL test
// the validation of paths, RFC 5280 section 6, with certificates that do not
// keep to the profile of section 4.
func (c pathCase) policy() (p Policy, skip string) {
	switch c.Profile {
	case "webpki":
		return WebPKI(), ""
	case "rfc5280-with-crl":
		return Section6(), ""
	case "rfc5280-boringssl":
		return c.boringPolicy()
	}
	return RFC5280(), ""
}

// boringPolicy turns the knobs of BoringSSL's tests: what an anchor is, how
// exact the extended key usage must be, and that SHA-1 and 1024 bits are taken
// unless a case says otherwise.
func (c pathCase) boringPolicy() (p Policy, skip string) {
	p = Section6()
	p.Name, p.RSABits = "boringssl", 1024
	if c.BoringSSL == nil {
		return p, ""
	}
	p.AllowSHA1 = !strings.Contains(string(c.BoringSSL.Params), "STRONG")
	trust := c.BoringSSL.Trust
	if strings.HasPrefix(trust, "TRUSTED_LEAF") {
		return p, "trusted-leaf"
	}
	if slices.Contains(c.Features, "unsupported-key-purpose") {
		return p, "unsupported-key-purpose"
	}
	p.UndatedAnchors = !strings.Contains(trust, "EXPIRATION")
	p.BareAnchors = !strings.Contains(trust, "CONSTRAINTS")
	switch purpose := c.BoringSSL.Purpose; {
	case strings.HasSuffix(purpose, "_STRICT"):
		p.ExactUsage, p.Demands = CoverAll, strictTarget
	case strings.HasSuffix(purpose, "_STRICT_LEAF"):
		p.ExactUsage, p.Demands = CoverLeaf, strictTarget
	}
	return p, ""
}

// strictTarget is what BoringSSL's strict purposes ask besides.
var strictTarget = []Demand{{"BoringSSL", StrictProfile, func(v view) string {
	return when(v.depth == 0 && v.ca(), "is a CA, which a target must not be")
}}}

// named tells whether the leaf is for every name that is asked for.
func (c pathCase) named(leaf *certain.Cert) bool {
	names := c.Names
	if c.Name != nil {
		names = append(names, *c.Name)
	}
	return !slices.ContainsFunc(names, func(n peerName) bool {
		if leaf.X509 == nil {
			return true
		}
		if n.Kind == "RFC822" {
			return !slices.Contains(leaf.X509.EmailAddresses, n.Value)
		}
		return !MatchName(leaf.X509, n.Value).OK
	})
}

// allowed holds the key usage of the leaf against the one asked for.
func (c pathCase) allowed(leaf *certain.Cert) bool {
	names := []string{"digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign"}
	for _, usage := range c.Usages {
		i := slices.Index(names, usage)
		if i >= 0 && leaf.X509 != nil && leaf.X509.KeyUsage != 0 && int(leaf.X509.KeyUsage)&(1<<i) == 0 {
			return false
		}
	}
	return true
}

// codes are empty for a valid trace.
func codes(t Trace) (found []string) {
	if t.Valid() {
		return nil
	}
	add := func(code string) {
		if !slices.Contains(found, code) {
			found = append(found, code)
		}
	}
	best := t.Best()
	for _, l := range best.Links {
		for _, f := range l.Faults {
			add(string(f.Kind))
		}
	}
	switch best.End {
	case SelfSigned:
		add("untrusted-root")
	case NoIssuer, Loop, TooDeep:
		add("untrusted-issuer")
	}
	if len(t.Unreadable) > 0 {
		add(string(Malformed))
	}
	if t.GaveUp != "" {
		add(string(Exhausted))
	}
	return found
}

// tally counts by profile and suite.
type tally struct {
	cells   map[string]*cell
	slowest time.Duration
	slow    string
}

type cell struct{ right, accepted, rejected, skipped int }

func (c cell) all() int { return c.right + c.accepted + c.rejected + c.skipped }

func (s *tally) add(c pathCase, got string, took time.Duration) {
	if took > s.slowest {
		s.slowest, s.slow = took, c.ID
	}
	for _, name := range []string{"all", c.cell()} {
		if s.cells[name] == nil {
			s.cells[name] = &cell{}
		}
		switch n := s.cells[name]; {
		case got == "SKIPPED":
			n.skipped++
		case got == c.Expected:
			n.right++
		case got == "SUCCESS":
			n.accepted++
		default:
			n.rejected++
		}
	}
}

// cell names where a case is counted: profile and suite.
func (c pathCase) cell() string {
	suite, _, _ := strings.Cut(c.ID, "::")
	return c.Profile + "/" + suite
}

func (s *tally) print() {
	names := make([]string, 0, len(s.cells))
	for name := range s.cells {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		n := s.cells[name]
		fmt.Printf("paths: %s: %d cases, %d right, %d wrongly accepted, %d wrongly rejected, %d skipped\n",
			name, n.all(), n.right, n.accepted, n.rejected, n.skipped)
	}
	fmt.Printf("paths: slowest %s (%s)\n", s.slowest.Round(100*time.Microsecond), s.slow)
}

// holdAgainst compares with what the standard library scores in the same
// cells, where its answers lie beside the suite. No cell may be worse.
func (s *tally) holdAgainst(t *testing.T, file string, cases []pathCase) {
	if _, err := os.Stat(file); err != nil {
		return
	}
	var baseline struct {
		Results []struct {
			ID      string            `json:"id"`
			Verdict map[string]string `json:"verdict"`
		} `json:"results"`
	}
	readGzip(t, file, &baseline)
	right := map[string]int{}
	in := map[string]string{}
	for _, c := range cases {
		in[c.ID] = c.cell()
	}
	for _, r := range baseline.Results {
		if name, ours := in[r.ID]; ours && r.Verdict["go"] == "pass" {
			right[name]++
		}
	}
	for name, n := range s.cells {
		if name == "all" {
			continue
		}
		fmt.Printf("paths: %s: crypto/x509 has %d right, this package %d\n", name, right[name], n.right)
		if n.right < right[name] {
			t.Errorf("%s: %d right, and crypto/x509 has %d", name, n.right, right[name])
		}
	}
}

func readPathCases(t *testing.T, file string) []pathCase {
	var suite struct {
		Cases []pathCase `json:"testcases"`
	}
	readGzip(t, file, &suite)
	if len(suite.Cases) == 0 {
		t.Fatalf("%s holds no cases", file)
	}
	return suite.Cases
}

func readGzip(t *testing.T, file string, into any) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if err := json.NewDecoder(z).Decode(into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// disagreements are the cases in which a suite is not followed, with why.
func disagreements(t *testing.T) map[string]string {
	f, err := os.Open("testdata/disagreements.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, _ := strings.Cut(line, " ")
		if reason == "" {
			t.Errorf("%s is kept without a reason", id)
		}
		known[id] = reason
	}
	return known
}

func pemBytes(t *testing.T, text string) []byte {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatal("the suite holds what is no PEM")
	}
	return block.Bytes
}

func pemCert(t *testing.T, text string) *certain.Cert {
	t.Helper()
	return certain.ParseCert(pemBytes(t, text))
}
