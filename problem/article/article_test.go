package article_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/problem/article"
)

// sections are the headings of every article, in their order. Further ones
// may stand below "On the server" and "In the client".
var sections = []string{
	"## What it means",
	"## How each client says it",
	"## Why it happens",
	"## How to mend it",
	"### On the server",
	"### In the client",
	"## How to see that it is mended",
}

// eachPage calls f for the article of every code.
func eachPage(t *testing.T, f func(t *testing.T, p problem.Problem, page string)) {
	t.Helper()
	for _, p := range problem.All() {
		page, ok := article.Find(p.Code)
		if !ok {
			t.Errorf("%s has no article", p.Code)
			continue
		}
		t.Run(p.Code, func(t *testing.T) { f(t, p, page) })
	}
}

func TestFind(t *testing.T) {
	for _, code := range []string{"", ".", "..", "../trust", "no-such-code", "expired.md", "/etc/passwd", "a\x00b"} {
		if _, ok := article.Find(code); ok {
			t.Errorf("an article was found for %q", code)
		}
	}
}

func TestForm(t *testing.T) {
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		title, rest, _ := strings.Cut(page, "\n")
		if want := "# " + p.Code + ": " + p.Title; title != want {
			t.Errorf("the title is %q, not %q", title, want)
		}
		lead, _, _ := strings.Cut(rest, "\n## ")
		if words := len(strings.Fields(lead)); words < 12 || words > 90 {
			t.Errorf("the lead has %d words: two or three sentences are meant", words)
		}
		var found []string
		for _, line := range prose(page) {
			if slices.Contains(sections, line) || strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "### ") {
				found = append(found, line)
			}
			if strings.HasPrefix(line, "# ") && line != title {
				t.Errorf("a second title: %q", line)
			}
		}
		if !slices.Equal(found, sections) {
			t.Errorf("the sections are\n%q, not\n%q", found, sections)
		}
	})
}

// TestPhrasesPlace holds the place that is filled from the phrase tables.
func TestPhrasesPlace(t *testing.T) {
	place := regexp.MustCompile(`\n## How each client says it\n\n?<!-- phrases: generated -->\n(?:[^<]*\n)?<!-- /phrases -->\n\n## Why it happens\n`)
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		if !place.MatchString(page) {
			t.Error("the place for the generated phrases is missing or elsewhere")
		}
	})
}

func TestSectionsSaySomething(t *testing.T) {
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		for i, section := range sections {
			if section == "## How each client says it" || section == "## How to mend it" {
				continue // generated; and made of its subsections
			}
			_, text, _ := strings.Cut(page, "\n"+section+"\n")
			if i+1 < len(sections) {
				text, _, _ = strings.Cut(text, "\n"+sections[i+1]+"\n")
			}
			if len(strings.Fields(text)) < 3 {
				t.Errorf("%q is empty", section)
			}
		}
	})
}

// everywhere are the articles that show the mending in every ecosystem.
var everywhere = map[string]bool{"untrusted-root": true, "client-cert-required": true}

func TestLines(t *testing.T) {
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		if !strings.HasSuffix(page, "\n") || strings.HasSuffix(page, "\n\n") {
			t.Error("a page ends with one line feed")
		}
		before, rest, _ := strings.Cut(page, "<!-- phrases: generated -->")
		_, after, _ := strings.Cut(rest, "<!-- /phrases -->")
		if n := strings.Count(before+after, "\n"); n > 200 && !everywhere[p.Code] || n > 230 {
			t.Errorf("%d lines of our own: too long for a person in trouble", n)
		}
		inProse := map[string]bool{}
		for _, line := range prose(page) {
			inProse[line] = true
			if n := utf8.RuneCountInString(line); n > 100 && !strings.HasPrefix(line, "|") {
				t.Errorf("a line of %d characters: %q", n, line)
			}
		}
		for _, line := range strings.Split(page, "\n") {
			if strings.TrimRight(line, " \t\r") != line {
				t.Errorf("white space at the end of %q", line)
			}
			if strings.Contains(line, "\t") && inProse[line] {
				t.Errorf("a tab in prose: %q", line)
			}
		}
	})
}

