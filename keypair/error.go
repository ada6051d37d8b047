package keypair

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// Error is why a pair was refused. A program branches on Code, or asks Has:
//
//	var refused *keypair.Error
//	if errors.As(err, &refused) && refused.Has("expired") { … }
//
// errors.Is finds fs.ErrNotExist and fs.ErrPermission where a file is missing
// or may not be read. An Error does not change, and may be read by many
// goroutines at once.
type Error struct {
	// Code is that of the first finding, the one to mend first.
	Code string
	// Findings are all that was found: first those that refuse the pair, the
	// worst in front, then the others. All texts are clean, see
	// [certain.Clean], and hold no key.
	Findings []certain.Finding
	// Files are the files of the pair, as they were named.
	Files []string

	refusing int // how many of the findings refuse
}

func newError(h *held, refusing, rest []certain.Finding) *Error {
	e := &Error{Code: refusing[0].Code, Findings: slices.Concat(refusing, rest), refusing: len(refusing)}
	for _, f := range h.files {
		e.Files = append(e.Files, f.Name)
	}
	return e
}

// Refusing are the findings that refuse the pair.
func (e *Error) Refusing() []certain.Finding { return slices.Clone(e.Findings[:e.refusing]) }

// Has tells whether a code is among those that refuse the pair.
func (e *Error) Has(code string) bool {
	return slices.ContainsFunc(e.Findings[:e.refusing], func(f certain.Finding) bool { return f.Code == code })
}

// ProblemCode is Code, for explain.Error.
func (e *Error) ProblemCode() string { return e.Code }

// Error tells the first reason, and how many there are besides.
func (e *Error) Error() string {
	text := fmt.Sprintf("load %s: %s: %s", strings.Join(e.Files, " and "), e.Code, e.Findings[0].Summary)
	if more := e.refusing - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return text
}

// Is answers errors.Is.
func (e *Error) Is(target error) bool {
	switch target {
	case fs.ErrNotExist:
		return e.Has("file-not-found")
	case fs.ErrPermission:
		return e.Has("permission-denied")
	}
	return false
}
