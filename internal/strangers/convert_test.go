package strangers

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run runs a program in a folder and gives what it prints; it must succeed.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(name), strings.Join(args, " "), err, out.String(), complaints.String())
	}
	return out.String()
}

// handing is a folder with a pair and its chain, for programs to convert.
func handing(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root := authority(t, "Strangers Root", nil)
	lower := authority(t, "Strangers Lower", root)
	pair := sign(t, leaf(nil), lower, rsaKey(t))
	writeCerts(t, filepath.Join(dir, "leaf.pem"), pair)
	writeCerts(t, filepath.Join(dir, "rest.pem"), lower, root)
	writeCerts(t, filepath.Join(dir, "full.pem"), pair, lower, root)
	writeKey(t, filepath.Join(dir, "server.key"), pair.key)
	if err := os.WriteFile(filepath.Join(dir, "pass"), []byte("changeit\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// read is a file of the folder.
func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// OpenSSL reads what certain writes, and the other way round, to the byte.
func TestConvertWithOpenSSL(t *testing.T) {
	openssl, dir := program(t, "openssl"), handing(t)
	key := run(t, dir, openssl, "pkey", "-in", "server.key")
	leafOnly := read(t, dir, "leaf.pem")

	// PKCS#12
	run(t, dir, certain, "convert", "full.pem", "server.key", "--to", "pkcs12", "--out", "ours.p12", "--out-passphrase-file", "pass")
	if got := run(t, dir, openssl, "pkcs12", "-in", "ours.p12", "-passin", "pass:changeit", "-nocerts", "-nodes"); !strings.HasSuffix(got, key) {
		t.Error("OpenSSL reads another key from our PKCS#12")
	}
	if got := run(t, dir, openssl, "pkcs12", "-in", "ours.p12", "-passin", "pass:changeit", "-nokeys", "-clcerts"); !strings.HasSuffix(got, leafOnly) {
		t.Error("OpenSSL reads another leaf from our PKCS#12")
	}
	if got := run(t, dir, openssl, "pkcs12", "-in", "ours.p12", "-passin", "pass:changeit", "-nokeys", "-cacerts"); strings.Count(got, "BEGIN CERTIFICATE") != 2 {
		t.Errorf("OpenSSL reads another chain from our PKCS#12:\n%s", got)
	}
	run(t, dir, openssl, "pkcs12", "-export", "-inkey", "server.key", "-in", "leaf.pem", "-certfile", "rest.pem", "-out", "theirs.p12", "-passout", "pass:changeit")
	run(t, dir, certain, "convert", "theirs.p12", "--passphrase-file", "pass", "--to", "pem", "--out", "theirs.pem")
	if got := run(t, dir, openssl, "pkey", "-in", "theirs.pem"); got != key {
		t.Error("we read another key from OpenSSL's PKCS#12")
	}
	if got := read(t, dir, "theirs.pem"); strings.Count(got, "BEGIN CERTIFICATE") != 3 || !strings.Contains(got, leafOnly) {
		t.Error("we read other certificates from OpenSSL's PKCS#12")
	}

	// Locked keys, in PEM and DER.
	run(t, dir, certain, "convert", "server.key", "--to", "pem", "--out", "ours.key", "--out-passphrase-file", "pass")
	if got := run(t, dir, openssl, "pkey", "-in", "ours.key", "-passin", "pass:changeit"); got != key {
		t.Error("OpenSSL reads another key from our encrypted PEM")
	}
	run(t, dir, certain, "convert", "server.key", "--to", "der", "--out", "ours.der", "--out-passphrase-file", "pass")
	if got := run(t, dir, openssl, "pkcs8", "-inform", "der", "-in", "ours.der", "-passin", "pass:changeit"); got != key {
		t.Error("OpenSSL reads another key from our encrypted DER")
	}
	run(t, dir, openssl, "rsa", "-aes256", "-in", "server.key", "-out", "theirs.key", "-traditional", "-passout", "pass:changeit")
	if got := run(t, dir, certain, "convert", "theirs.key", "--passphrase-file", "pass", "--to", "pem", "--key-to-stdout"); got != key {
		t.Error("we read another key from OpenSSL's traditional PEM")
	}

	// PKCS#7
	full := read(t, dir, "full.pem")
	run(t, dir, certain, "convert", "full.pem", "--to", "pkcs7", "--out", "ours.p7b")
	if got := run(t, dir, openssl, "pkcs7", "-in", "ours.p7b", "-print_certs"); strings.Count(got, "BEGIN CERTIFICATE") != 3 || strings.Index(got, "localhost") > strings.Index(got, "BEGIN") {
		t.Errorf("OpenSSL reads other certificates from our PKCS#7, or in another order:\n%s", got)
	}
	run(t, dir, openssl, "crl2pkcs7", "-nocrl", "-certfile", "full.pem", "-outform", "der", "-out", "theirs.p7b")
	if got := run(t, dir, certain, "convert", "theirs.p7b", "--to", "pem"); got != full {
		t.Error("we read other certificates from OpenSSL's PKCS#7")
	}
}

// Java reads what certain writes, and the other way round.
func TestConvertWithKeytool(t *testing.T) {
	keytool, openssl, dir := program(t, "keytool"), program(t, "openssl"), handing(t)
	key := run(t, dir, openssl, "pkey", "-in", "server.key")
	java := []string{"-J-Duser.language=en", "-J-XX:TieredStopAtLevel=1"}
	for _, kind := range []string{"jks", "pkcs12"} {
		// keytool opens what we wrote, the key too: it writes a store of its
		// own from it.
		ours, theirs := "ours."+kind, "theirs."+kind
		run(t, dir, certain, "convert", "full.pem", "server.key", "--to", kind, "--out", ours, "--out-passphrase-file", "pass")
		run(t, dir, keytool, append(java, "-importkeystore", "-srckeystore", ours, "-srcstorepass", "changeit",
			"-destkeystore", theirs, "-deststoretype", kind, "-deststorepass", "changeit", "-noprompt")...)
		run(t, dir, certain, "convert", theirs, "--passphrase-file", "pass", "--to", "pem", "--out", kind+".pem")
		if got := run(t, dir, openssl, "pkey", "-in", kind+".pem"); got != key {
			t.Errorf("another key comes back by way of keytool's %s", kind)
		}
		if got := strings.Count(read(t, dir, kind+".pem"), "BEGIN CERTIFICATE"); got != 3 {
			t.Errorf("%d certificates come back by way of keytool's %s", got, kind)
		}

		trust := "trust." + kind
		run(t, dir, certain, "convert", "rest.pem", "--to", kind, "--out", trust, "--out-passphrase-file", "pass")
		list := run(t, dir, keytool, append(java, "-list", "-keystore", trust, "-storepass", "changeit")...)
		if strings.Count(list, "trustedCertEntry") != 2 {
			t.Errorf("keytool sees another trust store in %s:\n%s", kind, list)
		}
	}
}
