package cli

import (
	"encoding/json"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/trust"
)

// FuzzFrom: whatever a file for --from holds, it is judged and shown, or
// refused in a sentence.
func FuzzFrom(f *testing.F) {
	for _, result := range seenInLab(f, "expired", "missing-intermediate", "chain-disordered", "key-mismatch", "not-tls", "healthy-ecdsa") {
		text, err := json.Marshal(result.Observation)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"results":[{"observation":{"at":"2026-03-14T09:26:00Z","kind":"files","files":[{"material":[{"kind":"certificate"}],"faults":[{}]}]}}]}`))
	f.Add([]byte(`{"at":"2026-03-14T09:26:00Z","kind":"endpoint","served":["AAAA"],"fetched":[{"certificate":"AAAA"}],"anchors":[{"certificate":"AAAA"}],"handshake":{},"http":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		seen, err := observations(data)
		for _, obs := range seen {
			result := diagnose.Again(obs, diagnose.Options{})
			if err := render.Result(io.Discard, result, render.Style{}); err != nil {
				t.Error(err)
			}
			if err := render.JSON(io.Discard, result); err != nil {
				t.Error(err)
			}
		}
		if err == nil && len(seen) == 0 {
			t.Error("neither an observation nor an error")
		}
	})
}

// seenInLab checks scenarios, so that there is something to judge again.
func seenInLab(t testing.TB, ids ...string) (results []certain.Result) {
	t.Helper()
	opened, err := lab.Open(lab.Options{}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	b := &bench{roots: trust.FromCerts("lab", opened.Roots())}
	look := checker(false)
	for _, r := range opened.Running() {
		each, err := look.scenario(r, diagnose.Options{}, b)(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, each...)
	}
	return results
}

// TestFromRoundTrip: every scenario of the lab, written as JSON and judged
// again, gives the same findings, to the letter.
func TestFromRoundTrip(t *testing.T) {
	ids := slices.DeleteFunc(idsOf(lab.Scenarios()), func(id string) bool {
		return id == "connect-timeout" || id == "handshake-timeout" // they take their time, and hold no certificate
	})
	for _, result := range seenInLab(t, ids...) {
		text, err := json.Marshal(certain.Report{Schema: certain.CheckSchema, Results: []certain.Result{result}})
		if err != nil {
			t.Fatal(err)
		}
		seen, err := observations(text)
		if err != nil || len(seen) != 1 {
			t.Fatalf("%s: %d observations, %v", result.Target, len(seen), err)
		}
		again, err := json.Marshal(diagnose.Again(seen[0], diagnose.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		once, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(once) {
			t.Errorf("%s: judged again it is\n%s\nand was\n%s", result.Target, again, once)
		}
	}
}

// TestFromLater: a stored observation is judged as of another time.
func TestFromLater(t *testing.T) {
	result := seenInLab(t, "healthy-ecdsa")[0]
	later := diagnose.Again(result.Observation, diagnose.Options{At: time.Now().AddDate(3, 0, 0)})
	if result.Verdict != certain.Pass || later.Verdict != certain.Fail || later.Findings[0].Code != "expired" {
		t.Errorf("now %s, later %s %v", result.Verdict, later.Verdict, later.Findings)
	}
}
