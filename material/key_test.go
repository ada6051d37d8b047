package material

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

func one(t *testing.T, data []byte) certain.Material {
	t.Helper()
	materials, faults := Read("f", data)
	if len(materials) != 1 || len(faults) > 0 {
		t.Fatalf("%d materials, faults %+v", len(materials), faults)
	}
	return materials[0]
}

func TestPrivateKeyGivesItsPublicHalf(t *testing.T) {
	type sample struct {
		key       crypto.Signer
		algorithm string
		bits      int
	}
	samples := []sample{{rsaK(), "RSA", 2048}, {edKey(), "Ed25519", 256}}
	for _, curve := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		key := must(ecdsa.GenerateKey(curve, rand.Reader))
		samples = append(samples, sample{key, "ECDSA " + curve.Params().Name, curve.Params().BitSize})
	}
	for _, s := range samples {
		for form, der := range keyForms(s.key) {
			for _, data := range [][]byte{der, []byte(armour(form, der))} {
				m := one(t, data)
				if m.Algorithm != s.algorithm || m.Bits != s.bits || m.Unreadable != "" {
					t.Errorf("%s: %s of %d bits, %s", form, m.Algorithm, m.Bits, m.Unreadable)
				}
				if !bytes.Equal(m.SPKI, spkiOf(s.key)) {
					t.Errorf("%s: %s has another public half", form, s.algorithm)
				}
			}
		}
	}
}

// keyForms are the encodings of a private key by their labels.
func keyForms(key crypto.Signer) map[string][]byte {
	forms := map[string][]byte{"PRIVATE KEY": must(x509.MarshalPKCS8PrivateKey(key))}
	switch key := key.(type) {
	case *ecdsa.PrivateKey:
		forms["EC PRIVATE KEY"] = must(x509.MarshalECPrivateKey(key))
	case interface{ Validate() error }:
		forms["RSA PRIVATE KEY"] = x509.MarshalPKCS1PrivateKey(rsaK())
	}
	return forms
}

