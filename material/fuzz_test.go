package material

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	gopkcs7 "github.com/smallstep/pkcs7"
	"golang.org/x/crypto/ssh"
	gopkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/certain-tls/certain"
)

// FuzzRead holds that Read accounts for all input, keeps its texts clean and
// makes only what Describe and JSON can carry.
func FuzzRead(f *testing.F) {
	cert, key := leaf(), must(x509.MarshalPKCS8PrivateKey(ecKey()))
	for _, seed := range [][]byte{
		nil, cert, key, mintCRL(1), mintRequest(), spkiOf(rsaK()), badVersion(),
		[]byte(armour("CERTIFICATE", cert)), []byte(armour("PRIVATE KEY", key)), []byte(armour("X509 CRL", mintCRL(1))),
		[]byte(strings.TrimSpace(armour("CERTIFICATE", cert)) + armour("CERTIFICATE", cert)),
		wideText(armour("EC PARAMETERS", []byte{6, 1, 42}), true, true),
		[]byte("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"),
		[]byte("\xef\xbb\xbf{\"ca\": \"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\"}"),
		[]byte("<html>"), []byte("30 82 01 02"), []byte("\xfe\xed\xfe\xed\x00\x00\x00\x02"),
	} {
		f.Add(seed)
	}
	addMalformed(f)
	f.Fuzz(func(t *testing.T, data []byte) { examine(t, data) })
}

// examine reads with a passphrase and holds what is true of every input.
func examine(t *testing.T, data []byte) Contents {
	t.Helper()
	c := Open("f", data, Options{Passphrases: []string{asciiPass}})
	if len(c.Materials)+len(c.Faults) == 0 {
		t.Error("nothing is said")
	}
	for i, fault := range c.Faults {
		if fault.Offset < 0 || fault.Offset > len(data) || certain.Clean(fault.Says) != fault.Says || fault.Says == "" {
			t.Errorf("%+v", fault)
		}
		if i > 0 && fault.Offset < c.Faults[i-1].Offset {
			t.Error("faults out of order")
		}
	}
	for _, m := range c.Materials {
		if m.Form == certain.PrivateKey && (m.DER != nil || m.Cert != nil) {
			t.Errorf("a private key keeps its bytes: %+v", m)
		}
		if !strings.HasPrefix(m.From, "f") || certain.Clean(m.Alias) != m.Alias {
			t.Errorf("%+v", m)
		}
		if _, err := json.Marshal(Describe(m, epoch)); err != nil {
			t.Error(err)
		}
	}
	for _, k := range c.Keys {
		if c.Materials[k.Index].Form != certain.PrivateKey || len(c.Materials[k.Index].SPKI) == 0 {
			t.Errorf("a key belongs to %+v", c.Materials[k.Index])
		}
	}
	Resembles(data)
	return c
}

// addMalformed adds the outside corpus of malformed inputs, if CERTAIN_SUITES
// names the folder with it.
func addMalformed(f *testing.F) {
	for _, data := range malformed(f) {
		f.Add(data)
	}
}

func malformed(tb testing.TB) map[string][]byte {
	tb.Helper()
	dir := os.Getenv("CERTAIN_SUITES")
	if dir == "" {
		return nil
	}
	file, err := os.Open(filepath.Join(dir, "malformed", "corpus.tar.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	inputs := map[string][]byte{}
	for archive := tar.NewReader(must(gzip.NewReader(file))); ; {
		head, err := archive.Next()
		if err == io.EOF {
			return inputs
		}
		if err != nil {
			tb.Fatal(err)
		}
		if head.Typeflag == tar.TypeReg {
			inputs[head.Name] = must(io.ReadAll(archive))
		}
	}
}

// TestMalformed reads the outside corpus of malformed inputs: no panic, and
// memory in proportion.
func TestMalformed(t *testing.T) {
	inputs := malformed(t)
	if inputs == nil {
		t.Skip("CERTAIN_SUITES names no corpus")
	}
	var before, after runtime.MemStats
	for name, data := range inputs {
		runtime.ReadMemStats(&before)
		examine(t, data)
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 32<<20+100*uint64(len(data)) {
			t.Errorf("%s: %d bytes were allocated for %d", name, spent, len(data))
		}
	}
	t.Logf("malformed: %d inputs read", len(inputs))
}

// The readers of containers have a target each, so that each begins at its
// own seeds.

func FuzzPKCS7(f *testing.F) {
	seed := must(gopkcs7.DegenerateCertificate(append(bytes.Clone(leaf()), other()...)))
	fuzzReader(f, (*reader).readPKCS7, seed, openLengths(seed))
}

func FuzzPKCS12(f *testing.F) {
	cert := must(x509.ParseCertificate(leaf()))
	f.Add([]byte{0x30, 0x80, 2, 1, 3})
	fuzzReader(f, (*reader).readPKCS12,
		must(gopkcs12.Modern.WithIterations(3).Encode(ecKey(), cert, nil, asciiPass)),
		must(gopkcs12.LegacyRC2.WithIterations(3).Encode(ecKey(), cert, nil, asciiPass)),
		must(gopkcs12.Passwordless.Encode(ecKey(), cert, []*x509.Certificate{cert}, "")))
}

func FuzzKeystore(f *testing.F) {
	f.Add([]byte("\xce\xce\xce\xce\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x03\x00\x01a01234567\xac\xed\x00\x05sr"))
	fuzzReader(f, func(r *reader, p piece, data []byte) {
		if isKeystore(data) {
			r.readKeystore(p, data)
		}
	}, mintJKS(f))
}

func FuzzOpenSSH(f *testing.F) {
	block := must(ssh.MarshalPrivateKey(edKey(), "me"))
	locked := must(ssh.MarshalPrivateKeyWithPassphrase(edKey(), "me", []byte(rightPass)))
	fuzzReader(f, (*reader).openSSH, block.Bytes, locked.Bytes)
}

// FuzzEncryptedKey fuzzes EncryptedPrivateKeyInfo under every scheme.
func FuzzEncryptedKey(f *testing.F) {
	for _, kdf := range []string{"301906092a864886f70d01050c300c0404aabbccdd020440000000", "301706092a864886f70d01050c300a0404aabbccdd02020003"} {
		f.Add(dear(must(hex.DecodeString(kdf)), must(hex.DecodeString(aes256))))
	}
	fuzzReader(f, func(r *reader, p piece, data []byte) {
		r.encryptedPKCS8(p.place, certain.Material{Form: certain.PrivateKey, From: "f:1"}, data)
	})
}

// FuzzSecret fuzzes the reading of manifests.
func FuzzSecret(f *testing.F) {
	f.Add([]byte(secretYAML(func(s string) string { return s })))
	f.Add([]byte("kind: Secret\nstringData:\n  a.pem: |\n    -----BEGIN"))
	f.Add([]byte(`{"kind":"Secret","data":{"tls.crt":"LS0tLS1CRUdJTiA="}}`))
	f.Fuzz(func(t *testing.T, data []byte) { examine(t, data) })
}

// fuzzReader fuzzes one reader: it comes back, and says something.
func fuzzReader(f *testing.F, read func(*reader, piece, []byte), seeds ...[]byte) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	addMalformed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{room: new(Room), name: "f", wide: 1, purse: &purse{left: 1e6}, passphrases: []string{asciiPass}}
		read(r, piece{place: place{line: 1}, container: "der"}, data)
		for _, m := range r.materials {
			if m.From == "" || m.Form == certain.PrivateKey && m.DER != nil {
				t.Errorf("%+v", m)
			}
		}
	})
}
