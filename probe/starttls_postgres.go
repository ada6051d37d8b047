package probe

import (
	"cmp"
	"io"
	"strings"
)

// sslRequest is the length of the message and the code 80877103, PostgreSQL's
// documentation, "Message Formats".
const sslRequest = "\x00\x00\x00\x08\x04\xd2\x16\x2f"

// postgres sends the SSLRequest of PostgreSQL ("Message Flow", SSL Session
// Encryption): one byte comes back, S for yes, N for no. An error message is
// the answer of servers that do not know the request, or that let nobody in.
func (d *dialogue) postgres() (string, error) {
	if _, err := io.WriteString(d.conn, sslRequest); err != nil {
		return "", err
	}
	answer, err := d.in.ReadByte()
	if err != nil {
		return "", err
	}
	switch answer {
	case 'S':
		return "S", nil
	case 'N':
		return "", declined{"the server answers the request for TLS with N: it has TLS switched off, or was built without"}
	case 'E':
		return "", refusal("the request for TLS", d.postgresError())
	}
	rest, _ := d.in.Peek(min(d.in.Buffered(), maxHeard))
	return "", strange{string(answer) + string(rest)}
}

// postgresError is the text of an error message, as far as it is there already.
func (d *dialogue) postgresError() string {
	rest, _ := d.in.Peek(min(d.in.Buffered(), 1024))
	return cmp.Or(postgresText(rest[min(4, len(rest)):]), "an error")
}

// postgresText is the text of an error: fields that begin with their kind, M
// for the text, and end with a zero byte.
func postgresText(fields []byte) string {
	for field := range strings.SplitSeq(string(fields), "\x00") {
		if text, ok := strings.CutPrefix(field, "M"); ok {
			return text
		}
	}
	return ""
}
