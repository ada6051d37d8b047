package cli

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
	"golang.org/x/crypto/ssh"
	gopkcs12 "software.sslmate.com/src/go-pkcs12"
)

// TestNoSecretIsShown reads private keys in every form, whole and damaged,
// with the right passphrase, a wrong one and none, and looks for key material
// and passphrases in all that the program writes.
func TestNoSecretIsShown(t *testing.T) {
	dir := t.TempDir()
	var needles [][]byte
	for _, pass := range []string{secretPass, "Falsch-Passphrase-77"} {
		needles = append(needles, forms([]byte(pass))...)
	}
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	right, wrong := put("right", []byte(secretPass+"\n")), put("wrong", []byte("Falsch-Passphrase-77\n"))
	t.Setenv("CERTAIN_TEST_SECRET", secretPass)
	ways := [][]string{{}, {"--passphrase-file", right}, {"--passphrase-file", wrong}, {"--passphrase-env", "CERTAIN_TEST_SECRET"}}
	runs := 0
	for kind, key := range secretKeys(t) {
		secrets := scalars(t, key)
		for _, s := range secrets {
			needles = append(needles, forms(s)...)
		}
		for name, data := range secretFiles(t, key) {
			path := put(kind+"-"+name, data)
			for _, args := range [][]string{{"check", "--roots", "none", path}, {"check", "--roots", "none", "--json", path}, {"check", "--roots", "none", "--json", "--key", path}, {"inspect", path}, {"inspect", "--json", path}} {
				for _, way := range ways {
					var out, complaints bytes.Buffer
					Main(context.Background(), append(args, way...), strings.NewReader(""), &out, &complaints)
					runs++
					written := append(out.Bytes(), complaints.Bytes()...)
					for _, needle := range needles {
						if bytes.Contains(written, needle) {
							t.Errorf("%s: certain %s %s shows %q", name, strings.Join(args, " "), strings.Join(way, " "), needle)
						}
					}
				}
			}
		}
	}
	if runs < 500 {
		t.Errorf("only %d runs", runs)
	}
}

const secretPass = "Geheim-Passphrase-4711"

func secretKeys(t *testing.T) map[string]crypto.Signer {
	t.Helper()
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	long, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]crypto.Signer{"ec": ec, "rsa": long, "ed": ed}
}

// scalars are the secret numbers of a key.
func scalars(t *testing.T, key crypto.Signer) [][]byte {
	t.Helper()
	switch key := key.(type) {
	case *ecdsa.PrivateKey:
		b, err := key.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return [][]byte{b}
	case ed25519.PrivateKey:
		return [][]byte{key.Seed()}
	case *rsa.PrivateKey:
		return [][]byte{key.D.Bytes(), key.Primes[0].Bytes(), key.Primes[1].Bytes(), key.Precomputed.Dp.Bytes(), key.Precomputed.Qinv.Bytes()}
	}
	t.Fatalf("%T", key)
	return nil
}

// forms are how a secret could be written: as it is, in hexadecimal, with
// colons, in decimal, and in base64 at each of the three places that it can
// have in a longer text. Sixteen bytes of it are enough to be found.
func forms(secret []byte) (all [][]byte) {
	for at := 0; at+16 <= len(secret); at += 16 {
		part := secret[at : at+16]
		lower := hex.EncodeToString(part)
		all = append(all, part, []byte(lower), []byte(strings.ToUpper(lower)))
		var colons []string
		for _, b := range part {
			colons = append(colons, hex.EncodeToString([]byte{b}))
		}
		all = append(all, []byte(strings.Join(colons, ":")))
		for shift := range 3 {
			text := base64.StdEncoding.EncodeToString(append(make([]byte, shift), part...))
			all = append(all, []byte(text[4:20]))
		}
	}
	return append(all, []byte(new(big.Int).SetBytes(secret).String()))
}

