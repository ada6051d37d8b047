package article_test

import (
	"fmt"
	"slices"
	"strings"
)

// snippet is one fenced block of an article. Its info string says how it is
// run against the lab:
//
//	python run=SCENARIO expect=ok|fail [control=SCENARIO|no] [mends=WHAT|nomend=REASON] [says=CODE]
//	sh norun=REASON
//
// run=none runs it without a scenario. A snippet that must fail is also run
// against a healthy server, where it must succeed, so that it fails for the
// scenario's reason and not for one of its own; control= names another healthy
// one, and control=no leaves that out.
//
// mends= says what in it mends the problem: it is run once more without that,
// and must then fail in words that are explained as the problem of the page,
// or as the one that says= names. WHAT is
//
//	ca, cert, pin   the roots, the client's certificate with its key, or the pin: others are given
//	key             the client's key: that of another certificate is given
//	OLD→NEW         these words: others stand in their place
//	WORD            the lines that hold this word: they are left out
//
// A snippet that must fail and mends refuses what it took without the mending,
// so without it, it must succeed.
//
// part=NAME gives a block a name. One with after=NAME is run behind it, as one
// program: what several clients need alike stands in the page once.
type snippet struct {
	page, section, lang, text string
	line                      int // of the opening fence
	run, expect               string
	norun                     string
	control                   string
	mends, nomend, says       string
	part, after               string
}

func (s snippet) String() string { return fmt.Sprintf("%s.md:%d", s.page, s.line) }

// snippets reads the fenced blocks of a page.
func snippets(page, text string) (all []snippet, err error) {
	var open *snippet
	var body []string
	var section string
	for i, line := range strings.Split(text, "\n") {
		switch {
		case open == nil && strings.HasPrefix(line, "```"):
			s, err := parseInfo(strings.TrimPrefix(line, "```"))
			if err != nil {
				return nil, fmt.Errorf("%s.md:%d: %w", page, i+1, err)
			}
			s.page, s.section, s.line = page, section, i+1
			open, body = &s, nil
		case open != nil && line == "```":
			open.text = strings.Join(body, "\n") + "\n"
			if err := open.join(all); err != nil {
				return nil, err
			}
			all = append(all, *open)
			open = nil
		case open != nil:
			body = append(body, line)
		case slices.Contains(sections, line):
			section = line
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s: the block does not end", open)
	}
	return all, nil
}

// join puts the block that s stands behind in front of it.
func (s *snippet) join(before []snippet) error {
	if s.after == "" {
		return nil
	}
	i := slices.IndexFunc(before, func(b snippet) bool { return b.part == s.after && b.lang == s.lang })
	if i < 0 {
		return fmt.Errorf("%s: no block above is part=%s", s, s.after)
	}
	s.text = before[i].text + "\n" + s.text
	return nil
}

func parseInfo(info string) (s snippet, err error) {
	words := strings.Fields(info)
	if len(words) == 0 {
		return s, fmt.Errorf("a block without a language")
	}
	s.lang, s.control = words[0], healthy
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		if value == "" || name == "expect" && value != "ok" && value != "fail" {
			return s, fmt.Errorf("%q says nothing about how a snippet is run", word)
		}
		fields := map[string]*string{
			"run": &s.run, "expect": &s.expect, "norun": &s.norun, "control": &s.control,
			"mends": &s.mends, "nomend": &s.nomend, "says": &s.says, "part": &s.part, "after": &s.after,
		}
		if fields[name] == nil {
			return s, fmt.Errorf("%q says nothing about how a snippet is run", word)
		}
		*fields[name] = value
	}
	return s, s.contradiction(info)
}

func (s snippet) contradiction(info string) error {
	switch {
	case (s.run == "") != (s.expect == ""), s.run != "" && s.norun != "":
		return fmt.Errorf("%q: run= and expect= belong together, and norun= stands alone", info)
	case s.run == "" && s.mends+s.nomend != "", s.mends != "" && s.nomend != "":
		return fmt.Errorf("%q: mends= or nomend= is for what runs", info)
	case s.says != "" && s.mends == "" && s.expect != "fail":
		return fmt.Errorf("%q: says= is for what fails", info)
	}
	return nil
}

// change takes the mending out of the text, or says that the text has none:
// then it is what the environment names.
func change(text, what string) (changed string, ok bool) {
	if old, other, found := strings.Cut(what, "→"); found {
		return strings.ReplaceAll(text, old, other), true
	}
	if slices.Contains(given, what) {
		return text, false
	}
	lines := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, what) }), "\n"), true
}

// given are what a snippet finds in its environment and may mend by.
var given = []string{"ca", "cert", "key", "pin"}
