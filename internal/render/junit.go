package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// JUnit writes the suite as the XML that CI services read: a test case for
// each target or scenario, a failure where something counts. What is known or
// accepted is marked as skipped, with what it is.
func JUnit(w io.Writer, s Suite) error {
	suite := junitSuite{Name: s.Name, Tests: len(s.Cases)}
	for _, c := range s.Cases {
		one := junitCase{Class: strings.ReplaceAll(s.Name, " ", "."), Name: clean(c.Name), Time: seconds(c)}
		switch {
		case c.counted() > 0:
			suite.Failures++
			one.Failure = failureOf(c)
		case len(c.Faults) > 0:
			suite.Skipped++
			one.Skipped = &junitSkipped{Message: clean(codesOf(c.Faults)) + ": known, accepted, or below the severity that counts"}
		}
		suite.Cases = append(suite.Cases, one)
	}
	all := junitSuites{Name: s.Name, Tests: suite.Tests, Failures: suite.Failures, Suites: []junitSuite{suite}}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("write XML: %w", err)
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Skipped *junitSkipped `xml:"skipped,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

func failureOf(c Case) *junitFailure {
	f := &junitFailure{}
	var texts []string
	for _, one := range c.Faults {
		if one.Uncounts {
			continue
		}
		if f.Type == "" {
			f.Type, f.Message = one.Code, clean(one.Says)
		}
		text := "[" + one.Code + "] " + one.text()
		if place := one.place(); place != "" {
			text += "\nat: " + place
		}
		texts = append(texts, cleanLines(text))
	}
	f.Text = strings.Join(texts, "\n\n")
	return f
}

func codesOf(faults []Fault) string {
	var codes []string
	for _, f := range faults {
		codes = append(codes, f.Code)
	}
	return strings.Join(codes, " ")
}

func seconds(c Case) string { return fmt.Sprintf("%.3f", c.Took.Seconds()) }

// cleanLines is clean for text of several lines.
func cleanLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}
