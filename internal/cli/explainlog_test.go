package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// A log is read as it comes: it may be longer than any text, and what it says
// is told before it ends.
func TestExplainLog(t *testing.T) {
	quiet := strings.Repeat("GET /index.html HTTP/1.1 200 612 "+strings.Repeat("x", 1000)+"\n", 1000)
	more := 1 + maxInput/len(quiet)
	if testing.Short() {
		more = 1
	}
	parts := []io.Reader{strings.NewReader("curl: (6) Could not resolve host: shop.test\n")}
	for range more {
		parts = append(parts, strings.NewReader(quiet))
	}
	parts = append(parts, strings.NewReader("x509: certificate signed by unknown authority"))
	var out, complaints bytes.Buffer
	if exit := Main(context.Background(), []string{"explain", "--log"}, io.MultiReader(parts...), &out, &complaints); exit != 0 {
		t.Fatalf("exit %d: %s", exit, &complaints)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	last := fmt.Sprintf(`"line":%d,"code":"untrusted-root"`, 2+1000*more)
	if len(lines) != 2 || !strings.Contains(lines[0], `"line":1,"code":"dns-failure"`) || !strings.Contains(lines[1], last) {
		t.Errorf("got %v, want the second to hold %s", lines, last)
	}
}

// An end is told while the log goes on, and waiting for more of it ends with
// the call.
func TestExplainLogThatGoesOn(t *testing.T) {
	in, log := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	told, tell := io.Pipe()
	exit := make(chan int)
	go func() { exit <- Main(ctx, []string{"explain", "--log"}, in, tell, io.Discard) }()
	go fmt.Fprint(log, "curl: (6) Could not resolve host: shop.test\nGET / 200\n")
	line := make([]byte, 4096)
	n, err := told.Read(line)
	if err != nil || !strings.Contains(string(line[:n]), "dns-failure") {
		t.Errorf("%q, %v", line[:n], err)
	}
	cancel()
	go io.Copy(io.Discard, told)
	if got := <-exit; got != 130 {
		t.Errorf("exit %d, want 130", got)
	}
	log.Close()
}
