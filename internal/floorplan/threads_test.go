package floorplan

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Every type that a service holds in its hands says what goroutines may do with
// it: in its own comment, in a method's, or in that of the package, which then
// speaks for all.
func TestTypesStateTheirConcurrency(t *testing.T) {
	says := func(text string) bool {
		for _, word := range []string{"concurren", "goroutine", "at once", "at a time", "twice at once"} {
			if strings.Contains(strings.Join(strings.Fields(text), " "), word) {
				return true
			}
		}
		return false
	}
	for _, room := range []string{"keypair", "trust", "tlsconfig", "explain"} {
		files := token.NewFileSet()
		names, err := filepath.Glob(filepath.Join("..", "..", room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var parsed []*ast.File
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(files, name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, f)
		}
		p, err := doc.NewFromFiles(files, parsed, room)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(p.Doc, "everything is safe for concurrent use") {
			continue
		}
		for _, typ := range p.Types {
			if spec := typ.Decl.Specs[0].(*ast.TypeSpec); isBasic(spec.Type) {
				continue // a number has nothing to share
			}
			text := typ.Doc
			ast.Inspect(typ.Decl, func(n ast.Node) bool {
				if c, ok := n.(*ast.CommentGroup); ok {
					text += c.Text()
				}
				return true
			})
			if !says(text) {
				t.Errorf("%s.%s does not say what goroutines may do with it", room, typ.Name)
			}
		}
	}
}

func isBasic(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "int"
}
