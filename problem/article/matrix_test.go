package article_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/certain-tls/certain/lab"
)

// topics are what a client may have to set.
var topics = []string{"root", "certificate", "name", "verification", "lowest", "highest", "suites", "callback"}

// A cell says where a client's topic stands in the articles, and how its
// snippet is shown to do what the article says: it succeeds as it stands, which
// TestSnippets holds, and with a change, or at another scenario, it fails as a
// code.
type cell struct {
	page string
	has  string // marks the snippet: a regular expression
	what string // the change, as mends= has it; empty for none
	at   string // where it runs changed; the snippet's own scenario if empty
	says string
	// own: the snippet's own mends= shows it, and nothing else runs.
	own bool
	// none is why a client has no such thing.
	none string
}

// tls13 is a scenario of this test's own: nobody who stays below TLS 1.3 gets
// in.
const tls13 = "healthy-tls13"

// handed are the topics of the one context that Python's libraries are handed.
var handed = map[string]cell{
	"root":         {has: `cafile=`, what: "ca", says: "untrusted-issuer"},
	"certificate":  {has: `load_cert_chain`, what: "load_cert_chain", says: "client-cert-required"},
	"name":         {has: `check_hostname = True`, at: "hostname-mismatch", says: "hostname-mismatch"},
	"verification": {has: `verify_mode = ssl.CERT_REQUIRED`, at: "untrusted-root", says: "untrusted-root"},
	"lowest":       {has: `minimum_version`, what: "TLSv1_2→TLSv1_3", says: "protocol-version"},
	"highest":      {has: `maximum_version`, what: "TLSv1_3→TLSv1_2", at: tls13, says: "protocol-version"},
	"suites":       {has: `set_ciphers`, what: "ECDHE+→DHE+", says: "handshake-refused"},
	"callback":     {has: `password=passphrase`, what: `return "example"→return "other"`, says: "passphrase-needed"}, // all it says is "PEM lib"
}

// handovers are the ways in which Python's libraries take it.
var handovers = map[string]string{
	"ssl":         `context\.wrap_socket`,
	"http.client": `HTTPSConnection\(.*context=context`,
	"urllib":      `HTTPSHandler\(context=context\)`,
	"requests":    `ssl_context=context`,
	"httpx":       `httpx\.Client\(verify=context`,
	"aiohttp":     `TCPConnector\(ssl=context\)`,
}

// others are the clients that are no Python.
var others = map[string]map[string]cell{
	"sh": {
		"root":         {page: "untrusted-root", has: `curl .*--cacert`, own: true},
		"certificate":  {page: "client-cert-required", has: `curl(.|\n)*--cert`, own: true},
		"name":         {page: "hostname-mismatch", has: `curl .*--resolve`, own: true},
		"verification": {page: "untrusted-root", has: `curl .*--cacert`, at: "untrusted-root", says: "untrusted-root"},
		"lowest":       {page: "protocol-version", has: `curl .*--tlsv1\.2`, own: true},
		"highest":      {page: "protocol-version", has: `curl .*--tls-max 1\.3`, what: "--tls-max 1.3→--tls-max 1.2", at: tls13, says: "protocol-version"},
		"suites":       {page: "no-shared-cipher", has: `curl .*--ciphers`, own: true},
		"callback":     {none: "a command calls nothing back; libcurl does"},
	},
	"go": {
		"root":         {page: "untrusted-root", has: `RootCAs`, own: true},
		"certificate":  {page: "client-cert-required", has: `Certificates:`, own: true},
		"name":         {page: "hostname-mismatch", has: `ServerName:`, own: true},
		"verification": {page: "untrusted-root", has: `RootCAs`, at: "untrusted-root", says: "untrusted-root"},
		"lowest":       {page: "protocol-version", has: `MinVersion:`, own: true},
		"highest":      {page: "protocol-version", has: `MaxVersion:`, what: "VersionTLS13→VersionTLS12", at: tls13, says: "protocol-version"},
		"suites":       {page: "no-shared-cipher", has: `CipherSuites:`, own: true},
		"callback":     {page: "pin-mismatch", has: `VerifyConnection:`, own: true},
	},
	"javascript": {
		"root":         {page: "client-cert-required", has: `ca:`, what: "ca", says: "untrusted-issuer"},
		"certificate":  {page: "client-cert-required", has: `cert:`, own: true},
		"name":         {page: "hostname-mismatch", has: `servername:`, own: true},
		"verification": {page: "client-cert-required", has: `ca:`, at: "untrusted-root", says: "untrusted-root"},
		"lowest":       {page: "protocol-version", has: `minVersion:`, own: true},
		"highest":      {page: "protocol-version", has: `maxVersion:`, what: `"TLSv1.3"→"TLSv1.2"`, at: tls13, says: "protocol-version"},
		"suites":       {page: "no-shared-cipher", has: `ciphers:`, own: true},
		"callback":     {page: "pin-mismatch", has: `checkServerIdentity\(`, own: true},
	},
	"java": {
		"root":         {page: "untrusted-root", has: `setCertificateEntry`, own: true},
		"certificate":  {page: "client-cert-required", has: `setKeyEntry`, own: true},
		"name":         {page: "hostname-mismatch", has: `setEndpointIdentificationAlgorithm`, own: true},
		"verification": {page: "untrusted-root", has: `setCertificateEntry`, at: "untrusted-root", says: "untrusted-root"},
		"lowest":       {page: "protocol-version", has: `setProtocols`, own: true},
		"highest":      {page: "protocol-version", has: `setProtocols`, what: `"TLSv1.3"→"TLSv1.2"`, at: tls13, says: "protocol-version"},
		"suites":       {page: "no-shared-cipher", has: `setCipherSuites`, own: true},
		"callback":     {page: "pin-mismatch", has: `PKIXCertPathChecker`, own: true},
	},
}

