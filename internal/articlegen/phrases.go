package main

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/certain-tls/certain/explain"
)

const (
	begin = "<!-- phrases: generated -->\n"
	end   = "<!-- /phrases -->\n"
)

// fill puts text between the marks of an article.
func fill(article, text string) (string, error) {
	before, rest, ok := strings.Cut(article, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", errors.New("the marks of the generated phrases are missing")
	}
	return before + begin + text + end + after, nil
}

// How many phrases of one ecosystem an article shows: enough to recognise
// one's own, few enough to be read.
const (
	mostOwn    = 4
	mostShared = 1
)

// phrases lists what clients say of a code: first the words that stand for it,
// then those that it shares with other problems.
func phrases(code string) string {
	var own, shared list
	for _, p := range explain.Phrases() {
		switch {
		case p.Tells == explain.Wraps:
		case p.Code == code && p.Tells == explain.Says:
			own.add(p, mostOwn)
		case p.Code == code || slices.Contains(p.Alternatives, code):
			shared.add(p, mostShared)
		}
	}
	switch {
	case len(own) == 0 && len(shared) == 0:
		return "No client has words of its own for it: the connection works, or fails later for another reason.\n"
	case len(own) == 0:
		return "In words that other problems share:\n\n" + shared.String()
	case len(shared) == 0:
		return own.String()
	}
	return own.String() + "\nIn words that other problems share:\n\n" + shared.String()
}

// list is phrases by ecosystem, in the order in which they were met.
type list []entry

type entry struct {
	ecosystem string
	spans     []string
}

func (l *list) add(p explain.Phrase, most int) {
	i := slices.IndexFunc(*l, func(e entry) bool { return e.ecosystem == p.Ecosystem })
	if i < 0 {
		i = len(*l)
		*l = append(*l, entry{ecosystem: p.Ecosystem})
	}
	e := &(*l)[i]
	if span := codeSpan(p.Text); len(e.spans) < most && !slices.Contains(e.spans, span) {
		e.spans = append(e.spans, span)
	}
}

// codeSpan shows a phrase as code, with an ellipsis for what varies.
func codeSpan(text string) string {
	text = strings.ReplaceAll(text, "*", "…")
	if strings.Contains(text, "`") {
		return "`` " + text + " ``"
	}
	return "`" + text + "`"
}

func (l list) String() string {
	var b strings.Builder
	for _, e := range l {
		e.write(&b)
	}
	return b.String()
}

// width is that of the articles' own lines.
const width = 100

// write gives one item of the list. Lines break between phrases: one that is
// broken is not found again by those who search for it.
func (e entry) write(b *strings.Builder) {
	line := "- **" + explain.Name(e.ecosystem) + "**:"
	for i, span := range e.spans {
		if i < len(e.spans)-1 {
			span += ","
		}
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(span) > width && strings.TrimSpace(line) != "" {
			b.WriteString(line + "\n")
			line = " "
		}
		line += " " + span
	}
	b.WriteString(line + "\n")
}
