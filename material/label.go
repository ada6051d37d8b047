package material

import (
	"bytes"
	"strings"

	"github.com/certain-tls/certain"
)

// The bounds of a PEM label, in bytes. Real labels are under 30 and made of
// words under 13. Labels are shown, so that base64 must not pass for one: it
// may be that of a key whose lines ran together.
const (
	maxLabel     = 48
	maxLabelWord = 20
)

// label says what a PEM label promises.
type label struct {
	form certain.Form
	// kinds are the structures that programs accept under it. None means that
	// the body is not DER, or of a kind that is not looked into.
	kinds []kind
	// closed names a container or kind that is recognised and not read.
	closed string
}

// labels are the labels in use: RFC 7468, OpenSSL's pem.h, and what other
// programs write in the same armour.
var labels = map[string]label{
	"CERTIFICATE":                {form: certain.Certificate, kinds: []kind{certificate}},
	"X509 CERTIFICATE":           {form: certain.Certificate, kinds: []kind{certificate}},
	"TRUSTED CERTIFICATE":        {form: certain.Certificate, kinds: []kind{certificate}},
	"PRIVATE KEY":                {form: certain.PrivateKey, kinds: []kind{pkcs8}},
	"RSA PRIVATE KEY":            {form: certain.PrivateKey, kinds: []kind{pkcs1}},
	"EC PRIVATE KEY":             {form: certain.PrivateKey, kinds: []kind{sec1}},
	"DSA PRIVATE KEY":            {form: certain.PrivateKey, kinds: []kind{dsaKey}},
	"ENCRYPTED PRIVATE KEY":      {form: certain.PrivateKey, kinds: []kind{encryptedKey}},
	"PUBLIC KEY":                 {form: certain.PublicKey, kinds: []kind{publicKey}},
	"RSA PUBLIC KEY":             {form: certain.PublicKey, kinds: []kind{rsaPublicKey}},
	"CERTIFICATE REQUEST":        {form: certain.Request, kinds: []kind{request}},
	"NEW CERTIFICATE REQUEST":    {form: certain.Request, kinds: []kind{request}},
	"X509 CRL":                   {form: certain.CRL, kinds: []kind{revocationList}},
	"CRL":                        {form: certain.CRL, kinds: []kind{revocationList}},
	"EC PARAMETERS":              {form: certain.Parameters},
	"DH PARAMETERS":              {form: certain.Parameters},
	"X9.42 DH PARAMETERS":        {form: certain.Parameters},
	"DSA PARAMETERS":             {form: certain.Parameters},
	"PARAMETERS":                 {form: certain.Parameters},
	"ATTRIBUTE CERTIFICATE":      {form: certain.Other},
	"SSL SESSION PARAMETERS":     {form: certain.Other},
	"OCSP RESPONSE":              {form: certain.Other},
	"PKCS7":                      {form: certain.Other, kinds: []kind{pkcs7}},
	"PKCS #7 SIGNED DATA":        {form: certain.Other, kinds: []kind{pkcs7}},
	"CMS":                        {form: certain.Other, kinds: []kind{pkcs7}},
	"PKCS12":                     {form: certain.Other, kinds: []kind{pkcs12}},
	"OPENSSH PRIVATE KEY":        {form: certain.PrivateKey},
	"SSH2 PUBLIC KEY":            {form: certain.PublicKey},
	"SSH2 ENCRYPTED PRIVATE KEY": {form: certain.Other, closed: "SSH private key"},
	"PGP PUBLIC KEY BLOCK":       {form: certain.Other, closed: "PGP public key"},
	"PGP PRIVATE KEY BLOCK":      {form: certain.Other, closed: "PGP private key"},
	"PGP MESSAGE":                {form: certain.Other, closed: "PGP message"},
	"PGP SIGNATURE":              {form: certain.Other, closed: "PGP signature"},
	"PGP SIGNED MESSAGE":         {form: certain.Other, closed: "PGP message"},
}

// marker is a BEGIN or END line, or what is left of one.
type marker struct {
	start, end int // in the line
	begin      bool
	label      string
	flaw       string // why programs do not take it for a marker; a clause
}

// findMarker looks for the first marker in a line. Five dashes on both sides
// make one, whatever the label; with other numbers of dashes, without closing
// ones or in lower case only a known label does, so that prose and SQL
// comments stay prose.
func findMarker(text []byte) (marker, bool) {
	for i := 0; ; {
		j := bytes.Index(text[i:], []byte("--"))
		if j < 0 {
			return marker{}, false
		}
		start := i + j
		i = start
		for i < len(text) && text[i] == '-' {
			i++
		}
		if m, ok := markerAt(text, start, i); ok {
			return m, true
		}
	}
}

// markerAt reads the marker whose opening dashes are text[start:word].
func markerAt(text []byte, start, word int) (marker, bool) {
	m := marker{start: start}
	spaced := word
	for spaced < len(text) && text[spaced] == ' ' && spaced < word+8 {
		spaced++
	}
	rest := text[spaced:min(len(text), spaced+maxLabel+8)]
	var size int
	switch {
	case hasPrefixFold(rest, "BEGIN "):
		m.begin, size = true, len("BEGIN ")
	case hasPrefixFold(rest, "END "):
		size = len("END ")
	default:
		return m, false
	}
	upper := string(rest[:size]) == strings.ToUpper(string(rest[:size]))
	body := rest[size:]
	closing := bytes.Index(body, []byte("--"))
	if closing < 0 {
		return unclosed(m, body, spaced+size)
	}
	m.label = strings.TrimSpace(string(body[:closing]))
	m.end = spaced + size + closing
	dashes := m.closeAt(text)
	known := isKnown(m.label)
	switch exact := word-start == 5 && dashes == 5 && spaced == word; {
	case !exact && !known, m.label == "", !plausible(m.label):
		return m, false
	case !exact:
		m.flaw = "does not have exactly five dashes on each side"
	case !upper:
		m.flaw = "is written in lower case"
	case len(m.label) != closing:
		m.flaw = "has a space in front of its closing dashes"
	}
	return m, true
}

// closeAt moves the marker's end behind its closing dashes and gives their
// number. Where the next marker follows at once, its dashes are left to it.
func (m *marker) closeAt(text []byte) int {
	run := m.end
	for run < len(text) && text[run] == '-' {
		run++
	}
	dashes := run - m.end
	after := text[run:min(len(text), run+6)]
	if dashes > 6 && (hasPrefixFold(after, "BEGIN ") || hasPrefixFold(after, "END ")) {
		dashes = 5
	}
	m.end += dashes
	return dashes
}

// unclosed reads a marker without closing dashes: a known label must be all
// that stands in the rest of the line, or be cut short at its end.
func unclosed(m marker, body []byte, at int) (marker, bool) {
	text := strings.TrimRight(strings.TrimSpace(string(body)), "-")
	m.flaw, m.end = "has no closing dashes", at+len(body)
	m.label = text
	return m, isKnown(text)
}

// isKnown tells whether a label is in use, whatever its case.
func isKnown(text string) bool {
	_, ok := labels[strings.ToUpper(text)]
	return ok
}

// plausible tells whether a text can be a label: printable words.
func plausible(text string) bool {
	word := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < ' ' || c > '~':
			return false
		case c == ' ':
			word = 0
		default:
			word++
		}
		if word > maxLabelWord {
			return false
		}
	}
	return true
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}
