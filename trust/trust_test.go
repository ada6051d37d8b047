package trust

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type issuer struct {
	cert *certain.Cert
	key  *ecdsa.PrivateKey
}

var serial int64

// mint signs a certificate for name; without a parent it signs itself. A key
// may be given, for an authority under several certificates.
func mint(t testing.TB, name string, parent *issuer, key *ecdsa.PrivateKey) *issuer {
	t.Helper()
	if key == nil {
		var err error
		if key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	serial++
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}
	by, with := template, key
	if parent != nil {
		by, with = parent.cert.X509, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, by, &key.PublicKey, with)
	if err != nil {
		t.Fatal(err)
	}
	return &issuer{certain.ParseCert(der), key}
}

func armour(certs ...*issuer) []byte {
	var b bytes.Buffer
	for _, c := range certs {
		pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.cert.Raw})
	}
	return b.Bytes()
}

func write(t testing.TB, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// load reads stores and gives the names of the anchors that matter to certs.
func names(anchors []certain.Anchor) string {
	var all []string
	for _, a := range anchors {
		all = append(all, a.Cert.Name())
	}
	return strings.Join(all, ", ")
}

func TestLoadFiles(t *testing.T) {
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	text := []byte("# Issuer: someone\nkey: value\n")
	key := []byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
	for _, c := range []struct {
		name string
		data []byte
		size int
	}{
		{"one.pem", armour(a), 1},
		{"text around.pem", join(text, armour(a), text, armour(b), text), 2},
		{"a key beside.pem", join(key, armour(a)), 1},
		{"twice.pem", armour(a, a), 1},
		{"windows.pem", bytes.ReplaceAll(armour(a, b), []byte("\n"), []byte("\r\n")), 2},
		{"byte order mark.pem", join([]byte("\ufeff"), armour(a)), 1},
		{"no last line end.pem", bytes.TrimSpace(armour(a)), 1},
		{"one.der", a.cert.Raw, 1},
		{"two.der", join(a.cert.Raw, b.cert.Raw), 2},
	} {
		path := write(t, t.TempDir(), c.name, c.data)
		s, err := Load([]string{path})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := s.Describe(); d.Size != c.size || d.Name != path || !d.Given {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
}

// Each error names the file and says what is wrong with it.
func TestLoadErrors(t *testing.T) {
	a := mint(t, "A", nil, nil)
	whole := string(armour(a))
	lines := strings.SplitAfter(whole, "\n")
	folder := t.TempDir()
	write(t, folder, "README", []byte("no roots here"))
	mixed := t.TempDir()
	write(t, mixed, "good.pem", []byte(whole))
	write(t, mixed, "torn.pem", []byte(whole[:len(whole)/2]))
	empty := t.TempDir()
	for _, c := range []struct {
		name, path string
		data       string
		want       string
	}{
		{"missing", filepath.Join(empty, "absent.pem"), "", "there is no such file"},
		{"folder without roots", folder, "", "none of its files holds a certificate"},
		{"empty folder", empty, "", "none of its files holds a certificate"},
		{"folder with a broken one", mixed, "", "its file torn.pem: the certificate that begins in line 1 has no end line"},
		{"a device", "/dev/zero", "", "neither a file, a folder nor a pipe"},
		{"empty", "", " ", "holds no certificate"},
		{"nothing", "", "", "it is empty"},
		{"junk", "", "junk\x00\xff", "holds no certificate"},
		{"a key", "", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no certificate"},
		{"cut off", "", whole + lines[0] + lines[1], "begins in line " + itoa(len(lines)) + " has no end line"},
		{"begun twice", "", lines[0] + whole, "begins in line 1 has no end line"},
		{"not base64", "", whole + lines[0] + "!!!!\n" + lines[len(lines)-2], "begins in line " + itoa(len(lines)) + " is no base64"},
		{"not a certificate", "", "\n" + lines[0] + "AAAA\n" + lines[len(lines)-2], "begins in line 2 does not parse"},
		{"another end", "", lines[0] + lines[1] + "-----END X-----\n", "is ended by END X in line 3"},
		{"trusted", "", "-----BEGIN TRUSTED CERTIFICATE-----\n", "line 1 begins a TRUSTED CERTIFICATE"},
		{"cut off DER", "", string(a.cert.Raw[:100]), "holds no certificate"},
	} {
		if c.path == "" {
			c.path = write(t, t.TempDir(), "roots.pem", []byte(c.data))
		}
		if c.path == "/dev/zero" && runtime.GOOS == "windows" {
			continue
		}
		_, err := Load([]string{c.path})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.path) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if e, ok := errors.AsType[*Error](err); !ok || e.ProblemCode() != "ca-file-unreadable" {
			t.Errorf("%s: no code in %#v", c.name, err)
		}
	}
	if _, err := Load([]string{"none", "mozilla"}); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("none beside another: %v", err)
	}
	if _, err := Load([]string{""}); err == nil {
		t.Error("an empty name was taken")
	}
}

func itoa(n int) string { return big.NewInt(int64(n)).String() }

func TestTooLarge(t *testing.T) {
	path := write(t, t.TempDir(), "huge.pem", nil)
	if err := os.Truncate(path, maxFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := Load([]string{path}); err == nil || !strings.Contains(err.Error(), "larger than 32 MiB") {
		t.Errorf("%v", err)
	}
}

func TestUnreadable(t *testing.T) {
	path := write(t, t.TempDir(), "secret.pem", armour(mint(t, "A", nil, nil)))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Open(path); err == nil {
		file.Close()
		asAnother(t)
	}
	if _, err := Load([]string{path}); err == nil || !strings.Contains(err.Error(), "permission to read it is denied") {
		t.Errorf("%v", err)
	}
}

func TestNoneAndNames(t *testing.T) {
	s, err := Load([]string{"none"})
	if err != nil || !s.Describe().None() || s.Describe().Size != 0 || !s.Describe().Given {
		t.Errorf("%+v %v", s.Describe(), err)
	}
	path := write(t, t.TempDir(), "a.pem", armour(mint(t, "A", nil, nil)))
	mozilla, err := Load([]string{"mozilla"})
	if err != nil || mozilla.Describe().Size < 100 {
		t.Fatalf("%+v %v", mozilla.Describe(), err)
	}
	s, err = Load([]string{"mozilla", path, "mozilla"})
	if err != nil || s.Describe().Size != mozilla.Describe().Size+1 || s.Describe().Name != "mozilla + "+path {
		t.Errorf("%+v %v", s.Describe(), err)
	}
}

// A folder is read as crypto/x509 reads it: links to its own entries and
// subfolders are left alone, links to elsewhere are followed.
func TestFolder(t *testing.T) {
	a, b, c := mint(t, "A", nil, nil), mint(t, "B", nil, nil), mint(t, "C", nil, nil)
	folder, elsewhere := t.TempDir(), t.TempDir()
	write(t, folder, "a.pem", armour(a))
	write(t, folder, "README", []byte("text"))
	write(t, folder, "empty", nil)
	far := write(t, elsewhere, "b.der", b.cert.Raw)
	if err := os.Mkdir(filepath.Join(folder, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "sub"), "c.pem", armour(c))
	for link, to := range map[string]string{"0a0a0a0a.0": "a.pem", "b.pem": far, "dead.pem": "/nowhere/at/all"} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Skip("this system has no links")
		}
	}
	s, err := Load([]string{folder})
	if err != nil || s.Describe().Size != 2 {
		t.Fatalf("%+v %v", s, err)
	}
	if got := names(s.For(nil, []*certain.Cert{b.cert, a.cert, c.cert})); got != "B, A" {
		t.Errorf("anchors %s", got)
	}
}

func TestFor(t *testing.T) {
	root, stranger := mint(t, "Root", nil, nil), mint(t, "Stranger", nil, nil)
	renewed := mint(t, "Root", nil, root.key)
	namesake := mint(t, "Root", nil, nil)
	leaf := mint(t, "leaf", root, nil)
	cross := mint(t, "Root", stranger, root.key)
	s := FromCerts("lab", []*certain.Cert{root.cert, stranger.cert, renewed.cert, namesake.cert, root.cert})
	if d := s.Describe(); d.Size != 4 || d.Name != "lab" || !d.Given {
		t.Errorf("%+v", d)
	}
	unreadable := certain.ParseCert([]byte("junk"))
	for _, c := range []struct {
		name  string
		certs []*certain.Cert
		want  []*issuer
	}{
		{"issuer of the leaf: all of its name", []*certain.Cert{leaf.cert}, []*issuer{root, renewed, namesake}},
		{"the same authority, cross-signed", []*certain.Cert{cross.cert}, []*issuer{stranger, root, renewed}},
		{"each once", []*certain.Cert{leaf.cert, leaf.cert, root.cert, nil, unreadable}, []*issuer{root, renewed, namesake}},
		{"none", []*certain.Cert{mint(t, "other", mint(t, "Else", nil, nil), nil).cert}, nil},
	} {
		got := s.For(leaf.cert, c.certs)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d anchors", c.name, len(got))
			continue
		}
		for i, a := range got {
			if !a.Cert.Equal(c.want[i].cert) || a.From != "lab" || a.Refuses != "" {
				t.Errorf("%s: anchor %d is %s from %s", c.name, i, a.Cert.Name(), a.From)
			}
		}
	}
	var zero Store
	if zero.For(leaf.cert, []*certain.Cert{leaf.cert}) != nil || zero.Describe().Size != 0 {
		t.Error("the zero store holds something")
	}
}

