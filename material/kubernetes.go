package material

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// A Kubernetes Secret holds files in the values of its data map, each in
// base64, or as they are in stringData. YAML is read as far as kubectl and
// people write Secrets: maps by indentation, scalars on one line, quoted, or
// in blocks. What is written otherwise is named.

// entry is one file of a Secret.
type entry struct {
	place
	key   string
	value []byte
	plain bool // of stringData: not in base64
	flaw  string
	large bool // beyond maxSecret
}

// maxSecret bounds a value, in characters: Kubernetes takes no Secret beyond
// 1 MiB (its documentation, "Size limit"), which base64 makes a third larger.
const maxSecret = 3 << 19

const tooLarge = "is larger than the 1 MiB that a Secret may hold, and is not read"

// isSecret tells whether a text is a manifest with a Secret in it.
func isSecret(text []byte) bool {
	trimmed := bytes.TrimLeft(text, " \t\r\n")
	if bytes.HasPrefix(trimmed, []byte("{")) {
		return bytes.Contains(text, []byte(`"kind"`)) && bytes.Contains(text, []byte(`"Secret"`)) && json.Valid(trimmed)
	}
	found := false
	lines(text, func(l line) {
		head := bytes.TrimLeft(l.text, " -")
		key, value, ok := yamlPair(string(head[:min(len(head), 1024)]))
		found = found || ok && key == "kind" && yamlScalar(value) == "Secret"
	})
	return found
}

// secret reads the text as a manifest, if it is one, and tells whether it is.
func (r *reader) secret(text []byte) bool {
	if r.depth > 0 || !isSecret(text) {
		return false
	}
	if bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{")) {
		if longestString(text) > maxSecret {
			r.lost(place{}, certain.FaultFormat, "a Kubernetes Secret with a value that %s", tooLarge)
			return true
		}
		jsonSecret(text, r.secretEntry)
	} else {
		r.manifest(text)
	}
	if len(r.materials) == 0 && !r.named() {
		r.lost(place{}, certain.FaultFormat, "a Kubernetes Secret without any certificate or key")
	}
	return true
}

// secretEntry reads one value. Values that have nothing to do with
// certificates, such as a user name, are passed over unless their name says
// that they should.
func (r *reader) secretEntry(e entry) {
	claims := strings.HasSuffix(e.key, ".crt") || strings.HasSuffix(e.key, ".key") || strings.HasSuffix(e.key, ".pem")
	if r.full {
		return
	}
	data := e.value
	if !e.plain && e.flaw == "" {
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(e.value)), ""))
		if data = decoded; err != nil {
			e.flaw = "is no base64"
			if bytes.Contains(e.value, []byte("-----BEGIN ")) {
				e.flaw = "is PEM as it is, where base64 of it belongs (as it is it belongs under stringData)"
			}
		}
	}
	claims = claims || bytes.Contains(e.value, []byte("-----BEGIN "))
	switch {
	case e.large:
		r.lost(e.place, certain.FaultFormat, "the value of %s %s", certain.Clip(e.key, 60), e.flaw)
		return
	case e.flaw != "" && claims:
		r.lost(e.place, certain.FaultBase64, "the value of %s %s", certain.Clip(e.key, 60), e.flaw)
		return
	case e.flaw != "", !claims && !Resembles(data):
		return
	}
	inner := r.inside()
	inner.base = r.from(piece{place: e.place})
	inner.file(data)
	for i := range inner.materials {
		m := &inner.materials[i]
		m.Alias = certain.Clip(strings.TrimSuffix(e.key+"/"+m.Alias, "/"), maxAlias)
		if m.Container == "pem" || m.Container == "der" {
			m.Container = "kubernetes-secret"
		}
	}
	slices.SortStableFunc(inner.faults, func(a, b certain.Fault) int { return a.Offset - b.Offset })
	for i := range inner.faults {
		f := &inner.faults[i]
		f.Line, f.Offset = e.line, r.offset(e.place)
		f.Says = certain.Clip(e.key+": "+f.Says, 300)
	}
	r.absorb(inner)
}

// longestString is the length of the longest string of a valid document.
func longestString(text []byte) (longest int) {
	for begin, i := -1, 0; i < len(text); i++ {
		switch {
		case begin >= 0 && text[i] == '\\':
			i++
		case text[i] != '"':
		case begin < 0:
			begin = i
		default:
			longest, begin = max(longest, i-begin-1), -1
		}
	}
	return longest
}

// jsonSecret finds the entries of the data maps in a document, at any depth.
func jsonSecret(text []byte, found func(entry)) {
	w := &jsonWalk{d: json.NewDecoder(bytes.NewReader(text)), text: text, line: 1, found: found}
	w.value("", "")
}

type jsonWalk struct {
	d       *json.Decoder
	text    []byte
	found   func(entry)
	line    int // of the last entry
	counted int // the offset up to which lines are counted
}

// value reads the value under a key of the map that stands under parent. The
// text is known to be valid, and so not to be nested without bound.
func (w *jsonWalk) value(parent, key string) {
	token, err := w.d.Token()
	if err != nil {
		return
	}
	switch token := token.(type) {
	case json.Delim:
		for w.d.More() {
			below := ""
			if token == '{' {
				name, _ := w.d.Token()
				below, _ = name.(string)
				w.value(key, below)
			} else {
				w.value("", "")
			}
		}
		_, _ = w.d.Token() // the closing one
	case string:
		if parent == "data" || parent == "stringData" {
			at := int(w.d.InputOffset())
			w.line += bytes.Count(w.text[w.counted:at], []byte("\n"))
			w.counted = at
			w.found(entry{
				place: place{w.line, at}, key: key, value: []byte(token), plain: parent == "stringData",
			})
		}
	}
}
