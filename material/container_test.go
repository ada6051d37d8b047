package material

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
	gopkcs7 "github.com/smallstep/pkcs7"
	"golang.org/x/crypto/ssh"
	gopkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/certain-tls/certain"
)

// The passphrase of everything that is minted here, and one that opens
// nothing.
const (
	rightPass = "grün und 42"
	wrongPass = "rot"
)

// opened reads and tells in the form of brief.
func opened(data []byte, passphrases ...string) (Contents, string) {
	c := Open("f", data, Options{Passphrases: passphrases})
	return c, brief(c.Materials, c.Faults)
}

// holds complains unless the contents are the leaf, other where it is meant,
// and the shared key, all byte for byte.
func holds(t *testing.T, c Contents, certs [][]byte, key crypto.Signer) {
	t.Helper()
	var met [][]byte
	for _, m := range c.Materials {
		if m.Cert != nil {
			met = append(met, m.Cert.Raw)
		}
	}
	if fmt.Sprintf("%x", met) != fmt.Sprintf("%x", certs) {
		t.Errorf("%d certificates were read, not the %d that were written", len(met), len(certs))
	}
	if key == nil {
		return
	}
	if len(c.Keys) != 1 || c.Keys[0].Signer() == nil {
		t.Fatalf("%d keys: %+v", len(c.Keys), c.Faults)
	}
	got := c.Keys[0].Signer().Public()
	if !bytes.Equal(must(x509.MarshalPKIXPublicKey(got)), spkiOf(key)) {
		t.Error("another key came out")
	}
	if m := c.Materials[c.Keys[0].Index]; m.Form != certain.PrivateKey || !bytes.Equal(m.SPKI, spkiOf(key)) {
		t.Errorf("the key points at %+v", m)
	}
}

func TestPKCS12OfGo(t *testing.T) {
	cert, issuer := must(x509.ParseCertificate(leaf())), must(x509.ParseCertificate(other()))
	both := [][]byte{leaf(), other()}
	for name, c := range map[string]struct {
		data  []byte
		certs [][]byte
		key   crypto.Signer
		pass  string
		open  bool // without any passphrase
	}{
		"modern":         {data: must(gopkcs12.Modern.Encode(ecKey(), cert, []*x509.Certificate{issuer}, rightPass)), certs: both, key: ecKey(), pass: rightPass},
		"RC2":            {data: must(gopkcs12.LegacyRC2.Encode(ecKey(), cert, []*x509.Certificate{issuer}, rightPass)), certs: both, key: ecKey(), pass: rightPass},
		"3DES":           {data: must(gopkcs12.LegacyDES.Encode(ecKey(), cert, nil, rightPass)), certs: both[:1], key: ecKey(), pass: rightPass},
		"passwordless":   {data: must(gopkcs12.Passwordless.Encode(ecKey(), cert, nil, "")), certs: both[:1], key: ecKey(), open: true},
		"trust store":    {data: must(gopkcs12.Modern.EncodeTrustStore([]*x509.Certificate{cert, issuer}, rightPass)), certs: both, pass: rightPass},
		"open trust":     {data: must(gopkcs12.Passwordless.EncodeTrustStore([]*x509.Certificate{cert}, "")), certs: both[:1], open: true},
		"empty password": {data: must(gopkcs12.Modern.Encode(ecKey(), cert, nil, "")), certs: both[:1], key: ecKey(), open: true},
	} {
		t.Run(name, func(t *testing.T) {
			got, text := opened(c.data, rightPass)
			holds(t, got, c.certs, c.key)
			if len(got.Faults) > 0 {
				t.Error(text)
			}
			closed, text := opened(c.data)
			if c.open {
				holds(t, closed, c.certs, c.key)
			} else if !closed.Locked() || len(closed.Faults) > 0 || len(closed.Keys) > 0 {
				t.Errorf("without a passphrase: %s", text)
			}
			if refused, text := opened(c.data, wrongPass); !c.open && (len(refused.Keys) > 0 || !strings.Contains(text, "!passphrase")) {
				t.Errorf("with a wrong passphrase: %s", text)
			}
		})
	}
}

