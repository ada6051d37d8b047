// Command certain loads TLS certificates safely and knows why when it fails.
// All of it stands in package cli; this is the door.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/certain-tls/certain/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// The first Ctrl-C asks the command to end; with the handler gone, a
	// second one ends the process whatever it is doing.
	context.AfterFunc(ctx, stop)
	os.Exit(cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
