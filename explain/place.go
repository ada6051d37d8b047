package explain

import (
	"net"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// place is what a text tells of where it happened, for the blanks of commands.
type place map[string]string

// somewhere stands in commands where the text names no endpoint: words that
// the reader replaces.
var somewhere = place{"host": "HOST", "port": "443", "name": "NAME", "file": "FILE", "key": "KEY"}

// placeOf is the first endpoint that a text names.
func placeOf(text string) place {
	named := Endpoints(text)
	if len(named) == 0 {
		return somewhere
	}
	host, port, err := net.SplitHostPort(named[0])
	if err != nil {
		return somewhere
	}
	return place{"host": host, "port": port, "name": host, "file": "FILE", "key": "KEY"}
}

// fill fills the commands of fixes. Their sentences hold general words: the
// endpoint that a text names first need not be the one that a sentence means.
func (p place) fill(fixes []certain.Fix) []certain.Fix {
	filled := problem.Fill(fixes, nil)
	for i, f := range fixes {
		filled[i].Command = p.command(f.Command)
	}
	return filled
}

// command fills one command. Port 443 is left out of addresses of https, where
// nobody writes it.
func (p place) command(command string) string {
	filled := problem.Fill([]certain.Fix{{Command: command}}, p)[0].Command
	return strings.ReplaceAll(filled, ":443/", "/")
}
