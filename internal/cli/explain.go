package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/prove"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
)

// explainFlags are the flags of explain.
type explainFlags struct {
	output outputFlags
	files  []string
	list   bool
	log    bool   // every message of the text by itself
	prove  string // the endpoint to look at
	probe  bool   // look at the endpoint that the text names
}

func (a *app) explain() *cobra.Command {
	f := &explainFlags{}
	cmd := &cobra.Command{
		Use:   "explain [CODE | TEXT...]",
		Short: "name the problem behind an error text, or tell all about a code",
		Long: paragraphs(
			"With TEXT, --file or standard input: reads what a client or server printed, in any ecosystem's words, and names the problem. A text is one message, however many lines it has.",
			"With a CODE of the catalogue: shows its article, which says what it means, how each client puts it, why it happens, and how to mend it.",
			"With --prove or --probe: goes and looks at the endpoint, at the roots of this machine and at the variables that the text's program minds, and concludes which cause it is. It connects to that endpoint and to nothing else, and says nothing to it.",
			"Exit codes: 0 recognised, 1 not recognised, 2 the command was not understood or could not run, 130 after Ctrl-C.",
		),
		Example: examples(
			"certain explain expired", "the article of a code",
			"certain explain \"x509: certificate signed by unknown authority\"", "name the problem",
			"curl https://example.org 2>&1 | certain explain", "from a pipe",
			"certain explain --file traceback.txt", "from a file",
			"certain explain --log --file app.log", "every message of a log",
			"certain explain --prove example.org:443 --file error.txt", "go and look, and rule causes out",
			"certain explain --list", "the whole catalogue",
		),
		ValidArgsFunction: completeCodes,
		RunE:              func(cmd *cobra.Command, words []string) error { return a.runExplain(cmd.Context(), words, f) },
	}
	f.output.add(cmd)
	cmd.Flags().StringArrayVar(&f.files, "file", nil, "read the text from `FILE` (repeatable: each is one message)")
	cmd.Flags().BoolVar(&f.log, "log", false, "the text is a log: a line of JSON for each line or traceback that is recognised")
	cmd.Flags().StringVar(&f.prove, "prove", "", "look at `HOST:PORT`, the system's roots and the environment, and conclude which cause it is")
	cmd.Flags().BoolVar(&f.probe, "probe", false, "the same, with the endpoint that the text names")
	complete(cmd, "prove", cobra.NoFileCompletions)
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
	if f.log {
		return a.explainLog(ctx, words, f.files)
	}
	texts, err := a.messages(ctx, words, f.files)
	if err != nil {
		return err
	}
	if len(words) == 1 && explain.Text(texts[0]).Code == "" && codeLike(words[0]) {
		return knownCode(words[0])
	}
	return a.explainAll(ctx, texts, f)
}

// explainAll answers each text as one message.
func (a *app) explainAll(ctx context.Context, texts []string, f *explainFlags) error {
	report := explainReport{Schema: certain.ExplainSchema}
	var screens []func(render.Style) error
	for _, text := range texts {
		answer := explain.Text(text)
		if answer.Code == "" {
			a.exit = exitFound
		}
		m := newMessage(answer)
		screen := func(s render.Style) error { return render.Answer(a.out, answer, s) }
		if f.prove != "" || f.probe {
			looked, err := a.prove(ctx, text, answer, f)
			if err != nil {
				return err
			}
			m.LookedAt, m.Proof, m.Conclusion = looked.Endpoint, looked.Proofs, &looked.Conclusion
			screen = func(s render.Style) error { return render.Proof(a.out, proofScreen(answer, looked), s) }
		}
		screens = append(screens, screen)
		report.Results = append(report.Results, m)
	}
	return a.showMessages(report, f.output, screens)
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
	for _, is := range []bool{f.list, len(f.files) > 0, len(words) > 0} {
		if is {
			given++
		}
	}
	if given > 1 {
		return misused("give one of a code, a text, --file or --list")
	}
	switch {
	case f.log && (f.prove != "" || f.probe):
		return misused("--log explains and does not look: leave --prove and --probe out")
	case f.prove != "" && f.probe:
		return misused("give --prove or --probe, not both")
	}
	return f.output.validate()
}

