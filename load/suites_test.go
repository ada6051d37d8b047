package load_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/load"
)

// The outside corpus of files is not committed: CERTAIN_SUITES names the
// folder that it was unpacked to.

// suiteCase is one expectation about one file, in the corpus's words.
type suiteCase struct {
	ID         string   `json:"id"`
	Mode       string   `json:"mode"` // certs, key, bundle or pair
	Passphrase *string  `json:"passphrase"`
	Outcome    string   `json:"outcome"`
	Kinds      []string `json:"error_kinds"`
	Certs      []string `json:"certs"`           // SHA-256 of each, in order
	Unordered  []string `json:"certs_unordered"` // the same, sorted
	Key        *struct {
		SPKI string `json:"spki_sha256"`
	} `json:"key"`
	KeyFile string `json:"key_file"`
	file    string
}

func suiteCases(t *testing.T, dir string) (cases []suiteCase) {
	t.Helper()
	var manifest struct {
		Files []struct {
			File  string      `json:"file"`
			Cases []suiteCase `json:"cases"`
		} `json:"files"`
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, f := range manifest.Files {
		for _, c := range f.Cases {
			c.file = filepath.Join(dir, f.File)
			if c.KeyFile != "" {
				c.KeyFile = filepath.Join(dir, c.KeyFile)
			}
			cases = append(cases, c)
		}
	}
	return cases
}

// expected is what the house's rule is held to: loads, error or either. What
// the corpus leaves to a reader's abilities is expected of this one.
func (c suiteCase) expected() string {
	switch {
	case c.Outcome == "match", strings.HasPrefix(c.Outcome, "loads"):
		return "loads"
	case c.Outcome == "mismatch":
		return "error"
	case c.Outcome == "mismatch-or-fixable":
		return "either"
	}
	return c.Outcome
}

// outcome is what the house says of a case.
type outcome struct {
	loads bool
	codes []string
	certs []string // SHA-256 of each certificate, in order
	keys  []string // SHA-256 of each SPKI
	took  time.Duration
}

// run reads the files of a case in their roles and judges them.
func (c suiteCase) run(t *testing.T) outcome {
	t.Helper()
	var o load.Options
	var names []string
	if c.Passphrase != nil {
		o.Passphrases = []string{*c.Passphrase}
	}
	switch c.Mode {
	case "certs":
		o.Certs = []string{c.file}
	case "key":
		o.Keys = []string{c.file}
	case "pair":
		o.Certs, o.Keys = []string{c.file}, []string{c.KeyFile}
	default:
		names = []string{c.file}
	}
	start := time.Now()
	obs, err := load.Files(context.Background(), names, o)
	if err != nil {
		t.Fatal(err)
	}
	got := outcome{took: time.Since(start)}
	for _, f := range check.Conclude(obs, check.Options{}).Findings {
		if loadingCodes[f.Code] && !slices.Contains(got.codes, f.Code) {
			got.codes = append(got.codes, f.Code)
		}
	}
	got.loads = c.loads(obs, got.codes)
	got.gather(obs)
	return got
}

// loadingCodes are those that tell why a file does not load; others judge
// what was loaded.
var loadingCodes = map[string]bool{
	"file-not-found": true, "permission-denied": true, "key-mismatch": true, "pem-malformed": true, "wrong-format": true,
	"passphrase-needed": true, "wrong-passphrase": true, "unsupported-key": true, "malformed-certificate": true,
	"malformed-key": true,
}

// loads tells whether what the mode asks for came whole: nothing lost, no
// certificate that does not parse, no key that stays shut.
func (c suiteCase) loads(obs *certain.Observation, codes []string) bool {
	certs, keys := 0, 0
	for _, file := range obs.Files {
		if file.Outcome != certain.OK || slices.ContainsFunc(file.Faults, c.harms) {
			return false
		}
		for _, m := range file.Materials {
			shut := m.Encrypted && len(m.SPKI) == 0
			switch {
			case m.Form == certain.Certificate && m.Cert.X509 == nil && c.Mode != "key":
				return false
			case m.Form == certain.Certificate && file.Role != certain.RoleKey:
				certs++
			case shut && c.Mode != "certs":
				return false
			case m.Form == certain.PrivateKey && len(m.SPKI) > 0 && file.Role != certain.RoleCertificate:
				keys++
			}
		}
	}
	switch c.Mode {
	case "certs":
		return certs > 0
	case "key":
		return keys > 0
	case "pair":
		return certs > 0 && keys > 0 && !slices.Contains(codes, "key-mismatch")
	}
	return certs+keys > 0
}

// harms tells whether something is lost that the mode asks for.
func (c suiteCase) harms(f certain.Fault) bool {
	return f.Lost && !(c.Mode == "certs" && f.Form == certain.PrivateKey) && !(c.Mode == "key" && f.Form == certain.Certificate)
}

func (o *outcome) gather(obs *certain.Observation) {
	for _, file := range obs.Files {
		for _, m := range file.Materials {
			if m.Cert != nil {
				o.certs = append(o.certs, m.Cert.SHA256())
			}
			if m.Form == certain.PrivateKey && len(m.SPKI) > 0 {
				sum := sha256.Sum256(m.SPKI)
				o.keys = append(o.keys, hex.EncodeToString(sum[:]))
			}
		}
	}
}

// rightContent tells whether what was read is what the case says, as far as
// it says anything.
func (c suiteCase) rightContent(o outcome) bool {
	if c.Mode == "pair" {
		return true
	}
	if c.Certs != nil && c.Mode != "key" && !slices.Equal(o.certs, c.Certs) {
		return false
	}
	if c.Unordered != nil && !slices.Equal(slices.Sorted(slices.Values(o.certs)), c.Unordered) {
		return false
	}
	return c.Key == nil || c.Key.SPKI == "" || len(o.keys) > 0 && o.keys[0] == c.Key.SPKI
}

// codesOf maps the corpus's words for errors to our codes.
var codesOf = map[string][]string{
	"empty":               {"pem-malformed"},
	"malformed":           {"pem-malformed", "malformed-certificate", "malformed-key"},
	"truncated":           {"pem-malformed", "malformed-certificate", "malformed-key"},
	"trailing-data":       {"pem-malformed", "malformed-certificate"},
	"encoding":            {"pem-malformed"},
	"compressed":          {"wrong-format"},
	"double-encoded":      {"wrong-format"},
	"unrecognized":        {"wrong-format", "pem-malformed"},
	"wrong-kind":          {"wrong-format"},
	"passphrase-required": {"passphrase-needed"},
	"passphrase-wrong":    {"wrong-passphrase"},
	"integrity":           {"wrong-passphrase", "pem-malformed"},
	"unsupported":         {"unsupported-key", "wrong-format"},
	"unsupported-key":     {"unsupported-key"},
	"key-mismatch":        {"key-mismatch"},
	"too-large":           {"wrong-format"},
}

// rightKind tells whether a code stands for one of the words. Without any
// word every code is right.
func (c suiteCase) rightKind(codes []string) bool {
	if len(c.Kinds) == 0 {
		return len(codes) > 0
	}
	for _, kind := range c.Kinds {
		for _, code := range codesOf[kind] {
			if slices.Contains(codes, code) {
				return true
			}
		}
	}
	return false
}

// TestSuites runs the corpus and prints a line a case. A case that disagrees
// fails, unless the disagreement is kept with its reason in
// testdata/disagreements.txt.
func TestSuites(t *testing.T) {
	dir := os.Getenv("CERTAIN_SUITES")
	if dir == "" {
		t.Skip("CERTAIN_SUITES names no corpus")
	}
	if _, err := os.Stat(filepath.Join(dir, "load")); err == nil {
		dir = filepath.Join(dir, "load")
	}
	kept := disagreements(t)
	var n tally
	for _, c := range suiteCases(t, dir) {
		got := c.run(t)
		word := map[bool]string{true: "loads", false: "error"}[got.loads]
		why := strings.Join(got.codes, ",")
		if why == "" {
			why = "-"
		}
		verdict := n.count(c, got)
		fmt.Printf("load: %s expected=%s got=%s why=%s%s\n", c.ID, c.expected(), word, why, verdict)
		if strings.TrimSuffix(verdict, tooSlow) != "" && kept[c.ID] == "" {
			t.Errorf("%s:%s", c.ID, verdict)
		}
	}
	fmt.Println(n.String())
}

// tooSlow marks what took over a second. It is told and does not fail the
// test: a machine may be busy.
const tooSlow = " SLOW"

// tally counts how the corpus went.
type tally struct {
	firm, firmRight    int // cases that are not either
	errors, rightKinds int
	either             int
	wrong, slow        int
}

// count tells what is wrong with a case; nothing if it is right.
func (n *tally) count(c suiteCase, got outcome) (verdict string) {
	expected := c.expected()
	right := got.loads == (expected == "loads")
	content := c.rightContent(got)
	if got.took > time.Second {
		n.slow++
		defer func() { verdict += tooSlow }()
	}
	if got.loads && !content {
		n.wrong++
		verdict += " WRONG-CONTENT"
	}
	if expected == "either" {
		n.either++
		return verdict
	}
	n.firm++
	if right && (!got.loads || content) {
		n.firmRight++
	} else {
		verdict += " DISAGREES"
	}
	if expected == "error" {
		n.errors++
		if !got.loads && c.rightKind(got.codes) {
			n.rightKinds++
		} else {
			verdict += " OTHER-KIND"
		}
	}
	return verdict
}

func (n tally) String() string {
	percent := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
	return fmt.Sprintf("load: total: %d of %d right (%.2f%%), %d of %d errors of the right kind (%.2f%%), %d either, %d wrong contents, %d over one second",
		n.firmRight, n.firm, percent(n.firmRight, n.firm), n.rightKinds, n.errors, percent(n.rightKinds, n.errors), n.either, n.wrong, n.slow)
}

// disagreements are the cases in which the house thinks otherwise, with its
// reasons: a line "ID: reason" each.
func disagreements(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "disagreements.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	kept := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		id, reason, found := strings.Cut(lines.Text(), ": ")
		if found && !strings.HasPrefix(id, "#") {
			kept[id] = reason
		}
	}
	return kept
}
