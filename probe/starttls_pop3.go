package probe

import "strings"

// pop3 speaks POP3, RFC 2595 section 4. What the server can do is not asked
// for: CAPA came later than STLS, and a no to STLS says the same.
func (d *dialogue) pop3() (string, error) {
	for _, step := range []struct{ say, to string }{{"", "the connection"}, {"STLS", "STLS"}} {
		if step.say != "" {
			if err := d.say(step.say + d.behind); err != nil {
				return "", err
			}
		}
		answer, err := d.line()
		switch {
		case err != nil:
			return "", err
		case strings.HasPrefix(answer, "-ERR"):
			return "", refusal(step.to, answer)
		case !strings.HasPrefix(answer, "+OK"):
			return "", strange{answer}
		case step.say != "":
			return answer, nil
		}
	}
	return "", nil
}
