package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
)

// shownInFull are the scenarios whose whole screens the tour shows; the rest
// are rows of a table.
var shownInFull = []string{"expired", "hostname-mismatch", "connection-refused", "self-signed", "missing-intermediate"}

// tourAtOnce is more than the processors can use: most of the tour is waiting
// for servers that are silent on purpose.
const tourAtOnce = 32

func (a *app) tour() *cobra.Command {
	var output outputFlags
	cmd := &cobra.Command{
		Use:   "tour",
		Short: "see it at work: check every scenario of the offline lab",
		Long: paragraphs(
			"Starts every scenario of the lab on loopback, checks each over real sockets, shows a few of the screens in full and the rest as a table. Nothing leaves the machine.",
			"Exit codes: 0 each scenario gave exactly its own codes, 1 one did not, 2 the lab could not run, 130 after Ctrl-C.",
		),
		Args:    noArguments,
		Example: examples("certain tour", "the whole tour", "certain tour --json", "the same for scripts"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runTour(cmd.Context(), output)
		},
	}
	output.addJSON(cmd)
	a.addColor(cmd)
	return cmd
}

// tourSchema names the document of tour --json.
const tourSchema = "certain.tour/1"

type tourReport struct {
	Schema string `json:"schema"`
	Stops  []stop `json:"scenarios"`
}

// stop is one scenario of the tour.
type stop struct {
	ID       string         `json:"id"`
	Expected []string       `json:"expected"` // codes, sorted
	Found    []string       `json:"found"`    // codes, sorted; hidden ones are left out
	OK       bool           `json:"ok"`       // they are the same
	Result   certain.Result `json:"result"`
	// Further are the results of the other addresses, where the scenario has
	// several.
	Further []certain.Result `json:"further,omitempty"`
}

func (a *app) runTour(ctx context.Context, o outputFlags) error {
	ids := idsOf(lab.Scenarios())
	ctx, b, err := openBench(ctx, shelf{}, ids)
	if err != nil {
		return err
	}
	defer b.close()
	look := checker(false)
	var jobs []job[stop]
	for _, id := range ids {
		jobs = append(jobs, job[stop]{id, alone(visit(b.running[id], look.scenario(b.running[id], diagnose.Options{}, b)))})
	}
	line := a.progress(len(jobs))
	stops, err := run(ctx, slices.Values(jobs), tourAtOnce, func(j job[stop], _ []stop) (bool, error) { line.step(j.name); return true, nil })
	line.stop()
	if err != nil {
		return err
	}
	report := tourReport{tourSchema, stops}
	if slices.ContainsFunc(stops, func(s stop) bool { return !s.OK }) {
		a.exit = exitFound
	}
	return a.show(o, report, func(s render.Style) error { return a.showTour(report, s) })
}

func visit(r lab.Running, check func(context.Context) ([]certain.Result, error)) func(context.Context) (stop, error) {
	return func(ctx context.Context) (stop, error) {
		results, err := check(ctx)
		if err != nil {
			return stop{}, err
		}
		s := stop{ID: r.ID, Expected: append([]string{}, r.Codes...), Found: []string{}, Result: results[0], Further: results[1:]}
		for _, result := range results {
			for _, f := range result.Findings {
				s.Found = append(s.Found, f.Code)
			}
		}
		slices.Sort(s.Expected)
		slices.Sort(s.Found)
		s.Found = slices.Compact(s.Found)
		s.OK = slices.Equal(s.Expected, s.Found)
		return s, err
	}
}

func (a *app) showTour(r tourReport, s render.Style) error {
	rows := make([]render.TourRow, 0, len(r.Stops))
	for _, id := range shownInFull {
		i := slices.IndexFunc(r.Stops, func(s stop) bool { return s.ID == id })
		if i < 0 {
			continue
		}
		if err := render.Result(a.out, r.Stops[i].Result, s); err != nil {
			return err
		}
		if err := a.print("\n"); err != nil {
			return err
		}
	}
	for _, stop := range r.Stops {
		rows = append(rows, render.TourRow{ID: stop.ID, Expected: stop.Expected, Found: stop.Found, OK: stop.OK})
	}
	return render.Tour(a.out, rows, s)
}
