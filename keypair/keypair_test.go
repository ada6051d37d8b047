package keypair_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/trust"
)

func clock() time.Time { return now }

func asked(passphrase string) func() (string, error) {
	return func() (string, error) { return passphrase, nil }
}

// What is in order loads, from any container, and serves.
func TestLoads(t *testing.T) {
	h := newHouse(t)
	full, key := write(t, "fullchain.pem", certPEM(h.leaf, h.inter)), write(t, "privkey.pem", keyPEM(t, h.leaf))
	for _, c := range []struct {
		id        string
		cert, key string
		o         keypair.Options
		sends     []bearer
	}{
		{"PEM", full, key, keypair.Options{}, []bearer{h.leaf, h.inter}},
		{"PEM in one file", write(t, "both.pem", append(keyPEM(t, h.leaf), certPEM(h.leaf, h.inter)...)), "", keypair.Options{}, []bearer{h.leaf, h.inter}},
		{"the same file twice", write(t, "both.pem", append(certPEM(h.leaf, h.inter), keyPEM(t, h.leaf)...)), "", keypair.Options{}, []bearer{h.leaf, h.inter}},
		{"DER", write(t, "cert.der", h.leaf.cert.Raw), write(t, "key.der", pkcs8(t, h.leaf)), keypair.Options{}, []bearer{h.leaf}},
		{"PKCS#12", write(t, "pair.p12", pfx(t, "open sesame", h.leaf, h.inter)), "", keypair.Options{Passphrase: asked("open sesame")}, []bearer{h.leaf, h.inter}},
		{"PKCS#12 without passphrase", write(t, "pair.p12", pfx(t, "", h.leaf, h.inter)), "", keypair.Options{}, []bearer{h.leaf, h.inter}},
		{"PKCS#12, root and order wrong", write(t, "pair.p12", pfx(t, "x", h.leaf, h.root, h.inter)), "", keypair.Options{Passphrase: asked("x")}, []bearer{h.leaf, h.inter}},
		{"JKS", write(t, "pair.jks", jks(t, "changeit", map[string][]bearer{"shop": {h.leaf, h.inter}})), "", keypair.Options{Passphrase: asked("changeit")}, []bearer{h.leaf, h.inter}},
		{"PKCS#7 beside its key", write(t, "chain.p7b", p7(t, h.root, h.leaf, h.inter)), key, keypair.Options{}, []bearer{h.leaf, h.inter}},
		{"with roots", full, key, keypair.Options{Roots: roots(h.root), Name: "shop.example.test", Purpose: "server"}, []bearer{h.leaf, h.inter}},
	} {
		t.Run(c.id, func(t *testing.T) {
			c.o.Now = clock
			pair, err := keypair.Load(c.cert, c.key, c.o)
			if err != nil {
				t.Fatal(err)
			}
			if len(pair.Findings) > 0 {
				t.Errorf("found %v", pair.Findings)
			}
			cert := pair.Certificate()
			var sends [][]byte
			for _, b := range c.sends {
				sends = append(sends, b.cert.Raw)
			}
			if !slices.EqualFunc(cert.Certificate, sends, bytes.Equal) {
				t.Errorf("sends %d certificates, want %d, or others", len(cert.Certificate), len(sends))
			}
			if cert.Leaf == nil || !cert.Leaf.Equal(h.leaf.cert) || pair.Leaf() != cert.Leaf {
				t.Error("Leaf is not the leaf")
			}
			serves(t, cert, h.root)
		})
	}
}

func roots(c bearer) *trust.Store {
	return trust.FromCerts("test", []*certain.Cert{certain.NewCert(c.cert)})
}

// serves shakes hands with a client that verifies; a chain without its
// intermediate is left to it.
func serves(t *testing.T, cert tls.Certificate, root bearer) {
	t.Helper()
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()
	pool := x509.NewCertPool()
	pool.AddCert(root.cert)
	if len(cert.Certificate) == 1 {
		pool.AddCert(cert.Leaf)
	}
	done := make(chan error, 1)
	go func() {
		done <- tls.Server(near, &tls.Config{Certificates: []tls.Certificate{cert}, SessionTicketsDisabled: true}).Handshake()
	}()
	client := tls.Client(far, &tls.Config{RootCAs: pool, ServerName: "shop.example.test", Time: clock})
	if err := client.Handshake(); err != nil {
		t.Errorf("the client refuses: %v", err)
	}
	if err := <-done; err != nil {
		t.Errorf("the server fails: %v", err)
	}
}