// opensslFiles writes the leaf, other and the key for openssl to work on.
func opensslFiles(t *testing.T) (dir string) {
	dir = t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("cert.pem", armour("CERTIFICATE", leaf()))
	put("chain.pem", armour("CERTIFICATE", other()))
	put("key.pem", armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(ecKey()))))
	put("rsa.pem", armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(rsaK()))))
	return dir
}

func TestPKCS12OfOpenSSL(t *testing.T) {
	dir := opensslFiles(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	export := []string{"pkcs12", "-export", "-passout", "pass:" + rightPass, "-name", "grüße"}
	pair := append(export, "-in", in("cert.pem"), "-inkey", in("key.pem"), "-certfile", in("chain.pem"))
	both := [][]byte{leaf(), other()}
	for name, c := range map[string]struct {
		args  []string
		certs [][]byte
		key   crypto.Signer
	}{
		"default":     {pair, both, ecKey()},
		"legacy":      {append(pair, "-legacy"), both, ecKey()},
		"no MAC":      {append(pair, "-nomac"), both, ecKey()},
		"open":        {append(pair, "-keypbe", "NONE", "-certpbe", "NONE"), both, ecKey()},
		"SHA-512 MAC": {append(pair, "-macalg", "sha512"), both, ecKey()},
		"SHA-1 MAC":   {append(pair, "-macalg", "sha1", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES"), both, ecKey()},
		"RC4":         {append(pair, "-legacy", "-certpbe", "PBE-SHA1-RC4-128", "-keypbe", "PBE-SHA1-RC4-40"), both, ecKey()},
		"2 keys 3DES": {append(pair, "-legacy", "-keypbe", "PBE-SHA1-2DES"), both, ecKey()},
		"key only":    {append(export, "-nocerts", "-inkey", in("key.pem")), nil, ecKey()},
		"certs only":  {append(export, "-nokeys", "-in", in("cert.pem")), both[:1], nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := openssl(t, nil, append([]string{}, c.args...)...)
			got, text := opened(data, wrongPass, rightPass)
			holds(t, got, c.certs, c.key)
			if len(got.Faults) > 0 {
				t.Errorf("%s: %+v", text, got.Faults)
			}
			named := 0
			for _, m := range got.Materials {
				if m.Container != "pkcs12" || !strings.HasPrefix(m.From, "f#") {
					t.Errorf("%+v", m)
				}
				if m.Alias == "grüße" {
					named++
				}
			}
			if named == 0 && name != "certs only" {
				t.Error("the friendly name is missing")
			}
		})
	}
}

// A PKCS#12 file changed on the way is not read as if nothing had happened.
func TestPKCS12Changed(t *testing.T) {
	data := must(gopkcs12.Modern.Encode(ecKey(), must(x509.ParseCertificate(leaf())), nil, rightPass))
	for at := 40; at < len(data); at += 97 {
		broken := bytes.Clone(data)
		broken[at] ^= 1
		if c, text := opened(broken, rightPass); len(c.Faults) == 0 {
			t.Errorf("byte %d changed: %s", at, text)
		}
	}
	for _, size := range []int{len(data) - 1, len(data) / 2, 30} {
		if c, text := opened(data[:size], rightPass); len(c.Faults) == 0 || !c.Faults[0].Lost {
			t.Errorf("%d bytes: %s", size, text)
		}
	}
}

func TestEncryptedPKCS8OfOpenSSL(t *testing.T) {
	dir := opensslFiles(t)
	convert := func(args ...string) []string {
		return append([]string{"pkcs8", "-topk8", "-in", filepath.Join(dir, "key.pem"), "-passout", "pass:" + rightPass}, args...)
	}
	cases := map[string][]string{
		"scrypt":  convert("-scrypt"),
		"DES":     convert("-provider", "legacy", "-provider", "default", "-v2", "des"),
		"RC2":     convert("-provider", "legacy", "-provider", "default", "-v2", "rc2"),
		"3DES":    convert("-v2", "des3"),
		"aes128":  convert("-v2", "aes-128-cbc", "-outform", "DER"),
		"aes192":  convert("-v2", "aes-192-cbc"),
		"default": convert(),
	}
	for _, prf := range []string{"hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512", "hmacWithSHA512-224", "hmacWithSHA512-256"} {
		cases[prf] = convert("-v2", "aes-256-cbc", "-v2prf", prf)
	}
	for _, v1 := range []string{"PBE-MD5-DES", "PBE-SHA1-DES", "PBE-MD5-RC2-64", "PBE-SHA1-RC2-64", "PBE-SHA1-3DES", "PBE-SHA1-RC2-40", "PBE-SHA1-RC4-128"} {
		cases[v1] = convert("-provider", "legacy", "-provider", "default", "-v1", v1)
	}
	for name, args := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tryKey(t, openssl(t, nil, args...), ecKey())
		})
	}
}

