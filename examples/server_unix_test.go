//go:build unix

package examples

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// database is a PostgreSQL server: the real one where it is installed, else a
// stand-in that speaks as much of the protocol as a connection needs.
type database struct {
	address string
	stop    func()
}

func startPostgres(h house) database {
	initdb, postgres := program("initdb"), program("postgres")
	if initdb == "" || postgres == "" {
		if os.Getenv("CERTAIN_CI") != "" {
			panic("PostgreSQL is not installed, and CERTAIN_CI wants it")
		}
		return startStandIn(h)
	}
	dir, err := os.MkdirTemp("", "certain-postgres-")
	must(err)
	as := &syscall.SysProcAttr{}
	own := func(string) {}
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		nobody, err := user.Lookup("nobody")
		must(err)
		uid, _ := strconv.Atoi(nobody.Uid)
		gid, _ := strconv.Atoi(nobody.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		own = func(name string) { must(os.Chown(name, uid, gid)) }
	}
	own(dir)
	for _, name := range []string{"server.pem", "server.key"} {
		data, err := os.ReadFile(h.file(name))
		must(err)
		must(os.WriteFile(filepath.Join(dir, name), data, 0o600))
		own(filepath.Join(dir, name))
	}
	var said bytes.Buffer
	run := func(path string, args ...string) *exec.Cmd {
		cmd := exec.Command(path, args...)
		cmd.Dir, cmd.SysProcAttr, cmd.Stdout, cmd.Stderr = dir, as, &said, &said
		return cmd
	}
	data := filepath.Join(dir, "data")
	if err := run(initdb, "-D", data, "-A", "trust", "-U", "postgres", "--no-sync").Run(); err != nil {
		panic(said.String())
	}
	port := freePort()
	server := run(postgres, "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="+dir,
		"-c", "fsync=off", "-c", "ssl=on", "-c", "ssl_cert_file="+filepath.Join(dir, "server.pem"), "-c", "ssl_key_file="+filepath.Join(dir, "server.key"))
	must(server.Start())
	stop := func() {
		server.Process.Signal(syscall.SIGINT) // a fast shutdown
		server.Wait()
		os.RemoveAll(dir)
	}
	address := "127.0.0.1:" + port
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		// It listens before it is ready.
		c, err := pgx.Connect(context.Background(), "postgres://postgres@"+address+"/postgres?sslmode=disable")
		if err == nil {
			c.Close(context.Background())
			return database{address, stop}
		}
		if time.Since(began) > time.Minute {
			stop()
			panic(said.String())
		}
	}
}

// freePort is below those that the system hands out by itself, so that nobody
// gets it before the server does.
func freePort() string {
	for {
		port := strconv.Itoa(20_000 + rand.IntN(10_000))
		if l, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			l.Close()
			return port
		}
	}
}

// program finds one of PostgreSQL's, which Debian keeps off the PATH.
func program(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

// startStandIn answers an SSLRequest with S, shakes hands, and lets anyone in.
func startStandIn(h house) database {
	cert, err := tls.LoadX509KeyPair(h.file("server.pem"), h.file("server.key"))
	must(err)
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	l := listen()
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				defer context.AfterFunc(ctx, func() { c.Close() })()
				standIn(c, config)
			}()
		}
	}()
	return database{l.Addr().String(), func() { stop(); l.Close() }}
}

func standIn(c net.Conn, config *tls.Config) {
	if _, err := message(c); err != nil { // SSLRequest
		return
	}
	c.Write([]byte("S"))
	secure := tls.Server(c, config)
	if _, err := message(secure); err != nil { // StartupMessage
		return
	}
	fmt.Fprint(secure, "R\x00\x00\x00\x08\x00\x00\x00\x00", "Z\x00\x00\x00\x05I") // AuthenticationOk, ReadyForQuery
	io.Copy(io.Discard, secure)
}

// message reads one that has no type: its length, and the rest.
func message(r io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n < 4 || n > 10000 {
		return nil, fmt.Errorf("a message of %d bytes", n)
	}
	rest := make([]byte, n-4)
	_, err := io.ReadFull(r, rest)
	return rest, err
}
