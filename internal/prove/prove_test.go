package prove

import (
	"encoding/json"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/convert"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/trust"
)

// calm takes all variables out of the environment that a look minds.
func calm(t *testing.T) {
	t.Helper()
	for _, name := range append(Variables(), "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY") {
		t.Setenv(name, "")
	}
}

const (
	pythonIssuer   = "Traceback (most recent call last):\n  File \"/usr/lib/python3.11/urllib/request.py\", line 1348, in do_open\nssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:992)"
	pythonExpired  = "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:992)"
	pythonNotYet   = "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid (_ssl.c:992)"
	pythonEOF      = "ssl.SSLEOFError: EOF occurred in violation of protocol (_ssl.c:2427)"
	requestsIssuer = "requests.exceptions.SSLError: HTTPSConnectionPool(host='localhost', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:992)')))"
	nodeIssuer     = "Error: unable to get local issuer certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)\n  code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'"
	nodeOff        = "(node:41) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification."
	nginxEOF       = "SSL_read() failed (SSL: error:0A000126:SSL routines::unexpected eof while reading) while reading response header from upstream"
	goRefused      = `Get "https://localhost/": remote error: tls: handshake failure`
	curlFile       = "curl: (77) error setting certificate file: /etc/nowhere.pem"
	javaPath       = "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target"
	goUnknown      = `Get "https://localhost/": tls: failed to verify certificate: x509: certificate signed by unknown authority`
	gitFailed      = "fatal: unable to access 'https://localhost/': server certificate verification failed. CAfile: none CRLfile: none"
)

