package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
)

func (a *app) labServe() *cobra.Command {
	f := &serveFlags{}
	cmd := &cobra.Command{
		Use:   "serve [SCENARIO...]",
		Short: "start scenarios, say where they listen, and serve until a signal comes",
		Long: paragraphs(
			"Prints a table, or with --json one document, once all listen. Without a SCENARIO all are started.",
			"The control API, plain HTTP on loopback, tells programs in any language what the servers saw: GET /scenarios is the document of --json, GET /log and GET /log/SCENARIO list the connections, POST /reset and POST /reset/SCENARIO forget them.",
			"Ctrl-C ends it with exit code 130, as it ends every command; SIGTERM, which is how a script or a service manager says that it is done, ends it with 0. Nothing is left behind.",
		),
		Example: examples(
			"certain lab serve", "everything",
			"certain lab serve expired healthy-ecdsa", "two of them",
			"certain lab serve --json expired > lab.json &", "for a script; ca_file in it is what to trust, client_certificate and client_key what to show",
			"certain lab serve --file shop.yaml", "scenarios of your own; certain lab show --help tells how to write them",
			"certain lab serve --ready-file lab.json --ports 9000 &", "wait for the file; the ports are the same every time",
			"certain lab serve --env expired > lab.env &", "for a shell: . ./lab.env sets SSL_CERT_FILE and CERTAIN_URL_EXPIRED",
		),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.serve(cmd.Context(), words, f)
		},
	}
	f.output.addJSON(cmd)
	addLabFiles(cmd, &f.files, "file", "scenarios that `FILE` describes (repeatable); without a SCENARIO all of these and no others")
	flags := cmd.Flags()
	flags.BoolVar(&f.env, "env", false, "print lines that a shell can read: export SSL_CERT_FILE=... and the rest")
	flags.StringVar(&f.ready, "ready-file", "", "once all listen, write the document of --json to `FILE`; it is removed at the end")
	flags.IntVar(&f.ports, "ports", 0, "listen on the ports from `FIRST` on, in the same order every time (default whatever is free)")
	complete(cmd, "ports", cobra.NoFileCompletions)
	a.addColor(cmd)
	return cmd
}

// serveFlags are the flags of lab serve.
type serveFlags struct {
	output outputFlags
	env    bool
	ready  string
	ports  int
	files  []string
}

// mostEndpoints is how many ports a lab can want; there must be room for them
// behind the first.
const mostEndpoints = 1000

func (f *serveFlags) validate() error {
	switch {
	case f.env && f.output.json:
		return misused("--env and --json exclude each other")
	case f.ports < 0 || f.ports > 65535-mostEndpoints:
		return misused("--ports is a number from 1 to %d", 65535-mostEndpoints)
	}
	return nil
}

func (a *app) serve(ctx context.Context, words []string, f *serveFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	s, err := readShelf(ctx, "--file", f.files)
	if err != nil {
		return err
	}
	ids, err := s.named(words)
	if err != nil {
		return err
	}
	ctx, b, err := openBenchWith(ctx, lab.Options{FirstPort: f.ports, Scenarios: s.own}, ids)
	if err != nil {
		return err
	}
	defer b.close()
	report := labReport{Schema: certain.LabSchema, CAFile: known(b.lab.CAFile()),
		ClientCert: known(b.lab.ClientCertificate()), ClientKey: known(b.lab.ClientKey())}
	for _, r := range b.lab.Running() {
		report.Scenarios = append(report.Scenarios, describeRunning(r))
	}
	control, err := openControl(&report, b.lab.Running())
	if err != nil {
		return err
	}
	defer control.close()
	if err := f.announce(report); err != nil {
		return err
	}
	if f.ready != "" {
		defer os.Remove(f.ready)
	}
	if err := a.served(report, f); err != nil {
		return err
	}
	<-ctx.Done()
	return b.close()
}

// served says where everything listens.
func (a *app) served(r labReport, f *serveFlags) error {
	if f.env {
		return a.print("%s", environmentOf(r))
	}
	return a.show(f.output, r, func(s render.Style) error { return a.serving(r, s) })
}

// announce writes the ready file. It appears whole or not at all, so that who
// waits for it can read it at once.
func (f *serveFlags) announce(r labReport) error {
	if f.ready == "" {
		return nil
	}
	var text bytes.Buffer
	if err := render.JSON(&text, r); err != nil {
		return err
	}
	half := f.ready + ".part"
	if err := os.WriteFile(half, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("--ready-file: %w", err)
	}
	if err := os.Rename(half, f.ready); err != nil {
		os.Remove(half)
		return fmt.Errorf("--ready-file: %w", err)
	}
	return nil
}

// environmentOf writes lines for a POSIX shell. The values are paths and URLs
// of our own making; a quote in a path is written so that it stays one.
func environmentOf(r labReport) string {
	var b strings.Builder
	export := func(name, value string) {
		fmt.Fprintf(&b, "export %s='%s'\n", name, strings.ReplaceAll(value, "'", `'\''`))
	}
	for _, name := range []string{"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "CERTAIN_CA"} {
		export(name, *r.CAFile)
	}
	export("CERTAIN_CERT", *r.ClientCert)
	export("CERTAIN_KEY", *r.ClientKey)
	export("CERTAIN_CONTROL", *r.Control)
	for _, s := range r.Scenarios {
		if s.URL != nil {
			export("CERTAIN_URL_"+strings.ToUpper(strings.ReplaceAll(s.ID, "-", "_")), *s.URL)
		}
	}
	return b.String()
}

// serving is the screen of a lab that runs.
func (a *app) serving(r labReport, s render.Style) error {
	rows := make([]render.ServedRow, 0, len(r.Scenarios))
	for _, one := range r.Scenarios {
		row := render.ServedRow{ID: one.ID, Expect: one.Expect, Files: one.Files}
		if one.URL != nil {
			row.URL = *one.URL
		}
		rows = append(rows, row)
	}
	return render.Serving(a.out, *r.CAFile, *r.Control, rows, s)
}
