package newfile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// only holds a folder to its files: nothing else is left in it.
func only(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Errorf("the folder holds %v, want %v", entries, want)
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s holds %q, %v; want %q", name, got, err, text)
		}
	}
}

func TestNewFile(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "server.key")
	if err := (File{Path: path, Mode: 0o600}).Write(ctx, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := (File{Path: path, Mode: 0o600}).Write(ctx, []byte("two")); !errors.Is(err, ErrExists) {
		t.Errorf("overwriting gives %v", err)
	}
	only(t, dir, map[string]string{"server.key": "one"})
}

// A file that others could read is replaced, not filled: its permissions do
// not carry over, and who has it open does not see the key.
func TestReplaced(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "server.key")
	if err := os.WriteFile(path, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := (File{Path: path, Mode: 0o600, Replace: true}).Write(ctx, []byte("new")); err != nil {
		t.Fatal(err)
	}
	seen := make([]byte, 10)
	if n, _ := reader.Read(seen); string(seen[:n]) != "old" {
		t.Errorf("who had the old file open sees %q", seen[:n])
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	only(t, dir, map[string]string{"server.key": "new"})
}

// A link stays a link, and what it leads to is replaced.
func TestReplacedThroughALink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.pem"), filepath.Join(dir, "b.pem")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.pem", link); err != nil {
		t.Skip("no links here")
	}
	if err := (File{Path: link, Mode: 0o600}).Write(context.Background(), []byte("new")); !errors.Is(err, ErrExists) {
		t.Errorf("a link is overwritten: %v", err)
	}
	if err := (File{Path: link, Mode: 0o600, Replace: true}).Write(context.Background(), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); err != nil || to != "a.pem" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	only(t, dir, map[string]string{"a.pem": "new", "b.pem": "new"})
}

// Whatever goes wrong, nothing is left and nothing is lost.
func TestNothingIsLeft(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "old.pem")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	for id, f := range map[string]File{
		"interrupted":               {Path: filepath.Join(dir, "new.pem"), Mode: 0o644},
		"interrupted while forcing": {Path: old, Mode: 0o644, Replace: true},
	} {
		if err := f.Write(ended, []byte("new")); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if err := (File{Path: dir, Mode: 0o644, Replace: true}).Write(context.Background(), nil); err == nil {
		t.Error("a folder is replaced")
	}
	if err := (File{Path: filepath.Join(dir, "absent", "new.pem"), Mode: 0o644}).Write(context.Background(), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}
	only(t, dir, map[string]string{"old.pem": "old"})
}

// Somebody who is faster between the look and the writing keeps his file.
func TestSomebodyIsFaster(t *testing.T) {
	dir := t.TempDir()
	path, temp := filepath.Join(dir, "server.pem"), filepath.Join(dir, "temp")
	for name, text := range map[string]string{path: "theirs", temp: "ours"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := (File{Path: path}).name(temp, path); !errors.Is(err, ErrExists) {
		t.Errorf("gives %v", err)
	}
	only(t, dir, map[string]string{"server.pem": "theirs", "temp": "ours"})
}
