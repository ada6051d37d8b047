package strangers

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// TestRenegotiationIsRefused: a server that asks for another handshake in the
// middle of a connection of TLS 1.2, by a HelloRequest (RFC 5246 section
// 7.4.1.1), is told no, and the connection ends. That the server does ask shows
// the same configuration with renegotiation switched on.
func TestRenegotiationIsRefused(t *testing.T) {
	openssl := program(t, "openssl")
	root := authority(t, "Strangers Root", nil)
	roots, err := trust.Load([]string{writeCerts(t, t.TempDir()+"/roots.pem", root)})
	if err != nil {
		t.Fatal(err)
	}
	server := setup{name: "renegotiating", sends: []*minted{sign(t, leaf(nil), root, ecKey(t))}}
	for _, allowed := range []bool{true, false} {
		config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{ServerName: "localhost"})
		if err != nil {
			t.Fatal(err)
		}
		if allowed {
			config.Renegotiation = tls.RenegotiateFreelyAsClient
		}
		port, command := commandedOpenSSL(t, openssl, server)
		plain, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			t.Fatal(err)
		}
		defer plain.Close()
		plain.SetDeadline(time.Now().Add(time.Minute))
		below := &typed{Conn: plain}
		conn := tls.Client(below, config)
		if err := conn.Handshake(); err != nil {
			t.Fatal(err)
		}
		below.next = make(chan byte, 10)
		ended := make(chan error, 1)
		go func() { _, err := conn.Read(make([]byte, 1)); ended <- err }()
		io.WriteString(command, "r\n")
		const alert, handshake = 21, 22 // RFC 5246 section 6.2.1
		answer := map[bool]byte{true: handshake, false: alert}[allowed]
		select {
		case sent := <-below.next:
			if sent != answer {
				t.Errorf("renegotiation on: %v; the answer is a record of type %d, and not %d", allowed, sent, answer)
			}
		case <-time.After(time.Minute):
			t.Error("the server does not ask")
		}
		if allowed {
			continue
		}
		if err := <-ended; err == nil || !strings.Contains(err.Error(), "no renegotiation") {
			t.Errorf("the connection ended by: %v", err)
		}
	}
}

// typed is a connection that tells the types of the records that are written.
type typed struct {
	net.Conn
	next chan byte // nil at first
}

func (c *typed) Write(b []byte) (int, error) {
	if c.next != nil {
		c.next <- b[0]
	}
	return c.Conn.Write(b)
}

// commandedOpenSSL starts openssl s_server with TLS 1.2 for one connection, and
// gives its standard input, which is for commands: r sends a HelloRequest.
func commandedOpenSSL(t *testing.T, openssl string, s setup) (port int, command io.Writer) {
	t.Helper()
	chain, _, key := s.files(t, t.TempDir())
	cmd := exec.Command(openssl, "s_server", "-accept", "127.0.0.1:0", "-cert", chain, "-key", key, "-tls1_2", "-naccept", "1")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return listens(t, cmd), in
}
