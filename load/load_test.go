package load

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// pair is a certificate and its key in PEM, minted once.
var pair = sync.OnceValues(func() (cert, key string) {
	private := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "load.test"},
		NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour)}
	der := must(x509.CreateCertificate(rand.Reader, template, template, private.Public(), private))
	cert = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	key = string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(private))}))
	return cert, key
})

func certPEM() string { cert, _ := pair(); return cert }

// write makes a file and gives its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	return path
}

func files(t *testing.T, o Options, names ...string) *certain.Observation {
	t.Helper()
	obs, err := Files(context.Background(), names, o)
	if err != nil {
		t.Fatal(err)
	}
	return obs
}

// single reads one name that gives one file, and its step.
func single(t *testing.T, o Options, name string) (certain.File, certain.Step) {
	t.Helper()
	obs := files(t, o, name)
	if len(obs.Files) != 1 || len(obs.Steps) != 1 {
		t.Fatalf("%s: %d files, %d steps", name, len(obs.Files), len(obs.Steps))
	}
	return obs.Files[0], obs.Steps[0]
}

func TestFile(t *testing.T) {
	path := write(t, t.TempDir(), "a.pem", "\n"+certPEM())
	file, step := single(t, Options{}, path)
	if file.Name != path || file.Size != int64(len(certPEM())+1) || file.Mode == 0 || file.Outcome != certain.OK || file.Error != "" {
		t.Errorf("%+v", file)
	}
	if len(file.Materials) != 1 || file.Materials[0].From != path+":2" || len(file.Faults) != 0 {
		t.Errorf("%+v %+v", file.Materials, file.Faults)
	}
	if step.Name != certain.StepFile || step.Address != path || step.Outcome != certain.OK || step.MS <= 0 {
		t.Errorf("%+v", step)
	}
}

func TestAsked(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	path := write(t, t.TempDir(), "a.pem", certPEM())
	obs := files(t, Options{At: at, Name: "a.test", Purpose: "client", Keys: []string{"k.pem"}}, path)
	want := certain.Asked{Target: path, Name: "a.test", Named: true, Purpose: "client", Demanded: true, Pair: []string{"k.pem"}}
	if got := must(json.Marshal(obs.Asked)); string(got) != string(must(json.Marshal(want))) || !obs.At.Equal(at) || obs.Kind != certain.Files {
		t.Errorf("%s at %s", got, obs.At)
	}
	if obs := files(t, Options{}, path); obs.Asked.Purpose != "server" || obs.Asked.Demanded || obs.Asked.Named || obs.At.IsZero() {
		t.Errorf("%+v at %s", obs.Asked, obs.At)
	}
}

