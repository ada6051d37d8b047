package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes doc as one indented document and a newline. HTML characters
// stay as they are; control and bidirectional characters, which
// encoding/json would let through, are escaped (see [escapeJSON]).
func JSON(w io.Writer, doc any) error { return writeJSON(w, doc, "  ") }

// JSONLine writes doc as one line.
func JSONLine(w io.Writer, doc any) error { return writeJSON(w, doc, "") }

func writeJSON(w io.Writer, doc any, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}

// escapeJSON turns what certain.Clean would not let onto a screen into \u
// escapes. Such characters can stand only inside the strings of a valid
// document, so what comes out is the same document: a parser reads the same
// values, and a terminal that shows it is not repainted.
func escapeJSON(doc []byte) []byte {
	var out []byte
	done := 0 // doc[:done] is in out already
	for i := 0; i < len(doc); {
		r, size := utf8.DecodeRune(doc[i:])
		if r == '\n' || size == 1 && r != utf8.RuneError && r != 0x7f || size > 1 && unicode.IsPrint(r) {
			i += size
			continue
		}
		out = append(out, doc[done:i]...)
		if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		} else {
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += size
		done = i
	}
	return append(out, doc[done:]...)
}
