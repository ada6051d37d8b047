package render

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes doc as one indented document and a newline. HTML characters
// stay as they are; control and bidirectional characters, which
// encoding/json would let through, are escaped (see [jsonWriter]).
func JSON(w io.Writer, doc any) error { return writeJSON(w, doc, true) }

// JSONLine writes doc as one line.
func JSONLine(w io.Writer, doc any) error { return writeJSON(w, doc, false) }

func writeJSON(w io.Writer, doc any, indented bool) error {
	out := &jsonWriter{w: bufio.NewWriterSize(w, 64<<10), indented: indented}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return out.w.Flush()
}

// jsonWriter takes the one line that json.Encoder makes of a document and
// writes it indented, if that is wanted, and escaped. Documents can be large:
// the encoder would make a copy for the indentation, and another would be one
// too many.
//
// Control and bidirectional characters, all that certain.Clean would not let
// onto a screen, become \u escapes. They can stand only inside the strings of
// a valid document, so what comes out is the same document: a parser reads the
// same values, and a terminal that shows it is not repainted.
type jsonWriter struct {
	w        *bufio.Writer // remembers its first error until it is flushed
	indented bool
	depth    int
	inString bool
}

func (j *jsonWriter) Write(doc []byte) (int, error) {
	done := 0 // doc[:done] is written already
	for i := 0; i < len(doc); {
		r, size := utf8.DecodeRune(doc[i:])
		switch {
		case j.inString && r == '\\':
			i += 2
			continue
		case r == '"':
			j.inString = !j.inString
		case !j.inString && j.indented && strings.ContainsRune("{[]},:", r):
			j.w.Write(doc[done:i])
			i += j.structure(doc[i:])
			done = i
			continue
		case r != '\n' && (size > 1 && !unicode.IsPrint(r) || r == 0x7f || size == 1 && r == utf8.RuneError):
			j.w.Write(doc[done:i])
			j.w.WriteString(escaped(r))
			done = i + size
		}
		i += size
	}
	_, err := j.w.Write(doc[done:])
	return len(doc), err
}

// structure writes the character that a piece of JSON begins with and what
// json.Indent puts around it, and tells how much of the piece that was.
func (j *jsonWriter) structure(doc []byte) int {
	c := doc[0]
	opens, closes := c == '{' || c == '[', c == '}' || c == ']'
	if opens && len(doc) > 1 && doc[1] == c+2 { // the closing one of ASCII
		j.w.Write(doc[:2])
		return 2
	}
	if closes {
		j.depth--
		j.newLine()
	}
	j.w.WriteByte(c)
	switch {
	case opens:
		j.depth++
		j.newLine()
	case c == ',':
		j.newLine()
	case c == ':':
		j.w.WriteByte(' ')
	}
	return 1
}

func (j *jsonWriter) newLine() {
	j.w.WriteByte('\n')
	for range j.depth {
		j.w.WriteString("  ")
	}
}

func escaped(r rune) string {
	if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
		return fmt.Sprintf(`\u%04x\u%04x`, hi, lo)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
