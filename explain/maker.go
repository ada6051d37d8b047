package explain

import "strings"

// maker puts phrases together from lists: every wording once, and none that a
// table holds, which knows more. As in a text, letter case does not matter.
type maker struct {
	held map[string]bool
	made []Phrase
}

// makerBeside is a maker that leaves out what these phrases hold.
func makerBeside(tables ...[]Phrase) *maker {
	m := &maker{held: map[string]bool{}}
	for _, phrases := range tables {
		for _, p := range phrases {
			m.held[strings.ToLower(p.Text)] = true
		}
	}
	return m
}

// makerBesideTables is makerBeside of whole tables.
func makerBesideTables(tables ...table) *maker {
	var all [][]Phrase
	for _, t := range tables {
		all = append(all, t.all())
	}
	return makerBeside(all...)
}

// add makes a phrase like another with words of its own; of no words, none.
func (m *maker) add(p Phrase, text string, with ...string) {
	key := strings.ToLower(text)
	if text == "" || m.held[key] {
		return
	}
	m.held[key] = true
	p.Text, p.With = text, with
	m.made = append(m.made, p)
}

// listed is an error of a library that numbers and names its errors. Where the
// words are so plain that any program may say them, plain is set, and they
// count beside a word of the library.
type listed struct {
	number       int
	name         string
	words        string // "" where a table holds them
	code         string
	tells        Tells
	plain        bool
	alternatives []string
}

// about is what must stand beside an error's words.
func (l listed) about(library string) []string {
	if l.plain {
		return []string{library}
	}
	return nil
}
