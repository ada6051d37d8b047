package explain

import "strings"

// leastCut is how many bytes of a phrase must stand at the end of a text for it
// to be taken for the phrase, cut off: a log line, a screen and a quotation end
// where their room does.
// Where a line or a quotation ends inside the text, it must be more: there,
// words more often stand by themselves.
const leastCut, leastCutInside = 14, 24

// keyLength is how many bytes of its beginning a phrase is filed under.
const keyLength = 6

// maxEnds bounds the ends of a text that are looked at.
const maxEnds = 16

// cutOff finds the phrase whose beginning is the end of a text, of a line or of
// a quotation, and of which two thirds stand there. Where several begin so, the
// one of which most is there is meant, and none if these stand for several
// problems. The phrase hints, and says no more. Beside a phrase that answers
// already, a word that the text's end breaks off counts, and words that tell
// more than that phrase; others may be all that was said.
func (b *book) cutOff(f folded, s *seen, beside match) (match, bool) {
	end := len(strings.TrimRight(f.lower, afterEnd))
	if m, ok := b.cutAt(f.lower[:end], s, leastCut, beside.phrase != nil); ok {
		return m, true
	}
	for _, end := range f.ends() {
		m, ok := b.cutAt(f.lower[:end], s, leastCutInside, false)
		if ok && (beside.phrase == nil || breadth(m.phrase) < breadth(beside.phrase) && (m.end <= beside.start || beside.end <= m.start)) {
			return m, true
		}
	}
	return match{}, false
}

// afterEnd is what may stand behind words that were cut off.
const afterEnd = " .…'\"`)]}>|*"

// ends gives where lines and quotations end, without what stands behind the
// words.
func (f folded) ends() (ends []int) {
	text := f.lower[:min(len(f.lower), longestSentences)]
	line := 0
	for i := 1; i < len(text) && len(ends) < maxEnds; i++ {
		broken := line < len(f.lines) && f.lines[line] <= i
		for line < len(f.lines) && f.lines[line] <= i {
			line++
		}
		if broken || strings.IndexByte("\"'`)|*", text[i]) >= 0 {
			if end := len(strings.TrimRight(text[:i], afterEnd)); len(ends) == 0 || ends[len(ends)-1] != end {
				ends = append(ends, end)
			}
		}
	}
	return ends
}

// cutAt looks at one end.
func (b *book) cutAt(text string, s *seen, least int, inside bool) (match, bool) {
	if s.endsAt(len(text)) {
		return match{}, false
	}
	starts := b.starts()
	var best Phrase
	at, most, several := 0, 0, false
	from := max(0, len(text)-maxGap)
	eachWord(text[from:], func(start, _ int) {
		start += from
		tail := text[start:]
		if len(tail) < least || joined(text, start) {
			return
		}
		for _, begun := range starts[tail[:keyLength]] {
			if !begun.by(tail, inside) || !s.all(b.with[begun.phrase]) {
				continue
			}
			switch p := b.phrases[begun.phrase]; {
			case len(tail) > most:
				best, at, most, several = p, start, len(tail), false
			case len(tail) == most && p.Code != best.Code:
				several = true
			}
		}
	})
	best.Tells = Hints
	return match{&best, at, len(text)}, most > 0 && !several
}

// beginning is a phrase that may stand at a text's end, cut off.
type beginning struct {
	phrase int
	text   string
}

// by tells whether a text's end begins the phrase and leaves some of it out.
func (b beginning) by(tail string, inside bool) bool {
	return strings.HasPrefix(b.text, tail) && 3*len(tail) >= 2*len(b.text) && (!inside || joined(b.text, len(tail)))
}

// fileStarts files the phrases of one piece that name a problem or hint at one
// under their beginnings; not the system's words, which others end in. Few
// texts end inside a phrase: it is done when the first is asked for.
func (b *book) fileStarts() map[string][]beginning {
	starts := map[string][]beginning{}
	for n, p := range b.phrases {
		if p.Code == "" || p.Tells == Wraps || p.Ecosystem == system.Ecosystem || strings.Contains(p.Text, "*") {
			continue
		}
		if text := foldPhrase(p.Text); len(text) > leastCut {
			starts[text[:keyLength]] = append(starts[text[:keyLength]], beginning{n, text})
		}
	}
	return starts
}

// endsAt tells whether some phrase stands whole where a text ends.
func (s *seen) endsAt(end int) bool {
	for _, hits := range s.hits {
		if hits[len(hits)-1].end == end {
			return true
		}
	}
	return false
}
