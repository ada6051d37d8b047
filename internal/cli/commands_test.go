package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
)

// TestCommandsParse: every command of certain that an article, a fix or a help
// text shows is one that this program understands.
func TestCommandsParse(t *testing.T) {
	seen := 0
	for place, text := range texts() {
		for _, command := range commands(text) {
			seen++
			if err := parses(command); err != nil {
				t.Errorf("%s: %s: %v", place, strings.Join(command, " "), err)
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d commands were found: the texts are not read", seen)
	}
}

// texts are all that show commands, by their place.
func texts() map[string]string {
	all := map[string]string{}
	for _, p := range problem.All() {
		all[p.Code+".md"], _ = article.Find(p.Code)
		for _, fix := range p.Fixes {
			all["fixes of "+p.Code] += blanks.Replace(fix.Command) + "\n"
		}
	}
	each((&app{}).root(), func(cmd *cobra.Command) { all[cmd.CommandPath()+" --help"] = cmd.Example })
	return all
}

// blanks are what a fix leaves open, filled in.
var blanks = strings.NewReplacer("{host}", "shop.example.org", "{port}", "8443", "{name}", "shop.example.org",
	"{file}", "server.pem", "{key}", "server.key")

func each(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, c := range cmd.Commands() {
		each(c, f)
	}
}

// commands finds commands of certain: lines that begin with it, and what
// stands behind a pipe or another joint of the shell.
func commands(text string) (all [][]string) {
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
		for _, part := range split(line) {
			if len(part) > 1 && part[0] == "certain" {
				all = append(all, part)
			}
		}
	}
	return all
}

// split takes a line of shell apart into commands and their words. It knows
// quotes, joints, redirections and comments, which is all that these texts use.
func split(line string) (all [][]string) {
	var words []string
	var word strings.Builder
	quote, inWord := rune(0), false
	end := func() {
		if inWord {
			words = append(words, word.String())
		}
		word.Reset()
		inWord = false
	}
	for _, r := range line + "\n" {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inWord = r, true
		case r == '#' && !inWord, strings.ContainsRune("|;&<>()\n", r):
			end()
			all = append(all, words)
			words = nil
			if r == '#' {
				return all
			}
		case r == ' ':
			end()
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	return all
}

// parses reads a command as Main would, short of running it.
func parses(words []string) error {
	root := (&app{}).root()
	cmd, rest, err := root.Find(words[1:])
	if err != nil {
		return err
	}
	if cmd.DisableFlagParsing {
		return cmd.RunE(cmd, rest)
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	args := cmd.Flags().Args()
	if err := cmd.ValidateArgs(args); err != nil {
		return err
	}
	return understood(cmd, args)
}

// understood looks at the arguments that are not flags.
func understood(cmd *cobra.Command, args []string) error {
	switch cmd.Name() {
	case "check", "inspect":
		for _, arg := range args {
			if _, err := certain.ParseTarget(arg, func(string) bool { return false }); err != nil {
				return err
			}
		}
	case "explain":
		if len(args) == 1 && codeLike(args[0]) {
			return knownCode(args[0])
		}
	case "serve":
		_, err := shelf{}.named(args)
		return err
	}
	return nil
}
