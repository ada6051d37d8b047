package render

import (
	"cmp"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/certain-tls/certain"
)

// SARIF writes the suite as a log of SARIF 2.1.0 (OASIS standard, 2020), which
// code hosts show beside the source. A rule is a code; every fault is a
// result; what does not count is suppressed, with the reason.
func SARIF(w io.Writer, s Suite) error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "certain", Version: clean(s.Version), Rules: []sarifRule{}}
	rules := map[string]int{}
	for _, c := range s.Cases {
		for _, f := range c.Faults {
			i, ok := rules[f.Code]
			if !ok {
				i = len(rules)
				rules[f.Code] = i
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(f))
			}
			run.Results = append(run.Results, sarifOf(c, f, i))
		}
	}
	return JSON(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
	Full  sarifText `json:"fullDescription"` // this and the next are demanded by GitHub
	Help  sarifText `json:"help"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	Rule         string             `json:"ruleId"`
	Index        int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Prints       map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations"`
}

type sarifPhysical struct {
	Artifact struct {
		URI string `json:"uri"`
	} `json:"artifactLocation"`
	Region sarifRegion `json:"region"`
}

type sarifRegion struct {
	Line int `json:"startLine"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

type sarifSuppression struct {
	Kind   string `json:"kind"`
	Reason string `json:"justification"`
}

// ruleOf describes a rule by the first fault against it.
func ruleOf(f Fault) sarifRule {
	full := clean(f.Title)
	if f.So != "" {
		full += ": " + clean(f.So)
	}
	return sarifRule{f.Code, sarifText{clean(f.Title)}, sarifText{full}, sarifText{clean(cmp.Or(f.Fix, f.Cause, f.So, f.Title))}}
}

func sarifOf(c Case, f Fault, rule int) sarifResult {
	r := sarifResult{
		Rule: f.Code, Index: rule, Level: sarifLevel(f.Severity), Message: sarifText{cleanLines(c.Name + ": " + f.text())},
		Prints: map[string]string{"certain/v1": clean(c.Name) + "/" + f.Code},
	}
	// GitHub refuses a whole log in which one result has no file and no line,
	// so what lies in none is placed by its name.
	place := sarifPhysical{Region: sarifRegion{max(1, f.Line)}}
	place.Artifact.URI = fileURI(cmp.Or(f.File, clean(c.Name)))
	r.Locations = []sarifLocation{{place, []sarifLogical{{clean(c.Name)}}}}
	switch {
	case c.Known:
		r.Suppressions = []sarifSuppression{{"external", "the baseline has it"}}
	case f.Uncounts:
		r.Suppressions = []sarifSuppression{{"external", "accepted, or below the severity that counts"}}
	}
	return r
}

// fileURI is relative where the name is, so that a code host finds the file
// in its copy of the repository.
func fileURI(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	if strings.HasPrefix(u.Path, "/") {
		u.Scheme = "file"
	}
	return u.String()
}

func sarifLevel(s certain.Severity) string {
	switch s {
	case certain.Error, certain.Warning:
		return string(s)
	}
	return "note"
}
