package render

import (
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

func severityLook(s certain.Severity) look {
	switch s {
	case certain.Error:
		return red
	case certain.Warning:
		return yellow
	}
	return cyan
}

// finding draws one finding: what · where · so · likely · fix · more · hidden.
func (p *page) finding(f certain.Finding, r certain.Result) {
	loud := severityLook(f.Severity)
	head := p.name(string(f.Severity)) + "[" + p.name(f.Code) + "]"
	if f.Accepted {
		head, loud = head+", accepted", dim
	}
	p.title(line{{head + ":", strong(loud)}, {" " + p.prose(f.Title), bold}})
	p.where(r, f.Evidence, loud)
	p.labelled("so", f.So)
	p.labelled("likely", f.Likely)
	p.fixes(f.Fixes)
	p.more(f.Code)
	p.hidden(f, r)
}

// title goes on under itself, indented.
func (p *page) title(text line) {
	for i, l := range wrap(text, p.width, p.width-2) {
		if i > 0 {
			l = append(line{blanks(2)}, l...)
		}
		p.add(l...)
	}
}

// labelled sets a text behind a word that says what it is.
func (p *page) labelled(label, text string) {
	if text != "" {
		p.hang(labelHead(label), line{{p.prose(text), plain}})
	}
}

func labelHead(label string) line {
	return line{blanks(2), {pad(label, 7), bold}, blanks(1)}
}

// whose is how a fix names the hands that it needs.
var whose = map[certain.Hands]string{
	certain.ForServer:  "whoever runs the server",
	certain.ForClient:  "whoever runs the client",
	certain.ForCA:      "whoever runs the authority",
	certain.ForNetwork: "whoever runs the network between",
	certain.ForYou:     "you, now",
}

func (p *page) fixes(all []certain.Fix) {
	for _, f := range all {
		do := f.Do
		if who, ok := whose[f.For]; ok {
			do = who + ": " + do
		}
		p.labelled("fix", do)
		if f.Command != "" {
			p.shell(f.Command)
		}
	}
}

// shell writes a command for the reader to type, below what it is for.
func (p *page) shell(command string) {
	p.command(line{blanks(11), {"$ ", dim}}, p.name(command), green)
}

func (p *page) more(code string) {
	p.labelled("more", "certain explain "+p.name(code))
}

// hidden names the symptoms that this finding explains away.
func (p *page) hidden(f certain.Finding, r certain.Result) {
	var codes []string
	for _, code := range f.Hides {
		if slices.Contains(r.Hidden, code) {
			codes = append(codes, code)
		}
	}
	switch len(codes) {
	case 0:
	case 1:
		p.labelled("hidden", p.codes(codes)+": a symptom of the above")
	default:
		p.labelled("hidden", p.codes(codes)+": symptoms of the above")
	}
}

func (p *page) codes(codes []string) string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = "[" + p.name(code) + "]"
	}
	return strings.Join(out, ", ")
}