// What would fail in service is refused, by its code.
func TestRefuses(t *testing.T) {
	h := newHouse(t)
	stranger := mint(t, "shop.example.test", &h.inter)
	ended := mint(t, "shop.example.test", &h.inter, lasting(-90*day, -3*day))
	early := mint(t, "shop.example.test", &h.inter, lasting(2*day, 90*day))
	deadInter := mintWith(t, h.inter.key, "Test R11", &h.root, authority, lasting(-90*day, -3*day))
	client := mint(t, "shop.example.test", &h.inter, forClients)
	key := write(t, "server.key", keyPEM(t, h.leaf))
	full := write(t, "server.pem", certPEM(h.leaf, h.inter))
	two := jks(t, "changeit", map[string][]bearer{"one": {h.leaf, h.inter}, "two": {stranger, h.inter}})

	for _, c := range []struct {
		id        string
		cert, key string
		o         keypair.Options
		code      string
	}{
		{"key of another", full, write(t, "server.key", keyPEM(t, stranger)), keypair.Options{}, "key-mismatch"},
		{"leaf not first", write(t, "server.pem", certPEM(h.inter, h.leaf)), key, keypair.Options{}, "chain-disordered"},
		{"expired", write(t, "server.pem", certPEM(ended, h.inter)), write(t, "server.key", keyPEM(t, ended)), keypair.Options{}, "expired"},
		{"expired intermediate", write(t, "server.pem", certPEM(h.leaf, deadInter)), key, keypair.Options{}, "expired"},
		{"not yet valid", write(t, "server.pem", certPEM(early, h.inter)), write(t, "server.key", keyPEM(t, early)), keypair.Options{}, "not-yet-valid"},
		{"chain does not link", write(t, "server.pem", certPEM(h.leaf, h.other)), key, keypair.Options{}, "untrusted-issuer"},
		{"cut off", write(t, "server.pem", certPEM(h.leaf, h.inter)[:1000]), key, keypair.Options{}, "pem-malformed"},
		{"byte-order mark", write(t, "server.pem", append([]byte("\xef\xbb\xbf"), certPEM(h.leaf, h.inter)...)), key, keypair.Options{}, "pem-malformed"},
		{"empty", write(t, "server.pem", nil), key, keypair.Options{}, "pem-malformed"},
		{"no key", full, "", keypair.Options{}, "key-missing"},
		{"certificate as key", full, full + "", keypair.Options{}, "key-missing"},
		{"another certificate as key", full, write(t, "other.pem", certPEM(h.inter)), keypair.Options{}, "wrong-format"},
		{"key as certificate", key, write(t, "k.pem", keyPEM(t, h.leaf)), keypair.Options{}, "wrong-format"},
		{"swapped", key, full, keypair.Options{}, "wrong-format"},
		{"missing", filepath.Join(t.TempDir(), "absent.pem"), key, keypair.Options{}, "file-not-found"},
		{"missing key", full, filepath.Join(t.TempDir(), "absent.key"), keypair.Options{}, "file-not-found"},
		{"folder", t.TempDir(), key, keypair.Options{}, "wrong-format"},
		{"other name", full, key, keypair.Options{Name: "other.example.test"}, "hostname-mismatch"},
		{"client's certificate", write(t, "c.pem", certPEM(client, h.inter)), write(t, "c.key", keyPEM(t, client)), keypair.Options{Purpose: "server"}, "wrong-purpose"},
		{"roots not reached", full, key, keypair.Options{Roots: roots(mint(t, "Other Root", nil, authority))}, "untrusted-issuer"},
		{"no passphrase", write(t, "pair.p12", pfx(t, "secret", h.leaf, h.inter)), "", keypair.Options{}, "passphrase-needed"},
		{"wrong passphrase", write(t, "pair.p12", pfx(t, "secret", h.leaf, h.inter)), "", keypair.Options{Passphrase: asked("guess")}, "wrong-passphrase"},
		{"wrong passphrase of a key store", write(t, "two.jks", two), "", keypair.Options{Passphrase: asked("guess")}, "wrong-passphrase"},
		{"two pairs", write(t, "two.jks", two), "", keypair.Options{Passphrase: asked("changeit")}, "wrong-format"},
		{"no such entry", write(t, "two.jks", two), "", keypair.Options{Passphrase: asked("changeit"), Alias: "three"}, "wrong-format"},
	} {
		t.Run(c.id, func(t *testing.T) {
			c.o.Now = clock
			pair, err := keypair.Load(c.cert, c.key, c.o)
			var refused *keypair.Error
			if !errors.As(err, &refused) || pair != nil {
				t.Fatalf("gives %v, %v", pair, err)
			}
			if refused.Code != c.code || !refused.Has(c.code) {
				t.Errorf("refused for %s, want %s: %v", refused.Code, c.code, err)
			}
			for _, f := range refused.Refusing() {
				if f.Title == "" || f.Summary == "" || len(f.Evidence) == 0 || f.Severity != certain.Error || f.Accepted {
					t.Errorf("half a finding: %+v", f)
				}
			}
			if !strings.HasPrefix(err.Error(), "load "+c.cert) || !strings.Contains(err.Error(), ": "+c.code+": ") {
				t.Errorf("says %q", err)
			}
		})
	}
}

