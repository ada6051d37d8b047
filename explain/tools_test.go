package explain

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// TestTools: the mending is for the program that speaks, where the words tell
// which one it is.
func TestTools(t *testing.T) {
	const python = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)"
	tests := []struct{ name, text, ecosystem, command string }{
		{"pip", "WARNING: Retrying (Retry(total=4)) after connection broken by 'SSLError(SSLCertVerificationError(1, '" + python + "'))': /simple/six/", "python", "pip config set global.cert"},
		{"pip of old", "Could not fetch URL https://pypi.org/simple/requests/: There was a problem confirming the ssl certificate: " + python + " - skipping", "python", "pip config set global.cert"},
		{"conda", "CondaSSLError: Encountered an SSL error. Most likely a certificate verification issue.\nException: HTTPSConnectionPool(host='repo.anaconda.com', port=443): " + python, "python", "conda config --set ssl_verify"},
		{"poetry", "$ poetry install\nrequests.exceptions.SSLError: HTTPSConnectionPool(host='git.example.org', port=443): " + python, "python", "poetry config certificates"},
		{"requests", "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.org', port=443): " + python, "python", "REQUESTS_CA_BUNDLE=bundle.pem python3 app.py"},
		{"httpx", "httpx.ConnectError: " + python, "python", "SSL_CERT_FILE=bundle.pem python3 app.py"},
		{"aiohttp", "aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host api.example.org:443 ssl:True [SSLCertVerificationError: (1, '" + python + "')]", "python", "SSL_CERT_FILE=bundle.pem python3 app.py"},
		{"the AWS CLI", "SSL validation failed for https://s3.eu-central-1.amazonaws.com/ " + python, "python", "AWS_CA_BUNDLE"},
		{"ssl alone", "ssl.SSLCertVerificationError: " + python, "python", "SSL_CERT_FILE=bundle.pem REQUESTS_CA_BUNDLE=bundle.pem python3 app.py"},
		{"uv", "error: Failed to fetch: `https://pypi.org/simple/six/`\n  Caused by: error sending request for url (https://pypi.org/simple/six/)\n  Caused by: invalid peer certificate: UnknownIssuer", "rust", "uv sync --system-certs"},
		{"reqwest", "error sending request for url (https://api.example.org/)\n  Caused by: invalid peer certificate: UnknownIssuer", "rust", "SSL_CERT_FILE=bundle.pem ./app"},
		{"Yarn", "yarn install v1.22.19\nerror An unexpected error occurred: \"https://registry.example.org/six: unable to get local issuer certificate\".", "npm", "yarn install"},
		{"pnpm", "ERR_PNPM_META_FETCH_FAIL GET https://registry.npmjs.org/six: request to https://registry.npmjs.org/six failed, reason: unable to get local issuer certificate", "npm", "pnpm install"},
		{"npm", "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN\nnpm ERR! errno SELF_SIGNED_CERT_IN_CHAIN", "node", "npm install"},
		{"Node", "Error: self-signed certificate in certificate chain\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n  code: 'SELF_SIGNED_CERT_IN_CHAIN'\n}", "node", "node app.js"},
		{"Maven", "[ERROR] Could not transfer artifact org.example:parent:pom:1 from/to central (https://repo.maven.apache.org/maven2): PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target", "java", "MAVEN_OPTS"},
		{"Java", "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target", "java", "-cacerts"},
		{"Terraform", "Error: Failed to query available provider packages\nCould not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.terraform.io: Get \"https://registry.terraform.io/.well-known/terraform.json\": x509: certificate signed by unknown authority", "", "terraform init"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := Text(tt.text)
			if !strings.HasPrefix(a.Code, "untrusted-") || tt.ecosystem != "" && a.Ecosystem != tt.ecosystem {
				t.Errorf("%s, %s", a.Code, a.Ecosystem)
			}
			own := a.Fixes[:min(3, len(a.Fixes))]
			if !slices.ContainsFunc(own, func(f certain.Fix) bool { return strings.Contains(f.Command, tt.command) }) {
				t.Errorf("%q is not among %+v", tt.command, own)
			}
		})
	}
}

// TestEachToolIsMended: a tool that is told from its ecosystem has at least
// the mending of an unknown authority, which all of them meet.
func TestEachToolIsMended(t *testing.T) {
	for _, one := range tools {
		if len(trustTheRoot[one.name]) == 0 {
			t.Errorf("%s has no way to trust a root", one.name)
		}
		for _, mark := range one.marks {
			if mark != strings.ToLower(mark) {
				t.Errorf("%s: %q is not in small letters", one.name, mark)
			}
		}
		for _, of := range strings.Split(one.of, "|") {
			if !slices.ContainsFunc(tables, func(t table) bool { return t.Ecosystem == of }) {
				t.Errorf("%s speaks in the words of %s, which is no ecosystem", one.name, of)
			}
		}
	}
}

// TestCommandsAreShell: each command of a fix can be pasted into a shell. What
// is for Windows alone is no such command.
func TestCommandsAreShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	var all []string
	for code, by := range ownFixes {
		for ecosystem := range by {
			for _, f := range Fixes(code, ecosystem) {
				if f.Command != "" && ecosystem != "powershell" {
					all = append(all, f.Command)
				}
			}
		}
	}
	if len(all) < 200 {
		t.Fatalf("only %d commands were found", len(all))
	}
	cmd := exec.Command(sh, "-n")
	cmd.Stdin = strings.NewReader(strings.Join(all, "\n") + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
