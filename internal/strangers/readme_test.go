package strangers

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/certain-tls/certain/internal/labfile"
)

var fenced = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// block is the nth fenced block of the README in a language, from 0.
func block(t *testing.T, language string, n int) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range fenced.FindAllStringSubmatch(string(text), -1) {
		if found[1] != language {
			continue
		}
		if n == 0 {
			return found[2]
		}
		n--
	}
	t.Fatalf("the README has no such block of %s", language)
	return ""
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// inPath makes the certain of these tests the one that others start.
func inPath(t *testing.T) {
	t.Helper()
	t.Setenv("PATH", filepath.Dir(certain)+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// TestReadmeInGo: the example compiles in a module of somebody else's, and
// passes.
func TestReadmeInGo(t *testing.T) {
	goTool, dir := program(t, "go"), t.TempDir()
	house, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/certain-tls/certain"
	put(t, dir, "go.mod", fmt.Sprintf("module shop\n\ngo 1.26.0\n\nrequire %s v0.0.0\n\nreplace %s => %s\n", module, module, house))
	sums, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "go.sum", string(sums))
	put(t, dir, "shop_test.go", block(t, "go", 0))
	cmd := exec.Command(goTool, "test", "-mod=mod", "-v", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestRefusesExpired") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestReadmeInPytest(t *testing.T) {
	python, dir := ready{name: "python-pytest", program: "python3"}.interpreter(t), t.TempDir()
	inPath(t)
	put(t, dir, "test_client.py", block(t, "python", 0))
	out := run(t, dir, python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_client.py")
	if !strings.Contains(out, "5 passed") {
		t.Error(out)
	}
}

// TestReadmeWorkflow runs what the workflow runs, apart from what others'
// actions do.
func TestReadmeWorkflow(t *testing.T) {
	bash, dir := program(t, "bash"), t.TempDir()
	inPath(t)
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Uses, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(block(t, "yaml", 0)), &workflow); err != nil {
		t.Fatal(err)
	}
	client, err := os.ReadFile(filepath.Join(clientsDir, "python-urllib", "honest.py"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "client.py", string(client))
	t.Setenv("GITHUB_STEP_SUMMARY", filepath.Join(dir, "summary.md"))
	ran := 0
	for _, step := range workflow.Jobs["grade"].Steps {
		if step.Run == "" || strings.HasPrefix(step.Run, "go install ") {
			continue
		}
		// The whole lab has what this client stalls on; the words of the README
		// are what is tried here, and a few scenarios are enough.
		run(t, dir, bash, "-euc", strings.Replace(step.Run, "lab grade", "lab grade --only 'expired*' --only self-signed", 1))
		ran++
	}
	if ran != 1 {
		t.Errorf("%d steps ran", ran)
	}
	for _, file := range []string{"grade.xml", "grade.sarif", "summary.md"} {
		if read(t, dir, file) == "" {
			t.Errorf("%s is empty", file)
		}
	}
}

// TestReadmeScenarioFile: the description is read, and its codes are found.
func TestReadmeScenarioFile(t *testing.T) {
	unlessShort(t)
	dir, text := t.TempDir(), block(t, "yaml", 1)
	all, err := labfile.Read("shop.yaml", []byte(text))
	if err != nil || len(all) != 1 {
		t.Fatal(len(all), err)
	}
	put(t, dir, "shop.yaml", text)
	cmd := exec.Command(certain, "check", "--lab-file", "shop.yaml", "--json", "lab:"+all[0].ID)
	cmd.Dir = dir
	out, _ := cmd.Output() // exit status 1: something was found
	for _, code := range all[0].Codes {
		if !strings.Contains(string(out), fmt.Sprintf("%q: %q", "code", code)) {
			t.Errorf("%s was not found:\n%s", code, out)
		}
	}
}
