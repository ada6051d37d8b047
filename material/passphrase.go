package material

import "unicode/utf16"

// passphrase is a text, or its absence: PKCS#12 makes a difference between an
// empty one and none.
type passphrase struct {
	text string
	none bool
	in12 bool // it opens a PKCS#12 file
}

// candidates are the passphrases to try on a PKCS#12 file.
func (r *reader) candidates() []passphrase {
	var list []passphrase
	empty := false
	for _, text := range r.passphrases {
		list = append(list, passphrase{text: text, in12: true})
		empty = empty || text == ""
	}
	if !empty {
		list = append(list, passphrase{in12: true})
	}
	return append(list, passphrase{none: true, in12: true})
}

// textForms is the passphrase as UTF-8, as PBES1 and PBES2 hash it.
func (p passphrase) textForms() [][]byte { return [][]byte{[]byte(p.text)} }

// textThenWide: in a PKCS#12 file NSS hashes that file's form for PBES2 too,
// where others hash UTF-8.
func (p passphrase) textThenWide() [][]byte {
	if !p.in12 {
		return p.textForms()
	}
	return append(p.textForms(), p.wideForms()...)
}

// wideForms is the passphrase as PKCS#12 hashes it, RFC 7292 appendix B.1:
// UTF-16, big-endian, with a zero at its end. Programs without a locale make
// each byte of UTF-8 a character.
func (p passphrase) wideForms() [][]byte {
	if p.none {
		return [][]byte{nil}
	}
	forms := [][]byte{append(wide(p.text), 0, 0)}
	if !isASCII(p.text) {
		bytewise := make([]byte, 0, 2*len(p.text)+2)
		for i := range len(p.text) {
			bytewise = append(bytewise, 0, p.text[i])
		}
		forms = append(forms, append(bytewise, 0, 0))
	}
	return forms
}

// wide is a text in UTF-16, big-endian.
func wide(text string) []byte {
	units := utf16.Encode([]rune(text))
	b := make([]byte, 0, 2*len(units)+2)
	for _, u := range units {
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

// fromWide reads a BMPString, which programs fill with UTF-16.
func fromWide(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
