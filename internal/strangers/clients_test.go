package strangers

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/certain-tls/certain/lab"
)

// scenarios are the ten of the lab that every client is run against, and the
// healthy ones that it must accept: who refuses everything proves nothing.
var scenarios = []string{
	"healthy-ecdsa", "healthy-rsa",
	"expired", "not-yet-valid", "hostname-mismatch", "self-signed", "untrusted-root",
	"untrusted-issuer", "wrong-purpose", "connection-refused", "not-tls", "closed-early",
}

// patience bounds one run of one client.
const patience = 30 * time.Second

// client is a program that others wrote, told to get a page and to trust one
// file of roots.
type client struct {
	name string
	// command gives the program and its arguments; it skips the test if the
	// program is absent.
	command func(t *testing.T, r lab.Running) []string
	env     func(r lab.Running) []string
}

var clients = []client{
	{name: "curl", command: func(t *testing.T, r lab.Running) []string {
		return []string{program(t, "curl"), "--silent", "--show-error", "--noproxy", "*", "--cacert", r.CAFile, r.URL}
	}},
	{name: "openssl", command: func(t *testing.T, r lab.Running) []string {
		return []string{program(t, "openssl"), "s_client", "-connect", r.Address, "-servername", r.ServerName,
			"-verify_hostname", r.ServerName, "-purpose", "sslserver", "-CAfile", r.CAFile, "-no-CAstore", "-no-CApath", "-verify_return_error", "-brief"}
	}},
	{name: "python-ssl", command: python("ssl", "ssl_get.py")},
	{name: "python-requests", command: python("requests", "requests_get.py")},
	{name: "python-httpx", command: python("httpx", "httpx_get.py")},
	{
		name: "node",
		command: func(t *testing.T, r lab.Running) []string {
			return []string{program(t, "node"), "testdata/get.js", r.URL}
		},
		env: func(r lab.Running) []string { return []string{"NODE_EXTRA_CA_CERTS=" + r.CAFile} },
	},
	{name: "java", command: func(t *testing.T, r lab.Running) []string {
		return []string{program(t, "java"), "-XX:TieredStopAtLevel=1", "-Xshare:auto", "testdata/Get.java", r.URL, r.CAFile}
	}},
}

// python runs a script of testdata with a Python that has a module. A Python
// that stands first in PATH may lack what the system's own has.
func python(module, script string) func(*testing.T, lab.Running) []string {
	return func(t *testing.T, r lab.Running) []string {
		for _, name := range []string{program(t, "python3"), "/usr/bin/python3"} {
			if exec.Command(name, "-c", "import "+module).Run() == nil {
				return []string{name, filepath.Join("testdata", script), r.URL, r.CAFile}
			}
		}
		absent(t, "no Python has the module "+module)
		return nil
	}
}

func TestClients(t *testing.T) {
	unlessShort(t)
	opened, err := lab.Open(lab.Options{}, scenarios...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, c := range clients {
		t.Run(c.name, func(t *testing.T) {
			for _, r := range opened.Running() {
				t.Run(r.ID, func(t *testing.T) { c.meets(t, r) })
			}
		})
	}
}

// meets runs the client against one scenario and holds it to what the lab
// expects of a careful client.
func (c client) meets(t *testing.T, r lab.Running) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	words := c.command(t, r)
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Env = os.Environ()
	if c.env != nil {
		cmd.Env = append(cmd.Env, c.env(r)...)
	}
	out, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		t.Fatalf("%s did not end in %s\n%s", c.name, patience, out)
	case r.Expect == lab.Reject && err == nil:
		t.Errorf("%s accepted what must be refused\n%s", c.name, out)
	case r.Expect == lab.Accept && err != nil:
		t.Errorf("%s refused what is healthy: %v\n%s", c.name, err, out)
	case r.Expect == lab.Either:
		t.Errorf("%s proves nothing: careful clients differ about it", r.ID)
	}
}
