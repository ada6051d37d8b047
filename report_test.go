package certain

import "testing"

func found(severities ...Severity) (findings []Finding) {
	for _, s := range severities {
		findings = append(findings, Finding{Severity: s})
	}
	return findings
}

func accepted(s Severity) Finding { return Finding{Severity: s, Accepted: true} }

func TestConclude(t *testing.T) {
	for _, c := range []struct {
		name     string
		findings []Finding
		unknown  []string
		verdict  Verdict
		alarms   [3]bool // at error, warning, note
	}{
		{"nothing", nil, nil, Pass, [3]bool{false, false, false}},
		{"a note", found(Note), nil, Pass, [3]bool{false, false, true}},
		{"a warning", found(Note, Warning), nil, Warn, [3]bool{false, true, true}},
		{"an error", found(Note, Warning, Error, Note), nil, Fail, [3]bool{true, true, true}},
		{"unknown", nil, []string{"x"}, Unknown, [3]bool{true, true, true}},
		{"a note and unknown", found(Note), []string{"x"}, Unknown, [3]bool{true, true, true}},
		{"a warning and unknown", found(Warning), []string{"x"}, Warn, [3]bool{false, true, true}},
		{"an error and unknown", found(Error), []string{"x"}, Fail, [3]bool{true, true, true}},
		{"an accepted error", []Finding{accepted(Error)}, nil, Pass, [3]bool{false, false, false}},
		{"an accepted error, a warning", append(found(Warning), accepted(Error)), nil, Warn, [3]bool{false, true, true}},
		{"an accepted error and unknown", []Finding{accepted(Error)}, []string{"x"}, Unknown, [3]bool{true, true, true}},
	} {
		r := Result{Findings: c.findings, Unknown: c.unknown, Verdict: Fail}
		if r.Conclude(); r.Verdict != c.verdict {
			t.Errorf("%s: %s, want %s", c.name, r.Verdict, c.verdict)
		}
		for i, limit := range []Severity{Error, Warning, Note} {
			if r.Alarms(limit) != c.alarms[i] {
				t.Errorf("%s: alarm at %s is %v", c.name, limit, !c.alarms[i])
			}
		}
	}
}

func TestParseSeverity(t *testing.T) {
	for _, s := range []Severity{Error, Warning, Note} {
		if got, err := ParseSeverity(string(s)); err != nil || got != s {
			t.Errorf("%s: %s, %v", s, got, err)
		}
	}
	for _, text := range []string{"", "ERROR", "info", "a\x1b"} {
		if _, err := ParseSeverity(text); err == nil || Clean(err.Error()) != err.Error() {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSeverityOrder(t *testing.T) {
	if !Error.AtLeast(Error) || !Error.AtLeast(Note) || Note.AtLeast(Warning) || Warning.AtLeast(Error) || !Warning.AtLeast(Warning) {
		t.Error("error is not the worst and note not the least")
	}
}

func TestStoreNone(t *testing.T) {
	if !(Store{Name: "none"}).None() || (Store{Name: "system"}).None() {
		t.Error("none is not told from a store")
	}
}
