package probe

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ocsp"

	certain "github.com/certain-tls/certain"
)

var bigOne = big.NewInt(1)

// asked is an authority's server that counts what it is asked.
type asked struct {
	mu    sync.Mutex
	paths []string
}

func (a *asked) serve(t *testing.T, answer func(path string, posted []byte) []byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		posted, _ := io.ReadAll(r.Body)
		a.mu.Lock()
		a.paths = append(a.paths, r.Method+" "+r.URL.Path)
		a.mu.Unlock()
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/list", http.StatusFound)
		case "/gone":
			http.NotFound(w, r)
		default:
			w.Write(answer(r.URL.Path, posted))
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func named(lists, responders []string) (path []*certain.Cert) {
	return []*certain.Cert{
		certain.NewCert(&x509.Certificate{Raw: []byte("leaf"), SerialNumber: bigOne, CRLDistributionPoints: lists, OCSPServer: responders}),
		nil,
	}
}

func TestFetchStatements(t *testing.T) {
	issuer := newAuthority(t).cert
	list := []byte{0x30, 3, 2, 1, 5}
	armour := pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: list})
	for _, c := range []struct {
		name, path, want string
		body             []byte
		outcome          certain.Outcome
		kept             int
	}{
		{"a list", "/list", "crl", list, certain.OK, 1},
		{"a list in PEM", "/list", "crl", armour, certain.OK, 1},
		{"no list", "/list", "crl", []byte("<html>"), certain.Failed, 0},
		{"nothing", "/list", "crl", nil, certain.Failed, 0},
		{"as large as may be", "/list", "crl", append([]byte{0x30}, make([]byte, maxList-1)...), certain.OK, 1},
		{"too large", "/list", "crl", append([]byte{0x30}, make([]byte, maxList)...), certain.TooLarge, 0},
		{"a redirect", "/moved", "crl", list, certain.Failed, 0},
		{"not there", "/gone", "crl", list, certain.Failed, 0},
		{"a response", "/", "ocsp", list, certain.OK, 1},
		{"too large a response", "/", "ocsp", append([]byte{0x30}, make([]byte, maxResponse)...), certain.TooLarge, 0},
		{"no response", "/", "ocsp", []byte("later"), certain.Failed, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var a asked
			url := a.serve(t, func(string, []byte) []byte { return c.body }) + c.path
			path := named([]string{url}, []string{url})
			path[1] = certain.NewCert(issuer)
			obs := near()
			FetchStatements(t.Context(), obs, path, c.want, Options{})
			last := obs.Steps[len(obs.Steps)-1]
			if last.Name != c.want || last.Outcome != c.outcome || len(obs.Statements) != c.kept {
				t.Errorf("%d statements, step %+v", len(obs.Statements), last)
			}
			if c.kept == 1 && (string(obs.Statements[0].Kind) != c.want || obs.Statements[0].From != url) {
				t.Errorf("kept as %s from %s", obs.Statements[0].Kind, obs.Statements[0].From)
			}
			if c.outcome == certain.OK && c.body[0] == '-' && !bytes.Equal(obs.Statements[0].DER, list) {
				t.Error("the armour is kept")
			}
		})
	}
}

// TestNobodyIsAskedWithoutNeed: not where it was not wanted, not twice, not by
// HTTPS or LDAP, and not where the target is not.
func TestNobodyIsAskedWithoutNeed(t *testing.T) {
	issuer := certain.NewCert(newAuthority(t).cert)
	var a asked
	url := a.serve(t, func(string, []byte) []byte { return []byte{0x30, 0} })
	ask := func(want string, obs *certain.Observation, o Options, lists, responders []string) {
		path := named(lists, responders)
		path[1] = issuer
		FetchStatements(t.Context(), obs, path, want, o)
	}
	for _, want := range []string{"", "off", "staple"} {
		ask(want, near(), Options{}, []string{url}, []string{url})
	}
	ask("crl", near(), Options{}, nil, []string{url})
	ask("ocsp", near(), Options{}, []string{url}, nil)
	ask("all", near(), Options{}, []string{"https://127.0.0.1:1/", "ldap://127.0.0.1/", "file:///etc/passwd", "http://u:p@127.0.0.1:1/"}, nil)
	ask("all", &certain.Observation{}, Options{}, []string{url}, []string{url})
	if len(a.paths) > 0 {
		t.Errorf("asked for %v", a.paths)
	}

	obs, cache := near(), new(Cache)
	ask("crl", obs, Options{Cache: cache}, []string{url + "/a", url + "/b"}, nil)
	ask("crl", obs, Options{}, []string{url + "/a"}, nil)
	ask("crl", near(), Options{Cache: cache}, []string{url + "/a"}, nil)
	if len(a.paths) != 1 {
		t.Errorf("asked for %v: the first that answers is enough, and once", a.paths)
	}
	away := &certain.Observation{Steps: []certain.Step{{Name: certain.StepHandshake, Address: "192.0.2.7:443"}}}
	ask("crl", away, Options{Cache: cache}, []string{url + "/a"}, nil)
	if len(away.Statements) > 0 {
		t.Error("the cache tells a public target what lies on this machine")
	}
}

// TestFewAreAsked: a certificate may name a thousand addresses.
func TestFewAreAsked(t *testing.T) {
	issuer := certain.NewCert(newAuthority(t).cert)
	var a asked
	url := a.serve(t, func(string, []byte) []byte { return nil })
	var many []string
	for i := range 100 {
		many = append(many, fmt.Sprintf("%s/%d", url, i))
	}
	path := named(many, many)
	path[1] = issuer
	FetchStatements(t.Context(), near(), path, "all", Options{})
	if len(a.paths) != 2*maxLists {
		t.Errorf("asked %d times", len(a.paths))
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	FetchStatements(stopped, near(), path, "all", Options{})
	if len(a.paths) != 2*maxLists {
		t.Error("asked after it was cancelled")
	}
}

// TestTheQuestion: what goes to the responder is an OCSP request for this very
// certificate, and is posted.
func TestTheQuestion(t *testing.T) {
	issuer := certain.NewCert(newAuthority(t).cert)
	var a asked
	var posted []byte
	url := a.serve(t, func(_ string, p []byte) []byte { posted = p; return []byte{0x30, 0} })
	path := named(nil, []string{url})
	path[1] = issuer
	FetchStatements(t.Context(), near(), path, "ocsp", Options{})
	r, err := ocsp.ParseRequest(posted)
	if err != nil || r.SerialNumber.Cmp(bigOne) != 0 || !strings.HasPrefix(a.paths[0], "POST") {
		t.Errorf("%v, %v, %v", a.paths, r, err)
	}
}
