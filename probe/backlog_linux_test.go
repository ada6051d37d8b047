package probe

import (
	"context"
	"net"
	"syscall"
	"testing"

	certain "github.com/certain-tls/certain"
)

// A connect that nobody answers: on Linux, a listener whose backlog is full.
func TestConnectTimeout(t *testing.T) {
	t.Parallel()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(fd)
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	addr := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: name.(*syscall.SockaddrInet4).Port}
	for range 8 { // until one is left without an answer
		ctx, cancel := context.WithTimeout(t.Context(), quick)
		var d net.Dialer
		conn, err := d.DialContext(ctx, "tcp", addr.String())
		cancel()
		if err != nil {
			break
		}
		defer conn.Close()
	}
	obs, _ := connect(t, target(addr), Options{Timeout: quick})
	if step := last(t, obs, certain.StepTCP); step.Outcome != certain.Timeout {
		t.Fatalf("got %+v", step)
	}
}
