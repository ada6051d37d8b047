// Package material turns bytes into certificates, keys, requests and CRLs, and
// says what a file really is when it holds none of them.
//
// encoding/pem skips what it cannot read without a word: with a byte-order
// mark in front it loses the first certificate, after a cut it returns the
// rest as if nothing were missing. Here every block becomes a
// [certain.Material] or a [certain.Fault] with its line and offset, and the
// rest of the file is still read. What Go or OpenSSL would refuse and can
// still be understood is read and has a Fault beside it.
//
// PEM, DER, base64 without armour, PKCS#7, PKCS#12, Java key stores, OpenSSH
// keys and Kubernetes Secrets are read, and what is encrypted is opened if its
// passphrase is given. Other formats are named.
//
// The readers are our own, for such files come from strangers: every length
// is held against what is there, nesting and numbers of entries are bounded,
// and a file whose passphrase would take more than about a second to compute
// with is refused with that reason. Otherwise time and memory are linear in
// the input; the caller bounds the input.
//
// The package touches neither disk nor clock and keeps no state. Of a private
// key nothing but its public half stands in a Material or a Fault, in no field
// and in no text; [Open] gives the keys themselves to callers that need them.
package material

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// Read reads all that data holds. name is the file's name, as it shall stand
// in [certain.Material.From]. Materials and faults come in the order of the
// file. At least one of the two results is not empty.
//
// It opens what needs no passphrase; [Open] opens more.
func Read(name string, data []byte) ([]certain.Material, []certain.Fault) {
	c := Open(name, data, Options{})
	return c.Materials, c.Faults
}

// Resembles tells whether data looks like something that Read is for: it has
// armour, is DER of a known kind, or is a container of certificates or keys.
// It serves to pass over the other files of a folder.
func Resembles(data []byte) bool {
	text, _, _ := decodeText(data)
	if kind, _ := kindOf(text); kind != unknown || isKeystore(text) || isSecret(text) {
		return true
	}
	if bytes.Contains(text, []byte("-----BEGIN ")) || bytes.Contains(text, []byte("-----END ")) {
		return true
	}
	guess, _ := guessFormat(text)
	return guess.keys
}

// reader collects what one file holds.
type reader struct {
	name        string
	passphrases []string
	purse       *purse
	materials   []certain.Material
	faults      []certain.Fault
	keys        []Key
	base        string // inside of a container: its From; materials have a number behind it
	entries     int    // the last such number
	depth       int    // of containers around this one
	firstLine   int    // lines of the file in front of the text
	room        *Room  // shared by the readers of one file
	full        bool   // there is no more room, and that is said
	text        []byte // what is scanned for PEM; nil otherwise
	wide        int    // bytes of the file for one byte of the text: 2 for UTF-16
	skipped     int    // bytes in front of the text: a byte-order mark
	spent       int    // bytes of the private keys that were computed with
}

// place is where a piece begins in the text.
type place struct{ line, offset int }

func (r *reader) file(data []byte) {
	text, encoding, mark := decodeText(data)
	r.wide, r.skipped = 1, mark
	switch encoding {
	case utf8Marked:
		r.fault(place{1, -mark}, certain.FaultBOM,
			"a byte-order mark (EF BB BF) stands in front; Go and others skip the first block because of it")
	case utf16Text:
		r.wide = 2
		r.fault(place{1, -mark / 2}, certain.FaultUTF16, "the file is UTF-16; programs expect ASCII or UTF-8")
		if i := bytes.Index(data, []byte("-----BEGIN ")); i >= 0 {
			at := (i - mark) / 2
			r.lost(place{1 + bytes.Count(text[:at], []byte("\n")), at}, certain.FaultUTF16, "the text goes on in ASCII here, and what that holds is not read; it was appended to a file in UTF-16")
		}
	}
	if blank(text) {
		what := "the file is empty"
		if len(text) > 0 {
			what = "the file holds nothing but white space"
		}
		r.lost(place{}, certain.FaultEmpty, "%s", what)
		return
	}
	if kind, _ := kindOf(text); kind != unknown {
		r.binary(text)
		return
	}
	if isKeystore(text) {
		r.readKeystore(piece{place: place{line: 1}, container: "file"}, text)
		return
	}
	if r.secret(text) {
		return
	}
	r.scan(text)
	if len(r.materials) == 0 && !r.named() {
		r.nothing(text)
	}
}

// named tells whether some fault beyond the encoding was found.
func (r *reader) named() bool {
	return slices.ContainsFunc(r.faults, func(f certain.Fault) bool {
		return f.What != certain.FaultBOM && f.What != certain.FaultUTF16
	})
}

