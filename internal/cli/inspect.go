package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
)

// inspectFlags are the flags of inspect.
type inspectFlags struct {
	output outputFlags
	look   lookFlags
	graph  string
	many   manyFlags
	atOnce int
}

func (a *app) inspect() *cobra.Command {
	f := &inspectFlags{}
	cmd := &cobra.Command{
		Use:   "inspect TARGET...",
		Short: "show what a server sends or a file holds, without judging it",
		Long: paragraphs(
			"Shows certificates, keys, requests and lists: names, key, dates, usages, addresses, fingerprints; for a server the handshake as it happened. TARGET is written as for certain check.",
			"Of a private key only its kind and its public half are shown.",
			"Exit codes: 0 all was read, 1 something could not be read or reached, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain inspect fullchain.pem", "what is in this file?",
			"certain inspect example.org", "what does this server send?",
			"cat bundle.pem | certain inspect -", "from a pipe",
			"certain inspect --json example.org", "the same for scripts",
			"certain inspect --graph chain.svg example.org bundle.pem", "and a picture of who signed whom",
		),
		ValidArgsFunction: completeTargets,
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.runInspect(cmd.Context(), words, f)
		},
	}
	f.output.add(cmd)
	f.look.add(cmd)
	cmd.Flags().StringVar(&f.graph, "graph", "", "write a picture of who signed whom to `FILE.svg` or FILE.dot (Graphviz)")
	f.many.add(cmd, &f.atOnce)
	a.addColor(cmd)
	return cmd
}

func (a *app) runInspect(ctx context.Context, words []string, f *inspectFlags) error {
	if err := f.output.validate(); err != nil {
		return err
	}
	draw, err := drawing(f.graph)
	if err != nil {
		return err
	}
	options, err := f.look.options(ctx, a)
	if err != nil {
		return err
	}
	if f.atOnce < 1 {
		return misused("--concurrency is at least 1")
	}
	named, err := f.many.words(ctx, a, words)
	if err != nil {
		return err
	}
	w, err := f.look.sort(ctx, named)
	if err != nil {
		return err
	}
	ctx, b, err := openBench(ctx, w.shelf, w.scenarios)
	if err != nil {
		return err
	}
	defer b.close()
	jobs, err := inspector(f.look.eachAddress).jobs(ctx, w, b, options)
	if err != nil {
		return err
	}
	all, failed := a.inspectAll(ctx, w.n, jobs, f)
	return errors.Join(a.showInspections(all, f), f.drawTo(draw, all), failed)
}

// drawing chooses by the file's ending how to draw; nil if no picture is
// wanted.
func drawing(name string) (func(io.Writer, []certain.Inspection) error, error) {
	switch {
	case name == "":
		return nil, nil
	case strings.HasSuffix(strings.ToLower(name), ".svg"):
		return render.SVG, nil
	case strings.HasSuffix(strings.ToLower(name), ".dot"):
		return render.DOT, nil
	}
	return nil, misused("--graph: %s ends neither in .svg nor in .dot", name)
}

// drawTo writes the picture. A file that is there already is replaced.
func (f *inspectFlags) drawTo(draw func(io.Writer, []certain.Inspection) error, all []certain.Inspection) error {
	if draw == nil {
		return nil
	}
	var picture bytes.Buffer
	if err := draw(&picture, all); err != nil {
		return fmt.Errorf("draw %s: %w", f.graph, err)
	}
	if err := os.WriteFile(f.graph, picture.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

func (a *app) inspectAll(ctx context.Context, n int, jobs iter.Seq[job[certain.Inspection]], f *inspectFlags) ([]certain.Inspection, error) {
	line := a.progress(n)
	defer line.stop()
	return run(ctx, jobs, f.atOnce, func(j job[certain.Inspection], all []certain.Inspection) (keep bool, err error) {
		line.step(j.name)
		if !f.output.lines {
			return true, nil
		}
		line.clear()
		a.unseen(all)
		for _, i := range all {
			if err == nil {
				err = render.JSONLine(a.out, inspectionLine{certain.InspectSchema, i})
			}
		}
		return false, err
	})
}

// unseen settles the exit code.
func (a *app) unseen(all []certain.Inspection) {
	for i := range all {
		if len(all[i].Findings) > 0 {
			a.exit = exitFound
		}
	}
}

// inspectionLine is a line of --jsonl.
type inspectionLine struct {
	Schema string `json:"schema"`
	certain.Inspection
}

func (a *app) showInspections(all []certain.Inspection, f *inspectFlags) error {
	a.unseen(all)
	if f.output.lines {
		return nil
	}
	report := certain.InspectReport{Schema: certain.InspectSchema, Results: all}
	return a.show(f.output, report, func(s render.Style) error { return render.Inspect(a.out, report, s) })
}
