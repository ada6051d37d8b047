package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/lab/grade"
)

// gradeFlags are the flags of lab grade.
type gradeFlags struct {
	output     outputFlags
	suite      suiteFlags
	only, skip []string
	expect     string
	jobs       int
	timeout    span
	files      []string
}

func (a *app) labGrade() *cobra.Command {
	f := &gradeFlags{}
	cmd := &cobra.Command{
		Use:   "grade [FLAGS] -- CMD [ARG...]",
		Short: "run a client program against broken servers and say where it was fooled",
		Long: paragraphs(
			"Runs CMD once for each scenario of the lab that a program can reach by the name localhost. In its words {url}, {host} and {port} stand for the scenario, {ca} for the file with the lab's roots, {cert} and {key} for a certificate that it may show. The environment has the same as CERTAIN_URL, CERTAIN_HOST, CERTAIN_PORT, CERTAIN_CA, CERTAIN_CERT and CERTAIN_KEY; SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and NODE_EXTRA_CA_CERTS name the roots.",
			"A program accepts a server if it exits with 0, or if data reached the server that it must not trust, whatever the exit. It is fooled by what it must reject and accepts, broken by what it must accept and rejects, and hung where it does not end within --timeout. Healthy servers come first: a program that refuses those too, or never connects, proves nothing, and is told so.",
			"Exit codes: 0 all as it ought to be, 1 fooled, broken or hung somewhere, or the healthy servers were not accepted, 2 it could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain lab grade -- curl -sS --max-time 10 --cacert {ca} {url}", "a program that is told all it needs",
			"certain lab grade -- python3 client.py {url}", "one that finds the roots in its environment",
			"certain lab grade --only \"client-cert-*\" -- curl -sS --cacert {ca} --cert {cert} --key {key} {url}", "does it show its certificate? Then it must be let in",
			"certain lab grade --only expired --only \"hostname-*\" -- ./client {host} {port}", "some scenarios only",
			"certain lab grade --json -- ./client {url} > known.json", "keep the faults of today",
			"certain lab grade --expect known.json --junit grade.xml -- ./client {url}", "and fail on new ones only, in CI",
		),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.runGrade(cmd.Context(), f, words)
		},
	}
	f.output.add(cmd)
	f.suite.add(cmd)
	flags := cmd.Flags()
	flags.SetInterspersed(false) // what stands behind CMD is CMD's
	addLabFiles(cmd, &f.files, "file", "scenarios that `FILE` describes (repeatable); without --only these and no others, beside the healthy servers that come first")
	flags.StringArrayVar(&f.only, "only", nil, "run only this `SCENARIO`, by its name or a pattern such as hostname-* (repeatable)")
	flags.StringArrayVar(&f.skip, "skip", nil, "leave this `SCENARIO` out, named alike (repeatable)")
	flags.StringVar(&f.expect, "expect", "", "faults that an earlier --json in `FILE` has do not count")
	flags.IntVar(&f.jobs, "jobs", 0, "run `N` programs side by side (default twice the processors, at least 4)")
	flags.Var(&f.timeout, "timeout", "for one run of CMD (default 15s)")
	complete(cmd, "only", completeScenarios)
	complete(cmd, "skip", completeScenarios)
	complete(cmd, "timeout", cobra.NoFileCompletions)
	a.addColor(cmd)
	return cmd
}

func (a *app) runGrade(ctx context.Context, f *gradeFlags, words []string) error {
	options, err := f.options(ctx, words)
	if err != nil {
		return err
	}
	s, err := readShelf(ctx, "--file", f.files)
	if err != nil {
		return err
	}
	ids, err := f.choose(s)
	if err != nil {
		return err
	}
	ctx, b, err := openBench(ctx, s, endpoints(s, append(ids, grade.Controls...)))
	if err != nil {
		return err
	}
	defer b.close()
	controls, chosen, err := f.bring(b, ids)
	if err != nil {
		return err
	}
	line := a.progress(len(chosen))
	var failed error // of writing
	options.Done = func(s grade.Scenario) {
		line.step(s.ID)
		if f.output.lines && failed == nil {
			line.clear()
			failed = render.JSONLine(a.out, gradeLine{grade.Schema, s})
		}
	}
	report, err := grade.Run(ctx, controls, chosen, options)
	line.stop()
	if err != nil && ctx.Err() == nil {
		return err
	}
	if report.Faulty() {
		a.exit = exitFound
	}
	return errors.Join(failed, a.showGrade(report, f), err)
}

// options reads the flags, and looks at each file among them before anything
// runs.
func (f *gradeFlags) options(ctx context.Context, words []string) (grade.Options, error) {
	var none grade.Options
	if err := errors.Join(f.output.validate(), f.suite.validate(f.output)); err != nil {
		return none, err
	}
	if len(words) == 0 {
		return none, misused("name the program to grade behind --, for instance: certain lab grade -- curl --cacert {ca} {url}")
	}
	if f.jobs < 0 {
		return none, misused("--jobs is at least 1")
	}
	o := grade.Options{Command: words, Jobs: f.jobs, Timeout: f.timeout.Duration, Orphans: true}
	if f.expect == "" {
		return o, nil
	}
	data, err := readFlagFile(ctx, "--expect", f.expect)
	if err != nil {
		return none, err
	}
	if o.Known, err = grade.ReadBaseline(data); err != nil {
		return none, misused("--expect: %s: %s; keep the output of an earlier certain lab grade --json", f.expect, err)
	}
	return o, nil
}

