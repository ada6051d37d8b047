package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"
)

// print writes to standard output; a failure to do so is an error of the call.
func (a *app) print(format string, args ...any) error {
	if _, err := fmt.Fprintf(a.out, format, args...); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// writeJSON prints one document, indented.
func (a *app) writeJSON(document any) error {
	text, err := marshal(document, "  ")
	if err != nil {
		return err
	}
	return a.print("%s\n", text)
}

// writeLine prints one document as one line, in one write, so that a line is
// whole or absent.
func (a *app) writeLine(document any) error {
	text, err := marshal(document, "")
	if err != nil {
		return err
	}
	return a.print("%s\n", text)
}

func marshal(document any, indent string) (text []byte, err error) {
	if indent == "" {
		text, err = json.Marshal(document)
	} else {
		text, err = json.MarshalIndent(document, "", indent)
	}
	if err != nil {
		return nil, fmt.Errorf("encode the result: %w", err)
	}
	return text, nil
}

// outputFlags are the two forms that scripts read.
type outputFlags struct{ json, lines bool }

func (o *outputFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	cmd.Flags().BoolVar(&o.lines, "jsonl", false, "print one JSON object a line, as results come")
	cmd.MarkFlagsMutuallyExclusive("json", "jsonl")
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
