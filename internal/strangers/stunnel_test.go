package strangers

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// TestStunnel: stunnel as a server of inetd, one process a connection, in
// front of a program that answers one request.
func TestStunnel(t *testing.T) {
	stunnel := program(t, "stunnel")
	all, roots := setups(t)
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			dir := t.TempDir()
			chain, _, key := s.files(t, dir)
			path := filepath.Join(dir, "stunnel.conf")
			config := fmt.Sprintf("syslog = no\nforeground = quiet\ncert = %s\nkey = %s\nexec = /bin/sh\nexecArgs = sh -c 'read line; printf \"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok\"'\n", chain, key)
			if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
				t.Fatal(err)
			}
			checkServer(t, s, inetd(t, stunnel, path), roots)
		})
	}
}

// inetd starts a program for each connection, with the connection as its
// standard input and output.
func inetd(t *testing.T, name string, arguments ...string) (port int) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			socket, err := conn.(*net.TCPConn).File()
			conn.Close()
			if err != nil {
				continue
			}
			running.Go(func() {
				defer socket.Close()
				cmd := exec.Command(name, arguments...)
				cmd.Stdin, cmd.Stdout = socket, socket
				cmd.Run() // how it ended is seen from the other side
			})
		}
	})
	t.Cleanup(func() { listener.Close(); running.Wait() })
	return listener.Addr().(*net.TCPAddr).Port
}
