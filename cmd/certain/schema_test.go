package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// compiler reads the schemas of the repository, once for all scripts.
var compiler = sync.OnceValue(func() *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.AssertFormat, c.AssertContent = true, true
	return c
})

var compiling sync.Mutex

// conform holds JSON text to a schema: its name, and for a part of it the
// name of a definition after a colon.
func conform(schema, text string) error {
	name, part, _ := strings.Cut(schema, ":")
	location, err := filepath.Abs(filepath.Join("..", "..", "schema", name+".json"))
	if err != nil {
		return err
	}
	if part != "" {
		location += "#/$defs/" + part
	}
	compiling.Lock()
	compiled, err := compiler().Compile(location)
	compiling.Unlock()
	if err != nil {
		return err
	}
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		return err
	}
	return compiled.Validate(document)
}

// validate holds standard output to a schema of the repository: schema check,
// or, line by line, schema check:line.
func validate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: schema NAME[:DEFINITION]")
	}
	text := ts.ReadFile("stdout")
	if !strings.HasSuffix(args[0], ":line") {
		ts.Check(conform(args[0], text))
		return
	}
	if text == "" {
		ts.Fatalf("no line to validate")
	}
	for line := range strings.Lines(text) {
		ts.Check(conform(args[0], line))
	}
}
