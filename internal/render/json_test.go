package render

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/certain-tls/certain"
)

func TestJSONEscapes(t *testing.T) {
	doc := map[string]string{"a": "<b>&\u202e\u2066\x7f\u009b\u200b\U000e0041 ü 見\n\x1b"}
	var b bytes.Buffer
	if err := JSON(&b, doc); err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"a\": \"<b>&\\u202e\\u2066\\u007f\\u009b\\u200b\\udb40\\udc41 ü 見\\n\\u001b\"\n}\n"
	if b.String() != want {
		t.Errorf("got %s, want %s", b.String(), want)
	}
}

// A parser reads the same document back, and no byte of it steers a terminal.
func TestJSONIsTheSameDocument(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		doc := map[string]any{"texts": []any{strings.ToValidUTF8(text(r), "?"), strings.ToValidUTF8(text(r), "?")}}
		var b bytes.Buffer
		if err := JSONLine(&b, doc); err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSuffix(b.String(), "\n")
		for _, c := range line {
			if !unicode.IsPrint(c) {
				t.Fatalf("%U in %q", c, line)
			}
		}
		var back map[string]any
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || !reflect.DeepEqual(back, doc) {
			t.Fatalf("%v: %q came back as %q", err, doc, back)
		}
	}
}

func TestJSONReport(t *testing.T) {
	report := certain.Report{Schema: certain.CheckSchema, Results: []certain.Result{hostile(t)}}
	var b bytes.Buffer
	if err := JSON(&b, report); err != nil {
		t.Fatal(err)
	}
	var back certain.Report
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if got := back.Results[0].Observation.Served[0]; !got.Equal(report.Results[0].Observation.Served[0]) {
		t.Error("a served certificate came back as another")
	}
	if strings.ContainsRune(b.String(), '\u202e') || strings.ContainsRune(b.String(), '\x1b') {
		t.Error("an unescaped control character")
	}
}

// The indentation is that of encoding/json.
func TestJSONIndent(t *testing.T) {
	for _, doc := range []any{
		nil, 1.5, "a{b}[c],d:e\"\\", []int{}, map[string]int{}, []any{[]any{}, map[string]any{}},
		map[string]any{"a": []any{1, "x,y", map[string]any{"b": nil, "c": []string{"\\\"", "]"}}}, "d": true, "{": "}"},
	} {
		var got bytes.Buffer
		if err := JSON(&got, doc); err != nil {
			t.Fatal(err)
		}
		if want, _ := json.MarshalIndent(doc, "", "  "); got.String() != string(want)+"\n" {
			t.Errorf("got %s\nwant %s", got.Bytes(), want)
		}
	}
}

func TestJSONFails(t *testing.T) {
	if err := JSON(&bytes.Buffer{}, func() {}); err == nil {
		t.Error("a function was written as JSON")
	}
}
