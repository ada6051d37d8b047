package article_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
)

// healthy is a scenario that has nothing wrong with it.
const healthy = "healthy-ecdsa"

// TestSnippets runs every snippet of every article against the scenario that
// it names, over real sockets, with the interpreters of this machine. What
// mends is shown to: without the mending it fails.
func TestSnippets(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other programs")
	}
	all := runnable(t)
	running, other := openLabs(t, all)
	turns := make(chan struct{}, 2) // at most two programs at a time
	for _, s := range all {
		t.Run(s.page+"/"+strconv.Itoa(s.line)+"-"+s.lang, func(t *testing.T) {
			t.Parallel()
			if _, ok := running[s.run]; !ok && s.run != "none" {
				if runtime.GOOS == "linux" {
					t.Fatalf("%s: the lab has no scenario %q", s, s.run)
				}
				t.Skipf("the lab cannot show %q on this system", s.run)
			}
			turns <- struct{}{}
			defer func() { <-turns }()
			program := prepare(t, s)
			out := program.run(t, s.run, running[s.run], s.expect == "ok")
			if s.expect == "fail" {
				explained(t, s, out, s.wrong()...)
			}
			if s.expect == "fail" && s.control != "no" && s.run != "none" {
				program.run(t, s.control, running[s.control], true)
			}
			if s.mends != "" {
				without(t, program, running[s.run], other)
			}
		})
	}
}

// wrong is what the words of a snippet that fails must be explained as; says=nothing
// is for one that speaks for itself.
func (s snippet) wrong() []string {
	if s.says != "" {
		return []string{s.says}
	}
	return []string{s.page}
}

// without runs the program once more, without what mends.
func without(t *testing.T, p program, r, other lab.Running) {
	t.Helper()
	changed, inText := change(p.s.text, p.s.mends)
	switch {
	case inText && changed == p.s.text:
		t.Errorf("%s: nothing in it is %q", p.s, p.s.mends)
		return
	case inText:
		p.s.text = changed
		p = prepare(t, p.s)
	default:
		r = stranger(t, r, other, p.s.mends)
	}
	out := p.run(t, p.s.run+" without "+p.s.mends, r, p.s.expect == "fail")
	if p.s.expect == "ok" {
		explained(t, p.s, out, p.s.wrong()...)
	}
}

// stranger gives the scenario something of another lab, which its server does
// not know.
func stranger(t *testing.T, r, other lab.Running, what string) lab.Running {
	t.Helper()
	switch what {
	case "ca":
		r.CAFile = other.CAFile
	case "cert":
		r.ClientCertificate, r.ClientKey = other.ClientCertificate, other.ClientKey
	case "key":
		r.ClientKey = other.ClientKey
	case "pin":
		r.Pins = []string{"sha256//" + strings.Repeat("A", 43) + "="}
	default:
		t.Fatalf("nothing is given that is called %q", what)
	}
	return r
}

// explained holds that what a program printed is explained as one of the
// codes, or leaves it possible: some words serve several problems.
func explained(t *testing.T, s snippet, out string, codes ...string) {
	t.Helper()
	if codes[0] == "nothing" {
		return
	}
	answer := explain.Text(out)
	for _, code := range append(answer.Alternatives, answer.Code) {
		if slices.Contains(codes, code) {
			return
		}
	}
	t.Errorf("%s: explained as %q, or %q, and not as %q", s, answer.Code, answer.Alternatives, codes)
}

// noMend are the reasons why a snippet in the client's part mends nothing that
// could be taken away.
var noMend = map[string]string{
	"nothing-to-mend":  "the client is content, or must not be",
	"shows-the-error":  "the mending is elsewhere; it shows how a program tells this error from others, or ends waiting",
	"shows-both":       "it goes wrong and goes right in one program",
	"looks":            "it shows what is there and changes nothing",
	"one-half":         "what it makes is used by the program that the page tells of next",
	"as-every-setting": "TestMatrix takes away each of its settings in turn",
}

