package explain

import (
	"slices"
	"strings"
)

// choose picks the match that answers and hands back the others that stand
// for themselves, in the order of the text.
//
// A phrase inside a longer one does not count: "self-signed certificate" says
// something else than "self-signed certificate in certificate chain". Then
// the cause answers before the wrapper: what names a problem, before what
// several problems share, before what stands around any cause. Of several
// that tell as much, the first in the text answers, for an exception is
// printed before those it led to and a log's first complaint is the one to
// mend; where the text says "caused by", as Java and Rust do, the last.
func choose(found []match, ecosystem, lower string) (best match, others []match) {
	all := found
	found = outermost(found)
	deepestLast := strings.Contains(lower, "caused by:")
	for _, m := range found {
		if best.phrase == nil || better(m, best, ecosystem, deepestLast) {
			best = m
		}
	}
	if best.phrase != nil && connecting[best.phrase.Code] && spokenPlainly(all, best) {
		return match{}, nil
	}
	for _, m := range found {
		if m.phrase != best.phrase {
			others = append(others, m)
		}
	}
	return best, others
}

func better(m, best match, ecosystem string, deepestLast bool) bool {
	if r, s := rank(m.phrase), rank(best.phrase); r != s {
		return r < s
	}
	if m.start == best.start && m.end == best.end {
		return closer(m.phrase, best.phrase, ecosystem)
	}
	return deepestLast
}

// connecting are the problems that connections of every kind have.
var connecting = map[string]bool{
	"dns-failure": true, "connection-refused": true, "connection-reset": true, "connect-timeout": true,
	"network-unreachable": true, "closed-early": true, "proxy-refused": true,
}

// spokenPlainly tells whether a program that speaks no TLS left its mark outside
// the words that answer: a phrase that holds the mark knows of it.
func spokenPlainly(found []match, best match) bool {
	for _, m := range found {
		if m.phrase.Ecosystem == plain.Ecosystem && !strings.Contains(best.phrase.Text, m.phrase.Text) {
			return true
		}
	}
	return false
}

// closer decides between two phrases at one place: the one that asks for more
// of the text around it knows more, then the one that is more literal, then
// that of the program whose text it is.
func closer(p, than *Phrase, ecosystem string) bool {
	if len(p.With) != len(than.With) {
		return len(p.With) > len(than.With)
	}
	if literal, other := len(p.Text), len(than.Text); literal != other {
		return literal > other
	}
	return p.Ecosystem == ecosystem && than.Ecosystem != ecosystem
}

// rank orders phrases by what they tell, 0 the most. One that says that it is
// none of the catalogue's problems stands between those that name one and
// those that hint. Of the wrappers, one that speaks of a connection stands
// around one that speaks of a certificate.
func rank(p *Phrase) int {
	r := 2 * int(p.Tells)
	switch {
	case p.Code == "", p.Ecosystem == system.Ecosystem && p.Tells == Hints:
		r++
	case p.Tells == Wraps && (connecting[p.Code] || p.Code == "handshake-refused"):
		r++
	}
	return r
}

// overheard drops the words of the operating system from a text in which
// nothing speaks of TLS: some other trouble, of which they tell nothing here.
// A text that is nothing but such words is somebody's question, and is
// answered. What Java's sockets say in a line of a log is no more than the
// system's words: most services of Java talk to each other without TLS.
func overheard(found []match, lower string) []match {
	log := logged(lower)
	return slices.DeleteFunc(found, func(m match) bool {
		if m.phrase.Ecosystem == java.Ecosystem && connecting[m.phrase.Code] {
			return log
		}
		if m.phrase.Ecosystem != system.Ecosystem || m.phrase.Tells == Says {
			return false
		}
		around := strings.Trim(lower[:m.start]+lower[m.end:], " .:'\"()[]")
		return around != "" && around != "error" && around != "connect" && around != "failed"
	})
}

// logged tells whether a text begins as a line of a log does: with a date or a
// time in digits, and soon a level.
func logged(lower string) bool {
	words := strings.Fields(lower[:min(len(lower), 200)])
	if len(words) == 0 || strings.Trim(words[0], "0123456789-/.:,tz[]") != "" || !strings.ContainsAny(words[0], "0123456789") {
		return false
	}
	for _, w := range words[1:min(len(words), 8)] {
		switch strings.Trim(w, "[]:-") {
		case "trace", "debug", "info", "warn", "warning", "error", "fatal", "severe":
			return true
		}
	}
	return false
}

// outermost drops the matches that lie inside a longer one. Wrappers swallow
// nothing: the cause often stands inside their words. The matches come sorted
// by their start, the longer first.
func outermost(found []match) []match {
	var kept []match
	var reach match // of those so far, the one that reaches furthest
	for _, m := range found {
		same := m.start == reach.start && m.end == reach.end
		if reach.phrase != nil && m.end <= reach.end && !same {
			continue
		}
		kept = append(kept, m)
		if m.phrase.Tells != Wraps && (reach.phrase == nil || m.end > reach.end) {
			reach = m
		}
	}
	return kept
}
