package strangers

import (
	"bytes"
	"encoding/json"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	vocabulary "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/prove"
	"github.com/certain-tls/certain/lab"
)

// holdTo holds what was printed to the scenario: it is explained as one of its
// codes, or as what its disagreement says, and then the scenario's own code is
// among the candidates, so that the user is led to it.
func (p printed) holdTo(t *testing.T) {
	t.Helper()
	s := scenarioOf(t, p.Scenario)
	a := explain.Text(p.Text)
	d, differs := disagreementOf(p.Client, p.Scenario)
	switch {
	case !differs && !slices.Contains(s.Codes, a.Code):
		t.Errorf("%s about %s: explained as %q (%q), want %q\n%s", p.Client, p.Scenario, a.Code, a.Alternatives, s.Codes, p.Text)
	case differs && slices.Contains(s.Codes, a.Code):
		t.Errorf("%s about %s: explained as it should be, so its disagreement (%s) is none", p.Client, p.Scenario, d.reason)
	case differs && a.Code != d.answer:
		t.Errorf("%s about %s: explained as %q, want %q\n%s", p.Client, p.Scenario, a.Code, d.answer, p.Text)
	case differs && d.listed() && !slices.ContainsFunc(s.Codes, func(code string) bool { return slices.Contains(a.Alternatives, code) }):
		t.Errorf("%s about %s: none of %q is among the candidates %q %q", p.Client, p.Scenario, s.Codes, a.Code, a.Alternatives)
	}
}

// trustLab makes the lab's roots those of this machine, and of every program.
func trustLab(t *testing.T, l *lab.Lab) {
	t.Helper()
	for _, name := range append(prove.Variables(), "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY") {
		t.Setenv(name, "")
	}
	for _, name := range []string{"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "GIT_SSL_CAINFO"} {
		t.Setenv(name, l.CAFile())
	}
	t.Setenv("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore="+l.CAFile())
}

// lookInto goes and looks: where the text alone does not decide, and where it
// does, the scenario's own code is concluded, or it is said why a look cannot
// tell.
func (p printed) lookInto(t *testing.T, l *lab.Lab) {
	t.Helper()
	a := explain.Text(p.Text)
	s := scenarioOf(t, p.Scenario)
	i := slices.IndexFunc(l.Running(), func(r lab.Running) bool { return r.ID == p.Scenario })
	r := l.Running()[i]
	target, err := vocabulary.ParseTarget(net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	looked, err := prove.Look(t.Context(), p.Text, a, target, prove.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := none
	if c := looked.Conclusion.Code; c != nil {
		got = *c
	}
	why := unseen[p.Scenario]
	switch {
	case why == "" && !slices.Contains(s.Codes, got):
		t.Errorf("%s about %s, explained as %q: a look concludes %q, want one of %q: %s\n%+v", p.Client, p.Scenario, a.Code, got, s.Codes, looked.Conclusion.Says, looked.Proofs)
	case why != "" && slices.Contains(s.Codes, got) && looked.Conclusion.Sure:
		t.Errorf("%s about %s: a look is sure, and cannot be: %s", p.Client, p.Scenario, why)
	case why != "" && looked.Conclusion.Sure:
		t.Errorf("%s about %s: a look is sure of %q: %s", p.Client, p.Scenario, got, looked.Conclusion.Says)
	}
}

// kept are the texts that were written down.
func kept(t *testing.T) (all []printed) {
	t.Helper()
	data, err := os.ReadFile(printedFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var p printed
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// TestPrintedIsExplained: every text that was kept is explained as the
// scenario's own code, or as its disagreement says. It needs none of the
// programs.
func TestPrintedIsExplained(t *testing.T) {
	all := kept(t)
	for _, p := range all {
		p.holdTo(t)
	}
	if len(all) < 500 {
		t.Errorf("only %d texts were kept", len(all))
	}
	for _, client := range []string{"curl", "wget", "git", "openssl", "go", "node-https", "python-ssl", "java"} {
		if n := len(slices.DeleteFunc(slices.Clone(all), func(p printed) bool { return p.Client != client })); n < 40 {
			t.Errorf("%s: only %d scenarios", client, n)
		}
	}
}

// TestDisagreements: each is about texts that were kept, and its reason holds of
// them: the text is that of another scenario letter for letter, or stands for
// more problems than candidates are listed.
func TestDisagreements(t *testing.T) {
	all := kept(t)
	textOf := map[string]string{}
	for _, p := range all {
		textOf[p.Client+" "+p.Scenario] = p.letters()
	}
	for _, d := range disagreements {
		for client := range strings.FieldsSeq(d.clients) {
			for scenario := range strings.FieldsSeq(d.scenarios) {
				text, is := textOf[client+" "+scenario]
				if !is {
					t.Errorf("%s about %s: nothing was kept", client, scenario)
					continue
				}
				if d.same != "" && (text != textOf[client+" "+d.same] || scenario == d.same) {
					t.Errorf("%s about %s: not the words about %s:\n%s\n%s", client, scenario, d.same, text, textOf[client+" "+d.same])
				}
				if d.crowd && len(meant(t, all, client, text)) <= candidates {
					t.Errorf("%s about %s: %q could all be listed", client, scenario, meant(t, all, client, text))
				}
			}
		}
		if d.reason == "" || d.same != "" && d.answer == none {
			t.Errorf("%+v", d)
		}
	}
}

// candidates is how many an answer lists at most, see explain.Answer.
const candidates = 6

// letters is a text without what the scenario itself brings in: the names of
// its certificates, their dates, and where in the chain they stand.
func (p printed) letters() string {
	var kept []string
	for line := range strings.Lines(p.Text) {
		if strings.HasPrefix(line, "depth=") || strings.HasPrefix(line, "notBefore=") || strings.HasPrefix(line, "notAfter=") {
			continue
		}
		kept = append(kept, strings.TrimSpace(times.ReplaceAllString(line, "TIME")))
	}
	return strings.Join(kept, "\n")
}

// meant are the codes of all scenarios about which a client prints one text.
func meant(t *testing.T, all []printed, client, text string) (codes []string) {
	t.Helper()
	for _, p := range all {
		if p.Client == client && p.letters() == text {
			codes = append(codes, scenarioOf(t, p.Scenario).Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
