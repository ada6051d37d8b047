package render

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes the suite as a table and what to do, for the summary page
// of a CI service or a comment.
func Markdown(w io.Writer, s Suite) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n", inert(s.Name), inert(s.Summary))
	var wrong []Case
	for _, c := range s.Cases {
		if len(c.Faults) > 0 {
			wrong = append(wrong, c)
		}
	}
	if len(wrong) > 0 {
		b.WriteString("\n| | what | code | says |\n|---|---|---|---|\n")
	}
	for _, c := range wrong {
		for _, f := range c.Faults {
			mark := string(f.Severity)
			switch {
			case c.Known:
				mark = "known"
			case f.Uncounts:
				mark += ", not counted"
			}
			fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", mark, inert(c.Name), f.Code, inert(f.Says))
		}
	}
	notes(&b, wrong)
	_, err := io.WriteString(w, b.String())
	return err
}

// notes say once what follows from each kind of fault, and what to do.
func notes(b *strings.Builder, wrong []Case) {
	said := map[string]bool{}
	for _, c := range wrong {
		for _, f := range c.Faults {
			text := ""
			for _, one := range []struct{ head, text string }{{"so", f.So}, {"cause", f.Cause}, {"fix", f.Fix}, {"at", f.place()}} {
				if one.text != "" {
					text += "  - " + one.head + ": " + inert(one.text) + "\n"
				}
			}
			if text == "" || said[f.Code+text] {
				continue
			}
			if len(said) == 0 {
				b.WriteString("\n")
			}
			said[f.Code+text] = true
			fmt.Fprintf(b, "- `%s`\n%s", f.Code, text)
		}
	}
}

// inert is text in which nothing is Markdown or HTML: every character that
// could mean something is escaped (CommonMark 0.31, section 2.4), line ends
// are blanks, and a mention notifies nobody.
func inert(s string) string {
	s = clean(strings.ReplaceAll(s, "\n", " "))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@':
			b.WriteString("&#64;")
		case strings.ContainsRune("\\`*_{}[]|!#~", r):
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