// tryKey opens an encrypted key with the right passphrase, a wrong one and
// none.
func tryKey(t *testing.T, data []byte, key crypto.Signer) {
	t.Helper()
	got, text := opened(data, wrongPass, rightPass)
	holds(t, got, nil, key)
	if len(got.Faults) > 0 || !got.Materials[0].Encrypted {
		t.Error(text)
	}
	if c, text := opened(data); !c.Locked() || len(c.Faults) > 0 || text != "private-key@1(encrypted)" {
		t.Errorf("without a passphrase: %s", text)
	}
	if c, text := opened(data, wrongPass); !c.Locked() || len(c.Keys) > 0 || text != "private-key@1(encrypted)(unreadable) !passphrase@1" {
		t.Errorf("with a wrong passphrase: %s", text)
	}
}

func TestTraditionalPEMOfOpenSSL(t *testing.T) {
	dir := opensslFiles(t)
	for _, cipher := range []string{"-des3", "-aes128", "-aes192", "-aes256"} {
		for name, key := range map[string]crypto.Signer{"key.pem": ecKey(), "rsa.pem": rsaK()} {
			t.Run(cipher+name, func(t *testing.T) {
				t.Parallel()
				data := openssl(t, nil, "pkey", "-traditional", "-in", filepath.Join(dir, name), "-passout", "pass:"+rightPass, cipher)
				tryKey(t, data, key)
			})
		}
	}
}

func TestOpenSSH(t *testing.T) {
	for name, key := range map[string]crypto.Signer{"RSA": rsaK(), "ECDSA": ecKey(), "Ed25519": edKey()} {
		t.Run(name, func(t *testing.T) {
			plain := pem.EncodeToMemory(must(ssh.MarshalPrivateKey(key, "me@here")))
			got, _ := opened(plain)
			holds(t, got, nil, key)
			if got.Materials[0].Container != "openssh" {
				t.Errorf("%+v", got.Materials[0])
			}
			tryKey(t, pem.EncodeToMemory(must(ssh.MarshalPrivateKeyWithPassphrase(key, "me", []byte(rightPass)))), key)
			line := ssh.MarshalAuthorizedKey(must(ssh.NewPublicKey(key.Public())))
			public, text := opened(append(bytes.TrimSpace(line), " me@here\n"...))
			if text != "public-key@1" || !bytes.Equal(public.Materials[0].SPKI, spkiOf(key)) || public.Materials[0].Alias != "me@here" {
				t.Errorf("%s %+v", text, public.Materials)
			}
		})
	}
}

