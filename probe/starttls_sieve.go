package probe

import "strings"

// sieve speaks ManageSieve, RFC 5804 section 2.2.
func (d *dialogue) sieve() (string, error) {
	said, answer, err := d.sieveReply()
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(answer, "OK") {
		return "", refusal("the connection", answer)
	}
	if !capable(said, `"STARTTLS"`) {
		return "", offersNone("STARTTLS")
	}
	if err := d.say("STARTTLS" + d.behind); err != nil {
		return "", err
	}
	if _, answer, err = d.sieveReply(); err != nil {
		return "", err
	}
	if !strings.HasPrefix(answer, "OK") {
		return "", refusal("STARTTLS", answer)
	}
	return answer, nil
}

// sieveReply reads capabilities, which stand in quotes, up to OK, NO or BYE.
func (d *dialogue) sieveReply() (said []string, answer string, err error) {
	for len(said) < maxLines {
		text, err := d.line()
		if err != nil {
			return nil, "", err
		}
		word, rest, _ := strings.Cut(text, " ")
		switch word = strings.ToUpper(word); {
		case word == "OK", word == "NO", word == "BYE":
			return said, strings.TrimSpace(word + " " + rest), nil
		case !strings.HasPrefix(text, `"`):
			return nil, "", strange{text}
		}
		said = append(said, strings.ToUpper(text))
	}
	return nil, "", errLines
}
