package grade

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/certain-tls/certain/lab"
)

// asClient makes the test binary behave as a client program, of the kind that
// the first word names.
const asClient = "CERTAIN_TEST_AS_CLIENT"

func TestMain(m *testing.M) {
	if os.Getenv(asClient) == "1" {
		os.Exit(client(os.Args[1]))
	}
	goleak.VerifyTestMain(m)
}

// client is a small program with one carelessness, or none.
func client(kind string) int {
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	pem, _ := os.ReadFile(os.Getenv("CERTAIN_CA"))
	config.RootCAs.AppendCertsFromPEM(pem)
	switch kind {
	case "content":
		return 0
	case "sulky":
		return 1
	case "stranger": // does not know the lab's roots
		config.RootCAs = x509.NewCertPool()
	case "careless":
		config.InsecureSkipVerify = true
	case "member": // shows its certificate
		pair, err := tls.LoadX509KeyPair(os.Getenv("CERTAIN_CERT"), os.Getenv("CERTAIN_KEY"))
		if err != nil {
			println(err.Error())
			return 1
		}
		config.Certificates = []tls.Certificate{pair}
	case "nameless":
		config.ServerName = "other.example.test"
	case "late":
		return late(config)
	case "shy":
		return shy(config)
	case "slow":
		leaveChildren(family)
		time.Sleep(time.Hour)
	case "parent":
		leaveChildren(family)
	case "hermits":
		leaveChildren(hermits)
	}
	get := http.Client{Transport: &http.Transport{TLSClientConfig: config}, Timeout: time.Minute}
	answer, err := get.Get(os.Getenv("CERTAIN_URL"))
	if err != nil {
		println(err.Error())
		return 1
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	if err != nil {
		return 1
	}
	return 0
}

// late sends its password, looks at the certificate afterwards, and is not
// content; it leaves without reading anything.
func late(config *tls.Config) int {
	roots := config.RootCAs
	config.InsecureSkipVerify = true
	c, err := tls.Dial("tcp", os.Getenv("CERTAIN_HOST")+":"+os.Getenv("CERTAIN_PORT"), config)
	if err != nil {
		return 1
	}
	io.WriteString(c, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\npassword")
	chain := c.ConnectionState().PeerCertificates
	between := x509.NewCertPool()
	for _, one := range chain[1:] {
		between.AddCert(one)
	}
	if _, err := chain[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, DNSName: "localhost"}); err != nil {
		return 1
	}
	return 0
}

// shy completes any handshake, looks at the name alone, and sends only then.
func shy(config *tls.Config) int {
	config.InsecureSkipVerify = true
	c, err := tls.Dial("tcp", os.Getenv("CERTAIN_HOST")+":"+os.Getenv("CERTAIN_PORT"), config)
	if err != nil {
		return 1
	}
	defer c.Close()
	if err := c.ConnectionState().PeerCertificates[0].VerifyHostname("localhost"); err != nil {
		return 1
	}
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	io.Copy(io.Discard, c)
	return 0
}

// A child that starts another; and two in sessions of their own, below a
// parent that ends at once, who keep nothing of their environment.
const (
	family  = `echo $$ >> "$CERTAIN_TEST_PIDS"; sh -c 'echo $$ >> "$CERTAIN_TEST_PIDS"; exec sleep 600' & exec sleep 600`
	hermits = `for i in 1 2; do setsid sh -c 'echo $$ >> "$CERTAIN_TEST_PIDS"; exec env -i sleep 600' & done`
)

// leaveChildren starts two processes and waits for neither. Each writes its
// number down.
func leaveChildren(script string) {
	if os.Getenv("CERTAIN_TEST_PIDS") == "" {
		return
	}
	exec.Command("sh", "-c", script).Start()
	for {
		text, _ := os.ReadFile(os.Getenv("CERTAIN_TEST_PIDS"))
		if strings.Count(string(text), "\n") >= 2 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func gradeClient(t *testing.T, kind string, o Options, ids ...string) (Report, error) {
	t.Helper()
	t.Setenv(asClient, "1")
	l, err := lab.Open(lab.Options{}, append(slices.Clone(Controls), ids...)...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	all := l.Running()
	o.Command = []string{os.Args[0], kind}
	return Run(t.Context(), all[:len(Controls)], all[len(Controls):], o)
}

var bad = []string{"expired", "self-signed", "hostname-mismatch", "connection-refused", "not-tls", "client-cert-required"}

func TestVerdicts(t *testing.T) {
	for _, test := range []struct {
		kind, control string
		fooled        []string
		broken        []string
	}{
		{kind: "careful", control: "ok"},
		{kind: "member", control: "ok"},
		{kind: "careless", control: "ok", fooled: []string{"expired", "self-signed", "hostname-mismatch"}},
		{kind: "content", control: "never connected", fooled: bad},
		{kind: "sulky", control: "never connected", broken: []string{"ends-soon"}},
		{kind: "stranger", control: "failed: healthy-ecdsa ended with exit status 1", broken: []string{"ends-soon"}},
		{kind: "late", control: "ok", fooled: []string{"expired", "self-signed", "hostname-mismatch", "client-cert-required"}},
		{kind: "shy", control: "ok", fooled: []string{"expired", "self-signed", "client-cert-required"}},
		{kind: "nameless", control: "failed: healthy-ecdsa ended with exit status 1", fooled: []string{"hostname-mismatch"}, broken: []string{"ends-soon"}},
	} {
		t.Run(test.kind, func(t *testing.T) {
			r, err := gradeClient(t, test.kind, Options{Timeout: time.Minute}, append([]string{"ends-soon"}, bad...)...)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(r.Control, test.control) || (r.Control == "ok") != (r.Help == "") {
				t.Errorf("control: %q, help %q", r.Control, r.Help)
			}
			for _, s := range r.Scenarios {
				want := Right
				switch {
				case slices.Contains(test.fooled, s.ID):
					want = Fooled
				case slices.Contains(test.broken, s.ID):
					want = Broken
				}
				if s.Result != want {
					t.Errorf("%s: %s, want %s: %+v", s.ID, s.Result, want, s)
				}
				if (s.Result == Right) != (s.Means == "") || s.Result == Fooled && s.Cause == "" {
					t.Errorf("%s: %s means %q, cause %q", s.ID, s.Result, s.Means, s.Cause)
				}
			}
			if faulty := len(test.fooled)+len(test.broken) > 0; r.Faulty() != faulty {
				t.Errorf("faulty: %t", r.Faulty())
			}
		})
	}
}

// TestLetIn: a program that shows its certificate is let in, and must be
// content with that; one that shows none must not.
func TestLetIn(t *testing.T) {
	for kind, want := range map[string]string{"member": lab.Accept, "careful": lab.Reject} {
		r, err := gradeClient(t, kind, Options{}, "client-cert-required", "client-cert-required-tls12", "expired")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range r.Scenarios {
			expect, got := want, Accepted
			if want == lab.Reject || s.ID == "expired" {
				expect, got = lab.Reject, Rejected
			}
			if s.Expect != expect || s.Got != got || s.Result != Right {
				t.Errorf("%s at %s: %+v", kind, s.ID, s)
			}
		}
	}
}

// TestBlanks: the words of the command name the scenario's files.
func TestBlanks(t *testing.T) {
	r := lab.Running{URL: "u", Host: "h", Port: 1, CAFile: "ca", ClientCertificate: "c", ClientKey: "k"}
	if got := fill([]string{"{url} {host}:{port}", "{ca}", "{cert}", "--key={key}"}, r); !slices.Equal(got, []string{"u h:1", "ca", "c", "--key=k"}) {
		t.Errorf("%q", got)
	}
}

// What reached the impostor counts, whatever the exit status; who complains in
// time has sent nothing.
func TestBytesCount(t *testing.T) {
	r, err := gradeClient(t, "late", Options{}, "self-signed")
	if err != nil {
		t.Fatal(err)
	}
	s := r.Scenarios[0]
	if s.Bytes != 63 || s.Exit == nil || *s.Exit != 1 || s.Got != Accepted || s.Says != "sent 63 bytes to an impostor, and complained afterwards" {
		t.Errorf("%+v", s)
	}
	r, err = gradeClient(t, "careful", Options{}, "self-signed")
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Scenarios[0]; s.Bytes != 0 || !s.Connected || s.Handshake || s.Explained == nil {
		t.Errorf("%+v", s)
	}
}

func TestNothingIsLeftBehind(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to start children with")
	}
	for _, test := range []struct {
		kind, result string
		limit        time.Duration
	}{{"parent", Right, time.Minute}, {"hermits", Right, time.Minute}, {"slow", Hung, 2 * time.Second}} {
		t.Run(test.kind, func(t *testing.T) {
			if _, err := exec.LookPath("setsid"); test.kind == "hermits" && (err != nil || runtime.GOOS != "linux") {
				t.Skip("no system on which hermits are found, or no program that makes them")
			}
			pids := filepath.Join(t.TempDir(), "pids")
			t.Setenv("CERTAIN_TEST_PIDS", pids)
			r, err := gradeClient(t, test.kind, Options{Timeout: test.limit, Jobs: 1, Orphans: true}, "ends-soon")
			if err != nil {
				t.Fatal(err)
			}
			if r.Scenarios[0].Result != test.result {
				t.Errorf("%+v", r.Scenarios[0])
			}
			gone(t, pids)
		})
	}
}

func TestInterrupted(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to start children with")
	}
	t.Setenv(asClient, "1")
	pids := filepath.Join(t.TempDir(), "pids")
	t.Setenv("CERTAIN_TEST_PIDS", pids)
	l, err := lab.Open(lab.Options{}, Controls...)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		for {
			if text, _ := os.ReadFile(pids); strings.Count(string(text), "\n") >= 2 {
				stop()
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	_, err = Run(ctx, l.Running(), nil, Options{Command: []string{os.Args[0], "slow"}, Jobs: 1})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	gone(t, pids)
}

func TestUnstartable(t *testing.T) {
	l, err := lab.Open(lab.Options{}, Controls...)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Run(t.Context(), l.Running(), nil, Options{Command: []string{filepath.Join(t.TempDir(), "absent")}}); err == nil {
		t.Error("a program that does not exist was graded")
	}
}

func TestBaseline(t *testing.T) {
	b, err := ReadBaseline([]byte(`{"schema":"certain.grade/1","scenarios":[{"id":"expired","result":"fooled"},{"id":"hostname-mismatch","result":"right"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := gradeClient(t, "careless", Options{Known: b}, "expired", "hostname-mismatch")
	if err != nil {
		t.Fatal(err)
	}
	if !r.Scenarios[0].Known || r.Scenarios[1].Known || !r.Faulty() || r.Summary.Known != 1 {
		t.Errorf("%+v", r)
	}
	for _, junk := range []string{"", "{}", `{"schema":"certain.check/1"}`, "[]"} {
		if _, err := ReadBaseline([]byte(junk)); err == nil {
			t.Errorf("%q was taken for a baseline", junk)
		}
	}
}

func TestLanguageAndCulprit(t *testing.T) {
	for command, want := range map[string]string{
		"python3.12 client {url}": "python", "./run client.py": "python", "sh -c": "", "/usr/bin/curl -k {url}": "curl",
		"java -cp x Main": "java", "node.exe a": "node", "./gopher": "", "go run .": "go",
	} {
		if got := languageOf(strings.Fields(command), nil); got != want {
			t.Errorf("%s: %q, want %q", command, got, want)
		}
	}
	file := filepath.Join(t.TempDir(), "client.py")
	if err := os.WriteFile(file, []byte("import ssl\n\nc = ssl._create_unverified_context()\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := culprit([]string{"python3", file}, trustsAll); got != file+":3" {
		t.Errorf("got %q", got)
	}
}

func TestOutputIsBounded(t *testing.T) {
	var k keeper
	for range 1000 {
		k.Write([]byte(strings.Repeat("x", 999) + "\n"))
	}
	k.Write([]byte("the end\x1b[2J"))
	if got := k.bytes(); len(got) > keptHead+2*keptTail || !strings.HasSuffix(shown(got), `the end\x1b[2J`) || len(shown(got)) > 2*shownEnd {
		t.Errorf("%d bytes kept, %d shown", len(got), len(shown(got)))
	}
}
