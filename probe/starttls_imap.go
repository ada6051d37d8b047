package probe

import "strings"

// imap speaks IMAP, RFC 9051 sections 6.1.1 and 6.2.1.
func (d *dialogue) imap() (string, error) {
	greeting, err := d.line()
	switch upper := strings.ToUpper(greeting); {
	case err != nil:
		return "", err
	case strings.HasPrefix(upper, "* BYE"):
		return "", refusal("the connection", greeting)
	case strings.HasPrefix(upper, "* PREAUTH"):
		return "", declined{"the server lets everybody in at once, and then TLS cannot be asked for any more"}
	case !strings.HasPrefix(upper, "* OK"):
		return "", strange{greeting}
	}
	answer, said, err := d.command("a1", "CAPABILITY")
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(answer, "OK") {
		return "", refusal("CAPABILITY", answer)
	}
	if !capable(said, "STARTTLS") {
		return "", offersNone("STARTTLS")
	}
	if answer, _, err = d.command("a2", "STARTTLS"+d.behind); err != nil {
		return "", err
	}
	if !strings.HasPrefix(answer, "OK") {
		return "", refusal("STARTTLS", answer)
	}
	return answer, nil
}

// command sends a command under a tag, and gives the answer behind that tag
// and what was said before it.
func (d *dialogue) command(tag, text string) (answer string, said []string, err error) {
	if err := d.say(tag + " " + text); err != nil {
		return "", nil, err
	}
	for len(said) < maxLines {
		text, err := d.line()
		if err != nil {
			return "", nil, err
		}
		if answer, ok := strings.CutPrefix(text, tag+" "); ok {
			word, rest, _ := strings.Cut(answer, " ")
			return strings.ToUpper(word) + " " + rest, said, nil
		}
		said = append(said, text)
	}
	return "", nil, errLines
}

func capable(lines []string, word string) bool {
	for _, text := range lines {
		for _, field := range strings.Fields(text) {
			if strings.EqualFold(field, word) {
				return true
			}
		}
	}
	return false
}