// Keys of openssl's making, also of types that Go does not know: its own
// public half is the oracle where there is one.
func TestPrivateKeyAgainstOpenSSL(t *testing.T) {
	for _, c := range []struct {
		name       string
		args       []string
		algorithm  string
		unreadable bool
	}{
		{"RSA", []string{"genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"}, "RSA", false},
		{"small RSA", []string{"genrsa", "-traditional", "1024"}, "RSA", false},
		{"three primes", []string{"genrsa", "-traditional", "-primes", "3", "2048"}, "RSA", false},
		{"P-256", []string{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}, "ECDSA P-256", false},
		{"SEC 1", []string{"ecparam", "-genkey", "-noout", "-name", "secp384r1"}, "ECDSA P-384", false},
		{"Ed25519", []string{"genpkey", "-algorithm", "ED25519"}, "Ed25519", false},
		{"X25519", []string{"genpkey", "-algorithm", "X25519"}, "X25519", false},
		{"Ed448", []string{"genpkey", "-algorithm", "ED448"}, "Ed448", true},
		{"secp256k1", []string{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"}, "ECDSA secp256k1", true},
		{"brainpool", []string{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"}, "ECDSA brainpoolP256r1", true},
		{"explicit", []string{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"}, "ECDSA P-256", false},
		{"RSA-PSS", []string{"genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"}, "RSA-PSS", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := openssl(t, nil, c.args...)
			m := one(t, text)
			if m.Form != certain.PrivateKey || m.Algorithm != c.algorithm || (m.Unreadable != "") != c.unreadable {
				t.Errorf("%s %s, unreadable: %s", m.Form, m.Algorithm, m.Unreadable)
			}
			public := openssl(t, text, "pkey", "-pubout", "-outform", "DER")
			if c.name == "explicit" { // the public half is given with the curve's name, as certificates have it
				public = openssl(t, text, "ec", "-pubout", "-outform", "DER", "-param_enc", "named_curve")
			}
			if !c.unreadable && !bytes.Equal(m.SPKI, public) {
				t.Error("openssl derives another public half")
			}
			half := one(t, public)
			if half.Form != certain.PublicKey || !strings.HasPrefix(half.Algorithm, strings.Fields(c.algorithm)[0]) {
				t.Errorf("the public half is read as %s %s", half.Form, half.Algorithm)
			}
		})
	}
}

func TestEncryptedKeys(t *testing.T) {
	plain := []byte(armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(ecKey()))))
	for name, args := range map[string][]string{
		"PKCS#8":      {"pkcs8", "-topk8", "-passout", "pass:secret"},
		"DER":         {"pkcs8", "-topk8", "-passout", "pass:secret", "-outform", "DER"},
		"traditional": {"ec", "-aes128", "-passout", "pass:secret"},
	} {
		t.Run(name, func(t *testing.T) {
			m := one(t, openssl(t, plain, args...))
			if m.Form != certain.PrivateKey || !m.Encrypted || m.SPKI != nil || m.Unreadable != "" {
				t.Errorf("%+v", m)
			}
			if name == "traditional" && m.Algorithm != "ECDSA" {
				t.Errorf("algorithm %q", m.Algorithm)
			}
		})
	}
}

func TestKeysThatAreNone(t *testing.T) {
	broken := x509.MarshalPKCS1PrivateKey(rsaK())
	broken[200] ^= 1 // in the modulus
	large := append([]byte{0x30, 0x84, 0, 1, 0, 0}, bytes.Repeat([]byte{2, 1, 0}, 0x10000/3+1)[:0x10000]...)
	for name, data := range map[string][]byte{
		"wrong modulus": []byte(armour("RSA PRIVATE KEY", broken)),
		"too large":     large,
		"X448": append([]byte{0x30, 0x46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6f, 4, 0x3a, 4, 0x38},
			make([]byte, 56)...),
	} {
		materials, _ := Read("f", data)
		if len(materials) != 1 || materials[0].Unreadable == "" || materials[0].SPKI != nil {
			t.Errorf("%s: %+v", name, materials)
		}
	}
}

// A file of many keys stays cheap, and the rest are still named.
func TestManyKeys(t *testing.T) {
	block := armour("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(rsaK()))
	n := 1100
	materials, faults := Read("f", []byte(strings.Repeat(block, n)))
	if len(materials) != n || len(faults) != 0 {
		t.Fatalf("%d materials, %d faults", len(materials), len(faults))
	}
	if materials[0].Unreadable != "" || materials[n-1].Unreadable == "" {
		t.Error("the bound on keys did not hold, or held too early")
	}
}

// No output holds any part of a private key, however the file is broken.
func TestNoKeyLeaks(t *testing.T) {
	x := must(ecdh.X25519().GenerateKey(rand.Reader))
	secrets := [][]byte{rsaK().D.Bytes(), rsaK().Primes[0].Bytes(), rsaK().Primes[1].Bytes(), //nolint:staticcheck // the fields are what a leak would show
		must(ecKey().Bytes()), edKey().Seed(), x.Bytes()}
	files := map[string][]byte{"X25519": must(x509.MarshalPKCS8PrivateKey(x))}
	for _, key := range []crypto.Signer{rsaK(), ecKey(), edKey()} {
		for form, der := range keyForms(key) {
			files[fmt.Sprintf("%T %s", key, form)] = der
		}
	}
	for name, der := range files {
		for how, data := range manglings(der) {
			materials, faults := Read("f", data)
			items := make([]certain.Item, 0, len(materials))
			for _, m := range materials {
				items = append(items, Describe(m, epoch))
			}
			text := string(must(json.Marshal([]any{materials, faults, items}))) + fmt.Sprintf("%+v %+v %+v", materials, faults, items)
			for _, secret := range secrets {
				if leak := leaked(text, secret); leak != "" {
					t.Errorf("%s, %s: %s of the key stands in %s", name, how, leak, text)
				}
			}
		}
	}
}

// manglings are ways in which a key's file goes wrong.
func manglings(der []byte) map[string][]byte {
	body := wrap(der, 64, "\n")
	files := map[string][]byte{
		"DER": der, "DER cut": der[:len(der)*3/4], "DER and more": append(bytes.Clone(der), der...),
		"DER shifted": append([]byte("xx"), der...), "base64": []byte(body),
		"one line": []byte(base64.StdEncoding.EncodeToString(der)), "hex": []byte(hex.EncodeToString(der)),
		"JSON": must(json.Marshal(armour("PRIVATE KEY", der))), "twice": []byte(base64.StdEncoding.EncodeToString([]byte(armour("PRIVATE KEY", der)))),
		"in the label":         []byte("-----BEGIN " + strings.ReplaceAll(body, "\n", "") + "-----\n"),
		"its end in the label": []byte("-----BEGIN " + strings.TrimSpace(wrap(der[len(der)-30:], 64, "")) + "-----\n"),
		"behind a label":       []byte("-----BEGIN PRIVATE KEY " + strings.ReplaceAll(body, "\n", " ") + "\n"),
		"as a header":          []byte("-----BEGIN PRIVATE KEY-----\n" + strings.ReplaceAll(body, "\n", ": x\n") + "-----END PRIVATE KEY-----\n"),
		"UTF-16":               wideText(armour("PRIVATE KEY", der), false, true),
		"no END":               []byte("-----BEGIN PRIVATE KEY-----\n" + body), "no BEGIN": []byte(body + "-----END PRIVATE KEY-----\n"),
		"bad character": []byte("-----BEGIN PRIVATE KEY-----\n" + body[:30] + "!" + body[30:] + "-----END PRIVATE KEY-----\n"),
	}
	for label := range labels {
		files["as "+label] = []byte(armour(label, der))
	}
	files["as UNKNOWN"] = []byte(armour("UNKNOWN", der))
	for _, cut := range []int{1, 2, 3, 9} { // shifts what base64 decodes to
		files[fmt.Sprintf("cut by %d", cut)] = []byte(armour("CERTIFICATE", der[cut:]))
	}
	return files
}

// leaked looks for any 12 bytes of the secret in a text, raw, in hexadecimal
// and in base64 of any alignment.
func leaked(text string, secret []byte) string {
	lower := strings.ToLower(text)
	numbers := strings.Trim(fmt.Sprint(secret[:8]), "[]")
	for i := 0; i+12 <= len(secret); i += 6 {
		window := secret[i : i+12]
		switch {
		case strings.Contains(text, string(window)), strings.Contains(text, numbers):
			return "bytes"
		case strings.Contains(lower, hex.EncodeToString(window)):
			return "hexadecimal"
		}
	}
	for shift := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString(secret[shift:])
		for i := 0; i+20 <= len(encoded); i += 8 { // without the last characters: they hold other bits too
			if strings.Contains(text, encoded[i:i+16]) {
				return "base64"
			}
		}
	}
	return ""
}

func TestDescribeKey(t *testing.T) {
	m := one(t, []byte(armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(rsaK())))))
	item := Describe(m, time.Time{})
	if item.Key == nil || item.Key.Algorithm != "RSA" || item.Key.Bits != 2048 || item.Key.Exponent != 65537 || !strings.HasPrefix(item.Pin, "sha256//") {
		t.Errorf("%+v", item)
	}
	encrypted := Describe(certain.Material{Form: certain.PrivateKey, Encrypted: true, Algorithm: "RSA"}, time.Time{})
	if encrypted.Key == nil || encrypted.Key.Algorithm != "RSA" || encrypted.Pin != "" || !encrypted.Encrypted {
		t.Errorf("%+v", encrypted)
	}
}
