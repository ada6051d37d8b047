//go:build unix

package strangers

import (
	"bytes"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPostgreSQL: one server, which is told to read its certificate anew for
// each setup. It runs as another user, since it refuses to be root.
func TestPostgreSQL(t *testing.T) {
	db := startPostgres(t)
	all, roots := setups(t)
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			db.serve(t, s)
			checkTarget(t, s, fmt.Sprintf("postgres://localhost:%d", db.port), roots)
		})
	}
	t.Run("clientcert", func(t *testing.T) {
		good := setup{name: "clientcert", code: "client-cert-required", sends: all[0].sends}
		clients := authority(t, "Clients Root", nil)
		db.write(t, "clients.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: clients.Raw}))
		db.serve(t, good)
		db.configure(t, "ssl = on\nssl_ca_file = 'clients.pem'\n")
		asked := func() bool { return db.asks(t) }
		db.await(t, asked)
		checkTarget(t, setup{name: "optional"}, fmt.Sprintf("postgres://localhost:%d", db.port), roots)
		db.write(t, "pg_hba.conf", []byte("hostssl all all all trust clientcert=verify-ca\n"))
		db.configure(t, "ssl = on\nssl_ca_file = 'clients.pem'\nssl_max_protocol_version = 'TLSv1.2'\n")
		db.await(t, func() bool { return asked() && db.version == tls.VersionTLS12 })
		checkTarget(t, good, fmt.Sprintf("postgres://localhost:%d", db.port), roots)
	})
	t.Run("ssl-off", func(t *testing.T) {
		db.configure(t, "ssl = off\n")
		db.await(t, func() bool { _, err := db.served(); return errors.Is(err, errNoTLS) })
		checkTarget(t, setup{name: "ssl-off", code: "starttls-unavailable"}, fmt.Sprintf("postgres://localhost:%d", db.port), roots)
	})
	t.Run("TLS at once", func(t *testing.T) {
		checkTarget(t, setup{name: "at-once", code: "closed-early"}, fmt.Sprintf("tls://localhost:%d", db.port), roots)
	})
}

type database struct {
	dir     string
	port    int
	uid     int
	cmd     *exec.Cmd
	version uint16 // of TLS, that it spoke last
	asked   bool   // it asked for a client certificate then
}

// asks tells whether the server asks for a client certificate now.
func (db *database) asks(t *testing.T) bool {
	t.Helper()
	_, err := db.served()
	return err == nil && db.asked
}

// write puts a file into the folder of the database.
func (db *database) write(t *testing.T, name string, text []byte) {
	t.Helper()
	path := filepath.Join(db.dir, "data", name)
	if err := errors.Join(os.WriteFile(path, text, 0o600), os.Chown(path, db.uid, -1)); err != nil {
		t.Fatal(err)
	}
}

// startPostgres makes a database and starts it on a free port.
func startPostgres(t *testing.T) *database {
	t.Helper()
	initdb, postgres := postgresProgram(t, "initdb"), postgresProgram(t, "postgres")
	dir, err := os.MkdirTemp("", "certain-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	db := &database{dir: dir, uid: os.Getuid()}
	as := &syscall.SysProcAttr{}
	if db.uid == 0 {
		owner := other(t)
		db.uid, _ = strconv.Atoi(owner.Uid)
		gid, _ := strconv.Atoi(owner.Gid)
		if err := os.Chown(dir, db.uid, gid); err != nil {
			t.Fatal(err)
		}
		as.Credential = &syscall.Credential{Uid: uint32(db.uid), Gid: uint32(gid)}
	}
	make := exec.Command(initdb, "-D", filepath.Join(dir, "data"), "-A", "trust", "-U", "postgres", "--no-sync")
	make.SysProcAttr, make.Dir = as, dir
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	db.port = freePort(t)
	db.cmd = exec.Command(postgres, "-D", filepath.Join(dir, "data"), "-p", strconv.Itoa(db.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="+dir, "-c", "fsync=off")
	db.cmd.SysProcAttr, db.cmd.Dir = as, dir
	var said bytes.Buffer
	db.cmd.Stderr = &said
	if err := db.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db.cmd.Process.Signal(syscall.SIGQUIT)
		db.cmd.Wait()
		if t.Failed() {
			t.Logf("postgres says:\n%s", said.String())
		}
	})
	db.await(t, func() bool { _, err := db.served(); return errors.Is(err, errNoTLS) })
	return db
}

// postgresProgram finds a program of the server, which Debian keeps out of
// PATH.
func postgresProgram(t *testing.T, name string) string {
	t.Helper()
	unlessShort(t)
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) == 0 {
		absent(t, name+" is not installed")
	}
	return found[len(found)-1]
}

// other is a user that is not root.
func other(t *testing.T) *user.User {
	t.Helper()
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return u
		}
	}
	absent(t, "there is no user to run PostgreSQL as")
	return nil
}

// freePort is below those that the system hands out by itself, so that nobody
// gets it before the server does.
func freePort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 20_000 + rand.IntN(10_000)
		if listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			listener.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

// serve has the server show a setup, and waits until it does.
func (db *database) serve(t *testing.T, s setup) {
	t.Helper()
	chain, _, key := s.files(t, t.TempDir())
	for name, from := range map[string]string{"server.crt": chain, "server.key": key} {
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		db.write(t, name, text)
	}
	db.configure(t, "ssl = on\n")
	db.await(t, func() bool {
		raw, _ := db.served()
		return bytes.Equal(raw, s.sends[0].Raw)
	})
}

// configure sets what stands behind the usual settings, and has it read.
func (db *database) configure(t *testing.T, text string) {
	t.Helper()
	db.write(t, "postgresql.auto.conf", []byte(text))
	if err := db.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
}

// await asks until the answer is yes: the server tells nobody when it is done.
func (db *database) await(t *testing.T, done func() bool) {
	t.Helper()
	for limit := time.Now().Add(time.Minute); !done(); {
		if time.Now().After(limit) {
			t.Fatal("PostgreSQL did not take the setup")
		}
	}
}

var errNoTLS = errors.New("the server has TLS switched off")

// served is the leaf that the server shows now.
func (db *database) served() ([]byte, error) {
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", db.port))
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	answer := make([]byte, 1)
	if _, err := io.WriteString(conn, "\x00\x00\x00\x08\x04\xd2\x16\x2f"); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(conn, answer); err != nil {
		return nil, err
	}
	if strings.Contains("N", string(answer)) {
		return nil, errNoTLS
	}
	var leaf []byte
	db.asked = false
	err = tls.Client(conn, &tls.Config{InsecureSkipVerify: true, VerifyConnection: func(state tls.ConnectionState) error {
		leaf, db.version = state.PeerCertificates[0].Raw, state.Version
		return nil
	}, GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		db.asked = true
		return new(tls.Certificate), nil
	}}).Handshake()
	return leaf, err
}
