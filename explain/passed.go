package explain

import "strings"

// withoutPassed blanks the lines on which a test runner or a checker tells
// that all is well: what was tried there did not fail, whatever the test's
// name says. The lines keep their numbers.
func withoutPassed(text string) string {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	var kept []byte // nil as long as nothing was blanked
	start := 0
	for line := range strings.Lines(text) {
		switch {
		case passed(line):
			if kept == nil {
				kept = append(make([]byte, 0, len(text)), text[:start]...)
			}
			kept = append(kept, '\n')
		case kept != nil:
			kept = append(kept, line...)
		}
		start += len(line)
	}
	if kept == nil {
		return text
	}
	return string(kept)
}

// passed knows the lines of TAP, of go test, pytest, unittest, cargo test and
// of the runners that set a tick.
func passed(line string) bool {
	line = strings.TrimSpace(line)
	for _, start := range []string{"✓ ", "✔ ", "√ ", "--- PASS: ", "PASS "} {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	if after, ok := strings.CutPrefix(line, "ok "); ok && after != "" && '0' <= after[0] && after[0] <= '9' {
		return true
	}
	if before, _, ok := strings.Cut(line, " PASSED"); ok && strings.Contains(before, "::") {
		return true
	}
	return strings.HasSuffix(line, " ... ok")
}
