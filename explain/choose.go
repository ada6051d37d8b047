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
// around one that speaks of a certificate, and a number of OpenSSL's is the
// cause itself: its words are cut off, or would answer in its place.
func rank(p *Phrase) int {
	r := 2 * int(p.Tells)
	switch {
	case p.Code == "", p.Ecosystem == system.Ecosystem && p.Tells == Hints:
		r++
	case p.Tells == Wraps && packed(p):
		r--
	case p.Tells == Wraps && (connecting[p.Code] || p.Code == "handshake-refused"):
		r++
	}
	return r
}

// packed tells whether a phrase is a packed number of OpenSSL's error queue
// in the form of the queue: "error:0A000086", "268435581:SSL routines".
func packed(p *Phrase) bool {
	return strings.HasPrefix(p.Text, "error:") && !strings.ContainsAny(p.Text, " *") || strings.HasSuffix(p.Text, ":SSL routines")
}

// overheard drops the words of the operating system from a text in which
// nothing speaks of TLS: some other trouble, of which they tell nothing here.
// A text that is nothing but such words is somebody's question, and is
// answered; so is a client's message, which tells in one breath that it went
// out to connect and what the system said. What Java's sockets say in a line
// of a log is no more than the system's words: most services of Java talk to
// each other without TLS.
func overheard(found []match, lower string) []match {
	log := logged(lower)
	return slices.DeleteFunc(found, func(m match) bool {
		if m.phrase.Ecosystem == java.Ecosystem && connecting[m.phrase.Code] {
			return log
		}
		if m.phrase.Ecosystem != system.Ecosystem || m.phrase.Tells == Says {
			return false
		}
		if !log && connecting[m.phrase.Code] && wentOut(lower, m.start) {
			return false
		}
		around := strings.Trim(lower[:m.start]+lower[m.end:], " .:'\"()[]")
		return around != "" && around != "error" && around != "connect" && around != "failed"
	})
}

// shortMessage is how long a client's message is at most that is told from the
// output of a service by its words alone.
const shortMessage = 600

// wentOut tells whether a short text says, shortly before what the system
// said, that the program was going to a server. One that speaks of its own
// client, or of a listener, sat and waited.
func wentOut(lower string, at int) bool {
	if len(lower) > shortMessage {
		return false
	}
	before := lower[max(0, at-maxGap):at]
	for _, word := range []string{"from client", "agent", "x11", "x server", "display", "socket file", ".sock", "ssh"} {
		if strings.Contains(before, word) {
			return false
		}
	}
	for _, word := range []string{"connect to", "connect with", "connecting to", "connect:", "connection to", "connect failed", "reach ", "fetch", "download", "request", "unable to ", "failed to ", "http://", "tcp://"} {
		if strings.Contains(before, word) {
			return true
		}
	}
	return false
}

// logged tells whether a text begins as a line of a log does: as syslog writes
// it, or with a date or a time in digits, and soon a level.
func logged(lower string) bool {
	words := strings.Fields(lower[:min(len(lower), 200)])
	if len(words) < 2 {
		return false
	}
	if digits(words[1]) && (words[0] == "-" || months[words[0]]) {
		return true
	}
	if strings.Trim(words[0], "0123456789-/.:,tz[]") != "" || !strings.ContainsAny(words[0], "0123456789") {
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

var months = map[string]bool{
	"jan": true, "feb": true, "mar": true, "apr": true, "may": true, "jun": true,
	"jul": true, "aug": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

func digits(word string) bool { return strings.Trim(word, "0123456789") == "" }

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
