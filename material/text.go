package material

import "bytes"

// encoding is how the text of a file is written.
type encoding int

const (
	plainText  encoding = iota // ASCII, UTF-8 or no text at all
	utf8Marked                 // UTF-8 with a byte-order mark
	utf16Text                  // UTF-16, either order, with a mark or without
)

// decodeText strips a byte-order mark and turns UTF-16 into one byte for each
// code unit: PEM is ASCII, so nothing of it is lost, and offsets stay exact.
// mark is how many bytes stood in front.
func decodeText(data []byte) (text []byte, enc encoding, mark int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:], utf8Marked, 3
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return narrow(data[2:], 0), utf16Text, 2
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return narrow(data[2:], 1), utf16Text, 2
	case wideASCII(data, 0):
		return narrow(data, 0), utf16Text, 0
	case wideASCII(data, 1):
		return narrow(data, 1), utf16Text, 0
	}
	return data, plainText, 0
}

// wideASCII tells whether data begins with four ASCII characters of UTF-16
// whose low byte stands at index low of each pair.
func wideASCII(data []byte, low int) bool {
	if len(data) < 8 {
		return false
	}
	for i := 0; i < 8; i += 2 {
		c := data[i+low]
		if data[i+1-low] != 0 || c >= 0x7f || c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

// notASCII stands for a UTF-16 code unit that is no ASCII.
const notASCII = 0xff

func narrow(data []byte, low int) []byte {
	text := make([]byte, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		c := data[i+low]
		if data[i+1-low] != 0 || c >= 0x80 {
			c = notASCII
		}
		text = append(text, c)
	}
	return text
}

// line is one line of a text, without its end.
type line struct {
	place
	text []byte
	cr   bool // it ends in CR alone
}

// lines walks over the lines of a text. CRLF, LF and CR alone end one.
func lines(text []byte, visit func(line)) {
	at := place{line: 1}
	for at.offset < len(text) {
		rest := text[at.offset:]
		end, width, cr := len(rest), 0, false
		if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
			end, width = i, 1
			if rest[i] == '\r' {
				cr = true
				if i+1 < len(rest) && rest[i+1] == '\n' {
					width, cr = 2, false
				}
			}
		}
		visit(line{at, rest[:end], cr})
		at.line++
		at.offset += end + width
	}
}

// blank tells whether text is white space only. It stops at the first
// character that is none, so that asking again and again stays cheap.
func blank(text []byte) bool {
	for _, c := range text {
		switch c {
		case ' ', '\t', '\n', '\r', '\v', '\f':
		default:
			return false
		}
	}
	return true
}
