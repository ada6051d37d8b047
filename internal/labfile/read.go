// Package labfile reads and writes the files in which users describe scenarios
// of the lab: YAML, one document a scenario.
//
// The reader is strict, since a description that is half understood would test
// something else than was meant: a field that it does not know, a value of
// another type, a field that stands twice and an alias are mistakes, and each
// is named with its line and column. It goes over the nodes of the YAML itself
// because the decoder of the library names no columns.
package labfile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
)

// Bounds of a file. What the library makes of a byte takes some two hundred.
const (
	MaxSize       = 256 << 10 // in bytes
	mostScenarios = 200
	mostMistakes  = 20 // that are told
	deepest       = 20 // fields within fields
)

// Mistake is something in a file that is not understood.
type Mistake struct {
	File         string
	Line, Column int // from 1; Column is 0 where only the line is known, both where neither is
	Text         string
}

func (m Mistake) Error() string {
	switch {
	case m.Line == 0:
		return m.File + ": " + m.Text
	case m.Column == 0:
		return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text)
}

// Read reads the scenarios of a file; name is that of the file, for mistakes.
// The error joins values of type Mistake, twenty at most.
func Read(name string, data []byte) ([]lab.Scenario, error) {
	if len(data) > MaxSize {
		return nil, Mistake{File: name, Text: fmt.Sprintf("is larger than %d KiB", MaxSize>>10)}
	}
	r := &reader{name: name, lines: map[string]int{}}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.unparsable(err)
			break
		}
		if r.scenario(&document); len(r.all) > mostScenarios {
			r.wrong(&document, "has more than %d scenarios", mostScenarios)
			break
		}
	}
	if len(r.all) == 0 && len(r.mistakes) == 0 {
		r.mistakes = append(r.mistakes, Mistake{File: name, Text: "describes no scenario: expected at least a line such as id: my-shop"})
	}
	return r.all, r.err()
}

type reader struct {
	name     string
	all      []lab.Scenario
	lines    map[string]int // where the ids stand
	mistakes []Mistake
}

func (r *reader) err() error {
	if len(r.mistakes) == 0 {
		return nil
	}
	slices.SortStableFunc(r.mistakes, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var all []error
	for i, m := range r.mistakes {
		if i == mostMistakes {
			all = append(all, Mistake{File: r.name, Text: fmt.Sprintf("and %d more", len(r.mistakes)-i)})
			break
		}
		all = append(all, m)
	}
	return errors.Join(all...)
}

// wrong notes a mistake. The texts hold words of the file, which may be
// anything.
func (r *reader) wrong(n *yaml.Node, format string, args ...any) {
	r.mistakes = append(r.mistakes, Mistake{r.name, n.Line, n.Column, certain.Clip(fmt.Sprintf(format, args...), 600)})
}

var (
	lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)
	// The library counts lines from 0 in what its parser says, and from 1 in
	// what its scanner does; neither tells a line that is the first.
	parserSays = regexp.MustCompile(`did not find expected (',' or|key|node content|'-' indicator|<)`)
)

// unparsable notes what the library says of text that is no YAML.
func (r *reader) unparsable(err error) {
	m := Mistake{File: r.name, Line: 1, Text: "this is no YAML: " + certain.Clip(lineOf.ReplaceAllString(err.Error(), ""), 200)}
	if found := lineOf.FindStringSubmatch(err.Error()); found != nil && found[1] != "" {
		m.Line, _ = strconv.Atoi(found[1])
		if parserSays.MatchString(err.Error()) {
			m.Line++
		}
	}
	r.mistakes = append(r.mistakes, m)
}

// scenario reads one document.
func (r *reader) scenario(document *yaml.Node) {
	if len(document.Content) != 1 || isNull(document.Content[0]) {
		return // nothing between two lines of ---
	}
	top, before := document.Content[0], len(r.mistakes)
	f := &filler{reader: r, nodes: map[string]*yaml.Node{}}
	var d lab.Description
	f.fill("", top, &d)
	if len(r.mistakes) > before {
		return
	}
	s, err := d.Scenario()
	var mistakes lab.Mistakes
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			r.wrong(f.nearest(m.Path, top), "%s", lastOf(m.Path)+m.Text)
		}
		return
	}
	if line, ok := r.lines[s.ID]; ok {
		r.wrong(f.nearest("id", top), "a scenario called %s stands in line %d already", s.ID, line)
		return
	}
	r.lines[s.ID] = top.Line
	r.all = append(r.all, s)
}

// lastOf is the field in which a path ends, as the beginning of a sentence.
func lastOf(path string) string {
	path = path[strings.LastIndexByte(path, '.')+1:]
	if path, _, _ = strings.Cut(path, "["); path == "" {
		return ""
	}
	return path + ": "
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }
