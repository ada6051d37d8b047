package material

import (
	"bytes"
	"strings"

	"github.com/certain-tls/certain"
)

// scanner reads the PEM blocks of a text, RFC 7468, one line at a time. It is
// lenient where the meaning is plain, and each leniency that Go or OpenSSL
// does not share is a fault.
type scanner struct {
	*reader
	open  *block // the block that has begun and not ended
	loose *block // base64 outside of blocks
	cr    bool   // a line ended in CR alone, and that is said
	last  int    // where the text after the last marker begins
}

// block is the body of a PEM block as it is being read.
type block struct {
	place
	label     string
	base64    base64Body
	encrypted bool   // Proc-Type: 4,ENCRYPTED, RFC 1421 section 4.6.1.1
	heading   bool   // header lines may still come
	headers   bool   // some came
	dek       string // the value of DEK-Info, RFC 1421 section 4.6.1.3
	flawed    bool   // a fault about its armour is noted already
	blank     *place // a blank line, if one was met after the headers
}

func (r *reader) scan(text []byte) {
	s := &scanner{reader: r}
	r.text = text
	lines(text, func(l line) {
		if s.full {
			return
		}
		inside := s.open != nil
		s.line(l)
		if l.cr && !s.cr && (inside || s.open != nil) {
			s.cr = true
			s.fault(l.place, certain.FaultArmour, "the line ends in CR alone; programs do not see the lines apart")
		}
	})
	s.finish(text)
}

// line takes one line apart: text, markers, and text behind them.
func (s *scanner) line(l line) {
	text := l.text
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		s.fault(l.place, certain.FaultBOM, "a byte-order mark (EF BB BF) stands inside the file; Go and others skip the block behind it")
		text, l.offset = text[3:], l.offset+3
	}
	m, found := findMarker(text)
	if !found || isProse(m, text[:m.start]) {
		s.plain(line{place: l.place, text: text})
		return
	}
	for first := true; found; first = false {
		before, behind := text[:m.start], text[m.end:]
		if !blank(before) {
			s.plain(line{place: l.place, text: before})
		}
		at := place{l.line, l.offset + m.start}
		if m.begin {
			s.begin(at, m)
			s.alone(l.place, m, before, behind, first)
		} else {
			s.alone(l.place, m, before, behind, first)
			s.end(at, m)
		}
		text, l.offset = behind, l.offset+m.end
		s.last = l.offset
		m, found = findMarker(text)
	}
	if !blank(text) {
		s.plain(line{place: l.place, text: text})
	}
}

// isProse tells whether a marker with text in front of it is only spoken of:
// in a comment, or with a label that nobody uses.
func isProse(m marker, before []byte) bool {
	before = bytes.TrimSpace(before)
	return len(before) > 0 && (before[0] == '#' || before[0] == ';' || !isKnown(m.label))
}

// alone says so where a marker is not whole or not alone on its line.
// RFC 7468 wants it so, and programs do not see it otherwise.
func (s *scanner) alone(at place, m marker, before, behind []byte, first bool) {
	word := "END"
	if m.begin {
		word = "BEGIN"
	}
	next, another := findMarker(behind)
	switch {
	case m.flaw != "":
		s.flaw(at, "the %s line %s", word, m.flaw)
	case another && blank(behind[:next.start]):
		s.fault(at, certain.FaultArmour, "a line break is missing behind the %s line: two lines have run into one", word)
	case m.begin && bytes.HasPrefix(behind, []byte(`\n`)):
		s.flaw(at, `line breaks are written as \n, as inside a quoted string`)
	case !blank(behind):
		s.flaw(at, "more text follows on the %s line", word)
	case !blank(before):
		s.flaw(at, "text stands in front of the %s line, on the same line", word)
	case len(before) > 0 && first:
		s.flaw(at, "the %s line is indented; programs do not see it", word)
	}
}

// flaw notes a fault of the armour, at most one for each block.
func (s *scanner) flaw(at place, format string, args ...any) {
	if s.open != nil {
		if s.open.flawed {
			return
		}
		s.open.flawed = true
	}
	s.fault(at, certain.FaultArmour, format, args...)
}

// plain takes a line, or part of one, that is no marker.
func (s *scanner) plain(l line) {
	switch {
	case s.open == nil && s.loose == nil && s.sshLine(l):
	case s.open == nil:
		s.outside(l)
	case bytes.HasPrefix(l.text, []byte("-----")):
		s.brokenEnd(l)
	default:
		s.open.add(l)
	}
}

