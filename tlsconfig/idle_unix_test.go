//go:build unix

package tlsconfig_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// BenchmarkIdle keeps 10,000 connections open that have served one request
// each, with the server in one process and the client in another: by net/http
// and crypto/tls alone, and through a Listener and a Dialer. What it reports
// is, for each side and connection, resident memory, the heap and stacks in
// use after a collection, the CPU time to open it and serve the request; and
// the CPU time of all of them in 10 idle seconds. Descriptors: Go raises the
// soft limit by itself, the hard one must be above 10,100 (ulimit -Hn).
//
//	go test ./tlsconfig -run '^$' -bench Idle -benchtime 1x
func BenchmarkIdle(b *testing.B) {
	n := 10000
	if few, err := strconv.Atoi(os.Getenv("CERTAIN_IDLE")); err == nil {
		n = few
	}
	root := mint(b, "Root", nil, authority)
	leaf := mint(b, "leaf", root)
	dir := b.TempDir()
	for name, data := range map[string][]byte{"ca.pem": root.chainPEM(), "server.pem": leaf.chainPEM(), "server.key": leaf.keyPEM(b)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for _, way := range []string{"alone", "tlsconfig"} {
		b.Run(way, func(b *testing.B) {
			for b.Loop() {
				server := startRole(b, dir, way, "server", "", n)
				address := server.line(b)
				server.measure(b)
				client := startRole(b, dir, way, "client", address, n)
				client.line(b)
				before := client.measure(b)
				client.say(b, "open")
				client.line(b)
				for side, r := range map[string]*role{"server": server, "client": client} {
					start := before
					if side == "server" {
						start = server.first
					}
					open := r.measure(b)
					per := func(bytes int64) float64 { return float64(bytes) / float64(n) / 1024 }
					b.ReportMetric(per(open.Resident-start.Resident), side+"-rss-kB/conn")
					b.ReportMetric(per(open.InUse-start.InUse), side+"-inuse-kB/conn")
					b.ReportMetric(float64(open.CPU-start.CPU)/float64(n)/1e3, side+"-cpu-us/conn")
				}
				for _, r := range []*role{server, client} {
					r.last = r.ask(b, "cpu")
				}
				time.Sleep(10 * time.Second)
				for side, r := range map[string]*role{"server": server, "client": client} {
					b.ReportMetric(float64(r.ask(b, "cpu").CPU-r.last.CPU)/1e6, side+"-idle-cpu-ms/10s")
				}
				client.end(b)
				server.end(b)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// cost is what a process has taken.
type cost struct {
	Resident, InUse int64
	CPU             time.Duration
}

// role is one of the two processes.
type role struct {
	cmd         *exec.Cmd
	in          io.WriteCloser
	out         *bufio.Reader
	first, last cost
}

func startRole(b *testing.B, dir, way, side, address string, n int) *role {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestIdleRole$", "-test.timeout", "10m")
	cmd.Env = append(os.Environ(), "CERTAIN_IDLE_ROLE="+strings.Join([]string{dir, way, side, address, strconv.Itoa(n)}, "|"))
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	cmd.Stderr = os.Stderr
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return &role{cmd: cmd, in: in, out: bufio.NewReader(out)}
}

func (r *role) say(b *testing.B, word string) {
	if _, err := fmt.Fprintln(r.in, word); err != nil {
		b.Fatal(err)
	}
}

func (r *role) line(b *testing.B) string {
	b.Helper()
	line, err := r.out.ReadString('\n')
	if err != nil {
		b.Fatalf("%q: %v", line, err)
	}
	return strings.TrimSpace(line)
}

// measure collects garbage and asks; ask "cpu" only looks at the clock.
func (r *role) measure(b *testing.B) cost {
	b.Helper()
	c := r.ask(b, "measure")
	if r.first == (cost{}) {
		r.first = c
	}
	return c
}

func (r *role) ask(b *testing.B, word string) (c cost) {
	b.Helper()
	r.say(b, word)
	if err := json.Unmarshal([]byte(r.line(b)), &c); err != nil {
		b.Fatal(err)
	}
	return c
}

func (r *role) end(b *testing.B) {
	r.in.Close()
	io.Copy(io.Discard, r.out)
	if err := r.cmd.Wait(); err != nil {
		b.Error(err)
	}
}

// TestIdleRole is one of the processes of BenchmarkIdle, and nothing where it
// was not started as that.
func TestIdleRole(t *testing.T) {
	words := strings.Split(os.Getenv("CERTAIN_IDLE_ROLE"), "|")
	if len(words) != 5 {
		return
	}
	dir, way, address := words[0], words[1], words[3]
	n, err := strconv.Atoi(words[4])
	if err != nil {
		t.Fatal(err)
	}
	say := func(v any) { fmt.Fprintln(os.Stdout, v) }
	var open func()
	if words[2] == "server" {
		l := loopback(t)
		say(l.Addr())
		serveIdle(t, dir, way, l)
	} else {
		say("ready")
		dial := idleDialer(t, dir, way)
		open = func() { openIdle(t, dial, address, n); say("opened") }
	}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		switch word := in.Text(); word {
		case "measure", "cpu":
			c := cost{CPU: used(t)}
			if word == "measure" {
				c = measured(t)
			}
			text, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			say(string(text))
		case "open":
			open()
		}
	}
	os.Exit(0) // with all that is open
}

func serveIdle(t *testing.T, dir, way string, l net.Listener) {
	cert, key := filepath.Join(dir, "server.pem"), filepath.Join(dir, "server.key")
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") })}
	if way == "alone" {
		go server.ServeTLS(l, cert, key)
		return
	}
	pair, err := keypair.Load(cert, key, keypair.Options{})
	if err != nil {
		t.Fatal(err)
	}
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{ALPN: []string{"h2", "http/1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	ours := tlsconfig.NewListener(l, config, tlsconfig.Limits{MaxAge: time.Hour, Hook: tlsconfig.NewCounts()})
	ours.Tune(server)
	go server.Serve(ours)
}

type dialFunc func(network, address string) (net.Conn, error)

func idleDialer(t *testing.T, dir, way string) dialFunc {
	file := filepath.Join(dir, "ca.pem")
	if way == "alone" {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(data)
		config := &tls.Config{RootCAs: roots, ServerName: "localhost"}
		return func(network, address string) (net.Conn, error) { return tls.Dial(network, address, config) }
	}
	roots, err := trust.Load([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	d, err := tlsconfig.NewDialer(roots, tlsconfig.ClientOptions{ServerName: "localhost"})
	if err != nil {
		t.Fatal(err)
	}
	d.Limits = tlsconfig.Limits{IdleTimeout: time.Hour, Hook: tlsconfig.NewCounts()}
	return func(network, address string) (net.Conn, error) {
		return d.DialContext(context.Background(), network, address)
	}
}

// openIdle opens n connections, a request on each, and keeps them.
func openIdle(t *testing.T, dial dialFunc, address string, n int) {
	var all sync.WaitGroup
	next := make(chan int)
	kept := make([]net.Conn, n)
	for range 16 {
		all.Go(func() {
			for i := range next {
				c, err := dial("tcp", address)
				if err != nil {
					t.Error(err)
					continue
				}
				io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
				r, err := http.ReadResponse(bufio.NewReader(c), nil)
				if err != nil {
					t.Error(err)
					continue
				}
				io.Copy(io.Discard, r.Body)
				kept[i] = c
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
	keptOpen = kept
}

var keptOpen []net.Conn

func measured(t *testing.T) (c cost) {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	c.InUse = int64(m.HeapInuse + m.StackInuse)
	c.CPU = used(t)
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
				n, _ := strconv.ParseInt(strings.Fields(kb)[0], 10, 64)
				c.Resident = n * 1024
			}
		}
	}
	return c
}

// used is the CPU time that this process has taken.
func used(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
