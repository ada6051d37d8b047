package render

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
)

var update = flag.Bool("update", false, "write the goldens anew")

// screen is one thing to draw.
type screen struct {
	name string
	draw func(w io.Writer, s Style) error
}

func drawResult(r certain.Result) func(io.Writer, Style) error {
	return func(w io.Writer, s Style) error { return Result(w, r, s) }
}

func screens(t testing.TB) []screen {
	return []screen{
		{"expired", drawResult(expired(t))},
		{"missing-intermediate", drawResult(missingIntermediate(t))},
		{"connection-refused", drawResult(refused())},
		{"not-tls", drawResult(notTLS())},
		{"hostile-names", drawResult(hostile(t))},
		{"several", drawResult(several(t))},
		{"weak", drawResult(weak(t))},
		{"healthy", drawResult(healthy(t))},
		{"healthy-files", drawResult(healthyFiles(t))},
		{"unjudged", drawResult(unjudged(t))},
		{"unknown", drawResult(unknown(t))},
		{"accepted", drawResult(accepted(t))},
		{"pem-malformed", drawResult(malformed(t))},
		{"key-mismatch", drawResult(keyMismatch(t))},
		{"file-not-found", drawResult(notFound())},
		{"long-chain", drawResult(longChain(t))},
		{"table", func(w io.Writer, s Style) error { return Table(w, twelve(t), s) }},
		{"report", func(w io.Writer, s Style) error {
			return Report(w, certain.Report{Results: []certain.Result{expired(t), healthy(t)}}, s)
		}},
		{"inspect-endpoint", func(w io.Writer, s Style) error { return Inspect(w, inspectEndpoint(), s) }},
		{"inspect-files", func(w io.Writer, s Style) error { return Inspect(w, inspectFiles(), s) }},
		{"article", func(w io.Writer, s Style) error { return Article(w, article1, s) }},
		{"answer", func(w io.Writer, s Style) error { return Answer(w, answer1, s) }},
		{"answer-none", func(w io.Writer, s Style) error { return Answer(w, explain.Answer{}, s) }},
		{"proof", func(w io.Writer, s Style) error { return Proof(w, looked1, s) }},
		{"proof-likely", func(w io.Writer, s Style) error { return Proof(w, looked2, s) }},
		{"proof-open", func(w io.Writer, s Style) error { return Proof(w, looked3, s) }},
		{"tour", func(w io.Writer, s Style) error { return Tour(w, tourRows, s) }},
		{"serving", func(w io.Writer, s Style) error {
			return Serving(w, "lab/roots.pem", "http://127.0.0.1:9000", servedRows, s)
		}},
		{"paths", drawCrossed(t)},
		{"lab", func(w io.Writer, s Style) error { return Lab(w, labRows, s) }},
	}
}

var styles = []Style{
	{Width: 80}, {Width: 80, Color: true}, {Width: 80, ASCII: true}, {Width: 80, Color: true, ASCII: true},
	{Width: 40}, {Width: 40, Color: true}, {Width: 40, ASCII: true}, {Width: 40, Color: true, ASCII: true},
}

func styleName(s Style) string {
	name := fmt.Sprint(s.Width)
	if s.ASCII {
		name += "-ascii"
	}
	if s.Color {
		name += "-color"
	}
	return name
}

