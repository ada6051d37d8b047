package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/certain-tls/certain/profile"
)

// Profiles lists what profiles there are, in the order given.
func Profiles(w io.Writer, profiles []profile.Profile, s Style) error {
	p := newPage(s)
	var rows [][]line
	for _, one := range profiles {
		rows = append(rows, []line{{{p.name(one.Name), bold}}, {{p.prose(one.About), plain}}})
	}
	p.grid(rows)
	p.blank()
	p.hang(nil, line{{p.prose("by " + profile.Source + ", with " + profile.Added), dim}})
	return p.write(w)
}

// Profile shows all that one profile allows.
func Profile(w io.Writer, one profile.Profile, s Style) error {
	p := newPage(s)
	p.hang(line{{p.name(one.Name), bold}, {": ", bold}}, line{{p.prose(one.About), plain}})
	p.labelled("from", profile.Source+", "+profile.Guideline+", with "+profile.Added)
	p.labelled("version", strings.Join(one.Versions, ", "))
	p.labelled("group", strings.Join(one.Groups, ", "))
	if one.DHBits > 0 {
		p.labelled("dh", fmt.Sprintf("%d bits or more, in suites with DHE", one.DHBits))
	}
	var keys []string
	for _, k := range one.Keys {
		keys = append(keys, k.Allowed())
	}
	p.labelled("key", strings.Join(keys, ", "))
	p.labelled("signed", strings.Join(one.Signatures, ", "))
	p.labelled("lives", lives(one))
	for i, suite := range one.Suites {
		label := "suite"
		if i > 0 {
			label = ""
		}
		p.labelled(label, suite)
	}
	return p.write(w)
}

// lives is how long a certificate may live, and how long it should.
func lives(one profile.Profile) string {
	text := plural(one.Days, "day") + " at most"
	if one.RecommendedDays < one.Days {
		text += ", better " + plural(one.RecommendedDays, "day")
	}
	return text
}
