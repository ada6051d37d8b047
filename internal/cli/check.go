package cli

import (
	"context"
	"errors"
	"iter"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/internal/render"
)

// checkFlags are the flags of check.
type checkFlags struct {
	output  outputFlags
	suite   suiteFlags
	look    lookFlags
	judge   judgeFlags
	many    manyFlags
	failOn  string
	atOnce  int
	from    string
	idle    span
	paths   bool
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
			"A TARGET is a server (example.org, example.org:8443, https://example.org/path, 192.0.2.7:443, [2001:db8::1]:443), one that has to be asked for TLS first (smtp://, imap://, pop3://, ftp://, ldap://, lmtp://, xmpp://, sieve://, nntp://, irc://, postgres://, mysql://, rdp://; smtps:// and its like speak TLS at once), a Unix socket (unix:///run/app.sock), a file, a folder, - for standard input, or a scenario of the offline lab (lab:expired, lab:all).",
			"What exists as a path is a file; tls://NAME and file:NAME force one reading. All files of one call are looked at together and give one result. Beside a server they also serve it: as issuers that it may have left out, and as what it should be serving.",
			"Exit codes: 0 nothing found at or above --fail-on, 1 something found or the verdict is unknown, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain check example.org", "check a server",
			"certain check --proxy http://proxy.example:3128 https://example.org", "through a proxy",
			"certain check --client-cert me.pem --client-key me.key https://api.example.org", "show who asks",
			"certain check --each-address example.org", "is every address of the name up to date, and do they share sessions?",
			"certain check --idle 60s https://api.example.org", "does the server keep connections for as long as the client pools them?",
			"certain check --targets hosts.txt --jsonl > seen.jsonl", "a whole fleet, a line each",
			"certain check --server-name www.example.org 192.0.2.7:443", "check one machine behind a name",
			"certain check fullchain.pem --key privkey.pem", "does the key belong to the certificate?",
			"certain check example.org fullchain.pem --key privkey.pem", "does the server serve what lies on the disk?",
			"certain check --roots ca.pem https://intranet.example:8443", "trust a private authority, and only that",
			"certain check --at 2026-12-24 --soon 30d example.org", "will it hold over the holidays?",
			"certain check --policy webpki --revocation all --paths example.org", "by the rules of browsers, asking the authorities, with every path drawn",
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
	cmd.Flags().BoolVar(&f.paths, "paths", false, "draw every path that was tried, and what stopped each")
	cmd.Flags().StringVar(&f.from, "from", "", "judge again what an earlier --json saw, from `FILE` (- for standard input)")
	cmd.Flags().Var(&f.idle, "idle", "after the answer to an https target, let the connection lie idle for so long and ask again: is it kept?")
	complete(cmd, "idle", cobra.NoFileCompletions)
	f.many.add(cmd, &f.atOnce)
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
	words, err := f.many.words(ctx, a, f.targets)
	if err != nil {
		return err
	}
	w, err := f.look.sort(ctx, words)
	if err != nil {
		return err
	}
	if err := w.trustSystem(options.Roots); err != nil {
		return err
	}
	ctx, b, err := openBench(ctx, w.shelf, w.scenarios)
	if err != nil {
		return err
	}
	defer b.close()
	jobs, err := checker(f.look.eachAddress).jobs(ctx, w, b, options)
	if err != nil {
		return err
	}
	results, failed := a.checkAll(ctx, w.n, jobs, f)
	return errors.Join(a.report(results, f), failed)
}

// options reads the flags, and looks at each file among them before anything
// runs.
func (f *checkFlags) options(ctx context.Context, a *app) (diagnose.Options, error) {
	var none diagnose.Options
	if err := errors.Join(f.output.validate(), f.suite.validate(f.output)); err != nil {
		return none, err
	}
	if f.paths && (f.output.json || f.output.lines) {
		return none, misused("--paths draws on the screen, and takes neither --json nor --jsonl beside it")
	}
	if f.atOnce < 1 {
		return none, misused("--concurrency is at least 1")
	}
	if f.from != "" && (len(f.targets) > 0 || f.many.file != "") {
		return none, misused("--from judges what was seen earlier, and takes no target beside it")
	}
	options, err := f.look.options(ctx, a)
	if err != nil {
		return none, err
	}
	options.Idle = f.idle.Duration
	return options, f.judge.apply(ctx, &options)
}

// checkAll does the jobs; with --jsonl each result is printed as it comes.
func (a *app) checkAll(ctx context.Context, n int, jobs iter.Seq[job[certain.Result]], f *checkFlags) ([]certain.Result, error) {
	line := a.progress(n)
	defer line.stop()
	return run(ctx, jobs, f.atOnce, func(j job[certain.Result], results []certain.Result) (keep bool, err error) {
		line.step(j.name)
		if !f.output.lines {
			return true, nil
		}
		line.clear()
		a.alarm(results, f)
		for _, r := range results {
			if err == nil {
				err = a.line(r)
			}
		}
		return false, err
	})
}

// alarm settles the exit code.
func (a *app) alarm(results []certain.Result, f *checkFlags) {
	for i := range results {
		if results[i].Alarms(certain.Severity(f.failOn)) {
			a.exit = exitFound
		}
	}
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
	a.alarm(results, f)
	if err := a.writeSuite(f.suite, suiteOf(results, certain.Severity(f.failOn))); err != nil {
		return err
	}
	if f.output.lines || f.suite.taken() {
		return nil
	}
	report := certain.Report{Schema: certain.CheckSchema, Results: results}
	return a.show(f.output, report, func(s render.Style) error {
		if err := render.Report(a.out, report, s); err != nil || !f.paths {
			return err
		}
		return a.drawPaths(results, s)
	})
}

// drawPaths draws the paths of each result, under its target where there are
// several.
func (a *app) drawPaths(results []certain.Result, s render.Style) error {
	for _, r := range results {
		if err := a.print("\n"); err != nil {
			return err
		}
		if err := render.Paths(a.out, r.Observation, check.Traces(r.Observation, check.Options{}), s); err != nil {
			return err
		}
	}
	return nil
}
