package labfile

import (
	"reflect"
	"strings"

	"github.com/certain-tls/certain/lab"
)

// Schema is the JSON Schema of a document, for editors. It is made from the
// types, so that it cannot know other fields than the reader.
func Schema() map[string]any {
	s := object(reflect.TypeFor[lab.Description](), "")
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "certain scenario file"
	s["description"] = "a document of a file that describes scenarios of the lab; certain lab show --help tells more"
	return s
}

func object(t reflect.Type, path string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i, name := range fieldNames(t) {
		one := of(t.Field(i).Type, join(path, name))
		one["description"] = t.Field(i).Tag.Get("about")
		properties[name] = one
		if !strings.Contains(t.Field(i).Tag.Get("yaml"), ",omitempty") {
			required = append(required, name)
		}
	}
	o := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func of(t reflect.Type, path string) map[string]any {
	switch {
	case t == reflect.TypeFor[lab.When]():
		return map[string]any{"type": "string"}
	case t.Kind() == reflect.Pointer:
		return of(t.Elem(), path)
	case t.Kind() == reflect.Struct:
		return object(t, path)
	case t.Kind() == reflect.Slice:
		return map[string]any{"type": "array", "items": of(t.Elem(), path)}
	case t.Kind() == reflect.Bool:
		return map[string]any{"type": "boolean"}
	case t.Kind() == reflect.Int:
		return map[string]any{"type": "integer", "minimum": 0}
	}
	return text(lab.Expected(path))
}

// text is a string, or one of these words. A version is a number to YAML,
// unless it stands in quotes.
func text(words []string) map[string]any {
	if len(words) == 0 {
		return map[string]any{"type": "string"}
	}
	all := make([]any, 0, len(words))
	for _, w := range words {
		all = append(all, w)
	}
	for i := range words {
		if n, ok := versionNumbers[words[i]]; ok {
			all = append(all, n)
		}
	}
	return map[string]any{"enum": all}
}

var versionNumbers = map[string]float64{"1.0": 1, "1.1": 1.1, "1.2": 1.2, "1.3": 1.3}
