// Command certain loads TLS certificates safely and knows why when it fails.
// All of it stands in package cli; this is the door.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"

	"github.com/certain-tls/certain/internal/cli"
)

// memoryLimit is where the collector of garbage begins to work harder, in
// bytes. What a call keeps is bounded well below it; without it the garbage
// beside that may grow as large again.
const memoryLimit = 64 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// The first Ctrl-C asks the command to end; with the handler gone, a
	// second one ends the process whatever it is doing.
	context.AfterFunc(ctx, stop)
	os.Exit(cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
