package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
)

// asProgram makes the test binary behave as the program.
const asProgram = "CERTAIN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "1" {
		main()
	}
	testscript.Main(m, map[string]func(){"certain": main})
}

// TestScripts runs the command line as a program. With CERTAIN_UPDATE=1 the
// screens in the scripts are written anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("CERTAIN_UPDATE") == "1",
		Setup:         setup,
		Condition:     condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"clean":     clean,
			"exits":     exits,
			"hostile":   mintHostile,
			"contain":   contain,
			"lab":       openLab,
			"normalise": normalise,
			"schema":    validate,
		},
	})
}

// setup gives each script the same screen, whatever runs the tests: 80
// columns, UTF-8, no colour.
func setup(env *testscript.Env) error {
	env.Setenv("LC_ALL", "C.UTF-8")
	env.Setenv("COLUMNS", "80")
	env.Setenv("NO_COLOR", "")
	env.Setenv("GORACE", "atexit_sleep_ms=0") // under -race each run would wait for a second at its end
	env.Setenv("TERM", "xterm")
	env.Setenv("RED", "\x1b[31mred") // what a hostile name may hold
	return nil
}

func condition(name string) (bool, error) {
	switch name {
	case "root":
		return runtime.GOOS != "windows" && os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

// exits runs a program and holds it to its exit code: exits 2 certain check.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// labTime is when the lab of the scripts is minted, so that dates on screens
// stay the same: 2026-03-14 09:26 UTC.
var labTime = time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC)

// openLab starts scenarios for the rest of the script: lab expired …. It sets
// $CA, and for each scenario $URL_expired, or $FILE1_expired_file …, the
// hyphens of its name as underscores; and $PIN and $LOGS where a scenario has a
// pin or a list of logs.
func openLab(ts *testscript.TestScript, neg bool, ids []string) {
	if neg || len(ids) == 0 {
		ts.Fatalf("usage: lab SCENARIO...")
	}
	opened, err := lab.Open(lab.Options{At: labTime}, ids...)
	ts.Check(err)
	ts.Defer(func() { ts.Check(opened.Close()) })
	ts.Setenv("CA", opened.CAFile())
	for _, r := range opened.Running() {
		name := strings.ReplaceAll(r.ID, "-", "_")
		ts.Setenv("URL_"+name, strings.TrimSuffix(r.URL, "/"))
		for i, file := range append(r.Files, r.Keys...) {
			ts.Setenv(fmt.Sprintf("FILE%d_%s", i+1, name), file)
		}
		if len(r.Pins) > 0 {
			ts.Setenv("PIN", r.Pins[0])
		}
		if r.CTLogs != "" {
			ts.Setenv("LOGS", r.CTLogs)
		}
	}
}

// varying is what differs from run to run, and what it is written as. The
// replacements keep their length where the layout of a screen depends on it.
var varying = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`(localhost|127\.0\.0\.1|\[::1\]):[0-9]{5}`), "$1:PORT0"},
	{regexp.MustCompile(`(localhost|127\.0\.0\.1|\[::1\]):[0-9]{4}\b`), "$1:PORT"},
	// The column is as wide as the slowest step needs: its padding varies too.
	{regexp.MustCompile(` *\b[0-9]+(\.[0-9]+)? ms\b`), " N ms"},
}

// normalise writes the standard output of the last command to a file, with
// what varies replaced: normalise screen.
func normalise(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: normalise FILE")
	}
	text := ts.ReadFile("stdout")
	for _, v := range varying {
		text = v.pattern.ReplaceAllString(text, v.with)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// clean holds a stream of the last command to be fit for any terminal: no
// control character but the newline, and nothing that steers bidirectional
// text or is invisible.
func clean(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: clean stdout|stderr")
	}
	for i, line := range strings.Split(ts.ReadFile(args[0]), "\n") {
		if line != certain.Clean(line) {
			ts.Fatalf("line %d of %s: %q", i+1, args[0], line)
		}
	}
}