// TestMatrix holds that for each client and each topic an article has a
// snippet that runs, and shows that it does what it says.
func TestMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other programs")
	}
	all := runnable(t)
	m := matrix{all: all, wanted: wantedCells(all), turns: make(chan struct{}, 2)}
	m.running = openScenarios(t, lab.Options{Scenarios: []lab.Scenario{ownScenario(t)}}, m.wanted)
	m.other = *lab.Start(t, healthy)
	for library, way := range handovers {
		for _, topic := range topics {
			c := handed[topic]
			c.page = "context-misuse"
			m.show(t, "python", library+"/"+topic, c, way)
		}
	}
	for lang, cells := range others {
		for _, topic := range topics {
			m.show(t, lang, lang+"/"+topic, cells[topic], "")
		}
	}
}

// ownScenario is a server that speaks TLS 1.3 alone.
func ownScenario(t *testing.T) lab.Scenario {
	t.Helper()
	s, err := lab.Description{ID: tls13, About: "The server speaks TLS 1.3 alone.", TLS: lab.TLS{MinVersion: "1.3"}}.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wantedCells are the scenarios at which some snippet of the matrix runs.
func wantedCells(all []snippet) map[string]bool {
	wanted := map[string]bool{tls13: true, "hostname-mismatch": true, "untrusted-root": true}
	for _, s := range all {
		wanted[s.run] = true
	}
	return wanted
}

type matrix struct {
	all     []snippet
	wanted  map[string]bool
	running map[string]lab.Running
	other   lab.Running
	turns   chan struct{}
}

// show finds the snippet of a cell and runs it.
func (m *matrix) show(t *testing.T, lang, name string, c cell, way string) {
	t.Run(name, func(t *testing.T) {
		if c.none != "" {
			return
		}
		s, found := m.find(lang, c, way)
		switch {
		case c.page == "" || !found:
			t.Fatalf("no article has a snippet that runs and shows it: %q in %s", c.has, c.page)
		case c.own && s.mends == "":
			t.Fatalf("%s: nothing shows that it does what it says", s)
		case c.own:
			return // TestSnippets runs it
		}
		t.Parallel()
		m.turns <- struct{}{}
		defer func() { <-m.turns }()
		m.turn(t, s, c)
	})
}

func (m *matrix) find(lang string, c cell, way string) (snippet, bool) {
	has, by := regexp.MustCompile(c.has), regexp.MustCompile(way)
	i := slices.IndexFunc(m.all, func(s snippet) bool {
		return s.page == c.page && s.lang == lang && (s.after != "" || way == "") && has.MatchString(s.text) && by.MatchString(s.text) && (s.expect == "ok" || s.mends != "")
	})
	if i < 0 {
		return snippet{}, false
	}
	return m.all[i], true
}

// turn runs the snippet as the cell says.
func (m *matrix) turn(t *testing.T, s snippet, c cell) {
	at := s.run
	if c.at != "" {
		at = c.at
	}
	if at == tls13 { // that it gets in there as it stands, nothing else shows
		prepare(t, s).run(t, at, m.running[at], true)
	}
	r := m.running[at]
	if c.what != "" {
		changed, inText := change(s.text, c.what)
		if inText && changed == s.text {
			t.Fatalf("%s: nothing in it is %q", s, c.what)
		}
		if s.text = changed; !inText {
			r = stranger(t, r, m.other, c.what)
		}
	}
	out := prepare(t, s).run(t, at+" with "+c.what, r, false)
	explained(t, s, out, c.says)
}
