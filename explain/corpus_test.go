package explain

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/certain-tls/certain"
)

// TestCorpus measures against a file of texts that people met, one object a
// line: {"text", "code" or null, "alternatives"}. It is run by hand,
// CERTAIN_ERRORS=FILE go test ./explain -run Corpus -v, prints a line per
// text and the totals, and fails on nothing but a false alarm rate above one
// in a hundred.
func TestCorpus(t *testing.T) {
	name := os.Getenv("CERTAIN_ERRORS")
	if name == "" {
		t.Skip("CERTAIN_ERRORS names no file")
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	covered := map[string]bool{}
	for _, p := range Phrases() {
		covered[p.Code] = true
	}
	count := map[string]int{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var c struct {
			ID, Text, Code, Ecosystem string
			Alternatives              []string
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		a := Text(c.Text)
		verdict := verdictOn(a, c.Code, c.Alternatives, covered)
		count[verdict]++
		t.Logf("%-12s want %-22s got %-22s %.2f %-8s %s  %q", verdict, c.Code, a.Code, a.Confidence, a.Ecosystem, c.ID, certain.Clip(a.Matched, 90))
	}
	known := count["right"] + count["in three"] + count["wrong"] + count["missed"]
	none := count["silent"] + count["false alarm"]
	t.Logf("of %d texts with a code of the tables: first answer right %d, among the first three %d more, wrong %d, not recognised %d",
		known, count["right"], count["in three"], count["wrong"], count["missed"])
	t.Logf("of %d texts that are no TLS error: false alarms %d", none, count["false alarm"])
	t.Logf("of %d texts with other codes: answered %d, left alone %d", count["other answered"]+count["other silent"], count["other answered"], count["other silent"])
	if 100*count["false alarm"] > none {
		t.Errorf("%d false alarms among %d texts", count["false alarm"], none)
	}
}

func verdictOn(a Answer, code string, alternatives []string, covered map[string]bool) string {
	right := append([]string{code}, alternatives...)
	switch {
	case code == "" && a.Code == "":
		return "silent"
	case code == "":
		return "false alarm"
	case !slices.ContainsFunc(right, func(c string) bool { return covered[c] }):
		if a.Code == "" {
			return "other silent"
		}
		return "other answered"
	case slices.Contains(right, a.Code):
		return "right"
	case a.Code == "":
		return "missed"
	}
	for i, c := range a.Alternatives {
		if i < 2 && slices.Contains(right, c) {
			return "in three"
		}
	}
	return "wrong"
}