// What harms nobody yet is told beside the pair, and refused on demand.
func TestWarns(t *testing.T) {
	h := newHouse(t)
	soon := mint(t, "shop.example.test", &h.inter, lasting(-85*day, 5*day))
	cert, key := certPEM(soon, h.inter), keyPEM(t, soon)
	pair, err := keypair.Parse(cert, key, keypair.Options{Now: clock})
	if err != nil || len(pair.Findings) != 1 || pair.Findings[0].Code != "ends-soon" {
		t.Fatalf("gives %v, %v", pair, err)
	}
	if at := pair.Findings[0].Evidence[0].At; at != "certificate:1" {
		t.Errorf("the place is %s", at)
	}
	_, err = keypair.Parse(cert, key, keypair.Options{Now: clock, Refuse: []string{"ends-soon"}})
	if refused := (*keypair.Error)(nil); !errors.As(err, &refused) || refused.Code != "ends-soon" {
		t.Errorf("on demand it gives %v", err)
	}
}

// A key that others can read is a warning, unless it is asked to refuse.
func TestExposedKey(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permission bits are made up there")
	}
	h := newHouse(t)
	cert, key := write(t, "server.pem", certPEM(h.leaf, h.inter)), write(t, "server.key", keyPEM(t, h.leaf))
	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	pair, err := keypair.Load(cert, key, keypair.Options{Now: clock})
	if err != nil || len(pair.Findings) != 1 || pair.Findings[0].Code != "key-exposed" || pair.Findings[0].Severity != certain.Warning {
		t.Fatalf("gives %v, %v", pair, err)
	}
	_, err = keypair.Load(cert, key, keypair.Options{Now: clock, Refuse: []string{"key-exposed"}})
	if refused := (*keypair.Error)(nil); !errors.As(err, &refused) || refused.Code != "key-exposed" {
		t.Errorf("on demand it gives %v", err)
	}
	both := write(t, "both.pem", append(certPEM(h.leaf, h.inter), keyPEM(t, h.leaf)...))
	if _, err := keypair.Load(both, "", keypair.Options{Now: clock, Refuse: []string{"key-exposed"}}); err != nil {
		t.Errorf("a combined file of its owner's alone: %v", err)
	}
}

// What is accepted is told and does not refuse, unless it leaves no pair.
func TestAccepts(t *testing.T) {
	h := newHouse(t)
	ended := mint(t, "shop.example.test", &h.inter, lasting(-90*day, -3*day))
	o := keypair.Options{Now: clock, Accept: []string{"expired", "key-mismatch", "untrusted-issuer"}}
	pair, err := keypair.Parse(certPEM(ended, h.inter), keyPEM(t, ended), o)
	if err != nil || !slices.ContainsFunc(pair.Findings, func(f certain.Finding) bool { return f.Code == "expired" && f.Accepted }) {
		t.Errorf("gives %v, %v", pair, err)
	}
	if _, err := keypair.Parse(certPEM(h.leaf, h.other), keyPEM(t, h.leaf), o); err != nil {
		t.Errorf("a chain that was accepted: %v", err)
	}
	if _, err := keypair.Parse(certPEM(h.leaf, h.inter), keyPEM(t, ended), o); err == nil {
		t.Error("a key of another certificate makes a pair")
	}
}

