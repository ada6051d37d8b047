package keypair_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/certain-tls/certain/keypair"
)

// BenchmarkLookup is the certificate look-up of a handshake with a watcher, and
// with tls.Config.Certificates alone. The steps are those of
// tls.Config.getCertificate of Go 1.26, which is not exported: a callback if
// there is one, else the only certificate.
//
// On a busy machine short runs, many of them, and their median:
//
//	go test ./keypair -run '^$' -bench Lookup -cpu 1,2,4,8 -count 200 -benchtime 300000x
//
// On two cores, shared and busy, in ns and without any allocation: alone 1.6,
// 1.9, 2.6, 3.5; watched 4.3, 4.4, 4.5, 4.9.
func BenchmarkLookup(b *testing.B) {
	h := newHouse(b)
	cert, key := pairFiles(b, b.TempDir(), h.leaf, h.inter)
	ctx, cancel := context.WithCancel(b.Context())
	w, err := keypair.Watch(ctx, cert, key, keypair.WatchOptions{Options: keypair.Options{Now: clock}})
	must(b, err)
	defer func() { cancel(); <-w.Done() }()
	for _, c := range []struct {
		id     string
		config *tls.Config
	}{
		{"alone", &tls.Config{Certificates: []tls.Certificate{w.Current().Certificate()}}},
		{"watched", config(w)},
	} {
		b.Run(c.id, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				hello := &tls.ClientHelloInfo{ServerName: "shop.example.test"}
				for pb.Next() {
					if cert, err := lookup(c.config, hello); err != nil || cert.Leaf == nil {
						b.Fatal("no certificate")
					}
				}
			})
		})
	}
}

//go:noinline
func lookup(c *tls.Config, hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	if c.GetCertificate != nil && (len(c.Certificates) == 0 || len(hello.ServerName) > 0) {
		cert, err := c.GetCertificate(hello)
		if cert != nil || err != nil {
			return cert, err
		}
	}
	if len(c.Certificates) == 0 {
		return nil, os.ErrNotExist
	}
	return &c.Certificates[0], nil
}

// BenchmarkReload is the time from the renaming of new files to the end of the
// first handshake with the new certificate.
//
//	go test ./keypair -run '^$' -bench Reload -benchtime 200x
//
// On two cores, shared and busy, the median is 13 ms with notification, of which
// 10 are waited for the second file. With polling it is 101 ms: each renaming
// comes right after a reading here, so that the whole interval is waited.
func BenchmarkReload(b *testing.B) {
	h := newHouse(b)
	for _, c := range []struct {
		id    string
		every time.Duration
	}{{"notified", time.Hour}, {"polling each 100ms", 100 * time.Millisecond}} {
		b.Run(c.id, func(b *testing.B) {
			if c.every == time.Hour && runtime.GOOS != "linux" {
				b.Skip("changes are noticed by polling alone on this system")
			}
			o := keypair.WatchOptions{Options: keypair.Options{Now: clock}, Every: c.every}
			if c.every < time.Hour {
				keypair.PollOnly(&o)
			}
			changed := make(chan bool, 1)
			o.Changed = func(keypair.Change) { changed <- true }
			dir := b.TempDir()
			cert, key := pairFiles(b, dir, h.leaf, h.inter)
			ctx, cancel := context.WithCancel(b.Context())
			w, err := keypair.Watch(ctx, cert, key, o)
			must(b, err)
			defer func() { cancel(); <-w.Done() }()
			var took []time.Duration
			for b.Loop() {
				next := h.renewed(b)
				c, k := pairFiles(b, filepath.Join(dir, "next"), next, h.inter)
				begun := time.Now()
				must(b, os.Rename(k, key), os.Rename(c, cert))
				<-changed
				if !bytes.Equal(shake(b, w), next.cert.Raw) {
					b.Fatal("another certificate is served")
				}
				took = append(took, time.Since(begun))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}
