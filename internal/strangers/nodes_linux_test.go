package strangers

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestNginxNodes: one name on two addresses, served by nginx: together, apart
// with ticket keys of their own, apart with shared ones, and with a renewal
// that reached one of them. nginx takes up no session that began with another
// certificate, whoever shares its keys, and so never resumes after expiry.
func TestNginxNodes(t *testing.T) {
	unlessShort(t)
	nginx := program(t, "nginx")
	root := authority(t, "Strangers Root", nil)
	roots := writeCerts(t, filepath.Join(t.TempDir(), "roots.pem"), root)
	aged := func(days, left int) setup {
		c := leaf(nil)
		c.NotBefore, c.NotAfter = time.Now().AddDate(0, 0, -days), time.Now().AddDate(0, 0, left)
		return setup{sends: []*minted{sign(t, c, root, ecKey(t))}}
	}
	one, renewed, old := aged(30, 60), aged(1, 89), aged(93, -3)
	shared := filepath.Join(t.TempDir(), "ticket.key")
	key := make([]byte, 80)
	rand.Read(key)
	if err := os.WriteFile(shared, key, 0o600); err != nil {
		t.Fatal(err)
	}
	keyLine := "ssl_session_ticket_key " + shared + ";"
	for _, try := range []struct {
		name     string
		machines []setup // one for both addresses, or one each
		extra    string
		want     [2][]string // codes at each address
	}{
		{"together", []setup{one}, "", [2][]string{}},
		{"apart, keys shared", []setup{one, one}, keyLine, [2][]string{}},
		{"apart", []setup{one, one}, "", [2][]string{{"resumption-broken"}, {"resumption-broken"}}},
		{"renewed on one", []setup{renewed, one}, keyLine, [2][]string{nil, {"rollout-incomplete"}}},
		{"ended on one", []setup{renewed, old}, keyLine, [2][]string{nil, {"expired", "rollout-incomplete"}}},
	} {
		t.Run(try.name, func(t *testing.T) {
			dir := t.TempDir()
			sockets, port := twoAddresses(t)
			var servers strings.Builder
			for i, m := range try.machines {
				chain, _, key := m.files(t, t.TempDir())
				listen := fmt.Sprintf("listen 127.0.0.%d:%d ssl;", i+1, port)
				if len(try.machines) == 1 {
					listen += fmt.Sprintf(" listen 127.0.0.2:%d ssl;", port)
				}
				fmt.Fprintf(&servers, "server { %s ssl_certificate %s; ssl_certificate_key %s; %s location / { return 200 ok; } }\n", listen, chain, key, try.extra)
			}
			runNginx(t, nginx, dir, sockets, servers.String())
			out, err := exec.Command(certain, "check", "--json", "--each-address", "--roots", roots, "--server-name", "localhost",
				"--resolve", fmt.Sprintf("nodes.example.test:%d:127.0.0.1,127.0.0.2", port), fmt.Sprintf("https://nodes.example.test:%d/", port)).Output()
			var report struct {
				Results []struct{ Findings []struct{ Code string } }
			}
			if json.Unmarshal(out, &report) != nil || len(report.Results) != 2 {
				t.Fatalf("%v\n%s", err, out)
			}
			for i, r := range report.Results {
				var codes []string
				for _, f := range r.Findings {
					codes = append(codes, f.Code)
				}
				if !slices.Equal(codes, try.want[i]) {
					t.Errorf("at 127.0.0.%d: found %v, want %v", i+1, codes, try.want[i])
				}
			}
		})
	}
}

// twoAddresses listens on one port of two addresses.
func twoAddresses(t *testing.T) (sockets []*os.File, port int) {
	t.Helper()
	for i := range 2 {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:%d", i+1, port))
		if err != nil {
			t.Fatal(err)
		}
		port = listener.Addr().(*net.TCPAddr).Port
		socket, err := listener.(*net.TCPListener).File()
		if err != nil {
			t.Fatal(err)
		}
		listener.Close()
		sockets = append(sockets, socket)
	}
	return sockets, port
}
