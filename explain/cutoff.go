package explain

import (
	"sort"
	"strings"
)

// How many bytes of a phrase must stand at the end of a text for it to be taken
// for the phrase, cut off: a log line, a screen and a quotation end where their
// room does. Where a line or a quotation ends inside the text it must be more,
// for there words more often stand by themselves.
const leastCut, leastCutInside = 14, 24

// keyLength is how many bytes of its beginning a phrase is filed under.
const keyLength = 6

// cutOff finds the phrase whose beginning is the end of a text, of a line or of
// a quotation, and of which two thirds stand there. Where several begin so, the
// one of which most is there is meant, and none if these stand for several
// problems. The phrase hints, and says no more. Beside a phrase that answers
// already, a word that the text's end breaks off counts, and words that tell
// more than that phrase; others may be all that was said.
func (b *book) cutOff(f folded, s *seen, beside match) (match, bool) {
	text := f.lower[:min(len(f.lower), longestSentences)]
	starts, taken := b.starts(), s.ends()
	var best Phrase
	var at span
	several := false
	eachWord(text, func(start, _ int) {
		if start+keyLength > len(text) {
			return
		}
		for _, begun := range starts[text[start:start+keyLength]] {
			n := begun.standing(text[start:])
			here := span{start, start + n}
			if n < leastCut || n < at.end-at.start || taken[here.end] || !f.cutAt(here, begun, beside) || !s.all(b.with[begun.phrase]) {
				continue
			}
			p := b.phrases[begun.phrase]
			several = here == at && (several || p.Code != best.Code)
			best, at = p, here
		}
	})
	best.Tells = Hints
	return match{&best, at.start, at.end}, at.end > 0 && !several
}

// cutAt tells whether a phrase that stands there in part was cut off there.
func (f folded) cutAt(here span, begun beginning, beside match) bool {
	inside, end := f.endAt(here.end)
	n := here.end - here.start
	switch {
	case !end, inside && n < leastCutInside:
		return false
	case beside.phrase == nil, !inside && joined(begun.text, n):
		return true
	}
	return breadth(begun.of) < breadth(beside.phrase) && (here.end <= beside.start || beside.end <= here.start)
}

// endAt tells whether the text ends at a place, or inside it a line or a
// quotation.
func (f folded) endAt(at int) (inside, end bool) {
	rest := strings.TrimLeft(f.lower[at:], " .…'\"`)]}>|*")
	behind := f.lower[at : len(f.lower)-len(rest)]
	if rest == "" {
		return false, true
	}
	line := sort.SearchInts(f.lines, at)
	return true, strings.ContainsAny(behind, "\"'`)|*") || line < len(f.lines) && f.lines[line] <= at+len(behind)
}

// beginning is a phrase that may stand in part, cut off.
type beginning struct {
	phrase int
	of     *Phrase
	text   string
}

// standing is how much of a phrase stands at the start of a text; 0 if all of
// it does, or less than two thirds.
func (b beginning) standing(text string) int {
	n := 0
	for n < min(len(text), len(b.text)) && text[n] == b.text[n] {
		n++
	}
	n = len(strings.TrimRight(b.text[:n], " "))
	if n == len(b.text) || 3*n < 2*len(b.text) {
		return 0
	}
	return n
}

// fileStarts files the phrases of one piece that name a problem or hint at one
// under their beginnings; not the system's words, which others end in. Few
// texts end inside a phrase: it is done when the first is asked for.
func (b *book) fileStarts() map[string][]beginning {
	starts := map[string][]beginning{}
	for n := range b.phrases {
		p := &b.phrases[n]
		if p.Code == "" || p.Tells == Wraps || p.Ecosystem == system.Ecosystem || strings.Contains(p.Text, "*") {
			continue
		}
		if text := foldPhrase(p.Text); len(text) > leastCut {
			starts[text[:keyLength]] = append(starts[text[:keyLength]], beginning{n, p, text})
		}
	}
	return starts
}

// ends gives the places where some phrase stands whole and ends.
func (s *seen) ends() map[int]bool {
	ends := map[int]bool{}
	for _, hits := range s.hits {
		for _, h := range hits {
			ends[h.end] = true
		}
	}
	return ends
}