func TestErrorsIs(t *testing.T) {
	_, err := keypair.Load(filepath.Join(t.TempDir(), "absent.pem"), "", keypair.Options{})
	if !errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

func TestAlias(t *testing.T) {
	h := newHouse(t)
	second := mint(t, "second.example.test", &h.inter)
	store := jks(t, "changeit", map[string][]bearer{"one": {h.leaf, h.inter}, "two": {second, h.inter}})
	o := keypair.Options{Now: clock, Passphrase: asked("changeit"), Alias: "two"}
	pair, err := keypair.Parse(store, nil, o)
	if err != nil || !pair.Leaf().Equal(second.cert) {
		t.Errorf("gives %v, %v", pair, err)
	}
}

// The passphrase is asked for once, and only if something is encrypted.
func TestPassphraseIsAskedOnce(t *testing.T) {
	h := newHouse(t)
	times := 0
	o := keypair.Options{Now: clock, Passphrase: func() (string, error) { times++; return "secret", nil }}
	if _, err := keypair.Parse(certPEM(h.leaf), keyPEM(t, h.leaf), o); err != nil || times != 0 {
		t.Errorf("asked %d times, %v", times, err)
	}
	if _, err := keypair.Parse(pfx(t, "secret", h.leaf), pfx(t, "secret", h.leaf), o); err != nil || times != 1 {
		t.Errorf("asked %d times, %v", times, err)
	}
	broken := errors.New("no terminal")
	o.Passphrase = func() (string, error) { return "", broken }
	if _, err := keypair.Parse(pfx(t, "secret", h.leaf), nil, o); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

func TestPassphraseFile(t *testing.T) {
	for text, want := range map[string]string{"secret\n": "secret", "secret": "secret", "a b \r\nnext": "a b "} {
		if got, err := keypair.PassphraseFile(write(t, "pass", []byte(text)))(); got != want || err != nil {
			t.Errorf("%q gives %q, %v", text, got, err)
		}
	}
	for _, name := range []string{write(t, "pass", []byte("\nsecret")), filepath.Join(t.TempDir(), "absent")} {
		if got, err := keypair.PassphraseFile(name)(); err == nil {
			t.Errorf("gives %q", got)
		}
	}
}

// Nothing that can be printed of a pair or an error holds a key.
func TestKeysAreNotShown(t *testing.T) {
	h := newHouse(t)
	cert, key := certPEM(h.leaf, h.inter), keyPEM(t, h.leaf)
	pair, err := keypair.Parse(cert, key, keypair.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("loaded", "pair", pair, "value", *pair)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("loaded", "pair", pair)
	texts := []string{log.String()}
	_, mismatch := keypair.Parse(cert, keyPEM(t, h.inter), keypair.Options{Now: clock})
	_, cut := keypair.Parse(cert, key[:len(key)-40], keypair.Options{Now: clock})
	w, err := keypair.WatchFrom(t.Context(), keypair.OriginFunc(func(context.Context) (*keypair.Pair, error) { return pair, nil }), keypair.WatchOptions{Options: keypair.Options{Now: clock}})
	if err != nil {
		t.Fatal(err)
	}
	change, worse := keypair.Change{Old: pair, New: pair}, &keypair.Worse{Old: pair, New: pair, Weaker: true}
	for _, v := range []any{pair, *pair, struct{ P *keypair.Pair }{pair}, mismatch, cut, w, change, &change, worse, *worse} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
			texts = append(texts, fmt.Sprintf(verb, v))
		}
		if text, err := json.Marshal(v); err == nil {
			texts = append(texts, string(text))
		}
	}
	for _, secret := range secrets(t, h.leaf, key) {
		for _, text := range texts {
			if strings.Contains(text, secret) {
				t.Errorf("shows %q", secret)
			}
		}
	}
	if !strings.Contains(pair.String(), "shop.example.test") {
		t.Errorf("says %q", pair)
	}
}

func secrets(t *testing.T, c bearer, text []byte) []string {
	t.Helper()
	d, err := c.key.(*ecdsa.PrivateKey).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	return []string{
		hex.EncodeToString(d), strings.ToUpper(hex.EncodeToString(d)), base64.StdEncoding.EncodeToString(d),
		fmt.Sprint([]byte(d))[1:60], new(big.Int).SetBytes(d).String(), lines[1], lines[2],
	}
}