// choose applies --only and --skip.
func (f *gradeFlags) choose(shelf shelf) (ids []string, err error) {
	all := shelf.all()
	if len(f.only) == 0 {
		all = shelf.meant()
	}
	for _, pattern := range slices.Concat(f.only, f.skip) {
		if !slices.ContainsFunc(all, func(s lab.Scenario) bool { return meant(pattern, s) }) {
			return nil, shelf.unmatched(pattern)
		}
	}
	for _, s := range all {
		wanted := len(f.only) == 0 || slices.ContainsFunc(f.only, func(p string) bool { return meant(p, s) })
		if wanted && !slices.ContainsFunc(f.skip, func(p string) bool { return meant(p, s) }) {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return nil, misused("--only and --skip leave no scenario")
	}
	return ids, nil
}

// meant tells whether a word of --only or --skip means the scenario.
func meant(pattern string, s lab.Scenario) bool {
	matched, err := path.Match(pattern, s.ID)
	return err == nil && matched
}

// endpoints leaves out scenarios of files and repetitions.
func endpoints(shelf shelf, ids []string) (kept []string) {
	for _, s := range shelf.all() {
		if s.Kind == certain.Endpoint && slices.Contains(ids, s.ID) {
			kept = append(kept, s.ID)
		}
	}
	return kept
}

// bring sorts what runs into controls and what was chosen.
func (f *gradeFlags) bring(b *bench, ids []string) (controls, chosen []lab.Running, err error) {
	for _, id := range grade.Controls {
		controls = append(controls, b.running[id])
	}
	var left []string
	for _, id := range ids {
		r, open := b.running[id]
		if open && grade.Gradable(r) {
			chosen = append(chosen, r)
		} else {
			left = append(left, id)
		}
	}
	if len(f.only) > 0 && len(chosen) == 0 {
		return nil, nil, misused("a program cannot be sent to %s: it is no server that is reached by the name localhost", strings.Join(left, ", "))
	}
	return controls, chosen, nil
}

// gradeLine is a line of --jsonl.
type gradeLine struct {
	Schema string `json:"schema"`
	grade.Scenario
}

func (a *app) showGrade(r grade.Report, f *gradeFlags) error {
	if err := a.writeSuite(f.suite, gradeSuite(r)); err != nil {
		return err
	}
	if f.output.lines || f.suite.taken() {
		return nil
	}
	return a.show(f.output, r, func(s render.Style) error {
		return render.Grade(a.out, r.Control, r.Help, gradeRows(r), tally(r), s)
	})
}

func tally(r grade.Report) string {
	s := r.Summary
	noun := "scenarios"
	if len(r.Scenarios) == 1 {
		noun = "scenario"
	}
	text := fmt.Sprintf("%d %s: %d right, %d fooled, %d broken, %d hung", len(r.Scenarios), noun, s.Right, s.Fooled, s.Broken, s.Hung)
	if s.Known > 0 {
		text += fmt.Sprintf("; %d of these faults are known", s.Known)
	}
	return text
}

func gradeRows(r grade.Report) (rows []render.GradeRow) {
	for _, s := range r.Scenarios {
		row := render.GradeRow{
			ID: s.ID, Result: s.Result, Known: s.Known, Says: s.Says, Means: s.Means, Cause: s.Cause, Line: s.Line, At: s.At,
		}
		if lines := strings.Split(strings.TrimSpace(s.Output), "\n"); len(lines) > 0 {
			row.Output = certain.Clip(lines[len(lines)-1], 300)
		}
		rows = append(rows, row)
	}
	return rows
}

// gradeSuite is the report as a suite. The control is a case of its own: where
// it fails, nothing else counts for anything.
func gradeSuite(r grade.Report) render.Suite {
	s := render.Suite{Name: "certain lab grade", Version: programVersion(), Summary: tally(r)}
	control := render.Case{Name: "control"}
	if r.Control != "ok" {
		control.Faults = []render.Fault{{
			Code: "control", Severity: certain.Error, Title: "the program does not accept a healthy server", Says: r.Control, Fix: r.Help,
		}}
	}
	s.Cases = append(s.Cases, control)
	for _, one := range r.Scenarios {
		c := render.Case{Name: one.ID, Took: milliseconds(one.MS), Known: one.Known}
		if one.Result != grade.Right {
			c.Faults = []render.Fault{gradeFault(one)}
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

func gradeFault(s grade.Scenario) render.Fault {
	fault := render.Fault{
		Code: s.Result + "-" + s.ID, Severity: certain.Error, Title: s.Result + ": " + s.About,
		Says: s.Result + ": " + s.Says, So: s.Means, Cause: s.Cause,
	}
	if s.Line != "" {
		fault.Cause += ": " + s.Line
	}
	if name, number, ok := cutLast(s.At, ":"); ok {
		fault.File = name
		fmt.Sscan(number, &fault.Line)
	}
	return fault
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }
