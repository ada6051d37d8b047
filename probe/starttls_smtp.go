package probe

import "strings"

// smtp speaks SMTP (RFC 3207) or LMTP (RFC 2033), which differ in the word
// that begins them. "localhost" as our name says nothing about this machine.
func (d *dialogue) smtp(hello string) (string, error) {
	code, lines, err := d.reply()
	if err != nil {
		return "", err
	}
	if code != "220" {
		return "", refusal("the connection", lines[0])
	}
	if err := d.say(hello + " localhost"); err != nil {
		return "", err
	}
	if code, lines, err = d.reply(); err != nil {
		return "", err
	}
	if code != "250" {
		return "", refusal(hello, lines[0])
	}
	if !offers(lines[1:], "STARTTLS") {
		return "", offersNone("STARTTLS")
	}
	if err := d.say("STARTTLS" + d.behind); err != nil {
		return "", err
	}
	if code, lines, err = d.reply(); err != nil {
		return "", err
	}
	if code != "220" {
		return "", refusal("STARTTLS", lines[0])
	}
	return lines[len(lines)-1], nil
}

// offers tells whether a keyword stands on a line of its own, behind a code.
func offers(lines []string, keyword string) bool {
	for _, text := range lines {
		if len(text) < 4 {
			continue
		}
		if word, _, _ := strings.Cut(text[4:], " "); strings.EqualFold(word, keyword) {
			return true
		}
	}
	return false
}
