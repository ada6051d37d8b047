package explain

import "regexp"

// browserNumbers holds the numbers behind the names of the table browsers: of
// Chrome, "net_error -202" in its log, and of NSS as curl, OpenLDAP and
// Firefox print them.
var browserNumbers = table{
	Ecosystem: browsers.Ecosystem,
	Name:      browsers.Name,
	Made:      func() []Phrase { return numbersOf(browsers.Phrases, curl, ldap) },
}

var numbered = regexp.MustCompile(`^(Chromium net/base|NSS, S).*\((-\d+)\)`)

// numbersOf reads the numbers off the sources of phrases; what other tables
// say of a number stands before what is read here.
func numbersOf(phrases []Phrase, others ...table) []Phrase {
	made := makerBesideTables(append(others, table{Phrases: phrases})...)
	for _, p := range phrases {
		m := numbered.FindStringSubmatch(p.Source)
		if m == nil {
			continue
		}
		forms := []string{"net_error ", "net error code "}
		if m[1] == "NSS, S" {
			forms = []string{"NSS error ", "TLS error ", "(Error code: ", "NSS: client error: "}
		}
		for _, form := range forms {
			made.add(p, form+m[2], p.With...)
		}
	}
	return made.made
}
