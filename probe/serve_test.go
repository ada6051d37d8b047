package probe

import (
	"crypto/tls"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// serve listens on loopback and gives each connection to handle. All of it
// has ended when the test has.
func serve(t testing.TB, handle func(net.Conn)) certain.Target {
	t.Helper()
	return serveOn(t, "127.0.0.1:0", handle)
}

func serveOn(t testing.TB, address string, handle func(net.Conn)) certain.Target {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	open := map[net.Conn]bool{}
	closed := false
	group.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			if closed {
				conn.Close()
			}
			open[conn] = true
			mu.Unlock()
			group.Go(func() {
				defer conn.Close()
				handle(conn)
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		mu.Lock()
		closed = true
		for conn := range open {
			conn.Close()
		}
		mu.Unlock()
		group.Wait()
	})
	return target(l.Addr())
}

func target(addr net.Addr) certain.Target {
	host, port, _ := net.SplitHostPort(addr.String())
	number, _ := strconv.Atoi(port)
	return certain.Target{Raw: addr.String(), Scheme: "tls", Host: host, Port: number, Path: "/"}
}

// serveTLS shakes hands as c says, and then waits until the peer hangs up.
func serveTLS(t testing.TB, c *tls.Config) certain.Target {
	t.Helper()
	return serve(t, func(conn net.Conn) { speakTLS(conn, c) })
}

func speakTLS(conn net.Conn, c *tls.Config) {
	server := tls.Server(conn, c)
	if server.Handshake() == nil {
		drain(server)
	}
}

func drain(conn net.Conn) {
	buffer := make([]byte, 4096)
	for {
		if _, err := conn.Read(buffer); err != nil {
			return
		}
	}
}

// readHello reads the start of what the client sends.
func readHello(conn net.Conn) []byte {
	buffer := make([]byte, 8192)
	n, _ := conn.Read(buffer)
	return buffer[:n]
}

// quick is a timeout for servers that never answer. It leaves time for what
// comes before the silence, on a busy machine too.
const quick = time.Second

// connect looks at a target with plenty of time.
func connect(t testing.TB, target certain.Target, o Options) (*certain.Observation, *Session) {
	t.Helper()
	obs, session, err := Connect(t.Context(), target, o)
	if err != nil {
		t.Fatal(err)
	}
	if session != nil {
		t.Cleanup(func() { session.Close() })
	}
	return obs, session
}

// last is the last step of that name.
func last(t testing.TB, obs *certain.Observation, name string) certain.Step {
	t.Helper()
	for i := len(obs.Steps) - 1; i >= 0; i-- {
		if obs.Steps[i].Name == name {
			return obs.Steps[i]
		}
	}
	t.Fatalf("no step %s in %+v", name, obs.Steps)
	return certain.Step{}
}
