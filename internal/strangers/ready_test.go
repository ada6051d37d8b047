package strangers

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/lab/grade"
)

// record writes down what the clients of this machine print.
var record = flag.Bool("record", false, "write what the ready-made clients print to testdata/printed.jsonl")

// Honest clients that start fast are graded by every scenario, see refusable;
// telling are those for the others and for the careless, and brief those for
// clients that take a second to start.
var (
	telling = []string{
		"expired", "not-yet-valid-intermediate", "hostname-mismatch", "self-signed", "untrusted-root", "untrusted-issuer",
		"missing-intermediate", "wrong-purpose", "not-a-ca", "path-too-long", "name-constraint", "weak-signature",
		"malformed-certificate", "connection-refused", "connection-reset", "closed-early", "not-tls", "handshake-refused",
		"protocol-version", "sni-unrecognized", "corrupt-record", "client-cert-required", "truncated-close",
	}
	brief = []string{"expired", "hostname-mismatch", "self-signed", "untrusted-root", "weak-signature", "not-tls", "truncated-close"}

	// verified are the scenarios that a client that verifies nothing takes,
	// for all that is wrong with them is in the certificates.
	verified = []string{
		"expired", "not-yet-valid-intermediate", "hostname-mismatch", "self-signed", "untrusted-root", "untrusted-issuer",
		"missing-intermediate", "wrong-purpose", "not-a-ca", "path-too-long", "name-constraint", "weak-signature", "malformed-certificate",
	}
	named = []string{"hostname-mismatch"}
)

// ready is a pair of ready-made clients.
type ready struct {
	name    string
	program string   // that runs both
	version []string // prints which one it is
	ending  string   // of the files; empty for shell scripts
	build   func(t *testing.T, dir, name string) []string
	fast    bool
	brief   bool
	opens   []string // what the careless twin is fooled by, of the scenarios above
	// except are the disagreements with the lab, each with its reason: what an
	// honest program of this kind takes all the same, and what a careless one
	// refuses.
	takes, refuses map[string]string
}

const (
	gnutlsPurpose = "GnuTLS does not look at the purpose of a server's certificate unless the program asks for it, and this one does not"
	ownParser     = "the library reads certificates before it verifies them, and cannot read this one"
	javaSHA1      = "Java denies SHA-1 only to chains that end in one of its own roots (jdk.certpath.disabledAlgorithms, jdkCA)"
)

var readyMade = []ready{
	{name: "curl", program: "curl", version: []string{"curl", "--version"}, fast: true, opens: verified},
	{
		name: "wget", program: "wget", version: []string{"wget", "--version"}, fast: true, opens: verified,
		takes:   map[string]string{"wrong-purpose": gnutlsPurpose, "wrong-purpose-intermediate": gnutlsPurpose},
		refuses: map[string]string{"malformed-certificate": ownParser},
	},
	{
		name: "git", program: "git", version: []string{"git", "--version"}, fast: true, opens: verified,
		takes:   map[string]string{"wrong-purpose": gnutlsPurpose, "wrong-purpose-intermediate": gnutlsPurpose},
		refuses: map[string]string{"malformed-certificate": ownParser},
	},
	{name: "openssl", program: "openssl", version: []string{"openssl", "version"}, fast: true, opens: verified},
	{name: "go", program: "go", version: []string{"go", "version"}, build: buildGo, fast: true, opens: verified, refuses: map[string]string{"malformed-certificate": ownParser}},
	{name: "node-https", program: "node", version: []string{"node", "--version"}, ending: "js", fast: true, opens: named},
	{name: "node-fetch", program: "node", version: []string{"node", "--version"}, ending: "js", brief: true, opens: verified},
	{name: "python-ssl", program: "python3", version: []string{"python3", "-c", "import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)"}, ending: "py", fast: true, opens: named},
	{name: "python-urllib", program: "python3", version: []string{"python3", "--version"}, ending: "py", opens: verified},
	{name: "python-http-client", program: "python3", version: []string{"python3", "--version"}, ending: "py", opens: verified},
	{name: "python-requests", program: "python3", version: []string{"python3", "-c", "import requests; print(requests.__version__)"}, ending: "py", brief: true, opens: verified},
	{name: "python-httpx", program: "python3", version: []string{"python3", "-c", "import httpx; print(httpx.__version__)"}, ending: "py", brief: true, opens: verified},
	{name: "java-httpclient", program: "java", version: []string{"java", "-version"}, build: buildJava, brief: true, opens: verified, takes: map[string]string{"weak-signature": javaSHA1}},
	{name: "java-httpsurlconnection", program: "java", version: []string{"java", "-version"}, build: buildJava, brief: true, opens: named, takes: map[string]string{"weak-signature": javaSHA1}},
}

