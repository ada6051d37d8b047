package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
)

// explainFlags are the flags of explain.
type explainFlags struct {
	output outputFlags
	file   string
	list   bool
}

func (a *app) explain() *cobra.Command {
	f := &explainFlags{}
	cmd := &cobra.Command{
		Use:   "explain [CODE | TEXT...]",
		Short: "name the problem behind an error text, or tell all about a code",
		Long: paragraphs(
			"With TEXT, --file or standard input: reads what a client or server printed, in any ecosystem's words, and names the problem. A text is one message, however many lines it has.",
			"With a CODE of the catalogue: shows its article, which says what it means, how each client puts it, why it happens, and how to mend it.",
			"Exit codes: 0 recognised, 1 not recognised, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain explain expired", "the article of a code",
			"certain explain \"x509: certificate signed by unknown authority\"", "name the problem",
			"curl https://example.org 2>&1 | certain explain", "from a pipe",
			"certain explain --file traceback.txt", "from a file",
			"certain explain --list", "the whole catalogue",
		),
		ValidArgsFunction: completeCodes,
		RunE:              func(cmd *cobra.Command, words []string) error { return a.runExplain(cmd.Context(), words, f) },
	}
	f.output.add(cmd)
	cmd.Flags().StringVar(&f.file, "file", "", "read the text from `FILE`")
	cmd.Flags().BoolVar(&f.list, "list", false, "list the catalogue")
	a.addColor(cmd)
	return cmd
}

func (a *app) runExplain(ctx context.Context, words []string, f *explainFlags) error {
	if err := f.validate(words); err != nil {
		return err
	}
	if f.list {
		return a.listCatalogue(f.output)
	}
	if len(words) == 1 {
		if p, ok := problem.Find(words[0]); ok {
			return a.showArticle(p, f.output)
		}
	}
	text, err := a.message(ctx, words, f.file)
	if err != nil {
		return err
	}
	answer := explain.Text(text)
	if answer.Code == "" && len(words) == 1 && codeLike(words[0]) {
		return knownCode(words[0])
	}
	return a.showAnswer(answer, f.output)
}

// codeLike tells whether a word was meant as a code: lower-case words joined by
// hyphens, or one that is nearly a code.
func codeLike(word string) bool {
	if !strings.Contains(word, "-") && nearest(word, codes()) == "" {
		return false
	}
	for part := range strings.SplitSeq(word, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") != "" {
			return false
		}
	}
	return true
}

func (f *explainFlags) validate(words []string) error {
	given := 0
	for _, is := range []bool{f.list, f.file != "", len(words) > 0} {
		if is {
			given++
		}
	}
	if given > 1 {
		return misused("give one of a code, a text, --file or --list")
	}
	return f.output.validate()
}

// message is the text that is to be explained.
func (a *app) message(ctx context.Context, words []string, file string) (string, error) {
	if len(words) > 0 {
		return strings.Join(words, " "), nil
	}
	if file != "" && file != "-" {
		data, err := readFlagFile(ctx, "--file", file)
		return string(data), err
	}
	if isTerminal(a.in) {
		return "", misused("name a code or a text, or pipe the text in")
	}
	data, err := readInput(ctx, a.in)
	return string(data), err
}

// message is one message in the JSON of explain.
type message struct {
	Schema       string        `json:"schema,omitempty"` // in --jsonl
	Line         int           `json:"line"`             // on which the message begins, from 1
	Code         *string       `json:"code"`             // null if nothing was recognised
	Title        string        `json:"title,omitempty"`
	Confidence   float64       `json:"confidence"`
	Ecosystem    string        `json:"ecosystem"`
	Matched      string        `json:"matched"`
	Alternatives []string      `json:"alternatives"`
	Fixes        []certain.Fix `json:"fixes"`
	Article      string        `json:"article,omitempty"` // Markdown, if a code was asked for
}

// explainReport is the document of explain.
type explainReport struct {
	Schema  string    `json:"schema"`
	Results []message `json:"results"`
}

func (a *app) showMessage(m message, o outputFlags, screen func(render.Style) error) error {
	if o.lines {
		m.Schema = certain.ExplainSchema
		return render.JSONLine(a.out, m)
	}
	return a.show(o, explainReport{certain.ExplainSchema, []message{m}}, screen)
}

func (a *app) showArticle(p problem.Problem, o outputFlags) error {
	text, ok := article.Find(p.Code)
	if !ok {
		return misused("there is no article for %s", p.Code)
	}
	m := message{
		Line: 1, Code: &p.Code, Title: p.Title, Confidence: 1, Matched: p.Code,
		Alternatives: []string{}, Fixes: p.Fixes, Article: text,
	}
	return a.showMessage(m, o, func(s render.Style) error { return render.Article(a.out, text, s) })
}

func (a *app) showAnswer(answer explain.Answer, o outputFlags) error {
	m := message{Line: 1, Alternatives: []string{}, Fixes: []certain.Fix{}}
	if answer.Code == "" {
		a.exit = exitFound
		return a.showMessage(m, o, func(s render.Style) error { return render.Answer(a.out, answer, s) })
	}
	p, _ := problem.Find(answer.Code)
	m.Line, m.Code, m.Title = answer.Line, &answer.Code, p.Title
	m.Confidence, m.Ecosystem, m.Matched = answer.Confidence, answer.Ecosystem, answer.Matched
	m.Alternatives = append(m.Alternatives, answer.Alternatives...)
	m.Fixes = append(m.Fixes, answer.Fixes...)
	return a.showMessage(m, o, func(s render.Style) error { return render.Answer(a.out, answer, s) })
}
