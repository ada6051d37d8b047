package examples

import (
	"context"
	"fmt"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// A gRPC server and client. gRPC adds its protocol (ALPN h2) by itself.
func Example_gRPC() {
	h := newHouse()
	defer h.close()
	l := listen()

	// The server, in three lines.
	pair, err := keypair.Load(h.file("server.pem"), h.file("server.key"), keypair.Options{})
	must(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	must(err)
	server := grpc.NewServer(grpc.Creds(credentials.NewTLS(config)))

	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(l)
	defer server.Stop()

	// The client, in three lines. Without roots it trusts the system's.
	roots, err := trust.Load([]string{h.file("ca.pem")})
	must(err)
	client, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{ServerName: "localhost"})
	must(err)
	conn, err := grpc.NewClient(l.Addr().String(), grpc.WithTransportCredentials(credentials.NewTLS(client)))
	must(err)
	defer conn.Close()

	answer, err := grpc_health_v1.NewHealthClient(conn).Check(context.Background(), &grpc_health_v1.HealthCheckRequest{})
	must(err)
	fmt.Println(answer.Status)
	// Output: SERVING
}

// Mutual TLS with gRPC: a client without a certificate is refused, and the
// server counts why.
func Example_gRPCMutual() {
	h := newHouse()
	defer h.close()
	l := listen()

	roots, err := trust.Load([]string{h.file("ca.pem")})
	must(err)
	pair, err := keypair.Load(h.file("server.pem"), h.file("server.key"), keypair.Options{})
	must(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{Clients: roots})
	must(err)
	counts := tlsconfig.NewCounts()
	server := grpc.NewServer(grpc.Creds(counted{credentials.NewTLS(config), counts}))
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(l)
	defer server.Stop()

	ask := func(o tlsconfig.ClientOptions) {
		o.ServerName = "localhost"
		client, err := tlsconfig.Client(roots, o)
		must(err)
		conn, err := grpc.NewClient(l.Addr().String(), grpc.WithTransportCredentials(credentials.NewTLS(client)))
		must(err)
		defer conn.Close()
		answer, err := grpc_health_v1.NewHealthClient(conn).Check(context.Background(), &grpc_health_v1.HealthCheckRequest{})
		if err != nil {
			fmt.Println(status.Code(err))
			return
		}
		fmt.Println(answer.Status)
	}
	own, err := keypair.Load(h.file("client.pem"), h.file("client.key"), keypair.Options{Purpose: "client"})
	must(err)
	ask(tlsconfig.ClientOptions{Certificate: own})
	ask(tlsconfig.ClientOptions{})
	server.Stop() // all handshakes have ended now
	fmt.Println(counts.Of(tlsconfig.OnServer, "client-cert-required") > 0)
	// Output:
	// SERVING
	// Unavailable
	// true
}

// counted tells a hook of the handshakes that gRPC runs by itself. A client
// would do the same by ClientHandshake.
type counted struct {
	credentials.TransportCredentials
	hook tlsconfig.Hook
}

func (c counted) ServerHandshake(conn net.Conn) (net.Conn, credentials.AuthInfo, error) {
	secure, info, err := c.TransportCredentials.ServerHandshake(conn)
	c.hook.Handshake(tlsconfig.NewHandshake(tlsconfig.OnServer, err))
	return secure, info, err
}

func (c counted) Clone() credentials.TransportCredentials {
	return counted{c.TransportCredentials.Clone(), c.hook}
}