const clientsDir = "../../clients"

// command is how to run one of the two.
func (c ready) command(t *testing.T, interpreter, twin string) []string {
	t.Helper()
	dir := filepath.Join(clientsDir, c.name)
	switch {
	case c.build != nil:
		return c.build(t, dir, twin)
	case c.ending == "":
		return []string{filepath.Join(dir, twin+".sh")}
	}
	return []string{interpreter, filepath.Join(dir, twin+"."+c.ending)}
}

func buildGo(t *testing.T, dir, twin string) []string {
	t.Helper()
	to := filepath.Join(t.TempDir(), twin)
	compiled(t, exec.Command("go", "build", "-o", to, filepath.Join(dir, twin+".go")))
	return []string{to}
}

func buildJava(t *testing.T, dir, twin string) []string {
	t.Helper()
	class := strings.ToUpper(twin[:1]) + twin[1:]
	to := t.TempDir()
	compiled(t, exec.Command(program(t, "javac"), "-d", to, filepath.Join(dir, class+".java")))
	return []string{"java", "-XX:TieredStopAtLevel=1", "-cp", to, class}
}

func compiled(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
}

// interpreter finds the program, and where several Pythons are there, one that
// has the module: the first in PATH may lack what the system's own has.
func (c ready) interpreter(t *testing.T) string {
	t.Helper()
	first := program(t, c.program)
	module, isModule := strings.CutPrefix(c.name, "python-")
	if !isModule {
		return first
	}
	module = strings.ReplaceAll(module, "-", ".")
	if module == "urllib" {
		module = "ssl"
	}
	for _, name := range []string{first, "/usr/bin/python3"} {
		// The name may be that of a script that looks for the interpreter each time.
		if out, err := exec.Command(name, "-c", "import sys, "+module+"; print(sys.executable)").Output(); err == nil {
			return strings.TrimSpace(string(out))
		}
	}
	absent(t, "no Python has the module "+module)
	return ""
}

// printed is what a client printed about a scenario.
type printed struct {
	Client   string `json:"client"`
	Version  string `json:"version"`
	Scenario string `json:"scenario"`
	Verdict  string `json:"verdict"`
	Text     string `json:"text"` // ports and paths are written as PORT and CA
}

// TestReadyMade grades the clients: the honest ones are fooled by nothing, the
// careless ones by exactly what their carelessness opens, and what the honest
// ones print is explained.
func TestReadyMade(t *testing.T) {
	unlessShort(t)
	l := openLab(t)
	var all []printed
	for _, c := range readyMade {
		t.Run(c.name, func(t *testing.T) {
			interpreter := c.interpreter(t)
			t.Run("honest", func(t *testing.T) { all = append(all, c.honest(t, l, interpreter)...) })
			t.Run("careless", func(t *testing.T) { c.careless(t, l, interpreter) })
		})
	}
	t.Run("java", func(t *testing.T) { all = append(all, javaAll(t, l)...) })
	if *record && !t.Failed() {
		keepPrinted(t, all)
	}
}