// The system's store is what crypto/x509 reads.
func TestSystem(t *testing.T) {
	if _, listed := systemPaths[runtime.GOOS]; !listed {
		s, err := Load(nil)
		if err != nil || s.Describe().Size != -1 {
			t.Fatalf("%+v %v", s.Describe(), err)
		}
		return
	}
	a, b := mint(t, "A", nil, nil), mint(t, "B", nil, nil)
	one, two, three := t.TempDir(), t.TempDir(), t.TempDir()
	file := write(t, one, "bundle.pem", join([]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), armour(a)))
	write(t, two, "x", armour(a))
	write(t, three, "y", armour(b))
	for _, c := range []struct {
		name, file, dirs string
		size             int
	}{
		{"a file and two folders", file, two + ":" + three, 2},
		{"a file", file, one + "/absent", 1},
		{"nothing readable", one + "/absent", one + "/absent", 0},
	} {
		t.Setenv("SSL_CERT_FILE", c.file)
		t.Setenv("SSL_CERT_DIR", c.dirs)
		s, err := Load(nil)
		if err != nil || s.Describe() != (certain.Store{Name: "system", Size: c.size}) {
			t.Errorf("%s: %+v %v", c.name, s.Describe(), err)
		}
	}
	if s, _ := Load([]string{"system"}); !s.Describe().Given {
		t.Error("named by the user, and not given")
	}
}

