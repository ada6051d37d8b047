package probe

// ftp speaks FTP, RFC 4217 section 4. 334 is the answer of servers older than
// the RFC.
func (d *dialogue) ftp() (string, error) {
	code, lines, err := d.ftpReply()
	if err != nil {
		return "", err
	}
	if code != "220" {
		return "", refusal("the connection", lines[0])
	}
	if err := d.say("AUTH TLS" + d.behind); err != nil {
		return "", err
	}
	if code, lines, err = d.ftpReply(); err != nil {
		return "", err
	}
	if code != "234" && code != "334" {
		return "", refusal("AUTH TLS", lines[0])
	}
	return lines[len(lines)-1], nil
}

// ftpReply reads an answer in which the lines between the first and the last
// may look like anything, RFC 959 section 4.2.
func (d *dialogue) ftpReply() (code string, lines []string, err error) {
	for len(lines) < maxLines {
		text, err := d.line()
		if err != nil {
			return "", nil, err
		}
		if code == "" {
			if !coded(text) {
				return "", nil, strange{text}
			}
			code = text[:3]
		}
		lines = append(lines, text)
		if coded(text) && text[:3] == code && (len(text) == 3 || text[3] == ' ') {
			return code, lines, nil
		}
	}
	return "", nil, errLines
}
