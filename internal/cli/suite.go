package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
)

// suiteFlags write the answer once more, in forms that CI services read. They
// stand beside the screen and the JSON, since CI wants several at once.
type suiteFlags struct{ junit, sarif, markdown string }

func (f *suiteFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.junit, "junit", "", "also write JUnit XML to `FILE` (- for standard output in place of the screen)")
	flags.StringVar(&f.sarif, "sarif", "", "also write SARIF 2.1.0 to `FILE` (-, the same)")
	flags.StringVar(&f.markdown, "markdown", "", "also write Markdown to `FILE` (-, the same)")
}

func (f *suiteFlags) all() []struct {
	name, to string
	draw     func(io.Writer, render.Suite) error
} {
	return []struct {
		name, to string
		draw     func(io.Writer, render.Suite) error
	}{{"--junit", f.junit, render.JUnit}, {"--sarif", f.sarif, render.SARIF}, {"--markdown", f.markdown, render.Markdown}}
}

// validate refuses two answers on one standard output.
func (f *suiteFlags) validate(o outputFlags) error {
	used := ""
	if o.json || o.lines {
		used = "--json and --jsonl"
	}
	for _, one := range f.all() {
		if one.to != "-" {
			continue
		}
		if used != "" {
			return misused("%s - and %s both write to standard output", one.name, used)
		}
		used = one.name + " -"
	}
	return nil
}

// taken tells whether one of them takes the place of the screen.
func (f *suiteFlags) taken() bool { return f.junit == "-" || f.sarif == "-" || f.markdown == "-" }

// write writes what was asked for. A file is written in one piece, after the
// work is done.
func (a *app) writeSuite(f suiteFlags, s render.Suite) error {
	for _, one := range f.all() {
		if one.to == "" {
			continue
		}
		var text bytes.Buffer
		if err := one.draw(&text, s); err != nil {
			return err
		}
		if one.to == "-" {
			if _, err := a.out.Write(text.Bytes()); err != nil {
				return fmt.Errorf("write the result: %w", err)
			}
			continue
		}
		if err := os.WriteFile(one.to, text.Bytes(), 0o644); err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
	}
	return nil
}

// suiteOf is the answer of check as a suite.
func suiteOf(results []certain.Result, limit certain.Severity) render.Suite {
	s := render.Suite{Name: "certain check", Version: programVersion()}
	alarms := 0
	for _, r := range results {
		if r.Alarms(limit) {
			alarms++
		}
		s.Cases = append(s.Cases, caseOf(r, limit))
	}
	s.Summary = fmt.Sprintf("%d of %d targets with something that counts", alarms, len(results))
	return s
}

func caseOf(r certain.Result, limit certain.Severity) render.Case {
	c := render.Case{Name: r.Target}
	if r.Observation != nil {
		for _, step := range r.Observation.Steps {
			c.Took += milliseconds(step.MS)
		}
	}
	for _, f := range r.Findings {
		fault := render.Fault{
			Code: f.Code, Severity: f.Severity, Title: f.Title, Says: f.Summary, So: f.So,
			Uncounts: f.Accepted || !f.Severity.AtLeast(limit),
		}
		if len(f.Fixes) > 0 {
			fault.Fix = f.Fixes[0].Do
			if command := f.Fixes[0].Command; command != "" {
				fault.Fix += ": " + command
			}
		}
		if r.Kind == certain.Files {
			fault.File, fault.Line = placeOf(f, r)
		}
		c.Faults = append(c.Faults, fault)
	}
	for _, code := range r.Unknown {
		c.Faults = append(c.Faults, render.Fault{
			Code: code, Severity: certain.Warning, Title: "not judged",
			Says: "not judged, because what it needs was not seen", Uncounts: r.Verdict != certain.Unknown,
		})
	}
	return c
}

// placeOf is the first place of the evidence that is a line of a file.
func placeOf(f certain.Finding, r certain.Result) (string, int) {
	for _, e := range f.Evidence {
		name, number, ok := cutLast(e.At, ":")
		if line, err := strconv.Atoi(number); ok && err == nil {
			return name, line
		}
	}
	return r.Target, 0
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	return buildOf(info, ok).Version
}
