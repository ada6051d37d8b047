package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain/internal/render"
)

// print writes to standard output; a failure to do so is an error of the call.
func (a *app) print(format string, args ...any) error {
	if _, err := fmt.Fprintf(a.out, format, args...); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// outputFlags choose between the screen and the two forms that scripts read.
type outputFlags struct{ json, lines bool }

func (o *outputFlags) add(cmd *cobra.Command) {
	o.addJSON(cmd)
	cmd.Flags().BoolVar(&o.lines, "jsonl", false, "print one JSON object a line, as results come")
}

func (o *outputFlags) addJSON(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
}

func (o *outputFlags) validate() error {
	if o.json && o.lines {
		return misused("--json and --jsonl exclude each other")
	}
	return nil
}

// show prints the document or the screen.
func (a *app) show(o outputFlags, document any, screen func(render.Style) error) error {
	if o.json {
		return render.JSON(a.out, document)
	}
	return screen(a.style())
}

func (a *app) addColor(cmd *cobra.Command) {
	chooseVar(cmd, &a.color, "color", "auto", "colour the screen; NO_COLOR counts for auto", "auto", "always", "never")
}

func noArguments(cmd *cobra.Command, words []string) error {
	if len(words) > 0 {
		return misused("%s takes no arguments, and was given %s", cmd.CommandPath(), words[0])
	}
	return nil
}
