package diagnose

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/load"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/problem"
)

// InspectEndpoint shows what a server sends, without judging it. Its findings
// tell only what kept it from being seen.
func InspectEndpoint(ctx context.Context, t certain.Target, o Options) (certain.Inspection, error) {
	looks, err := o.probe(t)
	if err != nil {
		return certain.Inspection{}, err
	}
	obs, session, err := probe.Connect(ctx, t, looks)
	if err != nil {
		return certain.Inspection{}, err
	}
	if session != nil {
		session.Close()
	}
	o.ask(obs)
	if len(o.Beside)+len(o.Keys) > 0 {
		if err := load.Beside(ctx, obs, o.Beside, o.load()); err != nil {
			return certain.Inspection{}, err
		}
	}
	return inspection(obs), ctx.Err()
}

// InspectFiles shows what files hold, without judging it.
func InspectFiles(ctx context.Context, names []string, o Options) (certain.Inspection, error) {
	obs, err := load.Files(ctx, names, o.load())
	if err != nil {
		return certain.Inspection{}, err
	}
	o.ask(obs)
	return inspection(obs), nil
}

func inspection(obs *certain.Observation) certain.Inspection {
	obs.Store = certain.Store{Name: "none"}
	in := certain.Inspection{
		Target: obs.Asked.Target, Kind: obs.Kind, Observation: obs,
		Material: []certain.Item{}, Findings: []certain.Finding{},
	}
	for i, c := range obs.Served {
		m := certain.Material{Form: certain.Certificate, From: fmt.Sprintf("served[%d]", i), Container: "der", Cert: c}
		in.Material = append(in.Material, material.Describe(m, obs.At))
	}
	for _, f := range obs.Files {
		if obs.Kind == certain.Files {
			in.Files = append(in.Files, f.Name)
		}
		for _, m := range f.Materials {
			in.Material = append(in.Material, material.Describe(m, obs.At))
		}
	}
	for _, f := range Judge(obs, Options{}).Findings {
		if keptFromSeeing(f) {
			in.Findings = append(in.Findings, f)
		}
	}
	return in
}

// keptFromSeeing tells findings about what could not be read or reached from
// those that judge what was.
func keptFromSeeing(f certain.Finding) bool {
	if slices.Contains([]string{"malformed-certificate", "unsupported-key"}, f.Code) {
		return true
	}
	entry, _ := problem.Find(f.Code)
	if entry.Bites == problem.BitesFile {
		return !slices.Contains([]string{"key-mismatch", "passphrase-needed"}, f.Code)
	}
	return f.Severity == certain.Error && len(f.Evidence) > 0 && strings.HasPrefix(f.Evidence[0].At, "step:")
}