// secretFiles are the forms in which a key can be met.
func secretFiles(t *testing.T, key crypto.Signer) map[string][]byte {
	t.Helper()
	must := func(b []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	block := func(label string, der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}) }
	template := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: pkix.Name{CommonName: "secret.test"}, NotAfter: time.Now().AddDate(1, 0, 0)}
	der := must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key))
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8 := must(x509.MarshalPKCS8PrivateKey(key))
	text := block("PRIVATE KEY", pkcs8)
	lines := bytes.Split(text, []byte("\n"))
	b64 := base64.StdEncoding.EncodeToString(pkcs8)
	openSSH, err := ssh.MarshalPrivateKey(key, "me")
	if err != nil {
		t.Fatal(err)
	}
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(key, "me", []byte(secretPass))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"pem": text, "der": pkcs8, "bare": []byte(b64), "hex": []byte(hex.EncodeToString(pkcs8)),
		"combined":     append(block("CERTIFICATE", der), text...),
		"cut.pem":      text[:len(text)*2/3],
		"cut.der":      pkcs8[:len(pkcs8)-7],
		"no-begin":     bytes.Join(lines[1:], []byte("\n")),
		"no-end":       bytes.Join(lines[:len(lines)-2], []byte("\n")),
		"one-line":     bytes.ReplaceAll(text, []byte("\n"), []byte(" ")),
		"bad-char":     bytes.Replace(text, []byte("\nM"), []byte("\nM%"), 1),
		"as-cert":      block("CERTIFICATE", pkcs8),
		"as-rsa":       block("RSA PRIVATE KEY", pkcs8),
		"as-unknown":   block("MY SECRET", pkcs8),
		"as-label":     []byte("-----BEGIN " + b64[:40] + "-----\n" + b64 + "\n-----END " + b64[:40] + "-----\n"),
		"quoted":       []byte(`{"key": "` + strings.ReplaceAll(string(text), "\n", `\n`) + `"}`),
		"header":       append([]byte("-----BEGIN PRIVATE KEY-----\nSecret: "), append([]byte(b64+"\n\n"), text[28:]...)...),
		"trailing":     append(bytes.Clone(pkcs8), "rest"...),
		"flipped":      flip(pkcs8, len(pkcs8)-20),
		"openssh":      pem.EncodeToMemory(openSSH),
		"openssh-enc":  pem.EncodeToMemory(locked),
		"p12":          must(gopkcs12.Modern.WithIterations(100).Encode(key, cert, nil, secretPass)),
		"p12-rc2":      must(gopkcs12.LegacyRC2.Encode(key, cert, nil, secretPass)),
		"p12-open":     must(gopkcs12.Passwordless.Encode(key, cert, nil, "")),
		"p12-damaged":  flip(must(gopkcs12.Passwordless.Encode(key, cert, nil, "")), 60),
		"secret.yaml":  []byte("kind: Secret\ndata:\n  tls.key: " + base64.StdEncoding.EncodeToString(text) + "\n"),
		"secret2.yaml": []byte("kind: Secret\nstringData:\n  tls.key: |\n    " + strings.ReplaceAll(string(text), "\n", "\n    ") + "\n  password: " + secretPass + "\n"),
		"secret3.yaml": []byte("kind: Secret\ndata:\n  tls.key: '" + b64 + "%%'\n  password: " + secretPass + "\n"),
		"secret.json":  []byte(`{"kind":"Secret","data":{"tls.key":"` + base64.StdEncoding.EncodeToString(text) + `","p":"` + secretPass + `"}}`),
		"jks":          secretJKS(t, pkcs8, der),
	}
	if ec, ok := key.(*ecdsa.PrivateKey); ok {
		files["sec1"] = block("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(ec)))
	}
	if long, ok := key.(*rsa.PrivateKey); ok {
		files["pkcs1"] = block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(long))
	}
	return files
}

func flip(data []byte, at int) []byte {
	data = bytes.Clone(data)
	data[at] ^= 1
	return data
}

func secretJKS(t *testing.T, key, cert []byte) []byte {
	t.Helper()
	store := jks.New()
	entry := jks.PrivateKeyEntry{CreationTime: time.Now(), PrivateKey: key, CertificateChain: []jks.Certificate{{Type: "X509", Content: cert}}}
	if err := store.SetPrivateKeyEntry("server", entry, []byte(secretPass)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := store.Store(&b, []byte(secretPass)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