// Of the files, the first that can be read counts, even if it is empty.
func TestPlaces(t *testing.T) {
	a, b, folder := mint(t, "A", nil, nil), mint(t, "B", nil, nil), t.TempDir()
	absent, empty := filepath.Join(folder, "absent"), write(t, folder, "empty", nil)
	first, second := write(t, folder, "first", armour(a)), write(t, folder, "second", armour(b))
	for want, files := range map[int][]string{1: {absent, first, second}, 0: {empty, first}} {
		var s Store
		s.addPlaces(t.Context(), places{files: files, folders: []string{absent}})
		if len(s.roots) != want || want == 1 && !s.roots[0].parsed().Equal(a.cert) {
			t.Errorf("%v: %d roots", files, len(s.roots))
		}
	}
}

// Our reading of the system's store and that of crypto/x509 agree about every
// root of Mozilla's bundle.
func TestSystemAgreesWithX509(t *testing.T) {
	if _, listed := systemPaths[runtime.GOOS]; !listed {
		t.Skip("this platform does not list its roots")
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	ours := x509.NewCertPool()
	for _, r := range s.roots {
		if r.parsed().X509 != nil {
			ours.AddCert(r.parsed().X509)
		}
	}
	if !ours.Equal(pool) {
		t.Errorf("crypto/x509 reads another store than our %d roots", len(s.roots))
	}
}

// Mozilla's rules are asked about the leaf.
func TestDistrustAfter(t *testing.T) {
	s, err := Load([]string{"mozilla"})
	if err != nil {
		t.Fatal(err)
	}
	var ruled *root
	for _, r := range s.roots {
		if r.constraint != nil {
			ruled = r
		}
	}
	if ruled == nil {
		t.Skip("the bundle has no rule at present")
	}
	young, old := mint(t, "leaf", nil, nil).cert, mint(t, "leaf", nil, nil).cert
	young.X509.NotBefore = time.Now().AddDate(50, 0, 0)
	old.X509.NotBefore = time.Now().AddDate(-50, 0, 0)
	for leaf, refused := range map[*certain.Cert]bool{young: true, old: false, nil: false} {
		anchors := s.For(leaf, []*certain.Cert{ruled.parsed()})
		if len(anchors) != 1 || (anchors[0].Refuses != "") != refused {
			t.Errorf("anchors %+v, want refused %v", anchors, refused)
		}
	}
	// A store that trusts the root without a rule adds up with Mozilla's.
	path := write(t, t.TempDir(), "root.der", ruled.der)
	for _, specs := range [][]string{{"mozilla", path}, {path, "mozilla"}} {
		s, err := Load(specs)
		if err != nil {
			t.Fatal(err)
		}
		if a := s.For(young, []*certain.Cert{ruled.parsed()}); len(a) != 1 || a[0].Refuses != "" || a[0].From != path {
			t.Errorf("%v: %+v", specs, a)
		}
	}
}

func TestKnown(t *testing.T) {
	public := mozillaStore().roots[0].parsed()
	fake := mint(t, "x", nil, nil) // who pretends to be the public one
	fake.cert.X509.Subject, fake.cert.X509.RawSubject = public.X509.Subject, public.X509.RawSubject
	known := Known([]*certain.Cert{mint(t, "leaf", fake, nil).cert, mint(t, "private", nil, nil).cert, nil})
	if len(known) != 1 || known[0].From != "known" || !known[0].Cert.Equal(public) {
		t.Errorf("%+v", known)
	}
	if known := Known([]*certain.Cert{public}); len(known) != 0 {
		t.Errorf("a root is its own issuer: %+v", known)
	}
}

// The quick look at the subject agrees with the parser.
func TestSubjectOf(t *testing.T) {
	for _, r := range mozillaStore().roots {
		subject, ok := subjectOf(r.der)
		if !ok || string(subject) != string(r.parsed().X509.RawSubject) {
			t.Errorf("%s: %x", r.parsed().Name(), subject)
		}
	}
	if len(mozillaStore().roots) < 100 {
		t.Error("the bundle is small")
	}
}

func FuzzSubjectOf(f *testing.F) {
	f.Add(mozillaStore().roots[0].der)
	f.Add([]byte{0x30, 0x84, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, der []byte) {
		subject, ok := subjectOf(der)
		if cert, err := x509.ParseCertificate(der); err == nil && (!ok || string(subject) != string(cert.RawSubject)) {
			t.Fatalf("subject %x, the parser says %x", subject, cert.RawSubject)
		}
	})
}

func FuzzCertificates(f *testing.F) {
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
	f.Add([]byte("-----BEGIN -----END "))
	f.Fuzz(func(t *testing.T, data []byte) {
		ders, err := certificates(data)
		if (len(ders) == 0) != (err != nil) {
			t.Fatalf("%d certificates, %v", len(ders), err)
		}
	})
}

func TestPlatformRoots(t *testing.T) {
	root := mint(t, "Root", nil, nil)
	if roots := platformRoots([]*certain.Cert{mint(t, "leaf", root, nil).cert, root.cert, nil}); len(roots) != 0 {
		t.Errorf("the platform trusts %s", roots[0].Subject)
	}
	for _, r := range mozillaStore().roots { // one that the platform may know
		if roots := platformRoots([]*certain.Cert{r.parsed()}); len(roots) == 1 && string(roots[0].Raw) == string(r.der) {
			return
		}
	}
	t.Skip("the platform knows none of Mozilla's roots")
}

func BenchmarkLoad(b *testing.B) {
	for _, spec := range []string{"system", "mozilla"} {
		b.Run(spec, func(b *testing.B) {
			for b.Loop() {
				if _, err := Load([]string{spec}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("system, all parsed", func(b *testing.B) {
		for b.Loop() {
			s, _ := Load(nil)
			for _, r := range s.roots {
				r.parsed()
			}
		}
	})
}
