package render

import (
	"fmt"
	"io"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

func Result(w io.Writer, r certain.Result, s Style) error {
	_, err := fmt.Fprintf(w, "%s: %s\n", r.Verdict, certain.Clean(r.Target))
	return err
}

func Table(w io.Writer, results []certain.Result, s Style) error {
	for _, r := range results {
		if _, err := fmt.Fprintf(w, "%s: %s\n", r.Verdict, certain.Clean(r.Target)); err != nil {
			return err
		}
	}
	return nil
}

func Inspect(w io.Writer, r certain.InspectReport, s Style) error {
	for _, one := range r.Results {
		if _, err := fmt.Fprintf(w, "%s\n", certain.Clean(one.Target)); err != nil {
			return err
		}
	}
	return nil
}

func Article(w io.Writer, markdown string, s Style) error {
	_, err := io.WriteString(w, markdown)
	return err
}

func Catalogue(w io.Writer, problems []problem.Problem, s Style) error {
	for _, p := range problems {
		if _, err := fmt.Fprintf(w, "%s  %s\n", p.Code, p.Title); err != nil {
			return err
		}
	}
	return nil
}

// LabRow is one scenario of the lab, as text.
type LabRow struct {
	ID     string // its name, and the code where they differ in nothing
	Expect string // accept, reject or either
	About  string // one sentence
}

// Lab shows the list of the lab's scenarios.
func Lab(w io.Writer, rows []LabRow, s Style) error {
	for _, r := range rows {
		if _, err := fmt.Fprintf(w, "%s  %s  %s\n", r.ID, r.Expect, r.About); err != nil {
			return err
		}
	}
	return nil
}
