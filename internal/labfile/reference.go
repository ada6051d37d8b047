package labfile

import (
	"reflect"
	"strings"

	"github.com/certain-tls/certain/lab"
)

// Reference tells the format, in paragraphs. Those with tabs in them are lists:
// a line an item, the name in front of the tab.
func Reference() []string {
	all := []string{
		"A scenario is described by how it differs from a sound server for localhost, so the shortest description is an id alone. What stands behind a semicolon is the default of a field.",
	}
	for _, g := range groups(reflect.TypeFor[lab.Description](), "") {
		all = append(all, g.title, g.items())
	}
	var behaviours strings.Builder
	for _, b := range lab.Behaviours() {
		behaviours.WriteString(b.Name + "\t" + b.About + "\n")
	}
	return append(all, "What behaviour can be:", strings.TrimSpace(behaviours.String()))
}

// group is the fields of one struct.
type group struct {
	title, path string
	of          reflect.Type
}

// groups are the struct and those within it, in the order of meeting.
func groups(t reflect.Type, path string) []group {
	g := group{title: "The fields of a scenario:", path: path, of: t}
	if path != "" {
		outer, inner, nested := strings.Cut(path, ".")
		g.title = "Those of " + outer + ":"
		if nested {
			g.title = "Those of " + inner + ", in " + outer + ":"
		}
	}
	all := []group{g}
	for i := range t.NumField() {
		inner := t.Field(i).Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeFor[lab.When]() {
			all = append(all, groups(inner, join(path, fieldNames(t)[i]))...)
		}
	}
	return all
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

// items tells the fields. Few words are listed where a field takes no others;
// of many the mistakes tell the nearest.
func (g group) items() string {
	var lines []string
	for i, name := range fieldNames(g.of) {
		about := g.of.Field(i).Tag.Get("about")
		if words := lab.Expected(join(g.path, name)); len(words) > 0 && len(words) < 15 {
			is, preset, found := strings.Cut(about, "; ")
			about = is + ": " + strings.Join(words, ", ")
			if found {
				about += "; " + preset
			}
		}
		lines = append(lines, name+"\t"+about)
	}
	return strings.Join(lines, "\n")
}