func render(t testing.TB, draw func(io.Writer, Style) error, s Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestScreens(t *testing.T) {
	for _, one := range screens(t) {
		for _, s := range styles {
			t.Run(one.name+"/"+styleName(s), func(t *testing.T) {
				golden(t, one.name+"."+styleName(s), proper(t, one.draw, s, true))
			})
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s\nwant:\n%s", file, got, want)
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]+m")

// proper holds what is true of every screen, and gives it: nothing wider than
// the screen but a word of a command, no control character but the line feed
// and our own colours, ASCII where it is asked for, and the same text without
// colour.
func proper(t testing.TB, draw func(io.Writer, Style) error, s Style, commands bool) string {
	t.Helper()
	got := render(t, draw, s)
	bare := sgr.ReplaceAllString(got, "")
	s.Color = false
	if without := render(t, draw, s); without != bare {
		t.Errorf("colour changes the text: %q, without: %q", bare, without)
	}
	for _, l := range strings.Split(bare, "\n") {
		if certain.Clean(l) != l {
			t.Errorf("a control character reaches the screen: %q", l)
		}
		if strings.HasSuffix(l, " ") {
			t.Errorf("blanks at the end of %q", l)
		}
		words := shellWords(strings.TrimPrefix(strings.TrimSpace(strings.TrimSuffix(l, ` \`)), "$ "))
		if cells(l) > max(s.Width, narrowest) && !(commands && len(words) == 1) {
			t.Errorf("%d cells at width %d: %q", cells(l), s.Width, l)
		}
		for _, r := range l {
			if s.ASCII && r > 0x7e {
				t.Errorf("%U in ASCII style: %q", r, l)
			}
		}
	}
	return got
}

const expiredScreen = `error[expired]: a served certificate is past its end date
  ╭─ shop.example.test:443, 2026-03-14 09:26 UTC
0 │ shop.example.test   2025-12-11 → 2026-03-11  by Lab R11
  │                                  ^^^^^^^^^^ ended 3 days ago, at 05:26 UTC
1 │ Lab R11             2023-03-14 → 2027-07-14  by Lab Root X1
  ╰─
  so      every client that checks dates refuses this server
  fix     whoever runs the server: renew, then reload: a renewed file that is
          not reloaded looks exactly like this
           $ certbot renew && nginx -s reload
  fix     you, now: see whether a newer certificate already lies on the disk
           $ certain inspect /etc/letsencrypt/live/*/fullchain.pem
  more    certain explain expired
`

const missingScreen = `error[missing-intermediate]: the server does not send the certificate that links
  it to a trusted root
  ╭─ shop.example.test:443, 2026-03-14 09:26 UTC
0 │ shop.example.test   2026-03-13 → 2026-06-11  by Lab R11
  │                                                 ^^^^^^^ not sent
+ │ Lab R11             2023-03-14 → 2027-07-14  by Lab Root X1
  │ ^^^^^^^ fetched from http://r11.example.test/r11.der; it completes the path
  ╰─
  so      the server sends 1 of the 2 certificates that clients need; a browser
          may work where curl, Go, Java, Python and Node fail
  likely  the server was given the leaf alone (cert.pem) instead of leaf and
          intermediate (fullchain.pem)
  fix     whoever runs the server: serve leaf and intermediate together, in
          this order; the root stays out
  more    certain explain missing-intermediate
  hidden  [untrusted-issuer]: a symptom of the above
`

// The two screens of the design, to the letter.
func TestDesign(t *testing.T) {
	for _, one := range []struct {
		name string
		r    certain.Result
		want string
	}{{"expired", expired(t), expiredScreen}, {"missing-intermediate", missingIntermediate(t), missingScreen}} {
		if got := render(t, drawResult(one.r), Style{}); got != one.want {
			t.Errorf("%s: got:\n%s\nwant:\n%s", one.name, got, one.want)
		}
	}
}

func expiredFinding() certain.Finding {
	return certain.Finding{
		Code: "expired", Severity: certain.Error, Title: "a served certificate is past its end date",
		Summary:  "the certificate of shop.example.test ended 3 days ago",
		So:       "every client that checks dates refuses this server",
		Evidence: []certain.Evidence{{At: "served[0]", Part: certain.PartEnd, Says: "ended 3 days ago, at 05:26 UTC"}},
		Fixes: fixes(certain.Fix{
			For: certain.ForServer, Do: "renew, then reload: a renewed file that is not reloaded looks exactly like this",
			Command: "certbot renew && nginx -s reload", Sure: true,
		}, certain.Fix{
			For: certain.ForYou, Do: "see whether a newer certificate already lies on the disk",
			Command: "certain inspect /etc/letsencrypt/live/*/fullchain.pem",
		}),
	}
}

func expired(t testing.TB) certain.Result {
	return result(shop(oldShop(t), r11(t)), expiredFinding())
}

func missingIntermediate(t testing.TB) certain.Result {
	o := shop(newShop(t))
	o.Fetched = []certain.Fetched{{From: "http://r11.example.test/r11.der", Cert: r11(t)}}
	return result(o, certain.Finding{
		Code: "missing-intermediate", Severity: certain.Error,
		Title: "the server does not send the certificate that links it to a trusted root",
		So:    "the server sends 1 of the 2 certificates that clients need; a browser may work where curl, Go, Java, Python and Node fail",
		Evidence: []certain.Evidence{
			{At: "served[0]", Part: certain.PartIssuer, Says: "not sent"},
			{At: "fetched[0]", Part: certain.PartWhole, Says: "fetched from http://r11.example.test/r11.der; it completes the path"},
		},
		Likely: "the server was given the leaf alone (cert.pem) instead of leaf and intermediate (fullchain.pem)",
		Fixes: fixes(certain.Fix{
			For: certain.ForServer, Do: "serve leaf and intermediate together, in this order; the root stays out", Sure: true,
		}),
		Hides: []string{"untrusted-issuer"},
	})
}

func refused() certain.Result {
	o := shop()
	o.Handshake = nil
	o.Asked.Address = "shop.example.test:9443"
	o.Steps = []certain.Step{
		{Name: certain.StepDNS, Address: "shop.example.test", MS: 0.42, Outcome: certain.OK, Found: "192.0.2.7, 192.0.2.8, 2001:db8::7"},
		{Name: certain.StepTCP, Address: "192.0.2.7:9443", MS: 11.3, Outcome: certain.Refused, Error: "connect: connection refused"},
		{Name: certain.StepTCP, Address: "192.0.2.8:9443", MS: 0.1, Outcome: certain.Unreachable, Error: "connect: no route to host"},
		{Name: certain.StepTCP, Address: "[2001:db8::7]:9443", MS: 10000, Outcome: certain.Timeout},
	}
	return result(o, certain.Finding{
		Code: "connection-refused", Severity: certain.Error, Title: "the address answers, and nothing listens on this port",
		So:       "no client gets as far as TLS",
		Evidence: []certain.Evidence{{At: "step:tcp", Part: certain.PartWhole, Says: "the machine is up and refuses port 9443"}},
		Likely:   "the service is down, listens on another port, or only on its loopback address",
		Fixes: fixes(certain.Fix{
			For: certain.ForServer, Do: "see what listens", Command: "ss -ltnp 'sport = :9443'",
		}),
	})
}

func notTLS() certain.Result {
	o := shop()
	o.Handshake = nil
	o.Steps[2] = certain.Step{
		Name: certain.StepHandshake, Address: "192.0.2.7:443", MS: 3.1, Outcome: certain.NotTLS,
		Error: "tls: first record does not look like a TLS handshake", Heard: `HTTP/1.1 400 Bad Request\r\nServer: nginx`,
	}
	return result(o, certain.Finding{
		Code: "not-tls", Severity: certain.Error, Title: "what answers here does not speak TLS",
		So:       "no client that begins with TLS gets an answer it can read",
		Evidence: []certain.Evidence{{At: "step:handshake", Part: certain.PartWhole, Says: "plain HTTP answered"}},
		Fixes: fixes(certain.Fix{
			For: certain.ForServer, Do: "switch TLS on for this port: in nginx, listen 443 ssl",
		}, certain.Fix{
			For: certain.ForYou, Do: "ask the port that speaks TLS",
			Command: `openssl s_client -connect shop.example.test:443 -servername shop.example.test -verify_hostname "shop.example.test" -brief`,
		}),
	})
}

func hostile(t testing.TB) certain.Result {
	long := strings.Repeat("very-long-label.", 18) + "example.test"
	o := shop(
		mint(t, mold{name: "\x1b[2J\x1b[31mshop\u202etset.elpmaxe\n0 │ fake", issuer: "見本認証局ルート第一号見本認証局ルート第一号", names: []string{"evil.example.test"}, from: "2026-03-13", until: "2026-06-11"}),
		mint(t, mold{name: "見本認証局ルート第一号見本認証局ルート第一号", issuer: long, ca: true, from: "2023-03-14", until: "2027-07-14"}),
		mint(t, mold{name: long, issuer: "Z\u0300\u0301\u0302\u0303\u0304\u0305algo Übung\u200d", ca: true, from: "2023-03-14", until: "2027-07-14"}),
	)
	return result(o, certain.Finding{
		Code: "hostname-mismatch", Severity: certain.Error, Title: "the certificate is for other names than the one asked for",
		So: "clients refuse it for \x1b[0mshop.example.test\u202e",
		Evidence: []certain.Evidence{
			{At: "served[0]", Part: certain.PartNames, Says: "asked for shop.example.test; none of its names matches"},
			{At: "served[1]", Part: certain.PartIssuer, Says: "this name is 300 characters long and " + long},
			{At: "served[2]", Part: certain.PartEnd, Says: "ends\r\nsome day"},
		},
		Fixes: fixes(certain.Fix{For: certain.ForServer, Do: "get a certificate that has the name " + long, Command: "certbot -d '\x1b]0;owned\x07' -d " + long}),
	})
}

func several(t testing.TB) certain.Result {
	ends := certain.Finding{
		Code: "chain-surplus", Severity: certain.Warning, Title: "the server sends certificates that no client needs",
		So: "each handshake carries bytes for nothing",
		Evidence: []certain.Evidence{
			{At: "served[2]", Part: certain.PartPlace, Says: "the root: clients have it, or do not trust it"},
		},
		Fixes: fixes(certain.Fix{For: certain.ForServer, Do: "serve leaf and intermediate alone", Sure: true}),
	}
	main := expiredFinding()
	main.Hides = []string{"ends-soon", "not-yet-valid"}
	name := certain.Finding{
		Code: "no-san", Severity: certain.Error, Title: "the certificate has no subject alternative name",
		So: "no client of today reads the common name",
		Evidence: []certain.Evidence{
			{At: "served[0]", Part: certain.PartNames, Says: "no names"},
			{At: "served[0]", Part: certain.PartSubject, Says: "the common name is not read"},
		},
		Fixes: fixes(certain.Fix{For: certain.ForCA, Do: "issue it with the name as a subject alternative name"}),
	}
	leaf := mint(t, mold{name: "shop.example.test", issuer: "Lab R11", from: "2025-12-11", until: "2026-03-11"})
	return result(shop(leaf, r11(t), rootX1(t)), main, name, ends)
}

func weak(t testing.TB) certain.Result {
	return result(shop(newShop(t), r11(t)), certain.Finding{
		Code: "weak-key", Severity: certain.Error, Title: "a public key is too small",
		So: "it can be broken, and clients refuse it",
		Evidence: []certain.Evidence{
			{At: "served[0]", Part: certain.PartKey, Says: "below what clients take"},
			{At: "served[1]", Part: certain.PartUsage, Says: "an example of a second part that no row shows, with a text that goes on and on until it needs more than one line on any screen"},
			{At: "served[1]", Part: certain.PartCA, Says: "may sign"},
			{At: "served[7]", Part: certain.PartCA, Says: "evidence on a certificate that is not there is not dropped"},
		},
	})
}

func healthy(t testing.TB) certain.Result {
	o := shop(mint(t, mold{
		name: "shop.example.test", issuer: "Lab R11", names: []string{"*.example.test", "example.test"},
		from: "2026-03-13T05:26:00Z", until: "2026-06-11T05:26:00Z",
	}), r11(t))
	o.Anchors = []certain.Anchor{{Cert: rootX1(t), From: "system"}}
	o.HTTP = &certain.HTTP{Status: 301, Server: "nginx", Location: "https://www.shop.example.test/"}
	return result(o)
}

func healthyFiles(t testing.TB) certain.Result {
	leaf := newShop(t)
	o := filesOf(
		certain.File{Name: "tls/fullchain.pem", Outcome: certain.OK, Materials: []certain.Material{
			{Form: certain.Certificate, From: "tls/fullchain.pem:1", Container: "pem", Cert: leaf},
			{Form: certain.Certificate, From: "tls/fullchain.pem:29", Container: "pem", Cert: r11(t)},
		}},
		certain.File{Name: "tls/privkey.pem", Outcome: certain.OK, Materials: []certain.Material{
			{Form: certain.PrivateKey, From: "tls/privkey.pem:1", Container: "pem", Algorithm: "ECDSA P-256", Bits: 256, SPKI: leaf.X509.RawSubjectPublicKeyInfo},
		}},
	)
	o.Anchors = []certain.Anchor{{Cert: rootX1(t), From: "mozilla"}}
	o.Store = certain.Store{Name: "mozilla", Size: 140}
	r := result(o)
	r.Files = []string{"tls/fullchain.pem", "tls/privkey.pem"}
	return r
}

func filesOf(files ...certain.File) *certain.Observation {
	o := &certain.Observation{At: at, Kind: certain.Files, Files: files, Asked: certain.Asked{Target: files[0].Name}}
	o.Store = certain.Store{Name: "system", Size: 143}
	return o
}

func unjudged(t testing.TB) certain.Result {
	o := shop(newShop(t), r11(t))
	o.Store = certain.Store{Name: "none", Given: true}
	o.Asked.Name = ""
	return result(o)
}

func unknown(t testing.TB) certain.Result {
	o := shop(newShop(t), r11(t))
	r := result(o)
	r.Unknown = []string{"untrusted-issuer", "hostname-mismatch"}
	r.Conclude()
	return r
}

func accepted(t testing.TB) certain.Result {
	f := expiredFinding()
	f.Accepted = true
	return result(shop(oldShop(t), r11(t)), f)
}

func malformed(t testing.TB) certain.Result {
	o := filesOf(certain.File{
		Name: "tls/fullchain.pem", Outcome: certain.OK,
		Materials: []certain.Material{
			{Form: certain.Certificate, From: "tls/fullchain.pem:1", Container: "pem", Cert: newShop(t)},
		},
		Faults: []certain.Fault{{Line: 104, What: certain.FaultCutOff, Says: "the file ends inside the block"}},
	})
	return result(o, certain.Finding{
		Code: "pem-malformed", Severity: certain.Error, Title: "a PEM file is damaged",
		So:       "programs read fewer certificates than were meant, or none",
		Evidence: []certain.Evidence{{At: "tls/fullchain.pem:104", Part: certain.PartBytes, Says: "the file ends inside the block that begins here: there is no END CERTIFICATE line"}},
		Likely:   "it was cut off while it was copied",
		Fixes:    fixes(certain.Fix{For: certain.ForYou, Do: "copy the file again, whole"}),
	})
}

func keyMismatch(t testing.TB) certain.Result {
	o := filesOf(
		certain.File{Name: "server.pem", Outcome: certain.OK, Materials: []certain.Material{
			{Form: certain.Certificate, From: "server.pem:1", Container: "pem", Cert: newShop(t)},
			{Form: certain.Certificate, From: "server.pem:19", Container: "pem", Cert: r11(t)},
		}},
		certain.File{Name: "server.key", Outcome: certain.OK, Materials: []certain.Material{
			{Form: certain.Parameters, From: "server.key:1", Container: "pem"},
			{Form: certain.PrivateKey, From: "server.key:4", Container: "pem", Algorithm: "RSA", Bits: 2048},
		}},
		certain.File{Name: "unrelated.crl", Outcome: certain.OK},
	)
	return result(o, certain.Finding{
		Code: "key-mismatch", Severity: certain.Error, Title: "the private key belongs to another certificate",
		So: "no server can use the two together",
		Evidence: []certain.Evidence{
			{At: "server.pem:1", Part: certain.PartKey, Says: "the key that is needed"},
			{At: "server.key:4", Part: certain.PartKey, Says: "another key"},
		},
	})
}

func notFound() certain.Result {
	o := filesOf(certain.File{Name: "/etc/ssl/private/server.pem", Outcome: certain.NotFound, Error: "no such file or directory"})
	return result(o, certain.Finding{
		Code: "file-not-found", Severity: certain.Error, Title: "there is no such file",
		So:       "nothing can be loaded from it",
		Evidence: []certain.Evidence{{At: "/etc/ssl/private/server.pem", Part: certain.PartWhole, Says: "no such file or directory; the folder is there"}},
	})
}

func longChain(t testing.TB) certain.Result {
	served := []*certain.Cert{newShop(t)}
	for i := range 29 {
		served = append(served, mint(t, mold{name: fmt.Sprintf("Lab Step %d", i), issuer: fmt.Sprintf("Lab Step %d", i+1), ca: true, from: "2023-03-14", until: "2027-07-14"}))
	}
	return result(shop(served...), certain.Finding{
		Code: "chain-surplus", Severity: certain.Warning, Title: "the server sends certificates that no client needs",
		So:       "each handshake carries bytes for nothing",
		Evidence: []certain.Evidence{{At: "served[12]", Part: certain.PartPlace, Says: "on no path"}},
	})
}

func twelve(t testing.TB) (all []certain.Result) {
	targets := []string{
		"shop.example.test", "api.example.test:8443", "192.0.2.7:443", "[2001:db8::1]:443", "https://example.test/health",
		"lab:expired", "lab:missing-intermediate", "tls/fullchain.pem", strings.Repeat("a-long-name.", 12) + "example.test",
		"bücher.example.test", "mail.example.test:993", "old.example.test",
	}
	for i, target := range targets {
		r := healthy(t)
		switch i % 4 {
		case 0:
			r = several(t)
		case 1:
			r = unknown(t)
		case 2:
			r = accepted(t)
		}
		r.Target = target
		all = append(all, r)
	}
	return all
}

func pointer[T any](v T) *T { return &v }

func leafItem(from string) certain.Item {
	return certain.Item{
		Kind: certain.Certificate, From: from, Container: "pem", Label: "CERTIFICATE", Version: 3,
		SHA256:     "9b8f3a0c5d7e1f2436475869788a9bacbdcedfe0f10213243546576879808192",
		SHA1:       "0102030405060708090a0b0c0d0e0f1011121314",
		SPKISHA256: "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100",
		Pin:        "sha256///+7dzLuqmYh3ZlVEMyIRAP/u3cy7qpmId2ZVRDMiEQA=",
		Serial:     "03:a1:b2:c3:d4:e5:f6:07:18:29:3a:4b:5c:6d:7e:8f:90:a1",
		Subject:    "CN=shop.example.test,O=Muster GmbH\u202e,C=DE", Issuer: "CN=Lab R11,O=Lab",
		Names: []string{
			"dns:shop.example.test", "dns:www.shop.example.test", "dns:*.cdn.example.test", "ip:192.0.2.7", "dns:a.example.test",
			"dns:b.example.test", "dns:c.example.test", "dns:d.example.test", "dns:e.example.test", "dns:f.example.test",
			"dns:g.example.test", "dns:h.example.test",
		},
		Key: &certain.KeyInfo{Algorithm: "ECDSA", Bits: 256, Curve: "P-256"}, Signature: "ECDSA with SHA-256",
		NotBefore: pointer(time.Date(2026, 3, 13, 5, 26, 0, 0, time.UTC)),
		NotAfter:  pointer(time.Date(2026, 6, 11, 5, 26, 0, 0, time.UTC)), Remaining: pointer(88.83),
		CA: pointer(false), KeyUsage: []string{"digital signature"}, ExtUsage: []string{"server authentication"},
		Policies: []string{"2.23.140.1.2.1"}, SubjectKey: "aa:bb:cc:dd", IssuerKey: "11:22:33:44",
		IssuerURLs: []string{"http://r11.example.test/r11.der"}, CRLURLs: []string{"http://r11.example.test/r11.crl"},
		SCTs: []certain.SCT{
			{Log: "DleUvPOuqT4zGyyZB7P3kN+bwj1xMiXdIaklrGHFTiE=", Time: time.Date(2026, 3, 13, 5, 27, 0, 0, time.UTC)},
			{Log: "FoMtq/CpJQ8P8DqlRf/Iv8gj0IdL9gQpJ/jnHzMT9fo=", Time: time.Date(2026, 3, 13, 5, 27, 0, 0, time.UTC)},
		},
	}
}

func caItem(from string) certain.Item {
	return certain.Item{
		Kind: certain.Certificate, From: from, Container: "der",
		SHA256: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", Subject: "CN=Lab R11,O=Lab", Issuer: "CN=Lab Root X1",
		Key: &certain.KeyInfo{Algorithm: "RSA", Bits: 2048, Exponent: 65537}, Signature: "RSA with SHA-256", Serial: "01",
		NotBefore: pointer(date("2023-03-14")), NotAfter: pointer(date("2026-03-11")), Remaining: pointer(-3.4),
		CA: pointer(true), PathLen: pointer(0), KeyUsage: []string{"certificate signing", "CRL signing"},
		Permitted: []string{"dns:.example.test"}, Extensions: []string{"critical 1.2.3.4"},
	}
}

func inspectEndpoint() certain.InspectReport {
	o := shop()
	o.Handshake.ClientAsked, o.Handshake.ClientIssuers = true, []string{"CN=Lab Clients"}
	return certain.InspectReport{Results: []certain.Inspection{{
		Target: "shop.example.test", Kind: certain.Endpoint, Observation: o,
		Material: []certain.Item{leafItem("served[0]"), caItem("served[1]")},
	}}}
}

func inspectFiles() certain.InspectReport {
	o := filesOf(certain.File{Name: "bundle.pem", Outcome: certain.OK})
	return certain.InspectReport{Results: []certain.Inspection{{
		Target: "bundle.pem", Kind: certain.Files, Observation: o,
		Material: []certain.Item{
			caItem("bundle.pem:1"),
			{Kind: certain.PrivateKey, From: "bundle.pem:20", Container: "pem", Label: "EC PRIVATE KEY", Key: &certain.KeyInfo{Algorithm: "ECDSA", Curve: "P-384"}, Pin: "sha256//AAAA", SPKISHA256: "00"},
			{Kind: certain.PrivateKey, From: "bundle.pem:40", Container: "pem", Label: "ENCRYPTED PRIVATE KEY", Encrypted: true},
			{Kind: certain.CRL, From: "bundle.pem:60", Container: "pem", Issuer: "CN=Lab R11", Revoked: pointer(17)},
		},
		Findings: []certain.Finding{{
			Code: "pem-malformed", Severity: certain.Error, Title: "a PEM file is damaged", So: "what follows is not read",
			Evidence: []certain.Evidence{{At: "bundle.pem:80", Part: certain.PartBytes, Says: "the body is no base64"}},
		}},
	}}}
}

const article1 = "# expired\n\n<!-- generated: do not edit\nby hand -->\n" + `
A certificate carries the dates between which it holds. Past the second, **every client** that checks
dates refuses it, whatever else is right; see [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5)
and ` + "`notAfter`" + ` in it. 2 * 3 stays → as it is.

## How each client says it

<!-- begin phrases -->
| client | says |
|---|---|
| Python | ` + "`certificate verify failed: certificate has expired (_ssl.c:1006)`" + ` |
| Go | ` + "`x509: certificate has expired or is not yet valid`" + ` |
<!-- end phrases -->

## How to mend it

### nginx

1. Renew it, and let the server read the new file; nginx reads its files only when it is told to.
2. Look again:
   - from here
   - from outside

` + "```sh\n# see what is served now, from this machine and with the name that clients use\nopenssl s_client -connect shop.example.test:443 -servername shop.example.test </dev/null 2>/dev/null | openssl x509 -noout -dates\n```\n\n```python run=expired expect=reject\nimport ssl\n\n\twith context.wrap_socket(sock, server_hostname=\"shop.example.test\") as tls:  # raises here\n\t\tprint(tls.version())\n```\n" + `
> A clock that is off looks the same.

* * *

The end.
`

var looked1 = Looked{
	Answer: answer1, Endpoint: "shop.example.test:443", Code: "expired", Sure: true,
	Lines: [][2]string{
		{"not", "[ca-file-unreadable] no variable of this environment names roots for Python"},
		{"found", "[expired] the certificate of shop.example.test ended 3 days ago"},
		{"open", "[wrong-clock] this machine's clock says 2026-03-14 09:26:00 UTC, and nobody else was asked"},
	},
	Says:  "the certificate of shop.example.test ended 3 days ago",
	Fixes: []certain.Fix{{For: certain.ForServer, Do: "renew, then reload", Command: "certbot renew && nginx -s reload"}},
}

// looked2 leads to another code than the first of the text.
var looked2 = Looked{
	Answer: answer1, Endpoint: "shop.example.test:443", Code: "missing-intermediate",
	Lines: [][2]string{{"not", "[expired] not so at shop.example.test:443, seen from here, now"}},
	Says:  "the endpoint does not send Lab R11, which issued shop.example.test",
	Ask:   "does the server send its intermediate?", Command: "certain check shop.example.test:443",
	Fixes: []certain.Fix{{For: certain.ForServer, Do: "serve leaf and intermediate together"}},
}

// looked3 leads to nothing, of a text that is not known either.
var looked3 = Looked{
	Endpoint: "shop.example.test:443", Lines: [][2]string{{"not", "[ca-file-unreadable] no variable of this environment names roots"}},
	Says: "nothing was found", Ask: "what does a look from where the text was printed tell?", Command: "certain check shop.example.test:443",
}

var answer1 = explain.Answer{
	Code: "expired", Confidence: 0.95, Ecosystem: "python", Line: 12,
	Matched:      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
	Alternatives: []string{"not-yet-valid", "wrong-clock"},
	Candidates: []explain.Candidate{
		{Code: "expired", Ask: "is the end date of a certificate in the chain past?", Command: "certain check HOST:443"},
		{Code: "not-yet-valid", Ask: "does a certificate in the chain begin later than now?", Command: "certain check HOST:443"},
		{Code: "wrong-clock", Ask: "is this machine's clock right?", Command: "date -u"},
	},
	Fixes: []certain.Fix{
		{For: certain.ForServer, Do: "renew, then reload", Command: "certbot renew && nginx -s reload"},
		{For: certain.ForClient, Do: "see that the clock of this machine is right", Command: "date -u"},
	},
}

var tourRows = []TourRow{
	{ID: "healthy-ecdsa", OK: true},
	{ID: "expired-and-hostname-mismatch", Expected: []string{"expired", "hostname-mismatch"}, Found: []string{"expired", "hostname-mismatch"}, OK: true},
	{ID: "not-tls", Expected: []string{"not-tls"}, Found: []string{"handshake-timeout"}},
}

var servedRows = []ServedRow{
	{ID: "expired", Expect: "reject", URL: "https://localhost:9443/"},
	{ID: "key-mismatch", Expect: "reject", Files: []string{"lab/key-mismatch/fullchain.pem", "lab/key-mismatch/privkey.pem"}},
}

var labRows = []LabRow{
	{"healthy-ecdsa", "accept", "nothing is wrong: ECDSA P-256, leaf and intermediate"},
	{"expired", "reject", "the leaf ended yesterday"},
	{"missing-intermediate", "reject", "the leaf alone is sent; the intermediate can be fetched by its AIA address on loopback"},
	{"chain-disordered", "either", "the intermediate is sent before the leaf's own issuer"},
}