// messages are the texts that are to be explained.
func (a *app) messages(ctx context.Context, words, files []string) (texts []string, err error) {
	if len(words) > 0 {
		return []string{strings.Join(words, " ")}, nil
	}
	if files, err = a.sources(files); err != nil {
		return nil, err
	}
	for _, file := range files {
		var data []byte
		if file == "-" {
			data, err = readInput(ctx, a.in)
		} else {
			data, err = readFlagFile(ctx, "--file", file)
		}
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(data))
	}
	return texts, nil
}

// sources are the files to read, standard input where none is named.
func (a *app) sources(files []string) ([]string, error) {
	switch {
	case len(files) > 0:
		return files, nil
	case isTerminal(a.in):
		return nil, misused("name a code or a text, or pipe the text in")
	}
	return []string{"-"}, nil
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
	Candidates   []candidate   `json:"candidates"` // the code and its alternatives, each with what decides
	Fixes        []certain.Fix `json:"fixes"`
	Article      string        `json:"article,omitempty"` // Markdown, if a code was asked for
	// The rest is there with --prove and --probe. Code and Fixes are what the
	// text says by itself; what the look makes of it stands in Conclusion.
	LookedAt   string            `json:"looked_at,omitempty"` // the endpoint
	Proof      []prove.Proof     `json:"proof,omitempty"`     // what a look said of each candidate
	Conclusion *prove.Conclusion `json:"conclusion,omitempty"`
}

// candidate is a problem that the text may stand for.
type candidate struct {
	Code    string `json:"code"`
	Ask     string `json:"ask"`               // the question that decides
	Command string `json:"command,omitempty"` // whose output answers it
}

// explainReport is the document of explain.
type explainReport struct {
	Schema  string    `json:"schema"`
	Results []message `json:"results"`
}

// showMessages writes the messages as the flags ask for.
func (a *app) showMessages(report explainReport, o outputFlags, screens []func(render.Style) error) error {
	if o.lines {
		for _, m := range report.Results {
			m.Schema = certain.ExplainSchema
			if err := render.JSONLine(a.out, m); err != nil {
				return err
			}
		}
		return nil
	}
	return a.show(o, report, func(s render.Style) error {
		for _, screen := range screens {
			if err := screen(s); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *app) showArticle(p problem.Problem, o outputFlags) error {
	text, ok := article.Find(p.Code)
	if !ok {
		return misused("there is no article for %s", p.Code)
	}
	m := message{
		Line: 1, Code: &p.Code, Title: p.Title, Confidence: 1, Matched: p.Code,
		Alternatives: []string{}, Candidates: []candidate{}, Fixes: explain.Fixes(p.Code, ""), Article: text,
	}
	screen := func(s render.Style) error { return render.Article(a.out, text, s) }
	return a.showMessages(explainReport{certain.ExplainSchema, []message{m}}, o, []func(render.Style) error{screen})
}

// newMessage is an answer as JSON tells it.
func newMessage(answer explain.Answer) message {
	m := message{Line: 1, Alternatives: []string{}, Candidates: []candidate{}, Fixes: []certain.Fix{}}
	if answer.Code == "" {
		return m
	}
	p, _ := problem.Find(answer.Code)
	m.Line, m.Code, m.Title = answer.Line, &answer.Code, p.Title
	m.Confidence, m.Ecosystem, m.Matched = answer.Confidence, answer.Ecosystem, answer.Matched
	m.Alternatives = append(m.Alternatives, answer.Alternatives...)
	for _, c := range answer.Candidates {
		m.Candidates = append(m.Candidates, candidate(c))
	}
	m.Fixes = append(m.Fixes, answer.Fixes...)
	return m
}
