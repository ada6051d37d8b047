// Command testsum reads go test -json from standard input. It prints a line a
// package and all that the failed tests said, and writes what it counted to
// the file that it is given, as "passed failed skipped", followed by the names
// of the skipped tests, one a line. CI uses it to show little and to count
// truly.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// event is one line of go test -json, see cmd/test2json.
type event struct {
	Action, Package, Test, Output, ImportPath string
}

// sum is what was counted so far.
type sum struct {
	passed, failed int
	skipped        []string
	said           map[string]*strings.Builder // by package and test
}

func main() {
	s := sum{said: map[string]*strings.Builder{}}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text()) // not ours: the go command itself speaks
			continue
		}
		s.take(e)
	}
	text := fmt.Sprintf("%d %d %d\n", s.passed, s.failed, len(s.skipped)) + strings.Join(s.skipped, "\n")
	if err := os.WriteFile(os.Args[1], []byte(text), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (s *sum) take(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if s.said[key] == nil {
			s.said[key] = &strings.Builder{}
		}
		s.said[key].WriteString(e.Output)
		if e.Action == "build-output" || e.Test == "" && strings.HasPrefix(e.Output, "ok") {
			fmt.Print(e.Output)
		}
		return
	case "pass":
		if e.Test != "" {
			s.passed++
		}
	case "skip":
		if e.Test != "" {
			s.skipped = append(s.skipped, e.Package+" "+e.Test)
		}
	case "fail":
		s.failed++
		if said := s.said[key]; said != nil {
			fmt.Printf("\n%s\n%s", key, said)
		}
	default:
		return
	}
	delete(s.said, key)
}
