package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/lab"
)

// most is how much memory a look at one server may take, the lab and its
// server in the same process included.
const most = 100 << 20

// No server can make the one who looks at it run out of memory.
func TestHostileServersCostLittle(t *testing.T) {
	if raceEnabled() {
		t.Skip("the race detector's own memory is larger than the bound")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range lab.Scenarios() {
		hostile := s.ID == "healthy-endless-headers" || strings.HasPrefix(s.ID, "oversized-") || strings.HasPrefix(s.ID, "corrupt-record-") || strings.HasPrefix(s.ID, "handshake-timeout-")
		if !hostile {
			continue
		}
		command := exec.CommandContext(t.Context(), self, "check", "lab:"+s.ID)
		command.Env = append(os.Environ(), asProgram+"=1")
		out, _ := command.CombinedOutput() // it exits with 1: something was found
		if used := command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; used > most {
			t.Errorf("%s: %d MiB", s.ID, used>>20)
		}
		if s.Code == "" {
			continue
		}
		if command.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "["+s.Code+"]") {
			t.Errorf("%s: %v\n%s", s.ID, command.ProcessState, out)
		}
	}
}

// Nor can a file, or a list of targets. Each is as large as is read.
func TestHostileFilesCostLittle(t *testing.T) {
	if raceEnabled() || testing.Short() {
		t.Skip("the race detector's own memory is larger than the bound")
	}
	const size = 31 << 20
	dir := t.TempDir()
	block := pemOf(t, 20)
	secret := "apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: "
	target := "https://127.0.0.1:1/path\n"
	folder := filepath.Join(dir, "folder")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 6000 {
		write(t, filepath.Join(folder, strconv.Itoa(i)+".pem"), block, "", 0, "")
	}
	for _, c := range []struct {
		name, head, unit, tail string // a unit is repeated
		verb                   string
		exit                   int
		says                   string
	}{
		{"certificates.pem", "", block, "", "check --roots none", 0, "more than 2500 pieces; what stands here and behind is not read: " + strconv.Itoa(size/len(block)-2500)},
		{"certificates.pem", "", block, "", "inspect --json", 1, "more than 2500 pieces"},
		{"large.pem", "-----BEGIN CERTIFICATE-----\n", "MIIB", "\n-----END CERTIFICATE-----\n", "inspect", 1, "[malformed-certificate]"},
		{"line.b64", "", "MIIB", "", "inspect", 1, "[pem-malformed]"},
		{"value.yaml", secret, "QUFB", "\n", "inspect", 1, "larger than the 1 MiB that a Secret may hold"},
		{"values.yaml", secret + "AA==\n", "  a.crt: " + base64.StdEncoding.EncodeToString([]byte(block)) + "\n", "", "inspect --json", 1, "more than 2500 pieces"},
		{"list.txt", "", target, "https://a:b:c/\n", "check --jsonl --targets", 2, "line " + strconv.Itoa(size/len(target)+1)},
		{"folder", "", "", "", "check --json --roots none", 0, "one is not read, nor 3499 files behind it"},
		{"folder", "", "", "", "inspect --json", 1, "one is not read, nor 3499 files behind it"},
	} {
		path := filepath.Join(dir, c.name)
		if c.unit != "" {
			write(t, path, c.head, c.unit, size/len(c.unit), c.tail)
		}
		command := exec.CommandContext(t.Context(), os.Args[0], append(strings.Fields(c.verb), path)...)
		command.Env = append(os.Environ(), asProgram+"=1")
		var begin bothEnds // what is counted of a program begins with the memory of the one that started it
		command.Stdout, command.Stderr = &begin, &begin
		_ = command.Run() // its exit code tells
		if used := command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; used > most {
			t.Errorf("%s %s: %d MiB", c.verb, c.name, used>>20)
		}
		said := strings.Join(strings.Fields(string(begin)), " ")
		if command.ProcessState.ExitCode() != c.exit || !strings.Contains(said, c.says) {
			t.Errorf("%s %s: %v, without %q: %.500s", c.verb, c.name, command.ProcessState, c.says, said)
		}
	}
}

// bothEnds keeps the first and the last megabyte that are written to it,
// which is where findings stand.
type bothEnds []byte

func (b *bothEnds) Write(p []byte) (int, error) {
	const most = 1 << 20
	*b = append(*b, p...)
	if len(*b) > 3*most {
		*b = append((*b)[:most], (*b)[len(*b)-most:]...)
	}
	return len(p), nil
}

// pemOf is a certificate with so many names.
func pemOf(t *testing.T, names int) string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(7), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 6, 0)}
	for i := range names {
		template.DNSNames = append(template.DNSNames, strconv.Itoa(i)+".shop.example.test")
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func write(t *testing.T, path, head, unit string, times int, tail string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(file) // remembers its first error
	_, _ = out.WriteString(head)
	for range times {
		_, _ = out.WriteString(unit)
	}
	_, _ = out.WriteString(tail)
	if err := errors.Join(out.Flush(), file.Close()); err != nil {
		t.Fatal(err)
	}
}

func raceEnabled() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