func TestPKCS7(t *testing.T) {
	degenerate := must(gopkcs7.DegenerateCertificate(append(bytes.Clone(leaf()), other()...)))
	dir := opensslFiles(t)
	ofOpenSSL := openssl(t, nil, "crl2pkcs7", "-nocrl", "-certfile", filepath.Join(dir, "cert.pem"), "-certfile", filepath.Join(dir, "chain.pem"))
	for name, data := range map[string][]byte{
		"DER": degenerate, "PEM": []byte(armour("PKCS7", degenerate)), "CMS": []byte(armour("CMS", degenerate)), "openssl": ofOpenSSL, "BER": openLengths(degenerate),
	} {
		t.Run(name, func(t *testing.T) {
			c, text := opened(data)
			holds(t, c, [][]byte{leaf(), other()}, nil)
			if len(c.Faults) > 0 || c.Materials[0].Container != "pkcs7" {
				t.Error(text, c.Faults)
			}
			parsed, err := gopkcs7.Parse(degenerate)
			if err != nil || len(parsed.Certificates) != len(c.Materials) {
				t.Errorf("the oracle: %v", err)
			}
		})
	}
	withCRL := openssl(t, []byte(armour("X509 CRL", mintCRL(2))), "crl2pkcs7", "-certfile", filepath.Join(dir, "cert.pem"))
	if c, text := opened(withCRL); len(c.Materials) != 2 || c.Materials[1].Form != certain.CRL || !bytes.Equal(c.Materials[0].Cert.Raw, leaf()) {
		t.Error(text)
	}
	if c, text := opened(degenerate[:len(degenerate)-300]); len(c.Faults) == 0 || !c.Faults[0].Lost {
		t.Error(text)
	}
}

// openLengths writes the outer levels of DER anew with open lengths, as BER
// allows.
func openLengths(der []byte) []byte {
	e, _, _ := readElement(der)
	if e.tag == tagSequence && len(e.body) > 200 && !looksSigned(der) || e.tag == tagContext0 && len(e.body) > 200 {
		out := []byte{e.tag, 0x80}
		for rest := e.body; len(rest) > 0; {
			var child element
			child, rest, _ = readElement(rest)
			out = append(out, openLengths(child.whole)...)
		}
		return append(out, 0, 0)
	}
	return e.whole
}