// nothing says what a file without any material looks like.
func (r *reader) nothing(text []byte) {
	guess, ok := guessFormat(text)
	if !ok {
		r.lost(place{}, certain.FaultNoMaterial, "no certificate, key or anything like them is in it")
		return
	}
	r.lost(place{}, guess.what, "%s", guess.says)
}

// fault notes a place that could not be read as it should. format is one
// clause; what it quotes must not be key material.
func (r *reader) fault(at place, what certain.FaultWhat, format string, args ...any) {
	r.note(at, what, false, format, args...)
}

// lost is fault for a place where something is missing from what was read.
func (r *reader) lost(at place, what certain.FaultWhat, format string, args ...any) {
	r.note(at, what, true, format, args...)
}

func (r *reader) note(at place, what certain.FaultWhat, lost bool, format string, args ...any) {
	if r.fits(at, 0) {
		r.faults = append(r.faults, certain.Fault{
			Line: r.line(at), Offset: r.offset(at), What: what, Lost: lost,
			Says: certain.Clip(fmt.Sprintf(format, args...), 300),
		})
	}
}

// lostAt tells whether something was lost at a place.
func (r *reader) lostAt(at place) bool {
	return slices.ContainsFunc(r.faults, func(f certain.Fault) bool { return f.Lost && f.Offset == r.offset(at) })
}

// add keeps a piece that stands in a line of the file.
func (r *reader) add(at place, m certain.Material) {
	m.From = r.from(piece{place: at})
	r.put(at, m)
}

// put keeps a piece whose From is set.
func (r *reader) put(at place, m certain.Material) {
	if r.fits(at, len(m.DER)+len(m.SPKI)) {
		m.Label = certain.Clip(m.Label, maxLabel)
		r.materials = append(r.materials, m)
	}
}

// from is how a piece is called. A binary file is one place, so that its
// entries need no line.
func (r *reader) from(p piece) string {
	if r.base != "" {
		r.entries++
		return fmt.Sprintf("%s#%d", r.base, r.entries)
	}
	if p.container == "file" {
		return r.name
	}
	return fmt.Sprintf("%s:%d", r.name, p.line+r.firstLine)
}

// offset turns an offset of the text into one of the file. A file as a whole
// is its start.
func (r *reader) offset(at place) int {
	return max(0, r.skipped+at.offset*r.wide)
}

// line turns a line of the text into one of the file. 0 is the file as a
// whole.
func (r *reader) line(at place) int {
	if at.line == 0 {
		return 0
	}
	return at.line + r.firstLine
}

// piece is a run of DER and how it was wrapped.
type piece struct {
	place
	container string // pem or der
	label     string // of the block; empty without armour
}

// binary reads a file that begins with DER: one structure after another.
func (r *reader) binary(data []byte) {
	r.take(piece{place: place{line: 1}, container: "der"}, data)
}

// take reads the DER of one piece and tells whether a structure was
// recognised. Bytes that follow the first structure are read too, or named:
// programs that load the piece see the first alone.
func (r *reader) take(p piece, der []byte) bool {
	known := false
	for first := true; len(der) > 0; first = false {
		kind, size := kindOf(der)
		if !first {
			if r.after(p, kind, der) {
				return known
			}
		}
		known = r.structure(p, kind, der[:size]) || known
		p.offset, der = p.nextOffset(size), der[size:]
		if p.label == "TRUSTED CERTIFICATE" {
			return known // OpenSSL's trust settings follow the certificate
		}
	}
	return known
}

// nextOffset moves on within DER; within base64 the place stays the block's.
func (p piece) nextOffset(size int) int {
	if p.container == "der" && p.label == "" {
		return p.offset + size
	}
	return p.offset
}

// after names what follows a structure, and tells whether that was the end.
func (r *reader) after(p piece, kind kind, rest []byte) (end bool) {
	switch {
	case kind != unknown:
		r.fault(p.place, certain.FaultDER, "a second structure (%s) follows the first; programs read the first alone", kind)
		return false
	case len(bytes.Trim(rest, " \t\r\n\x00")) == 0:
		r.fault(p.place, certain.FaultDER, "%s of white space or zero follow the end of the structure", count(len(rest), "byte"))
	default:
		r.fault(p.place, certain.FaultDER, "%s follow the end of the structure", count(len(rest), "byte"))
	}
	if p.container == "der" && bytes.Contains(rest, []byte("-----BEGIN ")) {
		inner := r.inside()
		inner.skipped = r.offset(p.place)
		inner.scan(rest)
		r.absorb(inner)
	}
	return true
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// article puts "a" or "an" in front of a noun.
func article(noun string) string {
	if strings.ContainsRune("aeiouAEIOU", rune(noun[0])) || strings.HasPrefix(noun, "RSA") || strings.HasPrefix(noun, "SEC") {
		return "an " + noun
	}
	return "a " + noun
}
