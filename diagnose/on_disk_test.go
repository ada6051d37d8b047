package diagnose_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/trust"
)

const day = 24 * time.Hour

// issued is a leaf of a private root, and its key.
type issued struct {
	der []byte
	key *ecdsa.PrivateKey
}

// authority issues leaves.
type authority struct {
	cert *x509.Certificate
	key  crypto.Signer
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Disk Root"},
		NotBefore: time.Now().Add(-1000 * day), NotAfter: time.Now().Add(1000 * day),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return authority{parse(t, template, template, key.Public(), key), key}
}

// leaf issues a leaf that lives from one moment to another, both relative to
// now.
func (a authority) leaf(t *testing.T, name string, from, until time.Duration, key *ecdsa.PrivateKey) issued {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(from), NotAfter: time.Now().Add(until),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return issued{parse(t, template, a.cert, key.Public(), a.key).Raw, key}
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func parse(t *testing.T, template, parent *x509.Certificate, public crypto.PublicKey, signer crypto.Signer) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, signer)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func writeFile(t *testing.T, path, label string, der []byte) string {
	t.Helper()
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// serve serves a leaf on loopback until the test ends, and gives its target.
func serve(t *testing.T, c issued) certain.Target {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{c.der}, PrivateKey: c.key}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.(*tls.Conn).Handshake()
				conn.Read(make([]byte, 1))
			}()
		}
	}()
	target, err := certain.ParseTarget(l.Addr().String(), func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// What lies on the disk is compared with what is served.
func TestOnDisk(t *testing.T) {
	ca, key := newAuthority(t), newKey(t)
	served := ca.leaf(t, "shop.example.test", -50*day, 40*day, key)
	dying := ca.leaf(t, "shop.example.test", -85*day, 5*day, key)
	dead := ca.leaf(t, "shop.example.test", -95*day, -5*day, key)
	fresh := ca.leaf(t, "shop.example.test", -1*day, 89*day, newKey(t))
	old := ca.leaf(t, "shop.example.test", -100*day, -10*day, key)
	other := ca.leaf(t, "other.example.test", -1*day, 89*day, newKey(t))

	for _, c := range []struct {
		id           string
		serves, disk issued
		is           check.Relation
		codes        []string
		likely       string // of the first finding
	}{
		{"same", served, served, check.Same, nil, ""},
		{"not-reloaded", served, fresh, check.Newer, []string{"not-reloaded"}, ""},
		{"older", served, old, check.Older, nil, ""},
		{"other name", served, other, check.OtherName, nil, ""},
		{"expired and newer", dead, fresh, check.Newer, []string{"expired", "not-reloaded"}, "renewed on disk, not reloaded"},
		{"ends soon and newer", dying, fresh, check.Newer, []string{"ends-soon", "not-reloaded"}, "renewed on disk, not reloaded"},
		{"expired, and older no better", dead, old, check.Older, []string{"expired"}, ""},
		{"serves the other name", other, fresh, check.OtherName, []string{"hostname-mismatch"}, "the server was not told of the certificate on the disk, or reads another file"},
	} {
		t.Run(c.id, func(t *testing.T) {
			disk := writeFile(t, filepath.Join(t.TempDir(), "server.pem"), "CERTIFICATE", c.disk.der)
			r := lookBeside(t, ca, c.serves, diagnose.Options{Beside: []string{disk}})
			if got := codes(r); !slices.Equal(got, c.codes) {
				t.Errorf("found %v, want %v", got, c.codes)
			}
			d, ok := check.OnDisk(r.Observation)
			if !ok || d.Is != c.is || d.At != disk+":1" {
				t.Errorf("the disk is %+v, %v; want %s", d, ok, c.is)
			}
			if len(r.Findings) > 0 && r.Findings[0].Likely != c.likely {
				t.Errorf("likely %q, want %q", r.Findings[0].Likely, c.likely)
			}
			if *record && c.id == "not-reloaded" {
				keep(t, c.id, r.Observation, filepath.Dir(disk))
			}
		})
	}
}

// A key beside a server belongs to what is served, or does not.
func TestKeyBesideAServer(t *testing.T) {
	ca := newAuthority(t)
	served := ca.leaf(t, "shop.example.test", -50*day, 40*day, newKey(t))
	fresh := ca.leaf(t, "shop.example.test", -1*day, 89*day, newKey(t))
	dir := t.TempDir()
	file := func(name string, key *ecdsa.PrivateKey) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return writeFile(t, filepath.Join(dir, name), "PRIVATE KEY", der)
	}
	right, wrong := file("right.key", served.key), file("wrong.key", fresh.key)
	disk := writeFile(t, filepath.Join(dir, "server.pem"), "CERTIFICATE", fresh.der)

	if r := lookBeside(t, ca, served, diagnose.Options{Keys: []string{right}}); len(r.Findings) > 0 {
		t.Errorf("the right key gives %v", codes(r))
	}
	r := lookBeside(t, ca, served, diagnose.Options{Keys: []string{wrong}})
	if !slices.Equal(codes(r), []string{"key-mismatch"}) || r.Verdict != certain.Fail {
		t.Errorf("the wrong key gives %v, %s", codes(r), r.Verdict)
	}
	r = lookBeside(t, ca, served, diagnose.Options{Keys: []string{wrong}, Beside: []string{disk}})
	if !slices.Equal(codes(r), []string{"key-mismatch", "not-reloaded"}) {
		t.Fatalf("the key of the newer certificate gives %v", codes(r))
	}
	if f := r.Findings[0]; !strings.Contains(f.Likely, "renewed on disk together") || f.Evidence[len(f.Evidence)-1].At != disk+":1" {
		t.Errorf("the key's own certificate is not told: %+v", f)
	}
}

func lookBeside(t *testing.T, ca authority, serves issued, o diagnose.Options) certain.Result {
	t.Helper()
	o.Roots = trust.FromCerts("test", []*certain.Cert{certain.NewCert(ca.cert)})
	o.ServerName, o.NoFetch = "shop.example.test", true
	r, err := diagnose.Endpoint(context.Background(), serve(t, serves), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