func mintJKS(t testing.TB) []byte {
	ks := jks.New()
	key := must(x509.MarshalPKCS8PrivateKey(rsaK()))
	cert := func(der []byte) jks.Certificate { return jks.Certificate{Type: "X509", Content: der} }
	if err := ks.SetPrivateKeyEntry("server", jks.PrivateKeyEntry{
		CreationTime: epoch, PrivateKey: key, CertificateChain: []jks.Certificate{cert(leaf()), cert(other())},
	}, []byte(asciiPass)); err != nil {
		t.Fatal(err)
	}
	if err := ks.SetTrustedCertificateEntry("root", jks.TrustedCertificateEntry{CreationTime: epoch, Certificate: cert(other())}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ks.Store(&b, []byte(asciiPass)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const asciiPass = "changeit-42"

func TestJKS(t *testing.T) {
	data := mintJKS(t)
	c, text := opened(data, wrongPass, asciiPass)
	if len(c.Faults) > 0 || len(c.Materials) != 4 || len(c.Keys) != 1 || !must(c.Keys[0].Private().(*rsa.PrivateKey), nil).Equal(rsaK()) {
		t.Fatal(text, c.Faults)
	}
	aliases := map[string]int{}
	for _, m := range c.Materials {
		aliases[m.Alias]++
		if m.Container != "jks" {
			t.Errorf("%+v", m)
		}
	}
	if aliases["server"] != 3 || aliases["root"] != 1 {
		t.Error(aliases)
	}
	if c, text := opened(data); len(c.Faults) > 0 || len(c.Materials) != 4 || len(c.Keys) > 0 || !c.Locked() {
		t.Errorf("without a passphrase: %s", text)
	}
	if _, text := opened(data, wrongPass); text != "other@1(encrypted)(unreadable) !passphrase@1" {
		t.Errorf("with a wrong passphrase: %s", text)
	}
	data[len(data)/2] ^= 1
	if _, text := opened(data, asciiPass); !strings.Contains(text, "!passphrase") {
		t.Errorf("changed: %s", text)
	}
}

// TestJCEKSOfJava: a key, a secret key and a certificate behind it, all of
// keytool's making.
func TestJCEKSOfJava(t *testing.T) {
	program, err := exec.LookPath("keytool")
	if err != nil {
		if os.Getenv("CERTAIN_CI") != "" {
			t.Fatal("keytool is not installed")
		}
		t.Skip("keytool is not installed")
	}
	dir := opensslFiles(t)
	store := filepath.Join(dir, "store.jceks")
	for _, args := range [][]string{
		{"-genkeypair", "-alias", "a-key", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=java", "-validity", "9"},
		{"-genseckey", "-alias", "b-secret", "-keyalg", "AES", "-keysize", "256"},
		{"-importcert", "-noprompt", "-alias", "c-cert", "-file", filepath.Join(dir, "cert.pem")},
		{"-genseckey", "-alias", "d-secret", "-keyalg", "HmacSHA256", "-keysize", "256"},
	} {
		args = append(args, "-storetype", "JCEKS", "-keystore", store, "-storepass", asciiPass)
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	data := must(os.ReadFile(store))
	c, text := opened(data, asciiPass)
	forms := map[certain.Form]int{}
	for _, m := range c.Materials {
		forms[m.Form]++
		if m.Alias == "c-cert" && !bytes.Equal(m.Cert.Raw, leaf()) {
			t.Error("the certificate is another")
		}
	}
	if len(c.Faults) > 0 || len(c.Keys) != 1 || forms[certain.Certificate] != 2 || forms[certain.Other] != 2 || forms[certain.PrivateKey] != 1 {
		t.Fatal(text, c.Faults)
	}
	if _, ok := c.Keys[0].Private().(*ecdsa.PrivateKey); !ok {
		t.Errorf("%v", c.Keys[0])
	}
	if c, text := opened(data); !c.Locked() || len(c.Materials) != 5 {
		t.Errorf("without a passphrase: %s", text)
	}
}

func secretYAML(pretty func(string) string) string {
	crt := base64.StdEncoding.EncodeToString([]byte(armour("CERTIFICATE", leaf()) + armour("CERTIFICATE", other())))
	key := base64.StdEncoding.EncodeToString([]byte(armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(ecKey())))))
	return "apiVersion: v1\ndata:\n  tls.crt: " + pretty(crt) + "\n  tls.key: " + pretty(key) + "\n  user: bWU=\nkind: Secret\nmetadata:\n  name: shop\ntype: kubernetes.io/tls\n"
}

func TestKubernetesSecret(t *testing.T) {
	plain := func(s string) string { return s }
	crt, key := armour("CERTIFICATE", leaf())+armour("CERTIFICATE", other()), armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(ecKey())))
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	indent := func(s string) string { return "    " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n    ") + "\n" }
	for name, text := range map[string]string{
		"kubectl":    secretYAML(plain),
		"quoted":     secretYAML(func(s string) string { return `"` + s + `"` }),
		"single":     secretYAML(func(s string) string { return "'" + s + "'" }),
		"block":      secretYAML(func(s string) string { return "|\n    " + s[:60] + "\n    " + s[60:] }),
		"folded":     secretYAML(func(s string) string { return "\n    " + s }),
		"CRLF":       strings.ReplaceAll(secretYAML(plain), "\n", "\r\n"),
		"list":       "apiVersion: v1\nitems:\n- " + strings.ReplaceAll(strings.TrimSpace(secretYAML(plain)), "\n", "\n  ") + "\nkind: List\n",
		"documents":  "kind: ConfigMap\ndata:\n  a: b\n---\n" + secretYAML(plain),
		"stringData": "kind: Secret\nstringData:\n  tls.crt: |\n" + indent(crt) + "  tls.key: |\n" + indent(key),
		"comments":   strings.ReplaceAll(secretYAML(plain), "data:", "data: # of the shop"),
		"binary":     secretYAML(func(s string) string { return "!!binary " + s }),
		"braces":     "kind: Secret\ndata: {tls.crt: " + b64(crt) + ", tls.key: " + b64(key) + "}\ntype: x\n",
		"more lines": "kind: Secret\nstringData: {\n  \"tls.crt\":" + string(must(json.Marshal(crt))) + ",\n  'tls.key': " + string(must(json.Marshal(key))) + "\n  }\n",
		"JSON":       fmt.Sprintf(`{"apiVersion":"v1","data":{"tls.crt":%q,"tls.key":%q,"n":"x"},"kind":"Secret"}`, b64(crt), b64(key)),
		"JSON list":  fmt.Sprintf("{\"kind\":\"List\",\"items\":[\n{\"kind\":\"Secret\",\n\"data\":{\n\"tls.crt\":%q,\n\"tls.key\":%q}}]}", b64(crt), b64(key)),
	} {
		t.Run(name, func(t *testing.T) {
			c, words := opened([]byte(text))
			holds(t, c, [][]byte{leaf(), other()}, ecKey())
			if len(c.Faults) > 0 {
				t.Errorf("%s: %+v", words, c.Faults)
			}
			froms := map[string]bool{}
			for _, m := range c.Materials {
				froms[m.From] = true
				want := "tls.crt"
				if m.Form == certain.PrivateKey {
					want = "tls.key"
				}
				if m.Container != "kubernetes-secret" || m.Alias != want {
					t.Errorf("%+v", m)
				}
			}
			if len(froms) != len(c.Materials) {
				t.Errorf("two pieces have one name: %v", froms)
			}
		})
	}
	for name, c := range map[string]struct{ text, want string }{
		"PEM as it is": {"kind: Secret\ndata:\n  tls.crt: |\n" + indent(crt), "!base64@3"},
		"no base64":    {"kind: Secret\ndata:\n  tls.crt: '%%%'\n", "!base64@3"},
		"nothing":      {"kind: Secret\ndata:\n  user: bWU=\n", "!format@0"},
		"empty value":  {"kind: Secret\ndata:\n  tls.crt: ''\n", "!empty@3"},
		"damaged":      {"kind: Secret\ndata:\n  tls.crt: " + b64(crt[:300]) + "\n", "!cut-off@3"},
	} {
		if _, got := opened([]byte(c.text)); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

// dear wraps ciphertext in PBES2 or PBES1 with parameters of one's choice.
func dear(kdf, cipher []byte) []byte {
	sequence := func(parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append([]byte{tagSequence, 0x82, byte(len(body) >> 8), byte(len(body))}, body...)
	}
	pbes2 := must(hex.DecodeString("06092a864886f70d01050d"))
	alg := sequence(pbes2, sequence(kdf, cipher))
	return sequence(alg, append([]byte{tagOctets, 64}, make([]byte, 64)...))
}

const aes256 = "301d060960864801650304012a0410" + "00000000000000000000000000000000"

// What costs too much is refused with that reason before it is begun: these
// would take minutes, hours or gigabytes.
func TestCost(t *testing.T) {
	for name, kdf := range map[string]string{
		"PBKDF2, 2^30 iterations": "301906092a864886f70d01050c300c" + "0404aabbccdd" + "020440000000",
		"PBKDF2, 2^63 iterations": "301e06092a864886f70d01050c3011" + "0404aabbccdd" + "02097fffffffffffffffff",
		"scrypt, too much memory": "301f06092b06010401da47040b3012" + "0404aabbccdd" + "020440000000" + "020108" + "020101",
	} {
		c, text := opened(dear(must(hex.DecodeString(kdf)), must(hex.DecodeString(aes256))), rightPass)
		if text != "private-key@1(encrypted)(unreadable) !too-costly@1" {
			t.Errorf("%s: %s %+v", name, text, c.Faults)
		}
	}
	if p := newPurse(); p.spend(3_000_000, priceHMAC, "iterations") != nil || p.spend(600_000, priceHMAC, "iterations") == nil {
		t.Error("the purse is not spent")
	}
}

// Lengths that lie are met with a fault, not with memory.
func TestHostileLengths(t *testing.T) {
	for name, text := range map[string]string{
		"JKS, 2^32 entries":      "feedfeed00000002ffffffff" + strings.Repeat("00", 40),
		"JKS, key of 2 GiB":      "feedfeed0000000200000001" + "00000001" + "0001" + "61" + "0000000000000000" + "7fffffff" + strings.Repeat("00", 30),
		"JKS, chain of 2^32":     "feedfeed0000000200000001" + "00000001" + "0001" + "61" + "0000000000000000" + "00000000" + "ffffffff" + strings.Repeat("00", 30),
		"PKCS#12, deep BER":      "3080" + "020103" + "3080" + "06092a864886f70d010701" + strings.Repeat("a080", 2000),
		"PKCS#7, deep BER":       "3080" + "06092a864886f70d010702" + strings.Repeat("a080", 2000),
		"JCEKS, endless object":  "cececece0000000200000001" + "00000003" + "0001" + "61" + "0000000000000000" + "aced0005" + strings.Repeat("73", 200),
		"PKCS#12, 4 GiB of data": "3084ffffffff" + "020103" + "3084fffffff0" + "06092a864886f70d010701",
	} {
		data := must(hex.DecodeString(text))
		c := Open("f", data, Options{Passphrases: []string{rightPass}})
		if len(c.Faults) == 0 {
			t.Errorf("%s: %+v", name, c.Materials)
		}
	}
}

func TestRC2(t *testing.T) {
	for _, v := range []struct { // RFC 2268 section 5
		key, plain, cipher string
		bits               int
	}{
		{"0000000000000000", "0000000000000000", "ebb773f993278eff", 63},
		{"ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49", 64},
		{"3000000000000000", "1000000000000001", "30649edf9be7d2c2", 64},
		{"88", "0000000000000000", "61a8a244adacccf0", 64},
		{"88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "1a807d272bbe5db1", 64},
		{"88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6", 128},
	} {
		key, plain := must(hex.DecodeString(v.key)), must(hex.DecodeString(v.plain))
		block, out := newRC2(key, v.bits), make([]byte, 8)
		if block.Encrypt(out, plain); hex.EncodeToString(out) != v.cipher {
			t.Errorf("%s with %d bits: %x", v.key, v.bits, out)
		}
		if block.Decrypt(out, out); !bytes.Equal(out, plain) {
			t.Errorf("%s with %d bits does not come back", v.key, v.bits)
		}
	}
}

// A key shows itself nowhere, however it is printed.
func TestKeyIsNotShown(t *testing.T) {
	c, _ := opened(must(x509.MarshalPKCS8PrivateKey(ecKey())))
	scalar := must(ecKey().Bytes())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		for _, thing := range []any{c, &c, c.Keys, c.Keys[0], &c.Keys[0]} {
			text := fmt.Sprintf(verb, thing)
			if strings.Contains(text, new(big.Int).SetBytes(scalar).String()) || strings.Contains(text, fmt.Sprintf("%x", scalar)) || strings.Contains(text, "D:") {
				t.Errorf("%s shows the key of a %T", verb, thing)
			}
		}
	}
	if _, err := c.Keys[0].MarshalJSON(); err == nil {
		t.Error("the key is written as JSON")
	}
}
