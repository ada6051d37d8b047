package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/certain-tls/certain"
)

// asGroup makes a command that only holds others. It takes its words
// unparsed, so that a misspelt command is told before the flags behind it,
// which belong to the command that was meant.
func asGroup(cmd *cobra.Command) {
	cmd.DisableFlagParsing = true
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		for _, word := range words {
			switch {
			case word == "-h" || word == "--help":
				return cmd.Help()
			case !strings.HasPrefix(word, "-"):
				return unknownCommand(cmd, word)
			}
		}
		if len(words) > 0 {
			return unknownFlag(cmd, words[0])
		}
		return misused("%s needs a command: %s", cmd.CommandPath(), strings.Join(commandNames(cmd), ", "))
	}
}

func unknownFlag(cmd *cobra.Command, word string) error {
	text := cmd.CommandPath() + " takes no flag " + certain.Clip(word, 40)
	if near := nearest(strings.TrimLeft(word, "-"), commandNames(cmd)); near != "" {
		return misused("%s; did you mean %s %s?", text, cmd.CommandPath(), near)
	}
	return misused("%s", text)
}

func unknownCommand(cmd *cobra.Command, word string) error {
	text := cmd.CommandPath() + " has no command " + certain.Clip(word, 40)
	if near := nearest(word, commandNames(cmd)); near != "" {
		return misused("%s; did you mean %s?", text, near)
	}
	return misused("%s", text)
}

func commandNames(cmd *cobra.Command) (names []string) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// flagError turns what the flag parser says into a sentence, and names the
// flag that was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return misused("%s", err)
	}
	word := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return misused("%s has no flag -%s", cmd.CommandPath(), word)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(word, names); near != "" {
		return misused("%s has no flag --%s; did you mean --%s?", cmd.CommandPath(), word, near)
	}
	return misused("%s has no flag --%s", cmd.CommandPath(), word)
}

// nearest is the candidate with the fewest changed letters, or nothing if
// even that one is another word.
func nearest(word string, candidates []string) (best string) {
	word = certain.Clip(word, 60)
	least := 1 + max(2, len(word)/3)
	for _, c := range candidates {
		if d := distance(word, c); d < least || strings.HasPrefix(c, word) && len(word) > 1 && best == "" {
			best, least = c, min(least, d)
		}
	}
	return best
}

// distance counts the insertions, deletions, changes and swaps of neighbours
// that turn a into b (optimal string alignment).
func distance(a, b string) int {
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
