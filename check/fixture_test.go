package check_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
)

var update = flag.Bool("update", false, "write the findings of the fixtures anew")

// A fixture is an observation as it was seen once (testdata/NAME.json) and the
// findings that follow from it (testdata/NAME.golden). Looking again is not
// needed to know whether a check still concludes the same.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			got := conclusion(t, read(t, file))
			golden := strings.TrimSuffix(file, ".json") + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the findings changed (-was +is):\n%s", diff)
			}
		})
	}
}

func read(t *testing.T, file string) *certain.Observation {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var obs certain.Observation
	if err := json.Unmarshal(text, &obs); err != nil {
		t.Fatal(err)
	}
	return &obs
}

// conclusion is all that the checks say, without the observation itself.
func conclusion(t *testing.T, obs *certain.Observation) []byte {
	t.Helper()
	r := check.Conclude(obs, check.Options{})
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(map[string]any{"verdict": r.Verdict, "findings": r.Findings, "unknown": r.Unknown, "hidden": r.Hidden})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A stored observation gives the same findings as the one that was stored.
func TestStoredObservationsKeepTheirFindings(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, file := range files {
		obs := read(t, file)
		stored, err := json.Marshal(obs)
		if err != nil {
			t.Fatal(err)
		}
		var again certain.Observation
		if err := json.Unmarshal(stored, &again); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(conclusion(t, obs)), string(conclusion(t, &again))); diff != "" {
			t.Errorf("%s: storing changed the findings:\n%s", file, diff)
		}
	}
}
