package explain_test

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
)

// mending is a command of a fix that can be run against the lab.
type mending struct {
	code, ecosystem string
	command         string // how it begins
	at              string // the scenario
	then            string // what is run behind it, where it only sets something
	file, text      string // the program that it starts
	module          string // what its Python must have
	without         string // what fails, where that is not the same command with files of another lab
}

const (
	withURLlib   = "import os, urllib.request\nurllib.request.urlopen(os.environ['URL'], timeout=10)\n"
	withRequests = "import os, requests\nrequests.get(os.environ['URL'], timeout=10)\n"
	withHTTPX    = "import os, httpx\nhttpx.get(os.environ['URL'], timeout=10)\n"
	withAIOHTTP  = `import os, asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get(os.environ['URL']) as answer:
            print(answer.status)
asyncio.run(main())
`
	withFetch = "fetch(process.env.URL).then(() => {}, (err) => { console.error(err.cause); process.exit(1) })\n"
)

var mendings = []mending{
	{code: "untrusted-root", ecosystem: "curl", command: "curl --cacert", at: "healthy-ecdsa"},
	{code: "untrusted-root", ecosystem: "openssl", command: "openssl s_client", at: "healthy-ecdsa"},
	{code: "untrusted-root", ecosystem: "wget", command: "wget", at: "healthy-ecdsa"},
	{code: "untrusted-root", ecosystem: "git", command: "git config", at: "healthy-ecdsa", then: "git ls-remote $URL"},
	{code: "untrusted-root", ecosystem: "node", command: "NODE_EXTRA_CA_CERTS", at: "healthy-ecdsa", file: "app.js", text: withFetch},
	{code: "untrusted-root", ecosystem: "python", command: "SSL_CERT_FILE", at: "healthy-ecdsa", file: "app.py", text: withURLlib},
	{code: "untrusted-root", ecosystem: "requests", module: "requests", command: "REQUESTS_CA_BUNDLE", at: "healthy-ecdsa", file: "app.py", text: withRequests},
	{code: "untrusted-root", ecosystem: "httpx", module: "httpx", command: "SSL_CERT_FILE", at: "healthy-ecdsa", file: "app.py", text: withHTTPX},
	{code: "untrusted-root", ecosystem: "aiohttp", module: "aiohttp", command: "SSL_CERT_FILE", at: "healthy-ecdsa", file: "app.py", text: withAIOHTTP},
	{code: "client-cert-required", ecosystem: "curl", command: "curl", at: "client-cert-required"},
	{code: "client-cert-required", ecosystem: "wget", command: "wget", at: "client-cert-required-tls12"},
	{code: "client-cert-required", ecosystem: "openssl", command: "openssl s_client", at: "client-cert-required-tls12"},
	{code: "client-cert-required", ecosystem: "git", command: "git config", at: "client-cert-required", then: "git ls-remote $URL"},
	{code: "hostname-mismatch", ecosystem: "curl", command: "curl --connect-to", at: "healthy-ecdsa", without: "curl -sS https://127.0.0.1:$PORT/"},
	{code: "protocol-version", ecosystem: "curl", command: "curl", at: "healthy-tls12", without: "curl -sS --tls-max 1.1 $URL"},
}

// TestMendingsMend types what the fixes say, against the lab: with the lab's
// own root and client certificate it works, and with those of another lab,
// whom this one does not know, it does not.
func TestMendingsMend(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other programs")
	}
	var ids []string
	for _, m := range mendings {
		if !slices.Contains(ids, m.at) {
			ids = append(ids, m.at)
		}
	}
	l, err := lab.Open(lab.Options{}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	other := lab.Start(t, "healthy-ecdsa")
	for _, m := range mendings {
		t.Run(m.code+"/"+m.ecosystem, func(t *testing.T) {
			r := l.Running()[slices.Index(ids, m.at)]
			m.need(t)
			command := m.find(t, r)
			if out, err := m.run(t, command, r, r); err != nil {
				t.Errorf("%s: %v\n%s", command, err, out)
			}
			out, err := m.run(t, cmp.Or(m.without, command), r, *other)
			if a := explain.Text(out); err == nil || !slices.ContainsFunc(append(a.Alternatives, a.Code), m.is) {
				t.Errorf("%s: %v, explained as %q: %s", cmp.Or(m.without, command), err, a.Code, out)
			}
		})
	}
}

