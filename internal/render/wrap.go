package render

import "strings"

// glyph is one character in its look.
type glyph struct {
	r    rune
	look look
}

// wrap breaks text at blanks into lines of at most first cells (the first
// line) and rest cells (the others). A word that is wider than a line is
// broken, behind a punctuation mark if there is one near.
func wrap(text line, first, rest int) []line {
	w := wrapper{room: max(1, first), rest: max(1, rest)}
	for _, word := range words(text) {
		w.put(word)
	}
	w.newline()
	return w.out
}

// wrapText is wrap for text in one look.
func wrapText(text string, l look, first, rest int) []line {
	return wrap(line{{text, l}}, first, rest)
}

// balanced is wrapText with lines of about the same length: as narrow as
// possible without more lines or a broken word, so that no word is left alone
// on the last line. Long texts are left as they are.
func balanced(text string, l look, room int) []line {
	out := wrapText(text, l, room, room)
	if len(out) < 2 || len(out) > 4 {
		return out
	}
	least := 0
	for _, word := range strings.Fields(text) {
		least = max(least, cells(word))
	}
	for narrower := room - 1; narrower >= least; narrower-- {
		next := wrapText(text, l, narrower, narrower)
		if len(next) > len(out) {
			break
		}
		out = next
	}
	return out
}

// words cuts text at its blanks. The words lie in one piece of memory.
func words(text line) (out [][]glyph) {
	n := 0
	for _, s := range text {
		n += len(s.text) // bytes, no fewer than characters
	}
	all, start := make([]glyph, 0, n), 0
	end := func() {
		if start < len(all) {
			out, start = append(out, all[start:len(all):len(all)]), len(all)
		}
	}
	for _, s := range text {
		for _, r := range s.text {
			if r == ' ' {
				end()
				continue
			}
			all = append(all, glyph{r, s.look})
		}
	}
	end()
	return out
}

type wrapper struct {
	out        []line
	current    []glyph
	used       int // cells of current
	room, rest int
}

func (w *wrapper) put(word []glyph) {
	n := glyphCells(word)
	if len(w.current) > 0 {
		if w.used+1+n <= w.room {
			space := glyph{' ', plain}
			if last := w.current[len(w.current)-1].look; last == word[0].look {
				space.look = last
			}
			w.take([]glyph{space})
			w.take(word)
			return
		}
		w.newline()
	}
	for n > w.room {
		var piece []glyph
		piece, word = breakWord(word, w.room)
		w.take(piece)
		w.newline()
		n = glyphCells(word)
	}
	w.take(word)
}

func (w *wrapper) take(gs []glyph) {
	w.current = append(w.current, gs...)
	w.used += glyphCells(gs)
}

func (w *wrapper) newline() {
	if len(w.current) == 0 {
		return
	}
	w.out = append(w.out, spans(w.current))
	w.current, w.used, w.room = w.current[:0], 0, w.rest // spans has copied it
}

// breakWord takes at most room cells from the word, at least one character
// with its marks.
func breakWord(word []glyph, room int) (head, rest []glyph) {
	end, used, after := 0, 0, 0
	for i, g := range word {
		n := runeCells(g.r)
		if i > 0 && used+n > room {
			break
		}
		used += n
		end = i + 1
		if strings.ContainsRune("/.-_,;:?&=", g.r) && used*3 >= room*2 {
			after = end
		}
	}
	if after > 0 && end < len(word) {
		end = after
	}
	return word[:end], word[end:]
}

func glyphCells(gs []glyph) (n int) {
	for _, g := range gs {
		n += runeCells(g.r)
	}
	return n
}

func spans(gs []glyph) (out line) {
	var b strings.Builder
	for i, g := range gs {
		b.WriteRune(g.r)
		if i+1 == len(gs) || gs[i+1].look != g.look {
			out = append(out, span{b.String(), g.look})
			b.Reset()
		}
	}
	return out
}

// hang sets text behind a head that is drawn already: the first line goes on
// after it, the others are indented to the same column.
func (p *page) hang(head, text line) { p.hangBehind(head, nil, text) }

// hangBehind is hang with something else than blanks before the other lines.
func (p *page) hangBehind(head, next, text line) {
	column := head.cells()
	if next == nil {
		next = line{blanks(column)}
	}
	for _, l := range wrap(text, p.width-column-1, p.width-column-1) {
		p.add(append(append(line(nil), head...), l...)...)
		head = next
	}
}