// TestLook looks at the lab: what is so is found, what is not so is ruled out,
// what was not seen stays open, and the conclusion says which it is.
func TestLook(t *testing.T) {
	running := open(t, "expired", "healthy-ecdsa", "connection-refused", "hostname-mismatch", "missing-intermediate", "untrusted-issuer",
		"untrusted-root", "self-signed", "wrong-clock", "truncated-close", "closed-early", "weak-cipher")
	ca := running["expired"].CAFile
	stranger := filepath.Join(t.TempDir(), "stranger.pem")
	writePEM(t, stranger, running["healthy-ecdsa"].Roots[1].Raw)
	tests := []struct {
		name, scenario, text string
		env                  map[string]string
		code                 string // "" for no conclusion
		sure                 bool
		proofs               map[string]string // code: verdict, or verdicts, one of which it must have
		says                 string            // words of the conclusion
		fix                  string            // words of its first fix
	}{
		{name: "as the text says", scenario: "expired", text: pythonExpired, code: "expired", sure: true,
			proofs: map[string]string{"expired": Found, "wrong-clock": Open, "untrusted-root": RuledOut}},
		{name: "one sentence for all causes", scenario: "expired", text: gitFailed, code: "expired", sure: true, proofs: map[string]string{"expired": Found, "wrong-clock": Open}},
		{name: "mended since", scenario: "healthy-ecdsa", text: pythonExpired, proofs: map[string]string{"expired": RuledOut, "wrong-clock": RuledOut}, says: "clock"},
		{name: "the clock", scenario: "wrong-clock", text: pythonNotYet, code: "wrong-clock", sure: true, proofs: map[string]string{"wrong-clock": Found}},
		{name: "something else", scenario: "hostname-mismatch", text: pythonExpired, code: "hostname-mismatch", proofs: map[string]string{"expired": RuledOut, "hostname-mismatch": Found}},
		{name: "the look got nowhere", scenario: "connection-refused", text: pythonExpired, proofs: map[string]string{"expired": Open, "wrong-clock": Open, "connection-refused": Found}, says: "connection-refused"},
		{name: "a certificate is not why a handshake is refused", scenario: "hostname-mismatch", text: goRefused,
			proofs: map[string]string{"handshake-refused": RuledOut, "hostname-mismatch": Found}, says: "no part"},
		{name: "an address that was not asked", scenario: "missing-intermediate", text: pythonIssuer, code: "missing-intermediate",
			proofs: map[string]string{"missing-intermediate": Open, "untrusted-issuer": Open, "untrusted-root": Open}, says: "was not asked", fix: "fullchain.pem"},
		{name: "the same, in Go's words", scenario: "missing-intermediate", text: goUnknown, code: "missing-intermediate", proofs: map[string]string{"missing-intermediate": Open, "untrusted-root": Open}},
		{name: "the same, in git's words", scenario: "missing-intermediate", text: gitFailed, code: "missing-intermediate"},
		{name: "no address is named", scenario: "untrusted-issuer", text: pythonIssuer, code: "untrusted-issuer", sure: true,
			proofs: map[string]string{"untrusted-issuer": Found, "missing-intermediate": Open, "untrusted-root": Open}},
		{name: "a private root", scenario: "untrusted-root", text: pythonIssuer, code: "untrusted-root", sure: true,
			proofs: map[string]string{"untrusted-root": Found, "missing-intermediate": RuledOut}},
		{name: "signed by itself", scenario: "self-signed", text: javaPath, code: "self-signed", sure: true},
		{name: "a text that is not known", scenario: "expired", text: "it broke", code: "expired"},
		{name: "only one is left", scenario: "truncated-close", text: nginxEOF, code: "truncated-close", proofs: map[string]string{"truncated-close": Open, "closed-early": RuledOut}},
		{name: "two are left", scenario: "truncated-close", text: pythonEOF, proofs: map[string]string{"truncated-close": Open, "connection-reset": Open, "closed-early": RuledOut}, says: "several"},
		{name: "what others do not take", scenario: "weak-cipher", text: goRefused, code: "weak-cipher", proofs: map[string]string{"weak-cipher": Found, "handshake-refused": RuledOut}},
		{name: "closed in the handshake", scenario: "closed-early", text: pythonEOF, code: "closed-early", sure: true},

		{name: "a variable hides the system's roots", scenario: "healthy-ecdsa", text: requestsIssuer, env: map[string]string{"REQUESTS_CA_BUNDLE": stranger},
			code: "untrusted-root", sure: true, proofs: map[string]string{"untrusted-root": Found}, says: "REQUESTS_CA_BUNDLE", fix: "REQUESTS_CA_BUNDLE"},
		{name: "the one that wins", scenario: "healthy-ecdsa", text: requestsIssuer, env: map[string]string{"REQUESTS_CA_BUNDLE": ca, "CURL_CA_BUNDLE": stranger},
			proofs: map[string]string{"untrusted-root": RuledOut}},
		{name: "perhaps another program", scenario: "healthy-ecdsa", text: "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:992)",
			env: map[string]string{"REQUESTS_CA_BUNDLE": stranger}, code: "untrusted-root", says: "if requests and pip printed the text"},
		{name: "not what Python's ssl reads", scenario: "healthy-ecdsa", text: pythonIssuer, env: map[string]string{"REQUESTS_CA_BUNDLE": stranger}},
		{name: "roots that come with the program", scenario: "healthy-ecdsa", text: nodeIssuer, code: "untrusted-root", says: "Node.js"},
		{name: "roots that are added", scenario: "healthy-ecdsa", text: nodeIssuer, env: map[string]string{"NODE_EXTRA_CA_CERTS": ca}, proofs: map[string]string{"untrusted-root": RuledOut}},
		{name: "others that are added", scenario: "healthy-ecdsa", text: nodeIssuer, env: map[string]string{"NODE_EXTRA_CA_CERTS": stranger},
			code: "untrusted-root", sure: true, fix: "NODE_EXTRA_CA_CERTS"},
		{name: "a file that is missing", scenario: "healthy-ecdsa", text: curlFile, env: map[string]string{"CURL_CA_BUNDLE": "/etc/nowhere.pem"},
			code: "ca-file-unreadable", sure: true, proofs: map[string]string{"ca-file-unreadable": Found}, fix: "CURL_CA_BUNDLE"},
		{name: "another program's file", scenario: "expired", text: pythonExpired, env: map[string]string{"NODE_EXTRA_CA_CERTS": "/etc/nowhere.pem"},
			code: "expired", sure: true, proofs: map[string]string{"ca-file-unreadable": Found}},
		{name: "verification switched off", scenario: "healthy-ecdsa", text: nodeOff, env: map[string]string{"NODE_TLS_REJECT_UNAUTHORIZED": "0"},
			code: "verification-disabled", sure: true, fix: "NODE_TLS_REJECT_UNAUTHORIZED"},
		{name: "and it is not", scenario: "healthy-ecdsa", text: nodeOff, env: map[string]string{"NODE_TLS_REJECT_UNAUTHORIZED": "1"}, code: "verification-disabled"},
		{name: "a proxy on the way", scenario: "healthy-ecdsa", text: goUnknown, env: map[string]string{"HTTPS_PROXY": "http://joe:s3cret@proxy.test:3128"}, says: "proxy.test:3128"},
		{name: "a trust store of Java's", scenario: "healthy-ecdsa", text: javaPath,
			env:  map[string]string{"JAVA_TOOL_OPTIONS": "-Xmx1g -Djavax.net.ssl.trustStorePassword=s3cret -Djavax.net.ssl.trustStore=" + stranger},
			code: "untrusted-root", sure: true, says: "JAVA_TOOL_OPTIONS"},
		{name: "PEM in the place of a path", scenario: "healthy-ecdsa", text: curlFile, env: map[string]string{"CURL_CA_BUNDLE": "-----BEGIN s3cret"}, code: "ca-file-unreadable", sure: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			calm(t)
			t.Setenv("SSL_CERT_FILE", ca)
			for name, value := range tt.env {
				t.Setenv(name, value)
			}
			got := lookAt(t, running[tt.scenario], tt.text)
			c := got.Conclusion
			if code := codeOf(c); code != tt.code || c.Sure != tt.sure {
				t.Errorf("concluded %q, sure %v, want %q, %v: %s", code, c.Sure, tt.code, tt.sure, c.Says)
			}
			for code, verdict := range tt.proofs {
				if all := verdictsOn(got, code); len(all) == 0 || strings.Trim(strings.ReplaceAll(strings.Join(all, " "), verdict, ""), " ") != "" {
					t.Errorf("%s is %q, want %q", code, all, verdict)
				}
			}
			if !strings.Contains(c.Says, tt.says) || tt.fix != "" && (len(c.Fixes) == 0 || !strings.Contains(c.Fixes[0].Do, tt.fix)) {
				t.Errorf("want %q and a fix with %q: %+v", tt.says, tt.fix, c)
			}
			if (c.Code == nil) != (len(c.Fixes) == 0) || !c.Sure && c.Ask == "" {
				t.Errorf("the conclusion lacks something: %+v", c)
			}
			if shown, _ := json.Marshal(got); strings.Contains(string(shown), "s3cret") || strings.Contains(string(shown), "joe") {
				t.Errorf("a secret is shown: %s", shown)
			}
			if t.Failed() {
				t.Logf("%+v", got.Proofs)
			}
		})
	}
}

