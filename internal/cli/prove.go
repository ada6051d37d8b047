package cli

import (
	"cmp"
	"context"
	"errors"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/prove"
	"github.com/certain-tls/certain/internal/render"
)

// prove goes and looks which cause of a text is the one.
func (a *app) prove(ctx context.Context, text string, answer explain.Answer, f *explainFlags) (prove.Result, error) {
	endpoint, err := f.endpointFor(text, answer)
	if err != nil {
		return prove.Result{}, err
	}
	target, err := certain.ParseTarget(endpoint, func(string) bool { return false })
	if err != nil {
		return prove.Result{}, misused("--prove: %s", err)
	}
	looked, err := prove.Look(ctx, text, answer, target, prove.Options{Built: builtAt()})
	if errors.Is(err, prove.ErrNoEndpoint) {
		return prove.Result{}, misused("--prove: %s: %s", certain.Clip(endpoint, 80), err)
	}
	return looked, err
}

// endpointFor is the endpoint to look at: the user's, or else the one that the
// text names as that which failed.
func (f *explainFlags) endpointFor(text string, answer explain.Answer) (string, error) {
	if f.prove != "" {
		return f.prove, nil
	}
	endpoint := answer.Endpoint
	if named := explain.Endpoints(text); len(named) > 0 {
		endpoint = cmp.Or(endpoint, named[0])
	}
	if endpoint == "" {
		return "", misused("--probe: the text names no endpoint; name one with --prove HOST:PORT")
	}
	return endpoint, nil
}

// verdicts are the words of the screen.
var verdicts = map[string]string{prove.Found: "found", prove.RuledOut: "not", prove.Open: "open"}

// proofScreen is a look as the screen tells it.
func proofScreen(answer explain.Answer, looked prove.Result) render.Looked {
	c := looked.Conclusion
	view := render.Looked{Answer: answer, Endpoint: looked.Endpoint, Sure: c.Sure, Says: c.Says, Ask: c.Ask, Command: c.Command, Fixes: c.Fixes}
	if c.Code != nil {
		view.Code = *c.Code
	}
	for _, p := range looked.Proofs {
		view.Lines = append(view.Lines, [2]string{verdicts[p.Verdict], "[" + p.Code + "] " + p.Says})
	}
	return view
}
