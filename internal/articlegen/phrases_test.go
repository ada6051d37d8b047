package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestArticlesAreUpToDate(t *testing.T) {
	err := eachArticle("../../problem/article", func(name, old, filled string) error {
		if old != filled {
			t.Errorf("%s: the phrases are out of date: run go generate ./explain", filepath.Base(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUpdate(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "expired.md")
	page := "# expired\n\n" + begin + "- old\n" + end + "\nmore\n"
	if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := update(folder); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# expired\n\n" + begin + "- **Python**: `certificate verify failed: certificate has expired`\n",
		"- **Go**: `x509: certificate has expired or is not yet valid: current time … is after`",
		"In words that other problems share:",
		end + "\nmore\n",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(string(got), "- old") {
		t.Error("the old lines are still there")
	}
}

func TestUpdateNeedsMarks(t *testing.T) {
	folder := t.TempDir()
	if err := update(folder); err == nil {
		t.Error("an empty folder is no error")
	}
	if err := os.WriteFile(filepath.Join(folder, "expired.md"), []byte("# expired\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := update(folder); err == nil {
		t.Error("an article without marks is no error")
	}
}

func TestCodeWithoutPhrases(t *testing.T) {
	if got := phrases("rollout-incomplete"); !strings.HasPrefix(got, "No client has words of its own") {
		t.Errorf("%q", got)
	}
}

// TestTextIsPlain: an article's test looks for the marks, so no < may stand
// between them; and no line ends in white space.
func TestTextIsPlain(t *testing.T) {
	for _, code := range []string{"expired", "dns-failure", "connect-timeout", "no-san", "missing-intermediate"} {
		text := phrases(code)
		if strings.Contains(text, "<") {
			t.Errorf("%s: a < in %q", code, text)
		}
		for _, line := range strings.Split(text, "\n") {
			if strings.TrimRight(line, " ") != line || strings.TrimSpace(line) == "" && line != "" {
				t.Errorf("%s: white space in %q", code, line)
			}
		}
	}
}
