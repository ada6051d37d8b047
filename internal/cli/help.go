package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help prints the help of one command, wrapped to the width of w.
func (a *app) help(cmd *cobra.Command, w io.Writer) {
	cmd.InitDefaultHelpFlag() // a group that was named by help has not parsed any
	columns := width(w)
	var b strings.Builder
	b.WriteString(fold(cmd.CommandPath()+": "+cmd.Short, columns, "", "  ") + "\n")
	section := func(title, body string) {
		if body != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", title, body)
		}
	}
	section("usage", "  "+usageLine(cmd))
	for _, text := range strings.Split(cmd.Long, "\n\n") {
		if text != "" {
			b.WriteString("\n" + paragraph(text, columns) + "\n")
		}
	}
	section("commands", listCommands(cmd, columns))
	section("flags", listFlags(cmd.LocalFlags(), columns))
	section("examples", listExamples(cmd.Example, columns))
	io.WriteString(w, b.String()) // nothing is left to tell if even the help cannot be written
}

// paragraph sets one paragraph of a command's Long. One with tabs in it is a
// list: a line an item, its name in front of the tab.
func paragraph(text string, columns int) string {
	if !strings.Contains(text, "\t") {
		return fold(text, columns, "", "")
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		name, about, _ := strings.Cut(line, "\t")
		lines = append(lines, hang("  "+name, about, 26, columns))
	}
	return strings.Join(lines, "\n")
}

func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [COMMAND]",
		Short:  "show the help of a command",
		Hidden: true,
		RunE: func(_ *cobra.Command, words []string) error {
			cmd, rest, err := root.Find(words)
			if err != nil || len(rest) > 0 {
				return unknownCommand(root, strings.Join(words, " "))
			}
			return cmd.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return commandNames(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func usageLine(cmd *cobra.Command) string {
	if cmd.HasAvailableSubCommands() {
		return cmd.CommandPath() + " COMMAND"
	}
	line := cmd.CommandPath()
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + args
	}
	return line + " [flags]"
}

func listCommands(cmd *cobra.Command, columns int) string {
	var lines []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			lines = append(lines, hang("  "+c.Name(), c.Short, 14, columns))
		}
	}
	return strings.Join(lines, "\n")
}

func listFlags(flags *pflag.FlagSet, columns int) string {
	var lines []string
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			name, usage := flagUsage(f)
			lines = append(lines, hang("  "+name, usage, 26, columns))
		}
	})
	return strings.Join(lines, "\n")
}

// flagUsage gives a flag as it is typed and what it does.
func flagUsage(f *pflag.Flag) (name, usage string) {
	value, usage := pflag.UnquoteUsage(f)
	name = "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if value != "" {
		name += " " + value
	}
	if preset := f.DefValue; preset != "" && preset != "false" && preset != "[]" && preset != "0" {
		usage += " (default " + preset + ")"
	}
	return name, usage
}

// hang sets text to the right of a word, or under it if the word is long or
// the screen is narrow.
func hang(word, text string, indent, columns int) string {
	if columns < 60 {
		return word + "\n" + fold(text, columns, "      ", "      ")
	}
	pad := strings.Repeat(" ", indent)
	if len(word)+2 > indent {
		return word + "\n" + fold(text, columns, pad, pad)
	}
	return fold(text, columns, word+pad[len(word):], pad)
}

// fold breaks text at spaces so that no line is longer than columns, unless
// a single word is.
func fold(text string, columns int, first, rest string) string {
	var b strings.Builder
	line, empty := first, true
	for _, word := range strings.Fields(text) {
		if !empty && len(line)+1+len(word) > columns {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	return b.String() + strings.TrimRight(line, " ")
}

// paragraphs and examples keep the texts of commands readable in the source
// and leave their layout to help and to the man pages.
func paragraphs(texts ...string) string { return strings.Join(texts, "\n\n") }

// examples takes pairs: a command, and what it is for.
func examples(pairs ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&b, "# %s\n%s\n", pairs[i+1], pairs[i])
	}
	return b.String()
}

func listExamples(text string, columns int) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if about, ok := strings.CutPrefix(line, "# "); ok {
			lines = append(lines, fold(about, columns, "  ", "  "))
			continue
		}
		lines = append(lines, "    $ "+line)
	}
	return strings.Join(lines, "\n")
}
