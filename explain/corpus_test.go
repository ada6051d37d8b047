package explain

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// TestCorpus measures against a file of texts that people met, one object a
// line: {"id", "text", "code" or null, "alternatives"}, named by CERTAIN_ERRORS:
//
//	CERTAIN_ERRORS=FILE go test ./explain -run Corpus -v
//
// It prints a line a text and the totals. The first answer is to be the code
// or a listed alternative in 95 of 100, one of the first three in 98, and at
// most 1 of 100 texts that are no TLS error may be explained. Texts whose label
// testdata/disagreements.txt disputes, with the reason, count where the dispute
// says; the totals without it are told too.
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
	count, asLabelled := map[string]int{}, map[string]int{}
	disputed := disagreements(t)
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
		asLabelled[verdict]++
		if code := disputed[c.ID]; code != "" {
			verdict = verdictOn(a, code, c.Alternatives, covered)
		}
		count[verdict]++
		t.Logf("%-12s want %-22s got %-22s %.2f %-8s %s  %q", verdict, c.Code, a.Code, a.Confidence, a.Ecosystem, c.ID, certain.Clip(a.Matched, 90))
	}
	known := count["right"] + count["in three"] + count["wrong"] + count["missed"]
	none := count["silent"] + count["false alarm"]
	t.Logf("of %d texts with a code of the tables: first answer right %d, among the first three %d more, wrong %d, not recognised %d",
		known, count["right"], count["in three"], count["wrong"], count["missed"])
	t.Logf("of %d texts that are no TLS error: false alarms %d", none, count["false alarm"])
	t.Logf("of %d texts with other codes: answered %d, left alone %d", count["other answered"]+count["other silent"], count["other answered"], count["other silent"])
	t.Logf("corpus: %d of %d first, %d of %d among three, %d of %d false alarms; as labelled: %d first, %d among three",
		count["right"], known, count["right"]+count["in three"], known, count["false alarm"], none, asLabelled["right"], asLabelled["right"]+asLabelled["in three"])
	if 100*count["right"] < 95*known {
		t.Errorf("the first answer is right in %d of %d only", count["right"], known)
	}
	if 100*(count["right"]+count["in three"]) < 98*known {
		t.Errorf("one of the first three is right in %d of %d only", count["right"]+count["in three"], known)
	}
	if 100*count["false alarm"] > none {
		t.Errorf("%d false alarms among %d texts", count["false alarm"], none)
	}
}

// disagreements reads which labels are disputed: a line each of an id, the
// code that we hold for right, and the reason.
func disagreements(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/disagreements.txt")
	if err != nil {
		t.Fatal(err)
	}
	disputed := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		words := strings.Fields(line)
		if len(words) < 5 {
			t.Fatalf("no id, code and reason: %q", line)
		}
		if _, ok := problem.Find(words[1]); !ok {
			t.Errorf("%s is no code", words[1])
		}
		disputed[words[0]] = words[1]
	}
	return disputed
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
