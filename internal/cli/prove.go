package cli

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/trust"
)

// proof is what a look said of one candidate.
type proof struct {
	Code    string `json:"code"`
	Verdict string `json:"verdict"` // found, ruled-out or open
	Says    string `json:"says"`    // what was seen
}

// proveOptions are how a look for proof is made: nobody is asked but the
// endpoint itself, nothing is fetched from addresses that it names, no request
// is sent, and no proxy is followed.
func proveOptions(store *trust.Store) diagnose.Options {
	return diagnose.Options{Roots: store, NoFetch: true, Revocation: "staple", Built: builtAt()}
}

// prove looks at one endpoint, at the system's roots and at the environment,
// and says of each candidate what was seen.
func (a *app) prove(ctx context.Context, answer explain.Answer, endpoint string) ([]proof, error) {
	target, err := certain.ParseTarget(endpoint, func(string) bool { return false })
	if err != nil {
		return nil, misused("--prove: %s", err)
	}
	target = handshakeOnly(target)
	store, err := trust.Load(nil)
	if err != nil {
		return nil, fmt.Errorf("read the system's roots: %w", err)
	}
	result, err := diagnose.Endpoint(ctx, target, proveOptions(store))
	if err != nil {
		return nil, err
	}
	proofs := environment(os.LookupEnv)
	for _, code := range append([]string{answer.Code}, answer.Alternatives...) {
		if code == "ca-file-unreadable" {
			continue // the environment told
		}
		proofs = append(proofs, judgeCandidate(code, result, store.Describe()))
	}
	for _, f := range result.Findings {
		if f.Severity == certain.Error && !slices.ContainsFunc(proofs, func(p proof) bool { return p.Code == f.Code }) {
			proofs = append(proofs, proof{f.Code, "found", "not in the text: " + f.Title})
		}
	}
	return proofs, nil
}

// handshakeOnly takes the request off a target: looking for proof sends none.
func handshakeOnly(t certain.Target) certain.Target {
	if t.Scheme == "https" {
		t.Scheme, t.Path = "tls", ""
	}
	return t
}

// judgeCandidate says of one code what a look at the endpoint told.
func judgeCandidate(code string, r certain.Result, store certain.Store) proof {
	for _, f := range r.Findings {
		if f.Code == code {
			return proof{code, "found", f.Title}
		}
	}
	p, _ := problem.Find(code)
	switch {
	case slices.Contains(r.Hidden, code):
		return proof{code, "found", "as a symptom of what else was found"}
	case code == "no-trust-store" && store.Size > 0:
		return proof{code, "ruled-out", fmt.Sprintf("this machine's store holds %d roots; a program may have its own", store.Size)}
	case p.Endpoint == "":
		return proof{code, "open", "a look at the endpoint does not tell"}
	case slices.Contains(r.Unknown, code):
		return proof{code, "open", "the look did not get so far"}
	case p.Bites == problem.BitesTLS && r.Observation != nil && r.Observation.Handshake == nil:
		return proof{code, "open", "no certificate was seen"}
	}
	return proof{code, "ruled-out", "not so at " + r.Target + ", seen from here, now"}
}

// rootVariables name files or folders of roots, each for its programs.
var rootVariables = []string{
	"SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS",
	"GIT_SSL_CAINFO", "PIP_CERT", "AWS_CA_BUNDLE", "DENO_CERT",
}

// environment judges the variables that name roots, one line each that is set.
func environment(lookup func(string) (string, bool)) (proofs []proof) {
	for _, name := range rootVariables {
		value, ok := lookup(name)
		if !ok || value == "" {
			continue
		}
		verdict, says := rootFile(value)
		proofs = append(proofs, proof{"ca-file-unreadable", verdict, certain.Clip(name+" names "+value+": "+says, 200)})
	}
	if proofs == nil {
		proofs = append(proofs, proof{"ca-file-unreadable", "ruled-out", "no variable of this environment names roots"})
	}
	return proofs
}

// rootFile tells whether a file holds certificates, or a folder anything.
func rootFile(name string) (verdict, says string) {
	if info, err := os.Stat(name); err != nil {
		return "found", "it cannot be read"
	} else if info.IsDir() {
		if entries, err := os.ReadDir(name); err != nil || len(entries) == 0 {
			return "found", "the folder is empty or cannot be read"
		}
		return "ruled-out", "a folder with entries"
	}
	data, err := readFile(name)
	if err != nil {
		return "found", "it cannot be read"
	}
	found, _ := material.Read(name, data)
	n := 0
	for _, m := range found {
		if m.Cert != nil {
			n++
		}
	}
	if n == 0 {
		return "found", "it holds no certificate"
	}
	return "ruled-out", fmt.Sprintf("it holds %d certificates, and replaces the defaults of its programs", n)
}

// endpointFor is the endpoint to look at: the user's, or else the one that
// the text names.
func (f *explainFlags) endpointFor(text string) (string, error) {
	if f.prove != "" {
		return f.prove, nil
	}
	found := explain.Endpoints(text)
	if len(found) == 0 {
		return "", misused("--probe: the text names no endpoint; name one with --prove HOST:PORT")
	}
	return strings.TrimSpace(found[0]), nil
}
