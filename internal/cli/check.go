package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/internal/render"
)

// checkFlags are the flags of check.
type checkFlags struct {
	output  outputFlags
	suite   suiteFlags
	look    lookFlags
	judge   judgeFlags
	failOn  string
	atOnce  int
	from    string
	targets []string
}

// checksAtOnce is how many targets are looked at side by side by default.
const checksAtOnce = 8

func (a *app) check() *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check TARGET...",
		Short: "find out what is wrong with servers or files, why, and how to mend it",
		Long: paragraphs(
			"A TARGET is a server (example.org, example.org:8443, https://example.org/path, 192.0.2.7:443, [2001:db8::1]:443), a file, a folder, - for standard input, or a scenario of the offline lab (lab:expired, lab:all).",
			"What exists as a path is a file; tls://NAME and file:NAME force one reading. All files of one call are looked at together and give one result. Beside a server they also serve it, as issuers that it may have left out.",
			"Exit codes: 0 nothing found at or above --fail-on, 1 something found or the verdict is unknown, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain check example.org", "check a server",
			"certain check --server-name www.example.org 192.0.2.7:443", "check one machine behind a name",
			"certain check fullchain.pem --key privkey.pem", "does the key belong to the certificate?",
			"certain check --roots ca.pem https://intranet.example:8443", "trust a private authority, and only that",
			"certain check --at 2026-12-24 --soon 30d example.org", "will it hold over the holidays?",
			"certain check --json example.org | certain check --from - --at 2027-01-01", "judge again what was seen, without a packet",
			"certain check lab:all", "every scenario of the offline lab",
		),
		ValidArgsFunction: completeTargets,
		RunE: func(cmd *cobra.Command, words []string) error {
			f.targets = words
			return a.runCheck(cmd.Context(), f)
		},
	}
	f.output.add(cmd)
	f.suite.add(cmd)
	f.judge.add(cmd)
	f.look.add(cmd)
	chooseVar(cmd, &f.failOn, "fail-on", string(certain.Error), "exit 1 from this severity upwards", severities()...)
	cmd.Flags().IntVar(&f.atOnce, "concurrency", checksAtOnce, "look at this many targets side by side (`N`)")
	cmd.Flags().StringVar(&f.from, "from", "", "judge again what an earlier --json saw, from `FILE` (- for standard input)")
	a.addColor(cmd)
	return cmd
}

func (a *app) runCheck(ctx context.Context, f *checkFlags) error {
	options, err := f.options(ctx, a)
	if err != nil {
		return err
	}
	if f.from != "" {
		return a.judgeAgain(ctx, f, options)
	}
	w, err := a.sort(f.targets)
	if err != nil {
		return err
	}
	if err := w.trustSystem(options.Roots); err != nil {
		return err
	}
	ctx, b, err := openBench(ctx, w.scenarios)
	if err != nil {
		return err
	}
	defer b.close()
	jobs, err := checker().jobs(ctx, w, b, options)
	if err != nil {
		return err
	}
	results, failed := a.checkAll(ctx, jobs, f)
	return errors.Join(a.report(results, f), failed)
}

// options reads the flags, and looks at each file among them before anything
// runs.
func (f *checkFlags) options(ctx context.Context, a *app) (diagnose.Options, error) {
	var none diagnose.Options
	if err := errors.Join(f.output.validate(), f.suite.validate(f.output)); err != nil {
		return none, err
	}
	if f.atOnce < 1 {
		return none, misused("--concurrency is at least 1")
	}
	if f.from != "" && len(f.targets) > 0 {
		return none, misused("--from judges what was seen earlier, and takes no target beside it")
	}
	options, err := f.look.options(ctx, a)
	if err != nil {
		return none, err
	}
	return options, f.judge.apply(&options)
}

// checkAll does the jobs; with --jsonl each result is printed as it comes.
func (a *app) checkAll(ctx context.Context, jobs []job[certain.Result], f *checkFlags) ([]certain.Result, error) {
	line := a.progress(len(jobs))
	defer line.stop()
	return run(ctx, jobs, f.atOnce, func(j job[certain.Result], r certain.Result) error {
		line.step(j.name)
		if !f.output.lines {
			return nil
		}
		line.clear()
		return a.line(r)
	})
}

// line prints one result as a line of --jsonl.
func (a *app) line(r certain.Result) error {
	return render.JSONLine(a.out, resultLine{certain.CheckSchema, r})
}

// resultLine is a line of --jsonl.
type resultLine struct {
	Schema string `json:"schema"`
	certain.Result
}

// report prints what is not printed yet, and settles the exit code.
func (a *app) report(results []certain.Result, f *checkFlags) error {
	limit := certain.Severity(f.failOn)
	for i := range results {
		if results[i].Alarms(limit) {
			a.exit = exitFound
		}
	}
	if err := a.writeSuite(f.suite, suiteOf(results, limit)); err != nil {
		return err
	}
	if f.output.lines || f.suite.taken() {
		return nil
	}
	report := certain.Report{Schema: certain.CheckSchema, Results: results}
	return a.show(f.output, report, func(s render.Style) error { return render.Report(a.out, report, s) })
}
