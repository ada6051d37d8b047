package probe

import "strings"

// irc speaks IRC: STARTTLS and its answers 670 and 691 as in the IRCv3
// extension "tls". Servers talk about other things meanwhile.
func (d *dialogue) irc() (string, error) {
	if err := d.say("STARTTLS" + d.behind); err != nil {
		return "", err
	}
	for range maxLines {
		text, err := d.line()
		if err != nil {
			return "", err
		}
		fields := strings.Fields(text)
		if len(fields) > 0 && strings.HasPrefix(fields[0], ":") {
			fields = fields[1:] // who says it
		}
		if len(fields) == 0 {
			continue
		}
		switch fields[0] {
		case "670":
			return text, nil
		case "691", "421", "451", "ERROR":
			return "", refusal("STARTTLS", text)
		case "PING":
			if err := d.say("PONG " + strings.Join(fields[1:], " ")); err != nil {
				return "", err
			}
		case "NOTICE", "020":
		default:
			return "", strange{text}
		}
	}
	return "", errLines
}
