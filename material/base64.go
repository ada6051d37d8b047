package material

import (
	"fmt"

	"github.com/certain-tls/certain"
)

// base64Body gathers the base64 of a block, RFC 4648 section 4. Decoding
// stops at the first character that does not belong there, and its place is
// kept: that is where a person has to look.
//
// The bytes are decoded as they come, so that a body is held once and not as
// text too.
type base64Body struct {
	der     []byte
	chars   int    // how many characters were gathered
	bits    uint32 // of the characters that do not fill three bytes yet
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
			b.take(c)
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
	b.take(twin)
}

// take decodes one character of the alphabet.
func (b *base64Body) take(c byte) {
	b.bits = b.bits<<6 | sextet(c)
	if b.chars++; b.chars%4 == 0 {
		b.der = append(b.der, byte(b.bits>>16), byte(b.bits>>8), byte(b.bits))
		b.bits = 0
	}
}

// sextet is the value of a character of the alphabet.
func sextet(c byte) uint32 {
	switch {
	case c >= 'a':
		return uint32(c-'a') + 26
	case c >= 'A':
		return uint32(c - 'A')
	case c >= '0':
		return uint32(c-'0') + 52
	case c == '+':
		return 62
	}
	return 63
}

// expect makes room for the body that size characters of text may hold: a
// body of many megabytes that grows by being copied takes three times its
// size.
func (b *base64Body) expect(size int) { b.der = make([]byte, 0, size/4*3+3) }

func (b *base64Body) refuse(l line, i int, says string) {
	b.bad = &place{l.line, l.offset + i}
	b.says = fmt.Sprintf("%s at column %d", says, i+1)
}

// bytes are what was gathered up to the first bad character, to be read and
// not changed.
func (b *base64Body) bytes() []byte {
	switch b.chars % 4 {
	case 2:
		return append(b.der, byte(b.bits>>4))
	case 3:
		return append(b.der, byte(b.bits>>10), byte(b.bits>>2))
	}
	return b.der
}

// flaw gives what is wrong with a body that begins at start. A fatal flaw
// means that the bytes are not what was written.
func (b *base64Body) flaw(start place) (f certain.Fault, fatal bool) {
	at := start
	f.What = certain.FaultBase64
	switch extra := b.chars % 4; {
	case b.bad != nil:
		at, fatal = *b.bad, true
		f.Says = "the body is no base64: " + b.says
	case b.chars == 0:
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
