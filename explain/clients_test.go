package explain_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
)

// refused are scenarios that every client here refuses, and says so.
var refused = []string{
	"expired", "not-yet-valid", "hostname-mismatch", "self-signed", "untrusted-root", "missing-intermediate",
	"wrong-purpose", "not-tls", "connection-refused", "closed-early", "handshake-refused", "protocol-version",
}

// mindful are scenarios that some clients refuse and others do not mind, or
// meet in another way: what is said of one of them names it among the first
// three, or is not said at all.
var mindful = []string{
	"no-san", "not-a-ca", "path-too-long", "name-constraint", "unknown-critical-extension", "weak-signature",
	"malformed-certificate", "client-cert-required", "sni-unrecognized", "connection-reset", "weak-key",
}

// ecosystems names the table that each client speaks from.
var ecosystems = []string{"python", "curl", "openssl", "node", "go", "java", "git", "wget"}

// TestClients lets real clients meet the lab's scenarios and explains what
// they print: the scenario's code is the answer, or one of the first two
// alternatives where the client uses the same words for several problems.
func TestClients(t *testing.T) {
	l, err := lab.Open(lab.Options{Dir: t.TempDir()}, append(known(mindful), refused...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, ecosystem := range ecosystems {
		t.Run(ecosystem, func(t *testing.T) {
			need(t, ecosystem)
			outputs := run(t, ecosystem, l)
			for i, r := range l.Running() {
				a := explain.Text(outputs[i])
				likely := append([]string{a.Code}, a.Alternatives[:min(2, len(a.Alternatives))]...)
				if oneSentence[ecosystem] || a.Code == "untrusted-issuer" || a.Code == "untrusted-root" { // in words that hold for all whom nobody vouches for
					likely = append(likely, a.Alternatives...)
				}
				if slices.Contains(mindful, r.ID) && (a.Code == "" || oneSentence[ecosystem]) || a.Code == "" && accepts[ecosystem] == r.ID {
					continue // this client does not mind, or does not tell
				}
				if !slices.Contains(likely, r.Code) {
					t.Errorf("%s: explained as %s, or %v, by %q:\n%s", r.ID, a.Code, a.Alternatives, a.Matched, outputs[i])
				} else if a.Ecosystem != ecosystem && a.Ecosystem != "system" && !bare(outputs[i]) {
					t.Errorf("%s: taken for %s by %q:\n%s", r.ID, a.Ecosystem, a.Matched, outputs[i])
				}
			}
		})
	}
}

// oneSentence names the clients over GnuTLS that have one sentence for whatever
// makes a chain unacceptable.
var oneSentence = map[string]bool{"git": true, "wget": true}

// accepts are scenarios that one client does not mind.
var accepts = map[string]string{"wget": "wrong-purpose", "git": "wrong-purpose"} // GnuTLS asks for the purpose only if it is told to

// known keeps the scenarios that the lab has here.
func known(ids []string) (kept []string) {
	for _, s := range lab.Scenarios() {
		if slices.Contains(ids, s.ID) {
			kept = append(kept, s.ID)
		}
	}
	return kept
}

// bare is a text that says nothing of its program: Go's `Get "…": EOF`.
func bare(output string) bool { return strings.HasSuffix(strings.TrimSpace(output), ": EOF") }

// need skips the test of a client that this machine does not have. In CI all
// of them are there, or it fails.
func need(t *testing.T, ecosystem string) {
	t.Helper()
	program := map[string]string{"python": "python3", "curl": "curl", "openssl": "openssl", "node": "node", "java": "java", "git": "git", "wget": "wget"}[ecosystem]
	if program == "" {
		return // Go's client is part of this program
	}
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CERTAIN_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// run gives what a client prints for each scenario.
func run(t *testing.T, ecosystem string, l *lab.Lab) (outputs []string) {
	t.Helper()
	if ecosystem == "java" {
		return runJava(t, l)
	}
	for _, r := range l.Running() {
		if ecosystem == "go" {
			outputs = append(outputs, runGo(t, r))
		} else {
			outputs = append(outputs, command(t, r.CAFile, argv(ecosystem, r)...))
		}
	}
	return outputs
}

func argv(ecosystem string, r lab.Running) []string {
	switch ecosystem {
	case "python":
		return []string{"python3", "-c", "import ssl, sys, urllib.request\n" +
			"context = ssl.create_default_context(cafile=sys.argv[1])\n" +
			"urllib.request.urlopen(sys.argv[2], context=context, timeout=60)", r.CAFile, r.URL}
	case "curl":
		return []string{"curl", "-sS", "--noproxy", "*", "-m", "10", "--cacert", r.CAFile, r.URL}
	case "openssl":
		return []string{"openssl", "s_client", "-connect", fmt.Sprintf("%s:%d", r.Host, r.Port), "-CAfile", r.CAFile,
			"-servername", r.ServerName, "-verify_hostname", r.ServerName, "-verify_return_error"}
	}
	switch ecosystem {
	case "git":
		return []string{"git", "-c", "http.sslCAInfo=" + r.CAFile, "-c", "http.proxy=", "ls-remote", r.URL}
	case "wget":
		return []string{"wget", "--no-proxy", "--ca-certificate", r.CAFile, "--tries=1", "--timeout=60", "-O", os.DevNull, r.URL}
	}
	return []string{"node", "-e", "require('https').get(process.argv[1])", r.URL}
}

// command runs a client and gives all that it prints. Its exit is not looked
// at: s_client ends well after some of these.
func command(t *testing.T, caFile string, argv ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, argv[0], argv[1:]...)
	c.Env = append(os.Environ(), "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_SSL_CAINFO="+caFile, "NODE_EXTRA_CA_CERTS="+caFile, "no_proxy=*")
	out, _ := c.CombinedOutput()
	if ctx.Err() != nil {
		t.Errorf("%v: %v", argv, ctx.Err())
	}
	return string(out)
}

func runGo(t *testing.T, r lab.Running) string {
	t.Helper()
	pool := x509.NewCertPool()
	for _, root := range r.Roots {
		pool.AddCert(root.X509)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	defer transport.CloseIdleConnections()
	client := http.Client{Transport: transport, Timeout: time.Minute}
	res, err := client.Get(r.URL)
	if err != nil {
		return err.Error()
	}
	res.Body.Close()
	return res.Status
}

// javaClient meets all scenarios in one virtual machine: starting one takes
// most of a second.
const javaClient = `
import java.io.*;
import java.net.URL;
import java.security.KeyStore;
import java.security.cert.*;
import javax.net.ssl.*;

public class Client {
	public static void main(String[] args) throws Exception {
		KeyStore roots = KeyStore.getInstance("PKCS12");
		roots.load(null, null);
		try (InputStream in = new FileInputStream(args[0])) {
			for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				roots.setCertificateEntry("root" + roots.size(), c);
			}
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
		trust.init(roots);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		for (int i = 1; i < args.length; i++) {
			HttpsURLConnection c = (HttpsURLConnection) new URL(args[i]).openConnection();
			c.setSSLSocketFactory(context.getSocketFactory());
			c.setConnectTimeout(10000);
			c.setReadTimeout(10000);
			StringWriter said = new StringWriter();
			try {
				said.write("status " + c.getResponseCode());
			} catch (IOException e) {
				e.printStackTrace(new PrintWriter(said, true));
			}
			System.out.println(said);
			System.out.println("----");
		}
	}
}
`

func runJava(t *testing.T, l *lab.Lab) []string {
	t.Helper()
	source := filepath.Join(t.TempDir(), "Client.java")
	if err := os.WriteFile(source, []byte(javaClient), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"java", source, l.CAFile()}
	for _, r := range l.Running() {
		args = append(args, r.URL)
	}
	out := command(t, l.CAFile(), args...)
	outputs := strings.Split(out, "----\n")
	if len(outputs) != len(l.Running())+1 {
		t.Fatalf("%d outputs for %d scenarios:\n%s", len(outputs)-1, len(l.Running()), out)
	}
	return outputs
}
