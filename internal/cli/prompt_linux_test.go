package cli

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/sys/unix"
)

// terminal opens a pseudo-terminal: what a person types goes into keys, and
// what they see comes out of it.
func terminal(t *testing.T) (keys, tty *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("this machine has no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { keys.Close() })
	if err := unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close() })
	return keys, tty
}

// TestPrompt: where a file needs a passphrase and none was given, the program
// asks at the terminal, and what is typed is not shown.
func TestPrompt(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKeyWithPassphrase(key, "me", []byte(secretPass))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "id")
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{secretPass: `"spki_sha256"`, "falsch": "wrong-passphrase", "": `"encrypted": true`} {
		keys, tty := terminal(t)
		seen := make(chan string, 1)
		go func() {
			var screen []byte
			buffer := make([]byte, 256)
			for answered := false; ; {
				n, err := keys.Read(buffer)
				screen = append(screen, buffer[:n]...)
				if !answered && bytes.Contains(screen, []byte("without): ")) {
					answered = true
					fmt.Fprintln(keys, typed)
				}
				if err != nil || answered && bytes.Count(screen, []byte("\n")) > 0 {
					seen <- string(screen)
					return
				}
			}
		}()
		var out bytes.Buffer
		Main(context.Background(), []string{"inspect", "--json", path}, tty, &out, tty)
		if screen := <-seen; !strings.Contains(screen, "passphrase for "+path) || typed != "" && strings.Contains(screen, typed) {
			t.Errorf("the screen shows %q", screen)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q typed: no %s in\n%s", typed, want, out.String())
		}
	}
}

// TestPromptInterrupted: Ctrl-C at the question leaves a terminal that shows
// again what is typed.
func TestPromptInterrupted(t *testing.T) {
	keys, tty := terminal(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		keys.Read(make([]byte, 256)) // the question
		if settings, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS); err != nil || settings.Lflag&unix.ECHO != 0 {
			t.Errorf("the question stands there and what is typed is shown (%v)", err)
		}
		cancel()
	}()
	if _, err := ask(ctx, tty, tty, "passphrase: "); !errors.Is(err, context.Canceled) {
		t.Errorf("ask gives %v", err)
	}
	settings, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil || settings.Lflag&unix.ECHO == 0 {
		t.Errorf("the echo is not put back (%v)", err)
	}
}
