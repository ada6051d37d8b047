package article_test

import (
	"fmt"
	"strings"
)

// snippet is one fenced block of an article. Its info string says how it is
// run against the lab:
//
//	python run=SCENARIO expect=ok|fail [control=no]
//	sh norun=REASON
//
// run=none runs it without a scenario. A snippet that must fail is also run
// against a healthy server, where it must succeed, so that it fails for the
// scenario's reason and not for one of its own; control=no leaves that out.
type snippet struct {
	page, lang, text string
	line             int // of the opening fence
	run, expect      string
	norun            string
	control          bool
}

func (s snippet) String() string { return fmt.Sprintf("%s.md:%d", s.page, s.line) }

// snippets reads the fenced blocks of a page.
func snippets(page, text string) (all []snippet, err error) {
	var open *snippet
	var body []string
	for i, line := range strings.Split(text, "\n") {
		switch {
		case open == nil && strings.HasPrefix(line, "```"):
			s, err := parseInfo(strings.TrimPrefix(line, "```"))
			if err != nil {
				return nil, fmt.Errorf("%s.md:%d: %w", page, i+1, err)
			}
			s.page, s.line = page, i+1
			open, body = &s, nil
		case open != nil && line == "```":
			open.text = strings.Join(body, "\n") + "\n"
			all = append(all, *open)
			open = nil
		case open != nil:
			body = append(body, line)
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s: the block does not end", open)
	}
	return all, nil
}

func parseInfo(info string) (s snippet, err error) {
	words := strings.Fields(info)
	if len(words) == 0 {
		return s, fmt.Errorf("a block without a language")
	}
	s.lang, s.control = words[0], true
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case name == "run" && value != "":
			s.run = value
		case name == "expect" && (value == "ok" || value == "fail"):
			s.expect = value
		case name == "norun" && value != "":
			s.norun = value
		case name == "control" && value == "no":
			s.control = false
		default:
			return s, fmt.Errorf("%q says nothing about how a snippet is run", word)
		}
	}
	if (s.run == "") != (s.expect == "") || s.run != "" && s.norun != "" {
		return s, fmt.Errorf("%q: run= and expect= belong together, and norun= stands alone", info)
	}
	return s, nil
}
