package probe

import (
	"encoding/xml"
	"strings"
)

// xmpp speaks XMPP between a client and its server, RFC 6120 sections 4 and 5.
func (d *dialogue) xmpp() (string, error) {
	var to strings.Builder
	_ = xml.EscapeText(&to, []byte(d.name)) // a builder takes everything
	err := d.say("<?xml version='1.0'?><stream:stream to='" + to.String() +
		"' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>")
	if err != nil {
		return "", err
	}
	features, err := d.until("</stream:features>", "<stream:features/>", "</stream:stream>")
	if err != nil {
		return "", err
	}
	if !strings.Contains(features, "<starttls") {
		return "", offersNone("starttls")
	}
	if err := d.say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"); err != nil {
		return "", err
	}
	answer, err := d.element("proceed", "failure")
	if err != nil {
		return "", err
	}
	if strings.Contains(answer, "<failure") {
		return "", refusal("starttls", answer)
	}
	return "proceed", nil
}

// until reads to the end of the first of these texts. What begins with
// something else than XML belongs to another protocol.
func (d *dialogue) until(ends ...string) (string, error) {
	var text strings.Builder
	for text.Len() < maxLine {
		c, err := d.in.ReadByte()
		if err != nil {
			return "", err
		}
		text.WriteByte(c)
		if c != '>' {
			if text.Len() == 1 && c != '<' && c != ' ' && c != '\r' && c != '\n' {
				rest, _ := d.in.Peek(min(d.in.Buffered(), maxHeard))
				return "", strange{string(c) + string(rest)}
			}
			continue
		}
		for _, end := range ends {
			if strings.HasSuffix(text.String(), end) {
				return text.String(), nil
			}
		}
	}
	return "", errLine
}

// element reads to the end of the start tag of one of these elements.
func (d *dialogue) element(names ...string) (string, error) {
	var text strings.Builder
	for text.Len() < maxLine {
		part, err := d.in.ReadSlice('>')
		text.Write(part)
		if err != nil {
			return "", err
		}
		for _, name := range names {
			if strings.Contains(text.String(), "<"+name) {
				return text.String(), nil
			}
		}
	}
	return "", errLine
}
