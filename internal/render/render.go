// Package render lays answers out for people and for programs: a report as
// screens for a terminal, or as JSON. It is pure: it writes to the writer it
// is given and looks at nothing else, so the caller decides about width,
// colour and character set.
//
// Every text that a stranger may have written (a name in a certificate, a
// banner, a file name) passes certain.Clean again at this border, whoever
// cleaned it before.
package render

import (
	"io"

	"github.com/certain-tls/certain"
)

// Style says what the reader's screen can show. The zero value is 80 columns
// of UTF-8 without colour.
type Style struct {
	Width int  // in cells; 0 means 80, and less than 40 is laid out as 40
	Color bool // the 16 ANSI colours, never the sole carrier of anything
	ASCII bool // no character beyond ASCII; names are shown with \u escapes
}

// Report shows the answer to one call of check: the screen of each result,
// and after several the table that sums them up, in the order of the input.
func Report(w io.Writer, r certain.Report, s Style) error {
	for i, result := range r.Results {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if err := Result(w, result, s); err != nil {
			return err
		}
	}
	if len(r.Results) < 2 {
		return nil
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	return Table(w, r.Results, s)
}
