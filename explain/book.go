package explain

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxGap is how many bytes a * may stand for.
const maxGap = 160

// maxHits bounds how many places of one phrase are kept: the first ones, and
// the last of all. A text may repeat itself a hundred thousand times.
const maxHits = 16

// book is the tables made ready for one pass over a text, however many
// phrases there are: phrases are cut at their *, the pieces are filed under
// their rarest word, and only a word of the text that is on file leads to a
// comparison. The work is bounded by the text's words times the few pieces
// that share one rarest word.
type book struct {
	tables  []table
	phrases []Phrase
	with    [][][]int // for each phrase: all of any of these needles
	marks   [][]int   // for each table
	tls     []int     // words that show that a text is about TLS
	said    []asked   // the sentences
	needles []needle
	filed   map[string][]int              // rarest word → needles
	starts  func() map[string][]beginning // first bytes → phrases, see fileStarts
}

// needle is a piece of text that is looked for literally.
type needle struct {
	text string
	at   int // where its rarest word begins
	uses []use
}

// use says that a needle is the piece-th of a phrase's pieces.
type use struct {
	phrase, piece int
	last          bool
}

func compile(tables []table) *book {
	all := make([][]Phrase, len(tables))
	n := 0
	for i, t := range tables {
		all[i] = t.all()
		n += len(all[i])
	}
	b := &book{tables: tables, phrases: make([]Phrase, 0, n), with: make([][][]int, 0, n), needles: make([]needle, 0, n+n/4)}
	known := make(map[string]int, n+n/4)
	lists := map[string][]int{}
	for i, t := range tables {
		b.marks = append(b.marks, b.add(known, t.Marks))
		for _, p := range all[i] {
			p.Ecosystem = t.Ecosystem
			b.addPhrase(known, lists, p)
		}
	}
	b.tls = b.add(known, strings.Split(aboutTLS+"|"+aboutCertificates+"|"+portsOfTLS, "|"))
	b.said = b.ask(known, lists, sentences)
	b.starts = sync.OnceValue(b.fileStarts)
	b.file()
	return b
}

// addPhrase files a phrase. Many phrases ask for the same words: lists keeps
// the numbers of each list.
func (b *book) addPhrase(known map[string]int, lists map[string][]int, p Phrase) {
	n := len(b.phrases)
	b.phrases = append(b.phrases, p)
	pieces := b.add(known, strings.Split(p.Text, "*"))
	for i, id := range pieces {
		b.needles[id].uses = append(b.needles[id].uses, use{n, i, i == len(pieces)-1})
	}
	b.with = append(b.with, b.anyOf(known, lists, p.With))
}

// anyOf gives the numbers of lists of words.
func (b *book) anyOf(known map[string]int, lists map[string][]int, words []string) (ids [][]int) {
	for _, any := range words {
		if lists[any] == nil {
			lists[any] = b.add(known, strings.Split(any, "|"))
		}
		ids = append(ids, lists[any])
	}
	return ids
}

// ask makes the sentences ready.
func (b *book) ask(known map[string]int, lists map[string][]int, all []sentence) (said []asked) {
	for _, s := range all {
		a := asked{phrase: s.phrase(), words: b.anyOf(known, lists, s.Words), without: strings.Split(reads, "|")}
		if s.Without != "" {
			a.without = append(a.without, strings.Split(s.Without, "|")...)
		}
		said = append(said, a)
	}
	return said
}

// add gives the numbers of the needles of some texts, new or known ones.
func (b *book) add(known map[string]int, texts []string) []int {
	var ids []int
	for _, text := range texts {
		text = foldPhrase(text)
		id, ok := known[text]
		if !ok {
			id = len(b.needles)
			known[text] = id
			b.needles = append(b.needles, needle{text: text})
		}
		ids = append(ids, id)
	}
	return ids
}

// file finds the rarest word of each needle; of equals, the longest.
func (b *book) file() {
	count := make(map[string]int, len(b.needles)/2)
	b.filed = make(map[string][]int, len(b.needles))
	for _, n := range b.needles {
		eachWord(n.text, func(start, end int) { count[n.text[start:end]]++ })
	}
	for id := range b.needles {
		n := &b.needles[id]
		rarest := ""
		eachWord(n.text, func(start, end int) {
			w := n.text[start:end]
			if rarest == "" || count[w] < count[rarest] || count[w] == count[rarest] && len(w) > len(rarest) {
				rarest, n.at = w, start
			}
		})
		b.filed[rarest] = append(b.filed[rarest], id)
	}
}

// eachWord calls f for each run of letters, digits and underscores. A
// character of a script that is written without spaces is a word of its own.
func eachWord(s string, f func(start, end int)) {
	start := -1
	for i, r := range s {
		if start >= 0 && (!inWord(r) || spaceless(r)) {
			f(start, i)
			start = -1
		}
		switch {
		case spaceless(r):
			f(i, i+utf8.RuneLen(r))
		case start < 0 && inWord(r):
			start = i
		}
	}
	if start >= 0 {
		f(start, len(s))
	}
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func spaceless(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// stands tells whether a needle stands at a place as whole words. The sign of
// a number is no hyphen: -16 does not stand in 2026-06-16 or in node-16.
func stands(text, needle string, at int) bool {
	if at < 0 || !strings.HasPrefix(text[at:], needle) {
		return false
	}
	if len(needle) > 1 && needle[0] == '-' && '0' <= needle[1] && needle[1] <= '9' {
		if before, _ := utf8.DecodeLastRuneInString(text[:at]); inWord(before) {
			return false
		}
	}
	return !joined(text, at) && !joined(text, at+len(needle))
}

// joined tells whether a place lies inside a word.
func joined(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return inWord(before) && inWord(after) && !spaceless(before) && !spaceless(after)
}
