package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/internal/labfile"
	"github.com/certain-tls/certain/lab"
)

// TestDescribedScenariosAreTheSame: what lab show prints, served again, is
// found to be what it was.
func TestDescribedScenariosAreTheSame(t *testing.T) {
	var descriptions []lab.Description
	for _, s := range lab.Scenarios() {
		descriptions = append(descriptions, s.Description())
	}
	var text strings.Builder
	if err := labfile.Write(&text, descriptions...); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "all.yaml")
	if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := readShelf(t.Context(), "--file", []string{file})
	if err != nil {
		t.Fatal(err)
	}
	ctx, b, err := openBench(t.Context(), s, idsOf(s.own))
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	look := checker(false)
	var jobs []job[stop]
	for _, one := range s.own {
		o := diagnose.Options{Timeout: time.Minute} // a busy machine is no finding
		if one.Silent || strings.HasSuffix(one.Code, "-timeout") {
			o.Timeout = 0
		}
		jobs = append(jobs, job[stop]{one.ID, alone(visit(b.running[one.ID], look.scenario(b.running[one.ID], o, b)))})
	}
	stops, err := run(ctx, slices.Values(jobs), tourAtOnce, func(job[stop], []stop) (bool, error) { return true, nil })
	if err != nil {
		t.Fatal(err)
	}
	for i, stop := range stops {
		want := slices.Sorted(slices.Values(lab.Scenarios()[i].Codes))
		if !slices.Equal(stop.Found, want) || !stop.OK {
			t.Errorf("%s: found %v, want %v", stop.ID, stop.Found, want)
		}
		if lab.Scenarios()[i].Expect == lab.Accept && stop.Result.Verdict == certain.Fail {
			t.Errorf("%s: verdict %s", stop.ID, stop.Result.Verdict)
		}
	}
}
