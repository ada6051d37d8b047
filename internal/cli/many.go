package cli

import (
	"bytes"
	"context"
	"fmt"
	"iter"
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
func (f *manyFlags) words(ctx context.Context, a *app, words []string) (targetWords, error) {
	all := targetWords{words: words}
	if f.file == "" {
		return all, nil
	}
	data, err := f.read(ctx, a, words)
	if err != nil {
		return all, err
	}
	called := f.file
	if called == "-" {
		called = "standard input"
	}
	listed, err := countTargets(data)
	if err != nil {
		return all, misused("--targets: %s, %s", called, err)
	}
	if listed == 0 {
		return all, misused("--targets: %s names no target", called)
	}
	all.list = data
	return all, nil
}

// targetWords are the words of a call that name targets: those of its command line
// and those of a list, which stays text. Taken apart, a million of them would
// cost many times its size.
type targetWords struct {
	words []string
	list  []byte
}

// each gives the words one by one.
func (n targetWords) each(yield func(string) bool) {
	for _, word := range n.words {
		if !yield(word) {
			return
		}
	}
	for _, word := range lines(n.list) {
		if !yield(word) {
			return
		}
	}
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

// countTargets tells how many targets a list has, or which of its lines is none.
func countTargets(data []byte) (n int, err error) {
	for number, text := range lines(data) {
		switch {
		case text == "-":
			return 0, fmt.Errorf("line %d: - is no target of a list", number)
		case !isText(text):
			return 0, fmt.Errorf("line %d: is no text", number)
		}
		if _, err := certain.ParseTarget(text, exists); err != nil {
			return 0, fmt.Errorf("line %d: %w", number, err)
		}
		n++
	}
	return n, nil
}

// lines are the targets of a list with the numbers of their lines: one a line,
// blanks around it and what stands behind a # at the start of a word left out.
func lines(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number := 0
		for line := range bytes.Lines(data) {
			number++
			text := strings.TrimSpace(uncommented(string(line)))
			if text != "" && !yield(number, text) {
				return
			}
		}
	}
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
