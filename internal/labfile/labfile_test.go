package labfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"go.yaml.in/yaml/v3"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
)

// all is the description of every scenario of the lab, as show prints it.
func all(t testing.TB) []byte {
	t.Helper()
	var ds []lab.Description
	for _, s := range lab.Scenarios() {
		ds = append(ds, s.Description())
	}
	var text bytes.Buffer
	if err := Write(&text, ds...); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// TestRoundTrip: what is described, read and described again is the same, to
// the letter, and the scenarios have the same head.
func TestRoundTrip(t *testing.T) {
	text := all(t)
	read, err := Read("all.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	builtin := 0
	for i, want := range lab.Scenarios() {
		got := read[i]
		if got.ID != want.ID || got.Code != want.Code || fmt.Sprint(got.Codes) != fmt.Sprint(want.Codes) || got.Kind != want.Kind ||
			got.Expect != want.Expect || got.About != want.About || got.Late != want.Late ||
			got.Policy != want.Policy || got.Profile != want.Profile || got.Revocation != want.Revocation {
			t.Errorf("%s: %+v, want %+v", want.ID, got, want)
		}
		once, again := want.Description(), got.Description()
		if !reflect.DeepEqual(once, again) {
			t.Errorf("%s: described again as\n%+v, and was\n%+v", want.ID, again, once)
		}
		if once.Builtin != "" {
			builtin++
		}
	}
	if builtin > len(read)/3 {
		t.Errorf("%d of %d scenarios cannot be described", builtin, len(read))
	}
}

// TestMistakes: each is named with its line and column, and what was expected.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no mistakes to look at")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		_, err = Read(name, data)
		if err == nil {
			t.Errorf("%s: no mistake was found", name)
			continue
		}
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		got := err.Error() + "\n"
		if os.Getenv("CERTAIN_UPDATE") == "1" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, _ := os.ReadFile(golden); got != string(want) {
			t.Errorf("%s:\n%swant\n%s", name, got, want)
		}
	}
}

// TestHostile: what would cost memory or time is refused.
func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("id: bomb\nabout: &a0 boom\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&bomb, "x%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	for name, text := range map[string]string{
		"alias bomb":   bomb.String(),
		"alias":        "id: a\ncodes: &a [expired]\nsends: *a\n",
		"merge":        "id: a\n<<: {about: b}\n",
		"huge":         "id: a\nabout: " + strings.Repeat("a", MaxSize),
		"deep":         "id: a\ncodes: " + strings.Repeat("[", 9000),
		"deep, closed": "id: a\ncodes: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"wide":         "id: a\ncodes: [" + strings.Repeat("expird,", 30000) + "]",
		"many":         strings.Repeat("id: a\n---\n", 20000),
		"binary":       "id: !!binary YQ==\n",
		"tag":          "id: !<tag:example.org,2000:x> a\n",
		"no map":       "just words\n",
		"key":          "? [a, b]\n: c\n",
		"bytes":        "\x00\xff\xfe",
		"empty":        "",
		"nothing":      "---\n---\n",
	} {
		if _, err := Read(name, []byte(text)); err == nil {
			t.Errorf("%s: was read", name)
		} else if len(err.Error()) > 20_000 {
			t.Errorf("%s: the complaint has %d bytes", name, len(err.Error()))
		}
	}
}

// TestNothingSteersTheTerminal: what is shown is fit for any terminal, and read
// as what it was.
func TestNothingSteersTheTerminal(t *testing.T) {
	const about = "\u202eevil\x1b[31m \u200b\U000e0001 bücher\n"
	var text bytes.Buffer
	if err := Write(&text, lab.Description{ID: "a", About: about, Text: about, Behaviour: "says"}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if line = strings.TrimSuffix(line, "\n"); certain.Clean(line) != line {
			t.Errorf("%q", line)
		}
	}
	read, err := Read("a.yaml", text.Bytes())
	if err != nil || read[0].About != about {
		t.Errorf("%v: %q", err, text.String())
	}
}

// TestSchema: the schema in the repository is that of the types, and every
// description holds to it.
func TestSchema(t *testing.T) {
	made, err := json.MarshalIndent(Schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../schema/scenario-file.json"
	if os.Getenv("CERTAIN_UPDATE") == "1" {
		if err := os.WriteFile(file, append(made, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if stored, _ := os.ReadFile(file); string(stored) != string(made)+"\n" {
		t.Errorf("%s is out of date: CERTAIN_UPDATE=1 go test ./internal/labfile", file)
	}
	schema, err := jsonschema.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(all(t)))
	for {
		var document any
		if decoder.Decode(&document) != nil {
			break
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%v: %v", document, err)
		}
	}
}

// TestEveryFieldIsTold: the reference has a text for each field.
func TestEveryFieldIsTold(t *testing.T) {
	for _, g := range groups(reflect.TypeFor[lab.Description](), "") {
		for i, name := range fieldNames(g.of) {
			if name == "" || g.of.Field(i).Tag.Get("about") == "" {
				t.Errorf("%s.%s has no name or no text", g.of, g.of.Field(i).Name)
			}
		}
	}
}

// FuzzRead: a file is read or refused, and what was read can be written and
// read again.
func FuzzRead(f *testing.F) {
	for one := range strings.SplitSeq(string(all(f)), "---\n") { // small seeds are mutated faster
		f.Add([]byte(one))
	}
	files, _ := filepath.Glob("testdata/mistakes/*.yaml")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := Read("fuzz.yaml", data)
		var m Mistake
		if err != nil && !errors.As(err, &m) {
			t.Fatalf("an error of another kind: %v", err)
		}
		for _, s := range read {
			var text bytes.Buffer
			if err := Write(&text, s.Description()); err != nil {
				t.Fatal(err)
			}
			if _, err := Read("again.yaml", text.Bytes()); err != nil {
				t.Fatalf("%v\n%s", err, text.String())
			}
		}
	})
}