// prose gives the lines outside fenced blocks and generated text.
func prose(page string) (lines []string) {
	var fenced, generated bool
	for _, line := range strings.Split(page, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case line == "<!-- phrases: generated -->":
			generated = true
		case line == "<!-- /phrases -->":
			generated = false
		case !fenced && !generated:
			lines = append(lines, line)
		}
	}
	return lines
}

// insecure is advice that no article gives, in prose or in code.
var insecure = regexp.MustCompile(`(?i)verify\s*=\s*false|\bcurl\b[^\n]*\s-[a-z]*k\b|--insecure|--no-check-certificate|` +
	`NODE_TLS_REJECT_UNAUTHORIZED|InsecureSkipVerify|CERT_NONE|CERT_OPTIONAL|check_hostname\s*=\s*False|` +
	`rejectUnauthorized|_create_unverified|trust[- ]?all|ssl_verify\s+(off|none)|verify\s+none|` +
	`sslverify\s*=?\s*false|SECLEVEL=[01]\b|verify_flags\s*&?=\s*~|NoopHostnameVerifier|tlsv?1\.[01]\b[^\n]*enable`)

func TestNoInsecureAdvice(t *testing.T) {
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		before, rest, _ := strings.Cut(page, "<!-- phrases: generated -->")
		_, after, _ := strings.Cut(rest, "<!-- /phrases -->") // what programs print is no advice
		for _, bad := range insecure.FindAllString(before+after, -1) {
			t.Errorf("the article says %q", bad)
		}
	})
}

// languages are those that blocks may be in; true where a block is a program
// that can be run.
var languages = map[string]bool{
	"sh": true, "python": true, "go": true, "javascript": true, "java": true,
	"nginx": false, "apache": false, "haproxy": false, "caddyfile": false,
	"ini": false, "yaml": false, "json": false, "dockerfile": false, "text": false,
}

func TestBlocks(t *testing.T) {
	eachPage(t, func(t *testing.T, p problem.Problem, page string) {
		blocks, err := snippets(p.Code, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			runs, known := languages[b.lang]
			switch {
			case !known:
				t.Errorf("%s: %q is no language of the articles", b, b.lang)
			case runs && b.run == "" && b.norun == "":
				t.Errorf("%s: neither run= nor norun=", b)
			case !runs && (b.run != "" || b.norun != ""):
				t.Errorf("%s: %s cannot be run, and says nothing about it", b, b.lang)
			case strings.TrimSpace(b.text) == "":
				t.Errorf("%s: an empty block", b)
			}
			if b.lang == "sh" {
				checkCommands(t, b)
			}
		}
	})
}

var (
	verbs = []string{"check", "inspect", "explain", "lab", "tour", "profile"}
	flags = []string{"--proxy", "--resolve", "--each-address", "--client-cert", "--client-key", "--targets", "--json", "--jsonl", "--roots", "--server-name", "--at", "--timeout", "--fail-on", "--accept",
		"--key", "--no-fetch", "--purpose", "--soon", "--concurrency", "--from", "--color",
		"--policy", "--profile", "--revocation", "--pin", "--ct-logs", "--paths", "--graph",
		"--passphrase-file", "--passphrase-env", "--idle"}
)

// checkCommands looks at the verbs and the flags of our own command. That it
// parses as a whole is held where the command lives.
func checkCommands(t *testing.T, b snippet) {
	t.Helper()
	for _, line := range strings.Split(b.text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != "certain" {
			continue
		}
		if len(words) < 2 || !slices.Contains(verbs, words[1]) {
			t.Errorf("%s: no verb of ours: %s", b, line)
		}
		for _, word := range words {
			flag, _, _ := strings.Cut(word, "=")
			if strings.HasPrefix(word, "--") && !slices.Contains(flags, flag) {
				t.Errorf("%s: no flag of ours: %s", b, line)
			}
		}
	}
}
