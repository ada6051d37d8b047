package material

import (
	"encoding/base64"
	"fmt"

	"github.com/certain-tls/certain"
)

// base64Body gathers the base64 of a block, RFC 4648 section 4. Decoding
// stops at the first character that does not belong there, and its place is
// kept: that is where a person has to look.
type base64Body struct {
	chars   []byte
	padding int
	bad     *place // the first character that does not belong
	says    string // what it is
	url     *place // the first character of the URL-safe alphabet, section 5
	quoted  bool   // line breaks are written as \n
}

// line adds the characters of one line.
func (b *base64Body) line(l line) {
	if b.bad != nil {
		return
	}
	for i := 0; i < len(l.text); i++ {
		c := l.text[i]
		switch {
		case c == ' ' || c == '\t':
		case c == '\\' && i+1 < len(l.text) && (l.text[i+1] == 'n' || l.text[i+1] == 'r'):
			b.quoted = true
			i++
		case c == '=':
			b.padding++
		case !inAlphabet(c) && c != '-' && c != '_':
			b.refuse(l, i, describeByte(c))
			return
		case b.padding > 0:
			b.refuse(l, i, "more base64 behind the padding")
			return
		case c == '-' || c == '_':
			b.urlSafe(l, i)
		default:
			b.chars = append(b.chars, c)
		}
	}
}

// urlSafe takes a character of the URL-safe alphabet for its plain twin.
func (b *base64Body) urlSafe(l line, i int) {
	twin := byte('+')
	if l.text[i] == '_' {
		twin = '/'
	}
	if b.url == nil {
		b.url = &place{l.line, l.offset + i}
	}
	b.chars = append(b.chars, twin)
}

func (b *base64Body) refuse(l line, i int, says string) {
	b.bad = &place{l.line, l.offset + i}
	b.says = fmt.Sprintf("%s at column %d", says, i+1)
}

// bytes decodes what was gathered up to the first bad character.
func (b *base64Body) bytes() []byte {
	whole := len(b.chars)
	if whole%4 == 1 {
		whole--
	}
	der := make([]byte, base64.RawStdEncoding.DecodedLen(whole))
	n, _ := base64.RawStdEncoding.Decode(der, b.chars[:whole]) // only characters of the alphabet are gathered
	return der[:n]
}

// flaw gives what is wrong with a body that begins at start. A fatal flaw
// means that the bytes are not what was written.
func (b *base64Body) flaw(start place) (f certain.Fault, fatal bool) {
	at := start
	f.What = certain.FaultBase64
	switch extra := len(b.chars) % 4; {
	case b.bad != nil:
		at, fatal = *b.bad, true
		f.Says = "the body is no base64: " + b.says
	case len(b.chars) == 0:
		f.What, fatal = certain.FaultArmour, true
		f.Says = "the block is empty"
	case extra == 1:
		fatal = true
		f.Says = "the body is no base64: its length is one character too many or three too few"
	case b.padding > 2 || b.padding > 0 && (extra+b.padding)%4 != 0:
		f.Says = fmt.Sprintf("the body ends in %s, which does not fit its length", count(b.padding, "padding character"))
	case extra > 0 && b.padding == 0:
		f.Says = "the padding (=) at the end of the base64 is missing"
	case b.url != nil:
		at = *b.url
		f.Says = "the body is in the URL-safe alphabet, with - and _ for + and /"
	default:
		return certain.Fault{}, false
	}
	f.Line, f.Offset = at.line, at.offset
	return f, fatal
}

func inAlphabet(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

// isBase64 tells whether a line of running text could be part of a body.
func isBase64(text []byte) bool {
	for _, c := range text {
		if !inAlphabet(c) && c != '=' {
			return false
		}
	}
	return true
}

func describeByte(c byte) string {
	switch {
	case c == 0:
		return "a NUL byte"
	case c > ' ' && c < 0x7f:
		return fmt.Sprintf("the character %q", rune(c))
	}
	return fmt.Sprintf("the byte 0x%02X", c)
}