// openLab starts what clients can be let at.
func openLab(t *testing.T) *lab.Lab {
	t.Helper()
	l, err := lab.Open(lab.Options{}, append([]string{"healthy-ecdsa"}, refusable()...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// notMet are the codes and scenarios that a client told nothing but an address
// does not meet in a text of its own, each with the reason.
var notMet = map[string]string{
	"connect-timeout":          "silence: each client waits as long as it is told to",
	"handshake-timeout":        "silence: each client waits as long as it is told to",
	"connection-reset-at-once": "whether a client is still connecting when the reset comes is a race",
	"corrupt-record-endless":   "it ends when the client's patience does",
	"insecure-redirect":        "what a client prints there is about the server that it is sent to",
}

// refusable are the scenarios that a client may refuse, if it can be let at them
// by an address alone.
func refusable() (ids []string) {
	for _, s := range lab.Scenarios() {
		if s.Kind == "endpoint" && s.Code != "" && s.Expect != lab.Accept && notMet[s.Code] == "" && notMet[s.ID] == "" {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func (c ready) grade(t *testing.T, l *lab.Lab, command []string, ids []string) grade.Report {
	t.Helper()
	var control, chosen []lab.Running
	for _, r := range l.Running() {
		switch {
		case r.ID == "healthy-ecdsa":
			control = append(control, r)
		case slices.Contains(ids, r.ID) && grade.Gradable(r):
			chosen = append(chosen, r)
		}
	}
	report, err := grade.Run(t.Context(), control, chosen, grade.Options{Command: command, Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if report.Control != "ok" {
		t.Fatalf("control: %s", report.Control)
	}
	return report
}

func (c ready) honest(t *testing.T, l *lab.Lab, interpreter string) (all []printed) {
	ids := c.scenarios()
	if c.fast {
		ids = refusable()
	}
	r := c.grade(t, l, c.command(t, interpreter, "honest"), ids)
	version := c.versionOf(t, interpreter)
	trustLab(t, l)
	for _, s := range r.Scenarios {
		want := grade.Right
		if c.takes[s.ID] != "" {
			want = grade.Fooled
		}
		if s.Result != want {
			t.Errorf("%s: %s, want %s\n%s", s.ID, s.Result, want, s.Output)
		}
		if s.Got != grade.Rejected {
			continue
		}
		p := printed{c.name, version, s.ID, s.Got, placeless(s.Output, l)}
		all = append(all, p)
		p.holdTo(t)
		p.lookInto(t, l)
	}
	return all
}

// scenarios are those that each of the two meets.
func (c ready) scenarios() []string {
	if c.brief {
		return brief
	}
	return telling
}

func (c ready) careless(t *testing.T, l *lab.Lab, interpreter string) {
	r := c.grade(t, l, c.command(t, interpreter, "careless"), c.scenarios())
	for _, s := range r.Scenarios {
		want := grade.Right
		if slices.Contains(c.opens, s.ID) && c.refuses[s.ID] == "" || c.takes[s.ID] != "" {
			want = grade.Fooled
		}
		if s.Result != want {
			t.Errorf("%s: %s, want %s\n%s", s.ID, s.Result, want, s.Output)
		}
		if s.Result == grade.Fooled && s.Bytes == 0 {
			t.Errorf("%s: fooled, and the server saw no request", s.ID)
		}
	}
}

func (c ready) versionOf(t *testing.T, interpreter string) string {
	t.Helper()
	words := slices.Clone(c.version)
	if words[0] == c.program {
		words[0] = interpreter
	}
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v", words, err)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(first)
}

var (
	ours  = regexp.MustCompile(`[^" (]*/clients/`)
	homes = regexp.MustCompile(`"/[^" ]*/lib/`) // where an interpreter was installed
	hexes = regexp.MustCompile(`0x[0-9a-f]{8,}|\b[0-9A-F]{12,16}\b`)
)

// placeless leaves out what differs from run to run.
func placeless(text string, l *lab.Lab) string {
	text = strings.ReplaceAll(text, l.CAFile(), "CA")
	for _, r := range l.Running() {
		if _, port, ok := strings.Cut(r.Address, ":"); ok {
			text = strings.ReplaceAll(text, port, "PORT")
		}
	}
	text = ours.ReplaceAllString(text, "clients/")
	return hexes.ReplaceAllString(homes.ReplaceAllString(text, `"/usr/lib/`), "HEX")
}

const printedFile = "testdata/printed.jsonl"

func keepPrinted(t *testing.T, all []printed) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, p := range all {
		if err := enc.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(printedFile, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func scenarioOf(t *testing.T, id string) lab.Scenario {
	t.Helper()
	all := lab.Scenarios()
	i := slices.IndexFunc(all, func(s lab.Scenario) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no scenario %s", id)
	}
	return all[i]
}