// TestMendings holds that what runs below "In the client" is shown to mend, or
// says why it does not.
func TestMendings(t *testing.T) {
	for _, s := range runnable(t) {
		switch {
		case s.section == "### In the client" && s.mends == "" && s.nomend == "":
			t.Errorf("%s: neither mends= nor nomend=", s)
		case s.nomend != "" && noMend[s.nomend] == "":
			t.Errorf("%s: no reason is called %q", s, s.nomend)
		}
	}
}

// runnable gives the snippets that say how they are run.
func runnable(t *testing.T) (all []snippet) {
	t.Helper()
	for _, p := range problem.All() {
		page, _ := article.Find(p.Code)
		found, err := snippets(p.Code, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range found {
			if s.run != "" {
				all = append(all, s)
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("no article has a snippet that runs")
	}
	return all
}

// openLabs starts the scenarios that are asked for and that this system has,
// and another lab, whose roots and whose client they do not know.
func openLabs(t *testing.T, all []snippet) (running map[string]lab.Running, other lab.Running) {
	t.Helper()
	wanted := map[string]bool{}
	for _, s := range all {
		wanted[s.run], wanted[s.control] = true, true
	}
	return openScenarios(t, lab.Options{}, wanted), *lab.Start(t, healthy)
}

func openScenarios(t *testing.T, o lab.Options, wanted map[string]bool) map[string]lab.Running {
	t.Helper()
	var ids []string
	for _, scenario := range append(lab.Scenarios(), o.Scenarios...) {
		if wanted[scenario.ID] || scenario.ID == healthy {
			ids = append(ids, scenario.ID)
		}
	}
	l, err := lab.Open(o, ids...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // after the parallel subtests
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	running := map[string]lab.Running{"none": {CAFile: l.CAFile(), ClientCertificate: l.ClientCertificate(), ClientKey: l.ClientKey()}}
	for _, r := range l.Running() {
		running[r.ID] = r
	}
	return running
}

// program is a snippet made ready to run.
type program struct {
	s    snippet
	dir  string
	args []string
}

// prepare writes a snippet to a file of its own and finds what runs it.
func prepare(t *testing.T, s snippet) program {
	t.Helper()
	p := program{s: s, dir: t.TempDir()}
	file := func(name string) string {
		path := filepath.Join(p.dir, name)
		if err := os.WriteFile(path, []byte(s.text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	switch s.lang {
	case "python":
		p.args = []string{python(t, s), file("snippet.py")}
	case "sh":
		for _, name := range []string{"curl", "openssl", "node", "keytool", "java", "python3"} {
			if regexp.MustCompile(`(^|[\s|(])` + name + `\s`).MatchString(s.text) {
				tool(t, name)
			}
		}
		p.args = []string{tool(t, "sh"), "-eu", file("snippet.sh")}
	case "javascript":
		p.args = []string{tool(t, "node"), file("snippet.js")}
	case "java":
		p.args = []string{tool(t, "java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", file("Snippet.java")}
	case "go":
		p.args = []string{p.build(t, file("main.go"))}
	default:
		t.Fatalf("%s: nothing runs %s", s, s.lang)
	}
	return p
}

// build compiles a Go program: it may run twice, and then starts at once. It
// is linked with the standard library that the tests are: another would have to
// be compiled first.
func (p program) build(t *testing.T, source string) string {
	t.Helper()
	binary := filepath.Join(p.dir, "snippet.exe")
	cmd := exec.Command(tool(t, "go"), "build", "-ldflags=-s -w", "-o", binary, source)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s does not compile: %v\n%s", p.s, err, out)
	}
	return binary
}

// run starts the program against a scenario and compares how it ended.
func (p program) run(t *testing.T, id string, r lab.Running, wantOK bool) (output string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out bytes.Buffer
	args := p.args
	if p.s.lang == "java" {
		args = slices.Insert(slices.Clone(args), 1, "-Djavax.net.ssl.trustStore="+trustStore(t, r.CAFile))
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = p.dir, environment(r), &out, &out
	cmd.WaitDelay = 5 * time.Second // grandchildren may hold the output open
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		t.Errorf("%s against %s does not end\n%s", p.s, id, &out)
	case err != nil && wantOK:
		t.Errorf("%s against %s: %v, want success\n%s", p.s, id, err, &out)
	case err == nil && !wantOK:
		t.Errorf("%s against %s succeeds, want a failure\n%s", p.s, id, &out)
	default:
		t.Logf("%s against %s: %v\n%s", p.s, id, err, &out)
	}
	return out.String()
}

// trustStore is the lab's roots as Java reads them: what stands in a Java
// snippet for the trust store that this Java has.
func trustStore(t *testing.T, caFile string) string {
	t.Helper()
	text, err := os.ReadFile(caFile)
	if err != nil {
		t.Fatal(err)
	}
	var roots []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		root, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		roots = append(roots, root)
	}
	store, err := pkcs12.Passwordless.EncodeTrustStore(roots, "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "trust.p12")
	if err := os.WriteFile(path, store, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// environment is this machine's, without what could change whom a client
// trusts or where it connects.
func environment(r lab.Running) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(v), "=")
		return strings.HasSuffix(name, "_PROXY") || strings.HasPrefix(name, "SSL_CERT_") ||
			strings.HasSuffix(name, "_CA_BUNDLE") || strings.HasPrefix(name, "NODE_") ||
			strings.HasPrefix(name, "PYTHON") || strings.HasPrefix(name, "JAVA_TOOL") || strings.HasPrefix(name, "JDK_JAVA")
	})
	return append(env, "CERTAIN_URL="+r.URL, "CERTAIN_HOST="+r.Host, "CERTAIN_PORT="+strconv.Itoa(r.Port),
		"CERTAIN_CA="+r.CAFile, "CERTAIN_CERT="+r.ClientCertificate, "CERTAIN_KEY="+r.ClientKey, "CERTAIN_PIN="+strings.Join(r.Pins, ";"), "CERTAIN_PROXY="+r.Proxy)
}

// tool finds a program, or skips the test.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		lacks(t, name)
	}
	return path
}

// lacks skips the test, or fails it where everything must be there.
func lacks(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CERTAIN_CI") == "1" {
		t.Fatalf("this machine has no %s, and CERTAIN_CI=1 lets nothing be skipped", what)
	}
	t.Skipf("this machine has no %s", what)
}

// imports matches the modules that a snippet needs and that Python itself does
// not bring. Any other name is a slip if it cannot be imported.
var imports = regexp.MustCompile(`(?m)^\s*(?:import|from)\b.*\b(requests|httpx|aiohttp)\b`)

// python finds an interpreter that has the modules which a snippet imports:
// the first one may lack what the system's has.
func python(t *testing.T, s snippet) string {
	t.Helper()
	needs := []string{"ssl"}
	for _, m := range imports.FindAllStringSubmatch(s.text, -1) {
		needs = append(needs, m[1])
	}
	path := pythonWith(strings.Join(needs, ", "))
	if path == "" {
		lacks(t, "python3 with "+strings.Join(needs, ", "))
	}
	return path
}

// pythons are those that were found, by the modules that they have: to start
// one only to ask takes as long as many a snippet.
var pythons struct {
	sync.Mutex
	with map[string]string
}

func pythonWith(modules string) string {
	pythons.Lock()
	defer pythons.Unlock()
	if path, ok := pythons.with[modules]; ok {
		return path
	}
	if pythons.with == nil {
		pythons.with = map[string]string{}
	}
	for _, candidate := range []string{"python3", "/usr/bin/python3", "python"} {
		path, err := exec.LookPath(candidate)
		if err != nil {
			continue
		}
		// What is on the path may be a script that looks for the real one at
		// each start, which takes longer than most snippets.
		real, err := exec.Command(path, "-c", "import sys, "+modules+"; print(sys.executable, end='')").Output()
		if err == nil && len(real) > 0 {
			pythons.with[modules] = string(real)
			return string(real)
		}
	}
	pythons.with[modules] = ""
	return ""
}
