package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBytesAreNoText: a file of bytes, named by mistake where a list or a
// passphrase is wanted, is a fault of the call. The bytes hold a slash and a
// line end, so that each line by itself could pass for a path.
func TestBytesAreNoText(t *testing.T) {
	name := filepath.Join(t.TempDir(), "junk")
	if err := os.WriteFile(name, []byte("\x8f/\x02\xe1\n\x93/\xb0\x1b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if got, err := passphraseFile(ctx, "--passphrase-file", name); err == nil || !strings.Contains(err.Error(), "holds no passphrase") {
		t.Errorf("a passphrase: %q, %v", got, err)
	}
	list := manyFlags{file: name}
	if got, err := list.words(ctx, &app{}, nil); err == nil || !strings.Contains(err.Error(), "line 1: is no text") {
		t.Errorf("a list: %q, %v", got, err)
	}
}
