//go:build ignore

// Command honest gets a page; it fails unless the server is trusted. The roots
// come from SSL_CERT_FILE, which Go reads on Linux.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	client := http.Client{Timeout: 10 * time.Second}
	answer, err := client.Get(os.Getenv("CERTAIN_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		log.Fatal(err)
	}
}
