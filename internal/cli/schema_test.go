package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/prove"
	"github.com/certain-tls/certain/lab/grade"
	"github.com/certain-tls/certain/profile"
)

// described says which definition of which schema describes which struct; a
// schema without a definition is the document itself.
var described = []struct {
	schema, definition string
	of                 any
}{
	{"check", "", certain.Report{}},
	{"check", "result", certain.Result{}},
	{"check", "line", resultLine{}},
	{"check", "finding", certain.Finding{}},
	{"check", "evidence", certain.Evidence{}},
	{"check", "fix", certain.Fix{}},
	{"check", "observation", certain.Observation{}},
	{"check", "asked", certain.Asked{}},
	{"check", "step", certain.Step{}},
	{"check", "handshake", certain.Handshake{}},
	{"check", "hello", certain.Hello{}},
	{"check", "fetched", certain.Fetched{}},
	{"check", "store", certain.Store{}},
	{"check", "anchor", certain.Anchor{}},
	{"check", "http", certain.HTTP{}},
	{"check", "statement", certain.Statement{}},
	{"check", "logs", certain.LogList{}},
	{"check", "log", certain.Log{}},
	{"check", "file", certain.File{}},
	{"check", "material", certain.Material{}},
	{"check", "fault", certain.Fault{}},
	{"inspect", "", certain.InspectReport{}},
	{"inspect", "inspection", certain.Inspection{}},
	{"inspect", "line", inspectionLine{}},
	{"inspect", "item", certain.Item{}},
	{"inspect", "key", certain.KeyInfo{}},
	{"inspect", "sct", certain.SCT{}},
	{"explain", "", explainReport{}},
	{"explain", "candidate", candidate{}},
	{"explain", "proof", prove.Proof{}},
	{"explain", "conclusion", prove.Conclusion{}},
	{"catalogue", "", catalogueReport{}},
	{"lab", "", labReport{}},
	{"lab", "scenario", scenario{}},
	{"lab-log", "", logReport{}},
	{"lab-log", "visit", seen{}},
	{"grade", "", grade.Report{}},
	{"grade", "summary", grade.Summary{}},
	{"grade", "scenario", grade.Scenario{}},
	{"grade", "line", gradeLine{}},
	{"tour", "", tourReport{}},
	{"tour", "stop", stop{}},
	{"version", "", build{}},
	{"profile", "", profileReport{}},
	{"profile", "profile", profile.Profile{}},
	{"profile", "key", profile.Key{}},
}

// TestSchemas holds the schemas to the structs: the same names of fields, and
// required what is never left out. That the values fit is held by the scripts,
// which validate every document that they see.
func TestSchemas(t *testing.T) {
	for _, d := range described {
		properties, required := schemaFields(t, d.schema, d.definition)
		names, always := structFields(reflect.TypeOf(d.of))
		if !slices.Equal(properties, names) {
			t.Errorf("%s %s: the schema has %v,\nthe struct %v", d.schema, d.definition, properties, names)
		}
		if !slices.Equal(required, always) {
			t.Errorf("%s %s: the schema requires %v,\nthe struct always has %v", d.schema, d.definition, required, always)
		}
	}
}

// TestSchemasAreClosed: no object of ours takes a field that its schema does
// not name.
func TestSchemasAreClosed(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "schema", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, file := range files {
		var document map[string]any
		readJSON(t, file, &document)
		closed(t, filepath.Base(file), document)
	}
}

func closed(t *testing.T, place string, node map[string]any) {
	if node["type"] == "object" && node["additionalProperties"] != false {
		t.Errorf("%s takes additional properties", place)
	}
	for name, child := range node {
		if object, ok := child.(map[string]any); ok {
			closed(t, place+"/"+name, object)
		}
	}
}

func schemaFields(t *testing.T, schema, definition string) (properties, required []string) {
	t.Helper()
	type object struct {
		Properties map[string]any
		Required   []string
	}
	var document struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	readJSON(t, filepath.Join("..", "..", "schema", schema+".json"), &document)
	found := document.object
	if definition != "" {
		found = document.Defs[definition]
	}
	for name := range found.Properties {
		properties = append(properties, name)
	}
	slices.Sort(properties)
	slices.Sort(found.Required)
	return properties, found.Required
}

func structFields(of reflect.Type) (names, always []string) {
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Anonymous {
			inner, required := structFields(field.Type)
			names, always = append(names, inner...), append(always, required...)
			continue
		}
		if !field.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		names = append(names, name)
		if options != "omitempty" {
			always = append(always, name)
		}
	}
	slices.Sort(names)
	slices.Sort(always)
	return names, always
}

func readJSON(t *testing.T, file string, to any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
