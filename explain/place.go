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

// placeOf is the endpoint, one as of [Endpoints], for the blanks.
func placeOf(endpoint string) place {
	scheme, address, ok := strings.Cut(endpoint, "://")
	if !ok {
		scheme, address = "", endpoint
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return somewhere
	}
	return place{"host": host, "port": port, "name": host, "file": "FILE", "key": "KEY", "scheme": scheme}
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
// nobody writes it; where TLS has to be asked for, this tool is told how.
func (p place) command(command string) string {
	if scheme := p["scheme"]; scheme != "" {
		for _, verb := range []string{"check ", "inspect "} {
			command = strings.ReplaceAll(command, verb+"{host}:{port}", verb+scheme+"://{host}:{port}")
		}
	}
	filled := problem.Fill([]certain.Fix{{Command: command}}, p)[0].Command
	return strings.ReplaceAll(filled, ":443/", "/")
}
