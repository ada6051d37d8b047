package probe

// nntp speaks NNTP, RFC 4642 section 2.2.
func (d *dialogue) nntp() (string, error) {
	greeting, err := d.line()
	switch {
	case err != nil:
		return "", err
	case !coded(greeting):
		return "", strange{greeting}
	case greeting[0] != '2':
		return "", refusal("the connection", greeting)
	}
	if err := d.say("STARTTLS" + d.behind); err != nil {
		return "", err
	}
	answer, err := d.line()
	switch {
	case err != nil:
		return "", err
	case !coded(answer):
		return "", strange{answer}
	case answer[:3] != "382":
		return "", refusal("STARTTLS", answer)
	}
	return answer, nil
}
