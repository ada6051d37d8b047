package strangers

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestManyTargets: ten times the targets take no more memory, as long as each
// result is gone once it is printed. The program is no stranger; its process
// has to be its own for the system to count.
func TestManyTargets(t *testing.T) {
	unlessShort(t)
	ca := authority(t, "Strangers Root", nil)
	roots := writeCerts(t, t.TempDir()+"/roots.pem", ca)
	leaf := sign(t, leaf(nil), ca, ecKey(t))
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{leaf.Raw}, PrivateKey: leaf.key}}})
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func(conn net.Conn) {
				defer conn.Close()
				conn.Read(make([]byte, 1)) // shakes hands, and waits until the peer has left
			}(conn)
		}
	}()
	few, many := check(t, listener.Addr(), roots, 300), check(t, listener.Addr(), roots, 3000)
	if many > few+16<<10 {
		t.Errorf("300 targets took %d KiB, 3000 took %d KiB", few, many)
	}
}

// check looks at one server again and again, and gives the most memory that
// was in use, in KiB.
func check(t *testing.T, addr net.Addr, roots string, times int) int64 {
	t.Helper()
	_, port, _ := net.SplitHostPort(addr.String())
	cmd := exec.Command(certain, "check", "--targets", "-", "--jsonl", "--concurrency", "16", "--roots", roots)
	cmd.Stdin = strings.NewReader(strings.Repeat(fmt.Sprintf("localhost:%s\n", port), times))
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if lines := bytes.Count(out, []byte(`"verdict":"pass"`)); lines != times || bytes.Count(out, []byte("\n")) != times {
		t.Errorf("%d of %d results", lines, times)
	}
	return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
}
