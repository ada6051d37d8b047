package keypair_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/certain-tls/certain/keypair"
)

// vault is an origin as a service would write it for a secret store.
type vault struct {
	mu   sync.Mutex
	pair *keypair.Pair
	err  error
}

func (v *vault) set(pair *keypair.Pair, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pair, v.err = pair, err
}

func (v *vault) Read(context.Context) (*keypair.Pair, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.pair, v.err
}

func parse(t testing.TB, o keypair.Options, leaf bearer, chain ...bearer) *keypair.Pair {
	t.Helper()
	o.Now = clock
	pair, err := keypair.Parse(certPEM(append([]bearer{leaf}, chain...)...), keyPEM(t, leaf), o)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

// What an origin gives is taken at once at a hint, and kept if it gives nothing
// of use.
func TestWatchFrom(t *testing.T) {
	h := newHouse(t)
	ended := mint(t, "shop.example.test", &h.inter, lasting(-20*day, -3*day))
	v := &vault{pair: parse(t, keypair.Options{}, h.leaf, h.inter)}
	hints := make(chan struct{})
	w := &watched{t: t}
	w.start(keypair.WatchOptions{Every: long, Hints: hints}, func(ctx context.Context, o keypair.WatchOptions) (*keypair.Watcher, error) {
		return keypair.WatchFrom(ctx, v, o)
	})
	give := func(pair *keypair.Pair, err error) {
		v.set(pair, err)
		hints <- struct{}{}
	}
	sealed := errors.New("sealed")
	for i, c := range []struct {
		pair *keypair.Pair
		err  error
		is   error
	}{
		{nil, sealed, sealed},
		{nil, nil, nil},
		{&keypair.Pair{}, nil, nil},
	} {
		give(c.pair, c.err)
		if i < 2 {
			if err, _ := w.next().(error); err == nil || c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%d: told %v", i, err)
			}
		} // the third is told by the words of the second
		w.keeps(h.leaf)
	}
	for try := range 3 {
		give(nil, fmt.Errorf("connect from port %d: refused", 40000+try))
	}
	if err, _ := w.next().(error); err == nil || !strings.HasPrefix(err.Error(), "connect from port 4000") {
		t.Errorf("told %v", err)
	}
	give(parse(t, keypair.Options{Accept: []string{"expired"}}, ended, h.inter), nil)
	w.refuses("expired", h.leaf)
	give(parse(t, keypair.Options{}, mint(t, "else.example.test", &h.inter)), nil)
	var worse *keypair.Worse
	if err, _ := w.next().(error); !errors.As(err, &worse) {
		t.Errorf("told %v", err)
	}
	next := h.renewed(t)
	give(parse(t, keypair.Options{}, next), nil) // its chain is shorter, and it is no half
	w.changes(next)
	give(parse(t, keypair.Options{}, next), nil) // the same again is no change
	close(hints)
}

func TestWatchFromStart(t *testing.T) {
	sealed := errors.New("sealed")
	origin := keypair.OriginFunc(func(context.Context) (*keypair.Pair, error) { return nil, sealed })
	if _, err := keypair.WatchFrom(t.Context(), origin, keypair.WatchOptions{}); !errors.Is(err, sealed) {
		t.Errorf("the error is %v", err)
	}
}

// While pairs rotate, every handshake is one with a whole pair.
func TestWatchRotation(t *testing.T) {
	h := newHouse(t)
	pairs := []*keypair.Pair{parse(t, keypair.Options{}, h.leaf, h.inter), parse(t, keypair.Options{}, mint(t, "shop.example.test", &h.inter), h.inter)}
	v, hints, turned := &vault{pair: pairs[0]}, make(chan struct{}), make(chan bool)
	o := keypair.WatchOptions{Options: keypair.Options{Now: clock}, Every: long, Hints: hints, Changed: func(keypair.Change) { turned <- true }}
	ctx, cancel := context.WithCancel(t.Context())
	w, err := keypair.WatchFrom(ctx, v, o)
	must(t, err)

	var hands sync.WaitGroup
	var shaken atomic.Int64
	for range 8 {
		hands.Go(func() {
			for ctx.Err() == nil {
				served := w.Current().Served()
				if !served.PrivateKey.(*ecdsa.PrivateKey).PublicKey.Equal(served.Leaf.PublicKey) || !bytes.Equal(served.Certificate[0], served.Leaf.Raw) {
					t.Error("half a pair")
				}
				shake(t, w)
				shaken.Add(1)
			}
		})
	}
	for i := range 200 {
		v.set(pairs[(i+1)%2], nil)
		hints <- struct{}{}
		<-turned
	}
	until(t, "handshakes", func() bool { return shaken.Load() > 50 })
	cancel()
	hands.Wait()
	<-w.Done()
}

func config(w keypair.Source) *tls.Config {
	return &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return w.Current().Served(), nil }}
}

// shake shakes hands and gives the certificate that was served.
func shake(t testing.TB, w keypair.Source) []byte {
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()
	done := make(chan error, 1)
	go func() { done <- tls.Server(near, config(w)).Handshake() }()
	client := tls.Client(far, &tls.Config{InsecureSkipVerify: true}) // which pair it is, is what is asked; that the key fits, is verified
	err := client.Handshake()
	if err != nil {
		t.Errorf("the handshake failed: %v", err)
		return nil
	}
	far.Close() // the tickets are not read
	<-done
	return client.ConnectionState().PeerCertificates[0].Raw
}
