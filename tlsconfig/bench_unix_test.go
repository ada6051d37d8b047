//go:build unix

package tlsconfig_test

import (
	"crypto/tls"
	"net"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/certain-tls/certain/tlsconfig"
)

// BenchmarkHandshake makes full handshakes over a pipe, both ends in this
// process, in turns by crypto/tls alone and through this package, with the
// same keys and chains. What it reports is CPU time, which a busy machine
// disturbs less than the clock: of one handshake each way, and the ratio
// (1.000 is as much as crypto/tls alone), the median of all turns.
//
//	go test ./tlsconfig -run '^$' -bench Handshake -benchtime 4000x
func BenchmarkHandshake(b *testing.B) {
	root := mint(b, "Root", nil, authority)
	inter := mint(b, "Intermediate", root, authority)
	server, client := mint(b, "leaf", inter), mint(b, "client", inter, forClients)
	for _, mutual := range []bool{false, true} {
		name := map[bool]string{false: "server", true: "mutual"}[mutual]
		for _, version := range bothVersions {
			b.Run(name+"/"+tls.VersionName(version), func(b *testing.B) {
				plain := ends{plainServer(server, version), &tls.Config{RootCAs: pool(root), ServerName: "localhost"}}
				so := tlsconfig.ServerOptions{MinVersion: version, MaxVersion: version}
				co := tlsconfig.ClientOptions{ServerName: "localhost"}
				if mutual {
					plain.server.ClientAuth, plain.server.ClientCAs = tls.RequireAndVerifyClientCert, pool(root)
					plain.client.Certificates = plainServer(client, 0).Certificates
					so.Clients, co.Certificate = store(root), client.pair(b)
				}
				var ours ends
				var err error
				if ours.server, err = tlsconfig.Server(server.pair(b), so); err != nil {
					b.Fatal(err)
				}
				if ours.client, err = tlsconfig.Client(store(root), co); err != nil {
					b.Fatal(err)
				}
				compare(b, plain, ours)
			})
		}
	}
}

// ends are the configurations of both ends.
type ends struct{ server, client *tls.Config }

func compare(b *testing.B, plain, ours ends) {
	const turn = 50
	plain.times(b, turn)
	ours.times(b, turn)
	var sums [2]time.Duration
	var ratios []float64
	done := 0
	for b.Loop() {
		if done++; done%(2*turn) != 0 {
			continue
		}
		// Who goes first changes from turn to turn.
		var took [2]time.Duration
		for i := range 2 {
			which := (i + done/(2*turn)) % 2
			took[which] = []ends{plain, ours}[which].times(b, turn)
			sums[which] += took[which]
		}
		ratios = append(ratios, float64(took[1])/float64(took[0]))
	}
	if len(ratios) == 0 {
		return
	}
	slices.Sort(ratios)
	each := float64(len(ratios) * turn)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(sums[0])/each, "plain-cpu-ns")
	b.ReportMetric(float64(sums[1])/each, "ours-cpu-ns")
	b.ReportMetric(ratios[len(ratios)/2], "median-ratio")
	b.ReportMetric(float64(sums[1])/float64(sums[0]), "ratio")
}

// times makes n handshakes and gives the CPU time that they took.
func (e ends) times(b *testing.B, n int) time.Duration {
	before := cpu(b)
	for range n {
		here, there := net.Pipe()
		done := make(chan error, 1)
		go func() {
			s := tls.Server(there, e.server)
			err := s.Handshake()
			if err == nil {
				_, err = s.Write([]byte{1})
			}
			done <- err
		}()
		c := tls.Client(here, e.client)
		if err := c.Handshake(); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Read(make([]byte, 1)); err != nil {
			b.Fatal(err)
		}
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		here.Close()
		there.Close()
	}
	return cpu(b) - before
}

// cpu is the CPU time of this process, in user space and in the kernel.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
