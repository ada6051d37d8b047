package render

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes doc as one indented document and a newline. HTML characters
// stay as they are; control and bidirectional characters, which
// encoding/json would let through, are escaped (see [escaping]).
func JSON(w io.Writer, doc any) error { return writeJSON(w, doc, "  ") }

// JSONLine writes doc as one line.
func JSONLine(w io.Writer, doc any) error { return writeJSON(w, doc, "") }

func writeJSON(w io.Writer, doc any, indent string) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	enc := json.NewEncoder(escaping{buffered})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return buffered.Flush()
}

// escaping turns what certain.Clean would not let onto a screen into \u
// escapes. Such characters can stand only inside the strings of a valid
// document, so what comes out is the same document: a parser reads the same
// values, and a terminal that shows it is not repainted. Each Write is a whole
// document, as json.Encoder does it, and is not copied: documents can be large.
type escaping struct{ w io.Writer }

func (e escaping) Write(doc []byte) (int, error) {
	done := 0 // doc[:done] is written already
	for i := 0; i < len(doc); {
		r, size := utf8.DecodeRune(doc[i:])
		if r == '\n' || size == 1 && r != utf8.RuneError && r != 0x7f || size > 1 && unicode.IsPrint(r) {
			i += size
			continue
		}
		if _, err := e.w.Write(doc[done:i]); err != nil {
			return done, err
		}
		i += size
		done = i
		if _, err := io.WriteString(e.w, escaped(r)); err != nil {
			return done, err
		}
	}
	n, err := e.w.Write(doc[done:])
	return done + n, err
}

func escaped(r rune) string {
	if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
		return fmt.Sprintf(`\u%04x\u%04x`, hi, lo)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
