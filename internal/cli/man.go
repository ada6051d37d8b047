package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// man writes the manual pages. The roff is our own: cobra's generator goes
// through Markdown and would link a Markdown and a YAML parser into the
// program for it.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "write the manual pages into a folder",
		Hidden: true, // for those who package the program
		RunE: func(cmd *cobra.Command, words []string) error {
			if len(words) != 1 {
				return misused("name one folder for the manual pages")
			}
			if err := os.MkdirAll(words[0], 0o755); err != nil {
				return fmt.Errorf("make the folder: %w", err)
			}
			return writePages(cmd.Root(), words[0])
		},
	}
}

func writePages(cmd *cobra.Command, dir string) error {
	file := filepath.Join(dir, pageName(cmd)+".1")
	if err := os.WriteFile(file, []byte(manPage(cmd)), 0o644); err != nil {
		return fmt.Errorf("write the manual page: %w", err)
	}
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			if err := writePages(c, dir); err != nil {
				return err
			}
		}
	}
	return nil
}

func pageName(cmd *cobra.Command) string {
	return strings.ReplaceAll(cmd.CommandPath(), " ", "-")
}

// manPage is one page, in the man macros (man(7)). It carries no date, so that
// the same source gives the same page.
func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" certain \"User Commands\"\n", roff(strings.ToUpper(pageName(cmd))))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(pageName(cmd)), roff(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(usageLine(cmd)))
	if cmd.Long != "" {
		b.WriteString(".SH DESCRIPTION\n")
		for _, text := range strings.Split(cmd.Long, "\n\n") {
			manParagraph(&b, text)
		}
	}
	manCommands(&b, cmd)
	manFlags(&b, cmd)
	manExamples(&b, cmd)
	manSeeAlso(&b, cmd)
	return b.String()
}

// manParagraph writes a paragraph; one with tabs in it is a list.
func manParagraph(b *strings.Builder, text string) {
	if !strings.Contains(text, "\t") {
		fmt.Fprintf(b, ".PP\n%s\n", roff(text))
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		name, about, _ := strings.Cut(line, "\t")
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(name), roff(about))
	}
}

func manCommands(b *strings.Builder, cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	b.WriteString(".SH COMMANDS\n")
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(c.Name()), roff(c.Short))
		}
	}
}

func manFlags(b *strings.Builder, cmd *cobra.Command) {
	if !cmd.HasAvailableLocalFlags() {
		return
	}
	b.WriteString(".SH OPTIONS\n")
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			name, usage := flagUsage(f)
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(name), roff(usage))
		}
	})
}

func manExamples(b *strings.Builder, cmd *cobra.Command) {
	if cmd.Example == "" {
		return
	}
	b.WriteString(".SH EXAMPLES\n")
	for line := range strings.Lines(cmd.Example) {
		line = strings.TrimSuffix(line, "\n")
		if about, ok := strings.CutPrefix(line, "# "); ok {
			fmt.Fprintf(b, ".PP\n%s:\n", roff(about))
			continue
		}
		fmt.Fprintf(b, ".PP\n.RS 4\n.nf\n$ %s\n.fi\n.RE\n", roff(line))
	}
}

func manSeeAlso(b *strings.Builder, cmd *cobra.Command) {
	var names []string
	if cmd.HasParent() {
		names = append(names, pageName(cmd.Parent()))
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, pageName(c))
		}
	}
	if len(names) == 0 {
		return
	}
	b.WriteString(".SH SEE ALSO\n")
	for i, name := range names {
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Fprintf(b, ".BR %s (1)%s\n", roff(name), comma)
	}
}

// roff escapes text for the man macros: the backslash, a hyphen that is to be
// copied as a minus, and a dot or quote that would start a request.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
