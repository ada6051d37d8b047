package strangers

import (
	"bufio"
	"encoding/json"
	"os/exec"
	"testing"
)

// TestPythonServer: Python's http.server behind its ssl module, one process
// for all setups.
func TestPythonServer(t *testing.T) {
	python := program(t, "python3")
	all, roots := setups(t)
	dir := t.TempDir()
	arguments := []string{"testdata/serve.py"}
	for _, s := range all {
		chain, _, key := s.files(t, dir)
		arguments = append(arguments, chain, key)
	}
	cmd := exec.Command(python, arguments...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	var ports []int
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &ports) != nil || len(ports) != len(all) {
		t.Fatalf("ports %q, %v", line, err)
	}
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) { checkServer(t, s, ports[i], roots) })
	}
}
