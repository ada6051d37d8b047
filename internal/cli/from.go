package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
)

// judgeAgain judges what was seen earlier, by the flags of this call.
func (a *app) judgeAgain(ctx context.Context, f *checkFlags, o diagnose.Options) error {
	read := func() ([]byte, error) { return readFlagFile(ctx, "--from", f.from) }
	if f.from == "-" {
		read = func() ([]byte, error) { return readInput(ctx, a.in) }
	}
	data, err := read()
	if err != nil {
		return err
	}
	seen, err := observations(data)
	if err != nil {
		return misused("--from: %s %s", f.from, err)
	}
	results := make([]certain.Result, 0, len(seen))
	for _, obs := range seen {
		result := diagnose.Again(obs, o)
		results = append(results, result)
		if f.output.lines {
			if err := a.line(result); err != nil {
				return err
			}
		}
	}
	return a.report(results, f)
}

// stored is whatever --from takes: a document of check, one line of --jsonl,
// or a bare observation.
type stored struct {
	Schema      string               `json:"schema"`
	Results     []stored             `json:"results"`
	Observation *certain.Observation `json:"observation"`
}

// observations finds what was seen in a file, in its order. The error
// completes a sentence that begins with the file's name.
func observations(data []byte) ([]*certain.Observation, error) {
	var doc stored
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("is no JSON document of certain check: %w", err)
	}
	if doc.Schema != "" && doc.Schema != certain.CheckSchema {
		return nil, fmt.Errorf("is of the schema %s, and %s is needed", certain.Clip(doc.Schema, 40), certain.CheckSchema)
	}
	if doc.Results == nil && doc.Observation == nil {
		doc.Observation = &certain.Observation{}
		if err := json.Unmarshal(data, doc.Observation); err != nil {
			return nil, fmt.Errorf("holds no observation: %w", err)
		}
	}
	if doc.Results == nil {
		doc.Results = []stored{doc}
	}
	var all []*certain.Observation
	for _, one := range doc.Results {
		if err := usable(one.Observation); err != nil {
			return nil, err
		}
		all = append(all, one.Observation)
	}
	if len(all) == 0 {
		return nil, errors.New("holds no result")
	}
	return all, nil
}

// usable tells whether an observation says enough to be judged: when, and of
// what kind. Some other JSON document has neither.
func usable(obs *certain.Observation) error {
	switch {
	case obs == nil:
		return errors.New("has a result without its observation")
	case obs.Kind != certain.Endpoint && obs.Kind != certain.Files, obs.At.IsZero():
		return errors.New("holds no observation of certain check")
	}
	certs := append([]*certain.Cert{}, obs.Served...)
	for _, f := range obs.Fetched {
		certs = append(certs, f.Cert)
	}
	for _, a := range obs.Anchors {
		certs = append(certs, a.Cert)
	}
	if slices.Contains(certs, nil) {
		return errors.New("has a certificate that is null")
	}
	return nil
}
