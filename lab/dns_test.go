package lab

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// TestNoSuchName asks the lab's resolver by the standard library's, over UDP
// and TCP.
func TestNoSuchName(t *testing.T) {
	r := Start(t, "dns-failure")
	if r.Address != "" || r.Host != "nowhere.example.test" {
		t.Errorf("host %q, address %q", r.Host, r.Address)
	}
	for _, network := range []string{"udp", "tcp"} {
		var asked atomic.Int32
		resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			asked.Add(1)
			var dialer net.Dialer
			return dialer.DialContext(ctx, network, r.Resolver)
		}}
		_, err := resolver.LookupHost(t.Context(), r.Host+".")
		var failed *net.DNSError
		if !errors.As(err, &failed) || !failed.IsNotFound || asked.Load() == 0 {
			t.Errorf("%s: %v, asked %d times", network, err, asked.Load())
		}
	}
}

// TestHostileQueries: bytes that are no query get no answer, and the next
// query gets one.
func TestHostileQueries(t *testing.T) {
	for _, query := range [][]byte{nil, {1}, make([]byte, 12), make([]byte, 4096), []byte("\x00\x01\x80\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x01")} {
		if reply, ok := noSuchName(query); ok {
			t.Errorf("%d bytes got %x", len(query), reply)
		}
	}
	name := dnsmessage.MustNewName("nowhere.example.test.")
	builder := dnsmessage.NewBuilder(nil, dnsmessage.Header{ID: 7})
	builder.StartQuestions()
	builder.Question(dnsmessage.Question{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET})
	query, err := builder.Finish()
	if err != nil {
		t.Fatal(err)
	}
	reply, ok := noSuchName(query)
	var message dnsmessage.Message
	if !ok || message.Unpack(reply) != nil || message.ID != 7 || message.RCode != dnsmessage.RCodeNameError {
		t.Errorf("answered %+v", message)
	}
}
