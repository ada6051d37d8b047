package render

import (
	"io"
	"strings"
	"testing"

	"github.com/certain-tls/certain/problem"
	articles "github.com/certain-tls/certain/problem/article"
)

// Every article of the catalogue fits every screen, and shows nothing of its
// markup that only generators and tests read.
func TestArticles(t *testing.T) {
	read := 0
	for _, one := range problem.All() {
		text, ok := articles.Find(one.Code)
		if !ok {
			continue
		}
		read++
		for _, s := range styles {
			got := proper(t, func(w io.Writer, s Style) error { return Article(w, text, s) }, s, true)
			for _, markup := range []string{"<!--", "-->", "```", "run=", "\n#"} {
				if strings.Contains(strings.ReplaceAll(got, "\n# ", "\n"), markup) {
					t.Errorf("%s at %s shows %q", one.Code, styleName(s), markup)
				}
			}
		}
	}
	if read == 0 {
		t.Error("there is no article to show")
	}
}

func TestInline(t *testing.T) {
	for markdown, want := range map[string]string{
		"a `b  c` d":                    "a `b  c` d",
		"``a ` b``":                     "`a ` b`",
		"**bold** and *thin*":           "bold and thin",
		"2 * 3 * 4":                     "2 * 3 * 4",
		`\*not\*`:                       "*not*",
		"[text](https://example.test/)": "text (https://example.test/)",
		"[text](#there)":                "text",
		"<https://example.test/>":       "https://example.test/",
		"a < b, c > d":                  "a < b, c > d",
		"[x] and `open":                 "[x] and `open",
		"**open":                        "**open",
	} {
		var got strings.Builder
		for _, s := range inline(markdown, clean) {
			got.WriteString(s.text)
		}
		if got.String() != want {
			t.Errorf("%q is shown as %q, not %q", markdown, got.String(), want)
		}
	}
}