// hidden names what a line of running text holds in a form in which it is not
// read, so that it is not passed over in silence.
func (s *scanner) hidden(l line) {
	s.everyMark(l, wrapped, func([]byte) string { return twiceEncoded })
	s.everyMark(l, "MII", inLine)
	if i := bytes.Index(l.text, wideBegin); i >= 0 {
		s.lost(place{l.line, l.offset + i}, certain.FaultUTF16, "the text goes on in UTF-16 here, and what that holds is not read; it was appended to a file in ASCII")
	}
}

// wrapped is how "-----BEGIN" looks in base64, wideBegin how it looks in
// UTF-16, little-endian.
const wrapped = "LS0tLS1CRUdJTi"

var wideBegin = []byte("-\x00B\x00E\x00G\x00I\x00N\x00 \x00")

// everyMark asks at each mark in a line whether something begins there.
func (s *scanner) everyMark(l line, mark string, says func(rest []byte) string) {
	for at := 0; ; at += len(mark) {
		i := bytes.Index(l.text[at:], []byte(mark))
		if i < 0 {
			return
		}
		at += i
		if at > 0 && inAlphabet(l.text[at-1]) {
			continue // the middle of something
		}
		if what := says(l.text[at:]); what != "" {
			s.lost(place{l.line, l.offset + at}, certain.FaultFormat, "%s", what)
		}
	}
}

// inLine says what base64 within a line is the DER of, as in JSON, XML and
// LDIF. A line of nothing but base64 is read, and no business of this.
func inLine(rest []byte) string {
	const enough = 64
	head := rest[:min(len(rest), enough)]
	if len(head) < enough || !isBase64(head) {
		return ""
	}
	var body base64Body
	body.line(line{text: head})
	switch kind, _ := kindOf(body.bytes()); kind {
	case certificate, pkcs8, pkcs1, encryptedKey, pkcs7, pkcs12:
		return article(kind.String()) + " in base64 stands inside a line, without BEGIN and END lines, and is not read"
	}
	return ""
}

// outside keeps runs of base64, which may be a block that lost its armour.
func (s *scanner) outside(l line) {
	trimmed := bytes.TrimSpace(l.text)
	if len(trimmed) == 0 {
		return
	}
	if !isBase64(trimmed) || bytes.HasPrefix(trimmed, []byte(wrapped)) {
		s.hidden(l)
	}
	if s.loose != nil && (s.loose.base64.padding > 0 || !isBase64(trimmed)) {
		s.flush(nil)
	}
	if s.loose == nil {
		if !beginsDER(trimmed) {
			return
		}
		s.loose = &block{place: l.place}
		s.loose.base64.expect(len(trimmed))
	}
	s.loose.base64.line(line{place: l.place, text: trimmed})
}

// beginsDER tells whether a line of running text may be the first of the
// base64 of a DER SEQUENCE: its first byte is 0x30.
func beginsDER(text []byte) bool {
	return len(text) >= 16 && text[0] == 'M' && text[1] >= 'A' && text[1] <= 'P' && isBase64(text)
}

// flush looks into the base64 met outside of blocks. end is the END line that
// follows it, if one does.
func (s *scanner) flush(end *place) {
	b := s.loose
	s.loose = nil
	if b == nil {
		return
	}
	der := b.base64.bytes()
	if kind, size := kindOf(der); kind == unknown || size < minLoose && end == nil {
		return
	}
	if end == nil {
		s.fault(b.place, certain.FaultArmour, "base64 without BEGIN and END lines around it")
	}
	s.take(piece{place: b.place, container: "pem"}, der)
}

// minLoose is the least size of a structure that base64 in running text is
// taken for, in bytes.
const minLoose = 40

// begin opens a block. One that is still open has lost its END line.
func (s *scanner) begin(at place, m marker) {
	s.flush(nil)
	if s.open != nil {
		s.unended(certain.FaultArmour, "the END %s line is missing: another block begins at line %d", s.open.label, at.line)
	}
	s.open = &block{place: at, label: m.label, heading: true}
	body := s.text[at.offset+m.end-m.start:]
	if end := bytes.Index(body, []byte("--")); end >= 0 {
		body = body[:end]
	}
	s.open.base64.expect(len(body))
}

// end closes the open block.
func (s *scanner) end(at place, m marker) {
	if s.open == nil {
		s.lost(at, certain.FaultArmour, "END %s without its BEGIN line", m.label)
		s.flush(&at)
		return
	}
	if m.label != s.open.label {
		s.fault(at, certain.FaultArmour, "END %s closes a block that line %d began as %s", m.label, s.open.line, s.open.label)
	}
	s.close()
}

// brokenEnd closes the open block at a line of dashes that is no END line.
func (s *scanner) brokenEnd(l line) {
	s.fault(l.place, certain.FaultArmour, "the END %s line is broken", s.open.label)
	s.close()
}

// unended closes the open block where its END line should have been. Its
// bytes still count if they are whole.
func (s *scanner) unended(what certain.FaultWhat, format string, args ...any) {
	b := s.open
	s.open = nil
	defer s.about(b.label, len(s.faults))
	der := b.base64.bytes()
	e, _, ok := readElement(der)
	kind, size := kindOf(der)
	whole := ok && !e.cut && kind != unknown && !b.encrypted
	s.note(b.place, what, !whole, format, args...)
	switch {
	case b.encrypted:
		s.block(b)
	case whole:
		s.take(piece{b.place, "pem", b.label}, der[:size])
	}
}

// close ends the open block and reads what it holds.
func (s *scanner) close() {
	b := s.open
	s.open = nil
	s.block(b)
}

// block judges a body and hands its bytes on.
func (s *scanner) block(b *block) {
	defer s.about(b.label, len(s.faults))
	known, ok := labels[strings.ToUpper(b.label)]
	if known.closed != "" { // its body need not be plain base64
		s.closed(b.place, b.label, known)
		return
	}
	flaw, fatal := b.base64.flaw(b.place)
	if fatal && !ok {
		s.labelled(piece{b.place, "pem", b.label}, nil) // nor need that of a label that nobody knows
		return
	}
	s.oddLines(b)
	if b.base64.quoted && !b.flawed {
		s.fault(b.place, certain.FaultArmour, `line breaks are written as \n, as inside a quoted string`)
	}
	der := b.base64.bytes()
	e, _, whole := readElement(der)
	lost := fatal || flaw.What != "" && !b.encrypted && (!whole || e.cut)
	if flaw.What != "" {
		s.note(place{flaw.Line, flaw.Offset}, flaw.What, lost, "%s", flaw.Says)
	}
	switch {
	case lost:
	case b.encrypted:
		s.encrypted(b, der)
	default:
		s.labelled(piece{b.place, "pem", b.label}, der)
	}
}

// about tells of the faults from the nth on what should have been there.
func (r *reader) about(label string, n int) {
	form := labels[strings.ToUpper(label)].form
	for i := n; i < len(r.faults); i++ {
		r.faults[i].Form = form
	}
}

// oddLines notes lines of a body that not every program accepts.
func (s *scanner) oddLines(b *block) {
	if b.headers && !b.encrypted {
		s.fault(b.place, certain.FaultArmour, "header lines stand in the block, which OpenSSL refuses")
	}
	if b.blank != nil {
		s.fault(*b.blank, certain.FaultArmour, "a blank line stands inside the block, which OpenSSL refuses")
	}
}

// finish ends what the end of the file leaves open.
func (s *scanner) finish(text []byte) {
	if s.open != nil {
		s.unended(certain.FaultCutOff, "the file ends inside the block: no END %s line follows", s.open.label)
	}
	s.flush(nil)
	tail := bytes.TrimLeft(text[s.last:], " \t\r\n")
	if kind, _ := kindOf(tail); s.last > 0 && kind != unknown {
		at := place{line: 1 + bytes.Count(text[:len(text)-len(tail)], []byte("\n")), offset: len(text) - len(tail)}
		s.lost(at, certain.FaultDamaged, "%s in DER follows the text; programs read one or the other, and so it is left alone", article(kind.String()))
	}
}

// add adds one line to the body of a block.
func (b *block) add(l line) {
	trimmed := bytes.TrimSpace(l.text)
	if b.heading && b.header(l.text, trimmed) {
		return
	}
	if len(trimmed) == 0 {
		if b.blank == nil {
			b.blank = &place{l.line, l.offset}
		}
		return
	}
	b.heading = false
	b.base64.line(l)
}

// header reads a header line of RFC 1421 section 4.6, a continuation of one
// or the blank line behind them. Of its text only the cipher is kept.
func (b *block) header(text, trimmed []byte) bool {
	switch {
	case len(trimmed) == 0:
		b.heading = false // OpenSSL takes one blank line here, headers or not
		return true
	case b.headers && (text[0] == ' ' || text[0] == '\t'):
		return true
	}
	name, value, found := bytes.Cut(trimmed, []byte(": "))
	if !found {
		name, found = bytes.CutSuffix(trimmed, []byte(":"))
	}
	if !found || !isHeaderName(name) {
		return false
	}
	b.headers = true
	if bytes.EqualFold(name, []byte("Proc-Type")) && bytes.Contains(value, []byte("ENCRYPTED")) {
		b.encrypted = true
	}
	if bytes.EqualFold(name, []byte("DEK-Info")) && len(value) <= 128 {
		b.dek = string(bytes.TrimSpace(value))
	}
	return true
}

func isHeaderName(name []byte) bool {
	if len(name) == 0 || len(name) > 64 {
		return false
	}
	for _, c := range name {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return true
}
