package load

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/material"
)

// endings are those of files that claim to hold certificates or keys.
var endings = []string{
	".pem", ".crt", ".cer", ".der", ".key", ".p12", ".pfx", ".p7b", ".p7c", ".jks", ".csr", ".crl", ".cert", ".pub",
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// tally counts what was found in a folder and is not kept as a file.
type tally struct{ read, other, known, denied, entries, unread int }

// folder reads the files of a folder in the order of their names, links to
// files included. It does not descend. A file without any material is passed
// over if neither its name nor its bytes claim otherwise; how many were, the
// step tells.
func (l *loader) folder(name string, role certain.Role) error {
	start := time.Now()
	entries, err := os.ReadDir(name)
	if err != nil {
		l.keep(name, role, failure(err), start)
		return nil
	}
	at := len(l.obs.Steps)
	l.step(certain.Clean(name), start, certain.OK, "", "")
	var t tally
	for _, entry := range entries {
		if err := l.ctx.Err(); err != nil {
			return fmt.Errorf("read %s: %w", certain.Clip(name, 80), err)
		}
		l.entry(filepath.Join(name, entry.Name()), role, &t)
	}
	l.obs.Steps[at].Found = t.String()
	l.obs.Steps[at].MS = float64(time.Since(start).Microseconds()) / 1000
	if t.read+t.known+t.unread == 0 {
		l.obs.Files = append(l.obs.Files, certain.File{
			Name: certain.Clean(name), Outcome: certain.OK, Role: role,
			Faults: []certain.Fault{{What: certain.FaultNoMaterial, Says: "the folder holds no file with a certificate or key: " + t.String()}},
		})
	}
	return nil
}

// entry reads one file of a folder, or passes it over.
func (l *loader) entry(path string, role certain.Role, t *tally) {
	start := time.Now()
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		t.entries++
		return
	case l.again(path, role):
		t.known++
		return
	case l.full(path):
		t.unread++
		return
	}
	got := l.read(path)
	switch {
	case got.outcome == certain.OK && !claims(path) && !material.Resembles(got.data):
		t.other++
	case got.outcome != certain.OK && !claims(path):
		t.denied++
	default:
		t.read++
		l.keep(path, role, got, start)
	}
}

// claims tells whether a file's ending claims that it holds material.
func claims(path string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(path)))
}

// String tells the tally in words: "3 files read, 2 without material".
func (t tally) String() string {
	words := []string{count(t.read, "file") + " read"}
	for _, part := range []struct {
		n    int
		says string
	}{
		{t.known, "read before"},
		{t.other, "without certificate or key"},
		{t.denied, "not readable"},
		{t.entries, "not a file"},
		{t.unread, "not read for want of room"},
	} {
		if part.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", part.n, part.says))
		}
	}
	return strings.Join(words, ", ")
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
