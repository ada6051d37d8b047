package material

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
)

// manifest reads the documents of a YAML file one by one: those that are a
// Secret as such, others as the text that they are.
func (r *reader) manifest(text []byte) {
	start := place{line: 1}
	part := func(end int) {
		body := text[start.offset:end]
		if isSecret(body) {
			yamlSecret(body, func(e entry) {
				e.line, e.offset = e.line+start.line-1, e.offset+start.offset
				r.secretEntry(e)
			})
			return
		}
		r.scanPart(start, body)
	}
	lines(text, func(l line) {
		if bytes.HasPrefix(l.text, []byte("---")) && !bytes.HasPrefix(l.text, []byte("-----")) {
			part(l.offset)
			start = l.place
		}
	})
	part(len(text))
}

// scanPart reads a part of the text as text, in its place.
func (r *reader) scanPart(start place, body []byte) {
	inner := r.inside()
	inner.depth = r.depth
	inner.wide, inner.skipped, inner.firstLine = r.wide, r.offset(start), start.line-1
	inner.scan(body)
	r.absorb(inner)
}

// yamlSecret finds the entries of the data maps of one document.
func yamlSecret(text []byte, found func(entry)) {
	w := &yamlWalk{outer: -1, found: found}
	lines(text, w.line)
	w.finish()
}

// yamlWalk reads maps by the indentation of their lines.
type yamlWalk struct {
	found  func(entry)
	last   entry
	plain  bool   // the open map is stringData
	outer  int    // the indentation of the key of the open map; -1 if none is open
	inner  int    // that of its own keys; -1 until the first is met
	open   bool   // the last entry goes on
	block  bool   // it is a block: its lines are kept apart
	braces string // a map in braces that is not closed yet
}

func (w *yamlWalk) line(l line) {
	if len(l.text) > maxSecret+1024 {
		w.finish()
		key, _, _ := yamlPair(strings.TrimSpace(string(l.text[:1024])))
		w.found(entry{place: l.place, key: cmp.Or(key, "a key"), flaw: tooLarge, large: true})
		return
	}
	text := strings.TrimRight(string(l.text), " \t")
	trimmed := strings.TrimLeft(text, " ")
	if trimmed == "" || strings.HasPrefix(trimmed, "#") && !w.open {
		return
	}
	indent := len(text) - len(trimmed)
	switch {
	case w.braces != "" && indent > w.outer:
		w.inBraces(l.place, trimmed)
		return
	case w.open && indent > w.inner:
		w.more(trimmed)
		return
	case w.outer >= 0 && indent <= w.outer:
		w.finish()
		w.outer = -1
	}
	if w.outer < 0 {
		w.begin(l.place, trimmed, indent)
		return
	}
	if w.inner < 0 {
		w.inner = indent
	}
	w.finish()
	if key, value, ok := yamlPair(trimmed); ok && indent == w.inner {
		w.entry(l.place, key, value)
	}
}

// begin opens a data map, be it in a list or not.
func (w *yamlWalk) begin(at place, trimmed string, indent int) {
	for strings.HasPrefix(trimmed, "- ") {
		rest := strings.TrimLeft(trimmed[1:], " ")
		indent, trimmed = indent+len(trimmed)-len(rest), rest
	}
	key, value, ok := yamlPair(trimmed)
	if !ok || key != "data" && key != "stringData" {
		return
	}
	braces := strings.HasPrefix(value, "{")
	if braces || yamlScalar(value) == "" || value[0] == '#' {
		w.outer, w.inner, w.plain = indent, -1, key == "stringData"
	}
	if braces {
		w.inBraces(at, value)
	}
}

// inBraces gathers a map that is written as {a: b, c: d} until it is closed.
func (w *yamlWalk) inBraces(at place, text string) {
	if len(w.braces) > maxSecret {
		w.found(entry{place: at, key: "a key", flaw: tooLarge, large: true})
		w.braces, w.outer = "", -1
		return
	}
	w.braces += " " + text
	body, closed := strings.CutSuffix(w.braces, "}")
	if !closed {
		return
	}
	w.braces = ""
	for _, pair := range apart(strings.TrimPrefix(body, " {")) {
		if key, value, ok := cutPair(pair); ok {
			w.entry(at, key, value)
			w.finish()
		}
	}
}

// apart splits at the commas that stand outside of quotes.
func apart(text string) (parts []string) {
	quote, from := byte(0), 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == '\\' && quote == '"':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == ',':
			parts, from = append(parts, text[from:i]), i+1
		}
	}
	return append(parts, text[from:])
}

// cutPair takes "key: value" of braces apart, where JSON leaves the space out.
func cutPair(text string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(text, ":")
	key = yamlScalar(key)
	return key, strings.TrimSpace(value), ok && key != "" && len(key) <= 253
}

// entry begins the value of a key.
func (w *yamlWalk) entry(at place, key, value string) {
	e := entry{place: at, key: key, plain: w.plain}
	w.open, w.block = true, false
	value = strings.TrimPrefix(value, "!!binary ") // what data holds anyway
	switch {
	case strings.HasPrefix(value, "|"), strings.HasPrefix(value, ">"):
		w.block = true
		value = ""
	case strings.HasPrefix(value, "{"), strings.HasPrefix(value, "["), strings.HasPrefix(value, "&"), strings.HasPrefix(value, "*"), strings.HasPrefix(value, "!"):
		e.flaw = "is written in a way that is not read here (" + value[:1] + ")"
	}
	e.value = []byte(value)
	w.last = e
}

// more adds a line to the open value.
func (w *yamlWalk) more(text string) {
	e := &w.last
	if len(e.value) > maxSecret {
		e.value, e.flaw, e.large = nil, tooLarge, true
	}
	if e.large {
		return
	}
	if w.block {
		e.value = append(append(e.value, text...), '\n')
		return
	}
	e.value = append(append(e.value, ' '), text...)
}

// finish ends the open value.
func (w *yamlWalk) finish() {
	w.braces = ""
	if !w.open {
		return
	}
	w.open = false
	if !w.block {
		w.last.value = []byte(yamlScalar(string(w.last.value)))
	}
	w.found(w.last)
	w.last = entry{}
}

// yamlPair takes "key: value" apart.
func yamlPair(text string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(text, ":")
	if !ok || value != "" && value[0] != ' ' && value[0] != '\t' || len(key) > 253 {
		return "", "", false
	}
	key = yamlScalar(key)
	value = strings.TrimSpace(value)
	return key, value, key != ""
}

// yamlScalar takes the quotes off a scalar, or the comment behind a plain
// one.
func yamlScalar(text string) string {
	text = strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(text, `"`):
		end := strings.LastIndex(text, `"`)
		var value string
		if end > 0 && json.Unmarshal([]byte(text[:end+1]), &value) == nil {
			return value
		}
		return strings.Trim(text, `"`)
	case strings.HasPrefix(text, "'"):
		if end := strings.LastIndex(text, "'"); end > 0 {
			return strings.ReplaceAll(text[1:end], "''", "'")
		}
		return strings.Trim(text, "'")
	}
	if i := strings.Index(text, " #"); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSpace(text)
}