// What cannot be read is data, not an error.
func TestFileThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	plain := write(t, dir, "plain.pem", certPEM())
	link := func(name, to string) string {
		path := filepath.Join(dir, name)
		if err := os.Symlink(to, path); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
		return path
	}
	for _, c := range []struct {
		name, path string
		options    Options
		outcome    certain.Outcome
		says       string
	}{
		{"missing", filepath.Join(dir, "none.pem"), Options{}, certain.NotFound, "no such file"},
		{"dangling link", link("dangling.pem", "nowhere"), Options{}, certain.NotFound, ""},
		{"link to itself", link("loop.pem", "loop.pem"), Options{}, certain.NotFound, "link"},
		{"below a file", filepath.Join(plain, "x.pem"), Options{}, certain.Failed, ""},
		{"impossible name", "a\x00b", Options{}, certain.Failed, ""},
		{"too large", plain, Options{MaxSize: int64(len(certPEM()) - 1)}, certain.TooLarge, "larger than"},
		{"just fits", plain, Options{MaxSize: int64(len(certPEM()))}, certain.OK, ""},
		{"device", "/dev/zero", Options{}, certain.Failed, "is a device"},
		{"no standard input", "-", Options{}, certain.Failed, "not available"},
		{"no name", "", Options{}, certain.NotFound, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "device" && !exists(c.path) {
				t.Skip("no /dev/zero on this platform")
			}
			file, step := single(t, c.options, c.path)
			if file.Outcome != c.outcome || !strings.Contains(file.Error, c.says) || step.Outcome != c.outcome {
				t.Errorf("%s %q, step %s", file.Outcome, file.Error, step.Outcome)
			}
			if (file.Outcome == certain.OK) != (file.Error == "") || (file.Outcome != certain.OK) != (file.Materials == nil) {
				t.Errorf("%+v", file)
			}
			if strings.ContainsRune(file.Name+file.Error, 0) {
				t.Error("the texts are not clean")
			}
		})
	}
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func TestStandardInput(t *testing.T) {
	file, _ := single(t, Options{Stdin: strings.NewReader(certPEM())}, "-")
	if file.Name != "-" || file.Outcome != certain.OK || len(file.Materials) != 1 || file.Materials[0].From != "-:1" {
		t.Errorf("%+v", file)
	}
	if obs := files(t, Options{Stdin: strings.NewReader(certPEM()), Keys: []string{"-"}}, "-", "-"); len(obs.Files) != 1 || obs.Files[0].Role != certain.RoleKey {
		t.Errorf("standard input read twice: %+v", obs.Files)
	}
	endless, _ := single(t, Options{Stdin: zeros{}, MaxSize: 1 << 20}, "-")
	if endless.Outcome != certain.TooLarge {
		t.Errorf("endless input: %s %s", endless.Outcome, endless.Error)
	}
	for extra, want := range map[int]certain.Outcome{0: certain.OK, 1: certain.TooLarge} {
		input := strings.NewReader(certPEM() + strings.Repeat("\n", extra))
		if file, _ := single(t, Options{Stdin: input, MaxSize: int64(len(certPEM()))}, "-"); file.Outcome != want {
			t.Errorf("%d bytes above the limit: %s", extra, file.Outcome)
		}
	}
	broken, _ := single(t, Options{Stdin: io.MultiReader(strings.NewReader(certPEM()), failing{})}, "-")
	if broken.Outcome != certain.Failed || broken.Error != "cable pulled" || broken.Materials != nil {
		t.Errorf("broken input: %+v", broken)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("cable pulled") }

// A pipe that nobody writes to ends with the timeout, or with the context.
func TestStandardInputThatIsSilent(t *testing.T) {
	reader, writer := io.Pipe()
	defer writer.Close()
	file, _ := single(t, Options{Stdin: reader, Timeout: time.Millisecond}, "-")
	if file.Outcome != certain.Timeout || !strings.Contains(file.Error, "1ms") {
		t.Errorf("%+v", file)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Files(ctx, []string{"-"}, Options{Stdin: reader}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	reader := &cancelling{cancel: cancel}
	obs, err := Files(ctx, []string{"-", "never.pem"}, Options{Stdin: reader})
	if !errors.Is(err, context.Canceled) || obs == nil || len(obs.Files) != 1 || obs.Files[0].Outcome != certain.Failed {
		t.Errorf("%+v, %v", obs, err)
	}
}

// cancelling cancels in the middle of being read.
type cancelling struct{ cancel context.CancelFunc }

func (c *cancelling) Read(b []byte) (int, error) { c.cancel(); return len(b), nil }

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	cert, key := pair()
	write(t, dir, "b.pem", cert)
	write(t, dir, "a.key", key)
	write(t, dir, "README", "This folder holds keys.\n")
	write(t, dir, "page.html", "<html>")
	write(t, dir, "noending", cert)
	write(t, dir, "empty.crt", "")
	write(t, dir, "junk.PEM", "junk")
	write(t, dir, "cut", cert[:100])
	inner := filepath.Join(dir, "inner")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, inner, "deep.pem", cert)
	for name, to := range map[string]string{"z-again.pem": "b.pem", "loop": ".", "gone.pem": "nowhere", "linked.pem": "inner/deep.pem"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	obs := files(t, Options{}, dir)
	var got []string
	for _, file := range obs.Files {
		what := string(file.Outcome)
		if len(file.Materials) > 0 {
			what = string(file.Materials[0].Form)
		}
		if len(file.Faults) > 0 {
			what = "!" + string(file.Faults[0].What)
		}
		got = append(got, strings.TrimPrefix(file.Name, dir+string(filepath.Separator))+" "+what)
	}
	want := "a.key private-key, b.pem certificate, cut !cut-off, empty.crt !empty, gone.pem not-found, " +
		"junk.PEM !no-material, linked.pem certificate, noending certificate"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	if step := obs.Steps[0]; step.Address != dir || step.Found != "8 files read, 1 read before, 2 without certificate or key, 2 not a file" {
		t.Errorf("%+v", step)
	}
}

func TestFolderWithoutAnything(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "notes.txt", "nothing here")
	obs := files(t, Options{}, dir)
	if len(obs.Files) != 1 || obs.Files[0].Name != dir || obs.Files[0].Faults[0].What != certain.FaultNoMaterial {
		t.Errorf("%+v", obs.Files)
	}
}

func TestReadOnce(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.pem", certPEM())
	t.Chdir(dir)
	obs := files(t, Options{Keys: []string{"./a.pem"}}, path, "a.pem", ".", path)
	if len(obs.Files) != 1 || obs.Files[0].Name != path || obs.Files[0].Role != certain.RoleKey {
		t.Errorf("%+v", obs.Files)
	}
}

func TestBeside(t *testing.T) {
	dir := t.TempDir()
	cert, key := pair()
	a, b := write(t, dir, "a.pem", cert), write(t, dir, "b.key", key)
	obs := &certain.Observation{Kind: certain.Endpoint, Asked: certain.Asked{Target: "a.test", Name: "a.test"}}
	for range 2 { // the second time nothing is new
		if err := Beside(context.Background(), obs, []string{a}, Options{Keys: []string{b}}); err != nil {
			t.Fatal(err)
		}
	}
	if len(obs.Files) != 2 || obs.Files[1].Role != certain.RoleKey || obs.Asked.Target != "a.test" || obs.Asked.Pair[0] != b {
		t.Errorf("%+v", obs)
	}
}

// A name from a folder may be hostile; what is shown of it is clean.
func TestHostileName(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a\x1b[2J\n.pem")
	if err := os.WriteFile(path, []byte(certPEM()), 0o600); err != nil {
		t.Skip("no such names here: ", err)
	}
	obs := files(t, Options{}, dir)
	text := string(must(json.Marshal(obs)))
	if len(obs.Files) != 1 || len(obs.Files[0].Materials) != 1 || strings.Contains(text, `\u001b`) || !strings.HasSuffix(obs.Files[0].Name, `a\x1b[2J\n.pem`) {
		t.Errorf("%s", text)
	}
}

// An observation is stored: it must hold the public half alone, and come back
// as it was.
func TestObservationIsStorable(t *testing.T) {
	dir := t.TempDir()
	cert, key := pair()
	obs := files(t, Options{At: time.Now().UTC().Truncate(time.Second)}, write(t, dir, "a.pem", cert), write(t, dir, "a.key", key))
	text := must(json.Marshal(obs))
	block, _ := pem.Decode([]byte(key))
	private := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*ecdsa.PrivateKey)
	secret := must(private.Bytes())
	if bytes.Contains(text, must(json.Marshal(secret))[1:20]) || bytes.Contains(text, []byte(strings.Split(key, "\n")[2][8:40])) {
		t.Error("the observation holds the private key")
	}
	var back certain.Observation
	if err := json.Unmarshal(text, &back); err != nil || string(must(json.Marshal(back))) != string(text) {
		t.Errorf("not the same after storing: %v", err)
	}
}
