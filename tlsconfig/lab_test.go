package tlsconfig_test

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// differs lists the scenarios of the lab in which the verdict of this package
// is not that of crypto/tls, each with its reason. There is none.
var differs = map[string]string{}

// codeHere are the codes that are not the scenario's, each with its reason.
var codeHere = map[string]struct{ code, why string }{
	"missing-intermediate": {"untrusted-issuer", "nothing is fetched in a handshake, so whether the issuer that was left out leads to a root is not known"},
}

// Every endpoint of the lab that a client of TLS can begin a handshake with,
// met by crypto/tls as it is, with RootCAs, and by this package: the verdict
// is the same, and a refusal of the certificate has a code.
func TestVerdictsAreThoseOfCryptoTLS(t *testing.T) {
	l, err := lab.Open(lab.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	roots := trust.FromCerts("lab", l.Roots())
	plainRoots := x509.NewCertPool()
	for _, r := range l.Roots() {
		plainRoots.AddCert(r.X509)
	}
	var met, refused, byCert int
	for _, r := range l.Running() {
		if r.Kind != certain.Endpoint || r.Address == "" || !(strings.HasPrefix(r.URL, "https:") || strings.HasPrefix(r.URL, "smtp:")) {
			continue
		}
		if strings.HasSuffix(r.Code, "timeout") || r.Silent || r.Proxy != "" {
			continue // nobody shakes hands there, or says a word afterwards
		}
		met++
		plain := shake(t, r, &tls.Config{RootCAs: plainRoots, ServerName: r.ServerName, MinVersion: tls.VersionTLS12})
		config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{ServerName: r.ServerName})
		if err != nil {
			t.Fatal(err)
		}
		ours := shake(t, r, config)
		reason := differs[r.ID]
		switch same := (plain == nil) == (ours == nil); {
		case !same && reason == "":
			t.Errorf("%s: crypto/tls says %v, tlsconfig says %v", r.ID, plain, ours)
		case same && reason != "":
			t.Errorf("%s: the verdicts are the same, so the reason is out of date: %s", r.ID, reason)
		}
		if ours != nil {
			refused++
		}
		var theirs *tls.CertificateVerificationError
		if !errors.As(plain, &theirs) {
			continue
		}
		byCert++
		var typed *tlsconfig.VerifyError
		if !errors.As(ours, &typed) {
			t.Errorf("%s: %v is no VerifyError", r.ID, ours)
			continue
		}
		want := cmp.Or(codeHere[r.ID].code, r.Code)
		if typed.Code != want || explain.Error(ours).Code != typed.Code || len(typed.Findings) == 0 {
			t.Errorf("%s: code %q, explained as %q, want %q: %v", r.ID, typed.Code, explain.Error(ours).Code, want, ours)
		}
		if !errors.As(ours, &theirs) {
			t.Errorf("%s: what crypto/x509 said is not in %v", r.ID, ours)
		}
	}
	t.Logf("%d endpoints: %d accepted, %d refused, of which %d for their certificate", met, met-refused, refused, byCert)
	if met < 60 || byCert < 20 {
		t.Errorf("only %d endpoints were met, and %d refused for their certificate", met, byCert)
	}
}

// shake makes a handshake with a scenario, and reads on: in TLS 1.3 a server
// judges the client after its client is done.
func shake(t *testing.T, r lab.Running, config *tls.Config) error {
	t.Helper()
	conn, err := net.Dial("tcp", r.Address)
	if err != nil {
		return err
	}
	defer conn.Close()
	patience := time.Minute
	if r.Silent {
		patience = 3 * time.Second // it shakes hands before
	}
	conn.SetDeadline(time.Now().Add(patience))
	if strings.HasPrefix(r.URL, "smtp:") {
		if err := startTLS(conn); err != nil {
			return err
		}
	}
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(context.Background()); err != nil {
		return err
	}
	io.WriteString(secure, "GET / HTTP/1.0\r\n\r\n")
	_, err = secure.Read(make([]byte, 1))
	if err == io.EOF {
		err = nil
	}
	return err
}

// startTLS asks a mail server for TLS, RFC 3207.
func startTLS(conn net.Conn) error {
	answer := make([]byte, 512)
	for _, say := range []string{"", "EHLO client.example.test\r\n", "STARTTLS\r\n"} {
		io.WriteString(conn, say)
		n, err := conn.Read(answer)
		if err != nil {
			return err
		}
		if answer[0] != '2' {
			return errors.New(string(answer[:n]))
		}
	}
	return nil
}
