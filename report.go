package certain

// The names of the JSON documents.
const (
	CheckSchema   = "certain.check/1"
	InspectSchema = "certain.inspect/1"
	ExplainSchema = "certain.explain/1"
	LabSchema     = "certain.lab/1"
)

// Verdict is the answer in one word.
type Verdict string

// The verdicts.
const (
	Fail    Verdict = "fail"    // an error stands
	Warn    Verdict = "warn"    // a warning stands, and no error
	Unknown Verdict = "unknown" // evidence that is required is missing
	Pass    Verdict = "pass"
)

// Report is the answer to one call of check.
type Report struct {
	Schema  string   `json:"schema"`
	Results []Result `json:"results"`
}

// Result is the answer for one target.
type Result struct {
	Target      string       `json:"target"`
	Kind        Kind         `json:"kind"`
	Files       []string     `json:"files,omitempty"` // all files, if Kind is files
	Verdict     Verdict      `json:"verdict"`
	Findings    []Finding    `json:"findings"`
	Unknown     []string     `json:"unknown"` // codes whose required evidence is missing
	Hidden      []string     `json:"hidden"`  // codes of symptoms that a finding explains away
	Observation *Observation `json:"observation"`
}

// Conclude sets the verdict from the findings and the unknown codes. Accepted
// findings do not count.
func (r *Result) Conclude() {
	r.Verdict = Pass
	if len(r.Unknown) > 0 {
		r.Verdict = Unknown
	}
	switch worst, found := r.Worst(); {
	case found && worst == Error:
		r.Verdict = Fail
	case found && worst == Warning:
		r.Verdict = Warn
	}
}

// Worst is the worst severity among the findings that are not accepted.
func (r *Result) Worst() (worst Severity, found bool) {
	for _, f := range r.Findings {
		if !f.Accepted && (!found || f.Severity.Rank() < worst.Rank()) {
			worst, found = f.Severity, true
		}
	}
	return worst, found
}

// Alarms tells whether the result is a failure for a caller who minds
// findings from limit upwards: such a finding stands, or the verdict is
// unknown.
func (r *Result) Alarms(limit Severity) bool {
	worst, found := r.Worst()
	return r.Verdict == Unknown || found && worst.AtLeast(limit)
}
