package trust

import (
	"os"
	"path/filepath"
	"testing"
)

// TestUntouched: the variables change what is loaded, and not what lies there.
func TestUntouched(t *testing.T) {
	t.Setenv("SSL_CERT_FILE", "")
	t.Setenv("SSL_CERT_DIR", "")
	before, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", empty)
	t.Setenv("SSL_CERT_DIR", t.TempDir())
	after, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := Untouched().Describe(); got != before.Describe() {
		t.Errorf("%+v, want %+v", got, before.Describe())
	}
	if before.Describe().Size >= 0 && after.Describe().Size != 0 {
		t.Errorf("the variables were not minded: %+v", after.Describe())
	}
}
