package explain

import (
	"maps"
	"slices"
	"sort"
)

// match is a place where a phrase stands.
type match struct {
	phrase     *Phrase
	start, end int
}

// seen is what one pass over a text found. Most lines of a log hold next to nothing of it: what is kept grows with what
// is found, not with the tables.
type seen struct {
	needles map[int]bool
	spans   map[int][]span // by phrase, how far each of its pieces has come
	hits    map[int][]span
}

type span struct{ start, end int }

// read makes the one pass.
func (b *book) read(lower string) *seen {
	s := &seen{needles: map[int]bool{}, spans: map[int][]span{}, hits: map[int][]span{}}
	eachWord(lower, func(start, end int) {
		for _, id := range b.filed[lower[start:end]] {
			n := &b.needles[id]
			if at := start - n.at; stands(lower, n.text, at) {
				s.needles[id] = true
				s.advance(n, at)
			}
		}
	})
	return s
}

// advance carries every phrase on that waited for this piece. Of a needle's
// uses in one phrase the later ones come first, so that one place never
// serves as two pieces.
func (s *seen) advance(n *needle, at int) {
	for i := len(n.uses) - 1; i >= 0; i-- {
		u := n.uses[i]
		here := span{at, at + len(n.text)}
		if u.piece > 0 {
			before := s.spans[u.phrase]
			if u.piece > len(before) {
				continue
			}
			last := before[u.piece-1]
			if gap := at - last.end; last.end == 0 || gap < 0 || gap > maxGap {
				continue
			}
			here.start = last.start
		}
		if u.last {
			s.hit(u.phrase, here)
			continue
		}
		for len(s.spans[u.phrase]) <= u.piece {
			s.spans[u.phrase] = append(s.spans[u.phrase], span{})
		}
		s.spans[u.phrase][u.piece] = here
	}
}

func (s *seen) hit(phrase int, here span) {
	if hits := s.hits[phrase]; len(hits) == maxHits {
		hits[maxHits-1] = here
		return
	}
	s.hits[phrase] = append(s.hits[phrase], here)
}

// matches lists where phrases stand whose other words stand too, in the
// order of the text, of equal places the longer first, then the tables'
// order.
func (b *book) matches(s *seen) []match {
	var found []match
	for _, n := range slices.Sorted(maps.Keys(s.hits)) {
		if !s.all(b.with[n]) {
			continue
		}
		for _, h := range s.hits[n] {
			found = append(found, match{&b.phrases[n], h.start, h.end})
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].start != found[j].start {
			return found[i].start < found[j].start
		}
		return found[i].end > found[j].end
	})
	return found
}

func (s *seen) all(with [][]int) bool {
	for _, ids := range with {
		if s.count(ids) == 0 {
			return false
		}
	}
	return true
}

func (s *seen) count(ids []int) (n int) {
	for _, id := range ids {
		if s.needles[id] {
			n++
		}
	}
	return n
}

// ecosystem names the table most of whose marks were seen, of equals the
// earlier; "" if there is none.
func (b *book) ecosystem(s *seen) string {
	name, most := "", 0
	for i, t := range b.tables {
		if n := s.count(b.marks[i]); n > most {
			name, most = t.Ecosystem, n
		}
	}
	return name
}
