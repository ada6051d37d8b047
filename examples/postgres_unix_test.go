//go:build unix

package examples

import (
	"context"
	"crypto/tls"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// PostgreSQL by pgx. The connection string says sslmode=disable, so that pgx
// neither makes a configuration of its own nor falls back to plain text; with
// TLSConfig set, nothing but TLS will do.
func Example_postgreSQL() {
	h := newHouse()
	defer h.close()
	server := startPostgres(h)
	defer server.stop()

	roots, err := trust.Load([]string{h.file("ca.pem")})
	must(err)
	config, err := pgx.ParseConfig("postgres://postgres@" + server.address + "/postgres?sslmode=disable")
	must(err)
	config.TLSConfig, err = tlsconfig.Client(roots, tlsconfig.ClientOptions{ServerName: "localhost"})
	must(err)

	conn, err := pgx.ConnectConfig(context.Background(), config)
	must(err)
	defer conn.Close(context.Background())
	secure := conn.PgConn().Conn().(*tls.Conn)
	fmt.Println("connected over", tls.VersionName(secure.ConnectionState().Version))

	// A server whose authority is not trusted is refused, by its code.
	config.TLSConfig, err = tlsconfig.Client(nil, tlsconfig.ClientOptions{ServerName: "localhost"})
	must(err)
	_, err = pgx.ConnectConfig(context.Background(), config)
	fmt.Println(tlsconfig.NewHandshake(tlsconfig.OnClient, err).Code)
	// Output:
	// connected over TLS 1.3
	// untrusted-issuer
}