// TestFiles: a file that is missing is told, and once if several variables name
// it.
func TestFiles(t *testing.T) {
	calm(t)
	running := open(t, "healthy-ecdsa")
	missing := filepath.Join(t.TempDir(), "missing.pem")
	t.Setenv("SSL_CERT_FILE", missing)
	got := lookAt(t, running["healthy-ecdsa"], goUnknown)
	if verdicts := verdictsOn(got, "ca-file-unreadable"); len(verdicts) != 1 || verdicts[0] != Found {
		t.Errorf("%+v", got.Proofs)
	}
	t.Setenv("SSL_CERT_FILE", "")
	t.Setenv("REQUESTS_CA_BUNDLE", missing)
	t.Setenv("CURL_CA_BUNDLE", missing)
	t.Setenv("PIP_CERT", missing)
	got = lookAt(t, running["healthy-ecdsa"], "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1)")
	if verdicts := verdictsOn(got, "ca-file-unreadable"); len(verdicts) != 1 {
		t.Errorf("one file, and not one line: %+v", got.Proofs)
	}
}

// TestKeyStores: what Java's stores hold is read, if they are locked with the
// passphrase that every JDK has, and else it is not known.
func TestKeyStores(t *testing.T) {
	calm(t)
	running := open(t, "healthy-ecdsa")
	pem, err := os.ReadFile(running["healthy-ecdsa"].CAFile)
	if err != nil {
		t.Fatal(err)
	}
	var goods convert.Goods
	if err := goods.Add("ca.pem", material.Open("ca.pem", pem, material.Options{})); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		format     convert.Format
		passphrase string
		code       string
		verdict    string
	}{
		{convert.PKCS12, "changeit", "untrusted-root", RuledOut},
		{convert.JKS, "changeit", "untrusted-root", RuledOut},
		{convert.PKCS12, "another", "ca-file-unreadable", Open},
	} {
		store, err := convert.Write(tt.format, goods, convert.Options{Passphrase: &tt.passphrase})
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "trust store")
		if err := os.WriteFile(name, store, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("JAVA_TOOL_OPTIONS", `-Djavax.net.ssl.trustStorePassword=`+tt.passphrase+` "-Djavax.net.ssl.trustStore=`+name+`"`)
		got := lookAt(t, running["healthy-ecdsa"], javaPath)
		if v := verdictsOn(got, tt.code); len(v) != 1 || v[0] != tt.verdict {
			t.Errorf("%s, %s: %+v", tt.format, tt.passphrase, got.Proofs)
		}
	}
}

