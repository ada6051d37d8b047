package floorplan

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// listed is what `go list -json` tells of a package.
type listed struct {
	ImportPath, Doc, Dir string
	Imports, Deps        []string
	TestGoFiles          []string
}

// house lists all packages of the module, without their tests.
func house(t *testing.T) map[string]listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Doc,Dir,Imports,Deps,TestGoFiles", Module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string]listed{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[room(p.ImportPath)] = p
	}
}

// room is a package's path inside the module: "" for the root.
func room(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, Module), "/") }

func ours(path string) bool { return path == Module || strings.HasPrefix(path, Module+"/") }

func TestEveryRoomIsOnThePlan(t *testing.T) {
	packages := house(t)
	for name := range packages {
		if _, ok := Floors[name]; !ok {
			t.Errorf("package %q is not on the plan: add it to Floors and to ARCHITECTURE.md", name)
		}
	}
	for name := range Floors {
		if _, ok := packages[name]; !ok {
			t.Errorf("the plan has a package %q that does not exist", name)
		}
	}
}

func TestImportsGoDown(t *testing.T) {
	for name, p := range house(t) {
		for _, imported := range p.Imports {
			if !ours(imported) {
				continue
			}
			if to := room(imported); Floors[to] >= Floors[name] {
				t.Errorf("%q (floor %d) imports %q (floor %d): only lower floors may be imported", name, Floors[name], to, Floors[to])
			}
		}
	}
}

func TestAbsentOnPurpose(t *testing.T) {
	packages := house(t)
	for _, never := range Never {
		if slices.Contains(packages[never.From].Deps, Module+"/"+never.To) {
			t.Errorf("%s reaches %s: %s", never.From, never.To, never.Why)
		}
	}
	for name, p := range packages {
		if slices.Contains(p.Imports, Module+"/internal/cli") && name != "cmd/certain" {
			t.Errorf("%s imports internal/cli: only cmd/certain may", name)
		}
		if slices.Contains(p.Deps, "testing") {
			t.Errorf("%s links package testing, which belongs to tests alone", name)
		}
	}
}

func TestPureRoomsTouchNothing(t *testing.T) {
	packages := house(t)
	for _, name := range Pure {
		for _, imported := range packages[name].Imports {
			if slices.Contains(ImpureImports, imported) && !typesOnly(name, imported) {
				t.Errorf("%q is pure and imports %s", name, imported)
			}
		}
	}
}

func typesOnly(name, imported string) bool {
	for _, t := range TypesOnly {
		if t.From == name && t.Import == imported {
			return true
		}
	}
	return false
}

func TestLowFloorsAreLight(t *testing.T) {
	for name, p := range house(t) {
		if Floors[name] > Light || strings.HasPrefix(name, "internal/") {
			continue
		}
		for _, dep := range p.Deps {
			if first, _, _ := strings.Cut(dep, "/"); !strings.Contains(first, ".") || ours(dep) || strings.HasPrefix(dep, "golang.org/x/") {
				continue
			}
			t.Errorf("%q links %s: floors up to %d link the standard library and golang.org/x alone", name, dep, Light)
		}
	}
}

func TestEveryRoomSaysWhatItIsFor(t *testing.T) {
	for name, p := range house(t) {
		if len(p.Doc) < 20 {
			t.Errorf("package %q has no package comment", name)
		}
	}
}

// The plan in words names every room, and no room that is gone.
func TestArchitectureTellsThePlan(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range Floors {
		if name != "" && !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("ARCHITECTURE.md does not name `%s`", name)
		}
	}
}
