package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
)

// manyFlags are for calls with many targets.
type manyFlags struct{ file string }

func (f *manyFlags) add(cmd *cobra.Command, atOnce *int) {
	flags := cmd.Flags()
	flags.StringVar(&f.file, "targets", "", "take targets from `FILE|-` too, one a line, # begins a comment; with --jsonl thousands of them keep memory flat")
	flags.IntVar(atOnce, "concurrency", checksAtOnce, "look at this many targets side by side (`N`)")
}

// words are the targets of the command line and those of the file behind
// them. Each line of the file is understood before anything runs.
func (f *manyFlags) words(ctx context.Context, a *app, words []string) ([]string, error) {
	if f.file == "" {
		return words, nil
	}
	data, err := f.read(ctx, a, words)
	if err != nil {
		return nil, err
	}
	called := f.file
	if called == "-" {
		called = "standard input"
	}
	listed, err := lines(data)
	if err != nil {
		return nil, misused("--targets: %s, %s", called, err)
	}
	if len(listed) == 0 {
		return nil, misused("--targets: %s names no target", called)
	}
	return append(slices.Clip(words), listed...), nil
}

func (f *manyFlags) read(ctx context.Context, a *app, words []string) ([]byte, error) {
	if f.file != "-" {
		return readFlagFile(ctx, "--targets", f.file)
	}
	if slices.Contains(words, "-") {
		return nil, misused("--targets - and the target - both read standard input")
	}
	data, err := readInput(ctx, a.in)
	if err != nil && ctx.Err() == nil {
		err = misused("--targets: %s", err)
	}
	return data, err
}

// lines are the targets of a list: one a line, blanks around it and what
// stands behind a # at the start of a word left out.
func lines(data []byte) (words []string, err error) {
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := strings.TrimSpace(uncommented(string(line)))
		switch {
		case text == "":
			continue
		case text == "-":
			return nil, fmt.Errorf("line %d: - is no target of a list", number)
		case !isText(text):
			return nil, fmt.Errorf("line %d: is no text", number)
		}
		if _, err := certain.ParseTarget(text, exists); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		words = append(words, text)
	}
	return words, nil
}

// uncommented is a line up to its comment. A # in the middle of a word may
// belong to a URL.
func uncommented(line string) string {
	for i := range len(line) {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i]
		}
	}
	return line
}