// TestHidden: SSL_CERT_FILE takes the system's roots away from what minds it, and
// that they hold what is missing is seen past it.
func TestHidden(t *testing.T) {
	calm(t)
	r := open(t, "healthy-ecdsa")["healthy-ecdsa"]
	stranger := filepath.Join(t.TempDir(), "stranger.pem")
	writePEM(t, stranger, r.Roots[1].Raw)
	t.Setenv("SSL_CERT_FILE", stranger)
	target, err := certain.ParseTarget(r.Address, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	system := func() *trust.Store { return trust.FromCerts("system", r.Roots) }
	got, err := Look(t.Context(), goUnknown, explain.Text(goUnknown), target, Options{untouched: system})
	if err != nil {
		t.Fatal(err)
	}
	c := got.Conclusion
	if codeOf(c) != "untrusted-root" || !c.Sure || !strings.Contains(c.Says, "SSL_CERT_FILE names") || !strings.Contains(c.Says, "the system's roots hold it") {
		t.Errorf("%+v", got)
	}
}

// TestVariables: each has a source, a use that its fields fit, and an ecosystem
// that exists.
func TestVariables(t *testing.T) {
	known := map[string]bool{}
	for _, p := range explain.Phrases() {
		known[p.Ecosystem] = true
	}
	for _, v := range variables {
		if v.source == "" || len(v.of) == 0 || v.name == "" {
			t.Errorf("%+v", v)
		}
		for _, of := range v.of {
			if !known[of] {
				t.Errorf("%s: no ecosystem %s", v.name, of)
			}
		}
		if v.use == off && len(v.off) == 0 || v.by == "" && len(v.marks) > 0 {
			t.Errorf("%s lacks its values or its programs", v.name)
		}
		for _, mark := range v.marks {
			if mark != strings.ToLower(mark) {
				t.Errorf("%s: %s is not in small letters", v.name, mark)
			}
		}
	}
	for _, b := range bundled {
		if !known[b.of] || b.source == "" {
			t.Errorf("%+v", b)
		}
	}
}

// TestNoEndpoint: files and scenarios are no endpoints to look at.
func TestNoEndpoint(t *testing.T) {
	for _, text := range []string{"server.pem", "lab:expired", "-"} {
		target, err := certain.ParseTarget(text, func(string) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Look(t.Context(), "", explain.Answer{}, target, Options{}); err != ErrNoEndpoint {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func open(t *testing.T, ids ...string) map[string]lab.Running {
	t.Helper()
	l, err := lab.Open(lab.Options{}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	all := map[string]lab.Running{}
	for _, r := range l.Running() {
		all[r.ID] = r
	}
	return all
}

func lookAt(t *testing.T, r lab.Running, text string) Result {
	t.Helper()
	target, err := certain.ParseTarget(net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	got, err := Look(t.Context(), text, explain.Text(text), target, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func codeOf(c Conclusion) string {
	if c.Code == nil {
		return ""
	}
	return *c.Code
}

func verdictsOn(r Result, code string) (all []string) {
	for _, p := range r.Proofs {
		if p.Code == code {
			all = append(all, p.Verdict)
		}
	}
	return all
}

func writePEM(t *testing.T, name string, der []byte) {
	t.Helper()
	if err := os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}
