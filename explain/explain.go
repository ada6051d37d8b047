// Package explain reads what clients and servers print when TLS fails, in any
// ecosystem's words, and names the problem by its code of package problem.
//
// The knowledge lies in tables, one readable file an ecosystem: each [Phrase]
// says which words stand for which code and where those words come from. The
// reader is small: it folds the text (white space, letter case, colour codes),
// finds every phrase of every table in one pass, and lets the most telling
// one answer. Where no table knows the words, a phrase that the text cuts off
// may answer, or a sentence: the same few words in any order. Both are guesses,
// and say so. It does no input or output, reads no clock and keeps no state;
// everything is safe for concurrent use.
//
// A traceback of sixty lines is one message. Splitting a log into messages is
// the caller's.
package explain

//go:generate go run ../internal/articlegen ../problem/article

import (
	"cmp"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// MaxText is how much of a text is read, in bytes. What stands behind it is
// ignored.
const MaxText = 1 << 20

// maxAlternatives bounds the other codes of an answer: a longer list helps
// nobody.
const maxAlternatives = 5

// Answer is what a text turned out to say. It belongs to its caller alone.
type Answer struct {
	Code string // of package problem; "" if nothing was recognised
	// Confidence is how far the words alone decide, from 0 to 1. It starts
	// at 0.95 for a phrase that names its problem, 0.65 for one that several
	// problems share and 0.35 for a mere wrapper; other codes that the
	// phrase leaves possible, other codes found in the same text, and a text
	// that no known program seems to have printed each take a part of it. It
	// is a judgement about phrases, not a measured frequency.
	Confidence float64
	// Ecosystem is whose text it is ("python", "curl", "nginx"), by the
	// words around the phrase, or else by the phrase; "system" stands for
	// the words of the operating system, which every program repeats.
	Ecosystem string
	// Matched is the part of the text that says so: white space folded,
	// cleaned, at most 200 characters.
	Matched      string
	Alternatives []string // other codes that the text may stand for, the likelier first
	// Candidates is Code and Alternatives in their order, each with what
	// decides; nil where there is no alternative.
	Candidates []Candidate
	// Fixes are this ecosystem's first, or those of the tool that speaks where it
	// is told in a way of its own (pip, conda, helm), then those of the code in
	// general. Their
	// commands hold the endpoint that the text names, and where it names none,
	// words in capitals to be replaced: HOST, FILE.
	Fixes []certain.Fix
	Line  int // the line of the text on which Matched begins, from 1; 0 without a code
	// Endpoint is the one that the text names as that which failed, the nearest
	// to Matched where there are several, in the form of [Endpoints]; "" if it
	// names none.
	Endpoint string

	tool string // within the ecosystem, see [tool]; "" if none is known
}

// Text explains one message. A text in which nothing is recognised gives the
// zero Answer. It takes time in proportion to the text, of which it reads the
// first [MaxText] bytes; any bytes will do.
func Text(text string) Answer {
	text = withoutPassed(text)
	a, tells := answer(fold(text))
	if (a.Code == "" || tells == Wraps) && wrapped(text) {
		if b, tells := answer(foldLines(text, true)); b.Code != "" && tells < Wraps {
			return b
		}
	}
	return a
}

// answer explains a text that is ready for matching, and says how much the
// phrase that answers tells.
func answer(f folded) (Answer, Tells) {
	t := phrasebook()
	seen := t.read(f.lower)
	ecosystem := t.ecosystem(seen)
	found := t.matches(seen)
	if seen.count(t.tls) == 0 {
		found = overheard(found, f.lower)
	}
	best, others := choose(found, ecosystem, f.lower)
	if !spokenPlainly(found, match{phrase: &Phrase{}}) {
		best, others = t.lastResort(best, others, seen, f)
	}
	if best.phrase == nil || best.phrase.Code == "" {
		return Answer{}, Wraps
	}
	p := best.phrase
	a := Answer{
		Code:         p.Code,
		Confidence:   confidence(p, others, ecosystem != ""),
		Ecosystem:    cmp.Or(ecosystem, p.Ecosystem),
		Matched:      certain.Clip(f.shown[best.start:best.end], 200),
		Alternatives: alternatives(p, others),
		Line:         f.line(best.start),
	}
	a.finish(f.shown, best.start)
	return a, p.Tells
}

// Fixes is what mends a problem in an ecosystem, this ecosystem's own first;
// "" stands for none in particular, and the name of a tool ("pip", "conda",
// "helm") for how that tool is told. The commands hold words in capitals where
// the case at hand has values: HOST, FILE. An unknown code has no fixes.
func Fixes(code, ecosystem string) []certain.Fix {
	return fixes(code, "", ecosystem, somewhere)
}

// FixesFor is what mends another problem than the answer's, for the program
// whose text it was, at an endpoint in the form of [Endpoints]: a look at that
// endpoint may show that the words meant something else.
func (a Answer) FixesFor(code, endpoint string) []certain.Fix {
	return fixes(code, a.tool, a.Ecosystem, placeOf(endpoint))
}

// Decides is the question that tells whether a problem is the one, about an
// endpoint in the form of [Endpoints]; "" stands for none in particular.
func Decides(code, endpoint string) Candidate {
	t := tests[code]
	return Candidate{Code: code, Ask: t.Ask, Command: placeOf(endpoint).command(t.Command)}
}

// finish adds what follows from the codes and from the endpoint that the text
// names nearest to a place.
func (a *Answer) finish(text string, near int) {
	if named := endpoints(text, near); len(named) > 0 {
		a.Endpoint = named[0]
	}
	at := placeOf(a.Endpoint)
	a.Candidates = candidates(a.Code, a.Alternatives, at)
	a.tool = toolOf(a.Ecosystem, text)
	a.Fixes = fixes(a.Code, a.tool, a.Ecosystem, at)
}

// alternatives puts codes that the text names outright first, then those that
// the chosen phrase leaves possible, then what weaker phrases suggest, and
// last what these leave possible. What stands around any cause counts beside
// its like alone.
func alternatives(p *Phrase, others []match) []string {
	var codes []string
	for _, m := range others {
		if m.phrase.Tells == Says {
			codes = append(codes, m.phrase.Code)
		}
	}
	codes = append(append(codes, p.Alternatives...), beside[p.Code]...)
	var further []string
	for _, m := range others {
		if m.phrase.Tells == Hints {
			codes = append(codes, m.phrase.Code)
			further = append(further, m.phrase.Alternatives...)
		}
		if m.phrase.Tells == Wraps && p.Tells == Wraps {
			further = append(further, m.phrase.Code)
		}
	}
	return distinct(append(codes, further...), p.Code)
}

// beside are the problems that no client can tell from another, whatever its
// words: a date is past or ahead by this machine's clock, and the alert
// handshake_failure gives no reason (RFC 8446, section 6.2).
var beside = map[string][]string{
	"expired":           {"wrong-clock"},
	"not-yet-valid":     {"wrong-clock"},
	"handshake-refused": {"client-cert-required", "protocol-version", "no-shared-cipher"},
}

// distinct drops repetitions, empty codes and the answer itself.
func distinct(codes []string, but string) []string {
	var kept []string
	had := map[string]bool{but: true, "": true}
	for _, code := range codes {
		if !had[code] && len(kept) < maxAlternatives {
			had[code] = true
			kept = append(kept, code)
		}
	}
	return kept
}

// confidence follows the rule that stands at [Answer.Confidence].
func confidence(p *Phrase, others []match, ecosystemKnown bool) float64 {
	c := [...]float64{Says: 0.95, Hints: 0.65, Wraps: 0.35}[p.Tells]
	if p.Tells == Says && len(p.Alternatives) > 0 {
		c -= 0.10
	}
	for _, m := range others {
		if m.phrase.Tells <= p.Tells && m.phrase.Code != p.Code {
			c *= 0.75
			break
		}
	}
	if !ecosystemKnown {
		c *= 0.9
	}
	return float64(int(c*100+0.5)) / 100
}

// fixes puts what mends it for this tool, or else in this ecosystem, before
// what mends it in general; but where a client reports what nobody but the
// server mends, the server's part stands first.
func fixes(code, tool, ecosystem string, at place) []certain.Fix {
	own := slices.Clone(ownFixes[code][tool])
	if len(own) == 0 {
		own = slices.Clone(ownFixes[code][ecosystem])
	}
	p, _ := problem.Find(code)
	all := append(own, p.Fixes...)
	if code == "expired" {
		slices.SortStableFunc(all, func(a, b certain.Fix) int { return cmp.Compare(hand(a), hand(b)) })
	}
	return at.fill(all)
}

// hand orders fixes, the server's first.
func hand(f certain.Fix) int {
	if f.For == certain.ForServer {
		return 0
	}
	return 1
}
