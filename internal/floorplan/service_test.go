package floorplan

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A module of somebody else that imports the packages for services gets the
// standard library and golang.org/x in its build, and nothing else. It is
// compiled, with no network: what it needs is in the module cache already.
func TestServicesLinkNothingElse(t *testing.T) {
	house, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mod, err := os.ReadFile(filepath.Join(house, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(house, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	// Its requirements are ours, so that the versions are those in the cache.
	text := strings.Replace(string(mod), "module "+Module, "module service.example.test", 1)
	write("go.mod", text+"\nrequire "+Module+" v0.0.0\n\nreplace "+Module+" => "+house+"\n")
	write("go.sum", string(sum))
	write("main.go", `package main

import (
	"log"
	"net/http"

	"`+Module+`/keypair"
	"`+Module+`/tlsconfig"
)

func main() {
	pair, err := keypair.Load("server.pem", "server.key", keypair.Options{})
	if err != nil {
		log.Fatal(err)
	}
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal((&http.Server{TLSConfig: config}).ListenAndServeTLS("", ""))
}
`)
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOPROXY=off", "GOWORK=off", "GONOSUMDB=*")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	run("build", "-o", filepath.Join(dir, "service"+exe()), ".")
	modules := map[string]bool{}
	for line := range strings.Lines(run("list", "-deps", "-f", "{{if not .Standard}}{{.Module.Path}}{{end}}", ".")) {
		modules[strings.TrimSpace(line)] = true
	}
	delete(modules, "")
	if !modules[Module] {
		t.Fatalf("this module is not among %v", modules)
	}
	for path := range modules {
		if path != Module && path != "service.example.test" && !strings.HasPrefix(path, "golang.org/x/") {
			t.Errorf("a service links %s", path)
		}
	}
	for line := range strings.Lines(run("list", "-deps", ".")) {
		if p := strings.TrimSpace(line); p == Module+"/diagnose" || p == Module+"/probe" || p == Module+"/lab" {
			t.Errorf("a service links %s", p)
		}
	}
}

func exe() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}