// is tells whether a code is what the mending is for. Who shows a certificate
// that the server does not know is turned away otherwise than who shows none.
func (m mending) is(code string) bool {
	return code == m.code || m.code == "client-cert-required" && code == "client-cert-rejected"
}

// need skips the test where what the command starts is not there.
func (m mending) need(t *testing.T) {
	t.Helper()
	needProgram(t, m.ecosystem)
	if m.module == "" && m.ecosystem != "python" {
		return
	}
	needProgram(t, "python")
	has := exec.Command("sh", "-c", "python3 -c 'import "+cmp.Or(m.module, "ssl")+"'")
	has.Env = []string{path()}
	if err := has.Run(); err != nil {
		if os.Getenv("CERTAIN_CI") == "1" {
			t.Fatalf("python3 has no %s", m.module)
		}
		t.Skipf("python3 has no %s", m.module)
	}
}

// needProgram skips the test of a client that this machine does not have. In CI
// all of them are there, or it fails.
func needProgram(t *testing.T, ecosystem string) {
	t.Helper()
	program := map[string]string{"python": "python3", "curl": "curl", "openssl": "openssl", "node": "node", "java": "java", "git": "git", "wget": "wget"}[ecosystem]
	if program == "" {
		return
	}
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CERTAIN_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// path puts the system's Python, which may have more modules, first.
func path() string { return "PATH=/usr/bin:" + os.Getenv("PATH") }

// find gives the command with the words in capitals replaced.
func (m mending) find(t *testing.T, r lab.Running) string {
	t.Helper()
	fixes := explain.Fixes(m.code, m.ecosystem)
	for _, f := range fixes {
		if strings.HasPrefix(f.Command, m.command) {
			port := strconv.Itoa(r.Port)
			return strings.NewReplacer(
				"https://HOST/", r.URL, "HOST:443", r.Address, "HOST", r.Host,
				"NAME:443:ADDRESS:443", "localhost:"+port+":127.0.0.1:"+port, "https://NAME/", r.URL,
				"/etc/ssl/certs/root.pem", "$PWD/root.pem", "/path/to/", "$PWD/",
			).Replace(f.Command)
		}
	}
	t.Fatalf("no fix begins with %q: %+v", m.command, fixes)
	return ""
}

// run types the command in a folder that holds the files which it names: those
// of a lab.
func (m mending) run(t *testing.T, command string, r, of lab.Running) (string, error) {
	t.Helper()
	dir := t.TempDir()
	for name, from := range map[string]string{"root.pem": of.CAFile, "bundle.pem": of.CAFile, "client.pem": of.ClientCertificate, "client.key": of.ClientKey} {
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, string(text))
	}
	if m.file != "" {
		write(t, dir, m.file, m.text)
	}
	env := []string{"HOME=" + dir, "URL=" + r.URL, "PORT=" + strconv.Itoa(r.Port), path(), "GIT_CONFIG_NOSYSTEM=1"}
	if m.code != "untrusted-root" { // whom to trust is not what is mended
		write(t, dir, ".wgetrc", "tries = 1\nca_certificate = "+r.CAFile+"\n")
		env = append(env, "CURL_CA_BUNDLE="+r.CAFile, "GIT_SSL_CAINFO="+r.CAFile)
	}
	if m.then != "" {
		command += " && " + m.then
	}
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir, cmd.Env = dir, env // and nothing on standard input
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
