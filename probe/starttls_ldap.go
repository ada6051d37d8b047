package probe

import (
	"encoding/asn1"
	"fmt"
	"io"
)

// ldapStartTLS is the extended request 1.3.6.1.4.1.1466.20037 as message 1,
// RFC 4511 section 4.14.
const ldapStartTLS = "\x30\x1d\x02\x01\x01\x77\x18\x80\x16" + "1.3.6.1.4.1.1466.20037"

const ldapExtendedResponse = 24 // the application's tag of the answer

// ldap speaks LDAP. The answer is a message in BER of definite length.
func (d *dialogue) ldap() (string, error) {
	if _, err := io.WriteString(d.conn, ldapStartTLS); err != nil {
		return "", err
	}
	message, err := d.ber()
	if err != nil {
		return "", err
	}
	var answer struct {
		ID   int
		Body asn1.RawValue
	}
	if _, err := asn1.Unmarshal(message, &answer); err != nil || answer.Body.Tag != ldapExtendedResponse {
		return "", strange{string(message)}
	}
	var code asn1.Enumerated
	rest, err := asn1.Unmarshal(answer.Body.Bytes, &code)
	if err != nil {
		return "", strange{string(message)}
	}
	if code == 0 {
		return "success", nil
	}
	var name, text []byte
	if rest, err = asn1.Unmarshal(rest, &name); err == nil {
		_, _ = asn1.Unmarshal(rest, &text) // a text that cannot be read is not shown
	}
	return "", refusal("StartTLS", fmt.Sprintf("result %d %s", code, text))
}

// ber reads one value with its head.
func (d *dialogue) ber() ([]byte, error) {
	head, err := d.in.Peek(2)
	if err != nil {
		return nil, err
	}
	length, size := int(head[1]), 2
	if head[0] != 0x30 {
		rest, _ := d.in.Peek(d.in.Buffered())
		return nil, strange{string(rest)}
	}
	if more := length &^ 0x80; length >= 0x80 {
		if more == 0 || more > 3 {
			return nil, strange{string(head)}
		}
		if head, err = d.in.Peek(2 + more); err != nil {
			return nil, err
		}
		length, size = 0, 2+more
		for _, b := range head[2:] {
			length = length<<8 | int(b)
		}
	}
	if length > maxLine {
		return nil, errLine
	}
	message := make([]byte, size+length)
	_, err = io.ReadFull(d.in, message)
	return message, err
}
