package labfile

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/certain-tls/certain"
)

// filler puts the nodes of a document into a value, by the tags of its type,
// and remembers where each came from.
type filler struct {
	*reader
	nodes map[string]*yaml.Node // by path: certificates[0].issuer
}

func (f *filler) fill(path string, n *yaml.Node, into any) {
	f.value(path, n, reflect.ValueOf(into).Elem(), 0)
}

// nearest is the node of a path, or of the nearest above it.
func (f *filler) nearest(path string, top *yaml.Node) *yaml.Node {
	for path != "" {
		if n := f.nodes[path]; n != nil {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return top
}

func (f *filler) value(path string, n *yaml.Node, v reflect.Value, depth int) {
	f.nodes[path] = n
	switch {
	case n.Kind == yaml.AliasNode:
		f.wrong(n, "aliases such as *%s are not followed here: write out what is meant", n.Value)
		return
	case depth > deepest:
		f.wrong(n, "stands deeper than anything that is understood here")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		f.text(n, text)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		f.fields(path, n, v, depth)
	case reflect.Slice:
		f.list(path, n, v, depth)
	default:
		f.scalar(n, v)
	}
}

func (f *filler) text(n *yaml.Node, into encoding.TextUnmarshaler) {
	word, ok := f.word(n, "a word")
	if !ok {
		return
	}
	if err := into.UnmarshalText([]byte(word)); err != nil {
		f.wrong(n, "%q %s", word, err)
	}
}

func (f *filler) fields(path string, n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind == yaml.SequenceNode && path == "" {
		f.wrong(n, "expected the fields of one scenario, and here stands a list: several scenarios are several documents, with a line of --- between them")
		return
	}
	if n.Kind != yaml.MappingNode {
		f.wrong(n, "expected fields (%s), and here stands %s", strings.Join(fieldNames(v.Type()), ", "), whatIs(n))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field, ok := fieldOf(v, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode || !ok:
			f.unknown(key, v.Type())
			continue
		case seen[key.Value]:
			f.wrong(key, "%s stands here twice", key.Value)
			continue
		case isNull(value):
			f.wrong(key, "nothing stands behind %s", key.Value)
			continue
		}
		seen[key.Value] = true
		f.value(strings.TrimPrefix(path+"."+key.Value, "."), value, field, depth+1)
	}
}

func (f *filler) unknown(key *yaml.Node, t reflect.Type) {
	names := fieldNames(t)
	f.wrong(key, "no field is called %q here; there are %s", certain.Clip(key.Value, 60), strings.Join(names, ", "))
}

func (f *filler) list(path string, n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.SequenceNode {
		f.wrong(n, "expected a list, such as [one, two], and here stands %s", whatIs(n))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, one := range n.Content {
		f.value(fmt.Sprintf("%s[%d]", path, i), one, v.Index(i), depth+1)
	}
}

func (f *filler) scalar(n *yaml.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
			f.wrong(n, "expected true or false, and here stands %s", whatIs(n))
			return
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	case reflect.Int:
		number, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
			f.wrong(n, "expected a number, and here stands %s", whatIs(n))
			return
		}
		v.SetInt(int64(number))
	case reflect.String:
		if word, ok := f.word(n, "a word or a text"); ok {
			v.SetString(word)
		}
	}
}

// word is the text of a scalar as it stands, whatever YAML takes it for: 1.2
// is a version here, and no number.
func (f *filler) word(n *yaml.Node, expected string) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
	case n.Tag == "!!str", n.Tag == "!!int", n.Tag == "!!float", n.Tag == "!!bool", n.Tag == "!!timestamp":
		return n.Value, true
	}
	f.wrong(n, "expected %s, and here stands %s", expected, whatIs(n))
	return "", false
}

func whatIs(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a group of fields"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "nothing"
	case n.Kind == yaml.ScalarNode && strings.HasPrefix(n.Tag, "!!"):
		return strconv.Quote(certain.Clip(n.Value, 60))
	}
	return "a value of the type " + certain.Clip(n.Tag, 60)
}

// fieldOf finds a field by the name in its tag.
func fieldOf(v reflect.Value, name string) (reflect.Value, bool) {
	for i, known := range fieldNames(v.Type()) {
		if known == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// fieldNames are the names in the tags of a struct, in its order.
func fieldNames(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		names = append(names, name)
	}
	return names
}
