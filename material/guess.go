package material

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/certain-tls/certain"
)

// guess says what a file without readable material is.
type guess struct {
	what certain.FaultWhat
	says string // a clause
	keys bool   // it holds certificates or keys, in a form that is not read
}

// magic are the first bytes by which formats are known.
var magic = []struct {
	start, noun string
	keys        bool
}{
	{"\xfe\xed\xfe\xed\x00\x00\x00", "a Java key store (JKS) of a kind that is not known, or cut off", true},
	{"\xce\xce\xce\xce\x00\x00\x00", "a Java key store (JCEKS) of a kind that is not known, or cut off", true},
	{"PuTTY-User-Key-File-", "a PuTTY private key", true},
	{"openssh-key-v1\x00", "a private key in OpenSSH's own format", true},
	{"ssh-", "an SSH public key", true},
	{"ecdsa-sha2-", "an SSH public key", true},
	{"\x1e\xf1\xb5\xb0", "a private key in Microsoft's PVK format", true},
	{"\x07\x02\x00\x00\x00\xa4\x00\x00RSA2", "a private key in Microsoft's key blob", true},
	{"PK\x03\x04", "a ZIP archive", false},
	{"PK\x05\x06", "an empty ZIP archive", false},
	{"\x1f\x8b", "a gzip-compressed file", false},
	{"BZh", "a bzip2-compressed file", false},
	{"\xfd7zXZ\x00", "an xz-compressed file", false},
	{"\x28\xb5\x2f\xfd", "a zstd-compressed file", false},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", false},
	{"SQLite format 3\x00", "an SQLite database; NSS and browsers keep certificates in such", false},
	{"%PDF-", "a PDF document", false},
	{"\x7fELF", "a program", false},
	{"\x89PNG", "a picture", false},
	{"\xff\xd8\xff", "a picture", false},
	{"<?xml", "an XML document", false},
}

// guessFormat names what text looks like. ok is false if it looks like
// nothing known.
func guessFormat(text []byte) (g guess, ok bool) {
	trimmed := bytes.TrimLeft(text, " \t\r\n")
	if kind, _ := kindOf(trimmed); kind != unknown && len(trimmed) < len(text) {
		return inFront(kind, len(text)-len(trimmed)), true
	}
	for _, m := range magic {
		if bytes.HasPrefix(trimmed, []byte(m.start)) {
			return foreign(m.noun, m.keys), true
		}
	}
	for _, try := range []func([]byte) (guess, bool){guessText, guessDER, guessEncoded} {
		if g, ok = try(trimmed); ok {
			return g, true
		}
	}
	return guess{}, false
}

func foreign(noun string, keys bool) guess {
	if !strings.Contains(noun, "; ") {
		noun += ", which is not read"
	}
	return guess{what: certain.FaultFormat, says: noun, keys: keys}
}

// guessText knows text formats by how they begin.
func guessText(text []byte) (guess, bool) {
	head := strings.ToLower(string(text[:min(len(text), 4096)]))
	switch {
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<head"):
		return foreign("an HTML page, perhaps the error page of a download", false), true
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		if strings.Contains(head, `"kty"`) {
			return foreign("a JSON Web Key", true), true
		}
		return foreign("a JSON document", false), true
	case strings.HasPrefix(head, "certificate:\n"), strings.HasPrefix(head, "certificate:\r\n"):
		return foreign("the printed text of a certificate, without the certificate itself", true), true
	case strings.HasPrefix(head, "certificate request:"):
		return foreign("the printed text of a certificate request, without the request itself", true), true
	case strings.HasPrefix(head, "private-key:"), strings.HasPrefix(head, "rsa private-key:"):
		return foreign("the printed text of a private key", true), true
	case strings.Contains(head, "begin certificate"), strings.Contains(head, "private key-"):
		return guess{certain.FaultArmour, "the words of a BEGIN line are there, without its five dashes on each side", true}, true
	case strings.HasPrefix(head, "30 82"), strings.HasPrefix(head, "30:82"), strings.HasPrefix(head, "3082"):
		return foreign("DER written out in hexadecimal digits", true), true
	}
	return guess{}, false
}

// guessDER knows DER that was damaged on the way.
func guessDER(data []byte) (guess, bool) {
	if bytes.HasPrefix(data, []byte("0\xef\xbf\xbd")) {
		return guess{certain.FaultDER, "DER that was copied as text: bytes were replaced by U+FFFD and are lost", true}, true
	}
	if e, _, ok := readElement(data); ok && e.tag == tagSequence && len(data) > 4 && data[1] >= 0x81 {
		lone := bytes.Count(data, []byte("\n")) - bytes.Count(data, []byte("\r\n"))
		if lone == 0 && bytes.Contains(data, []byte("\r\n")) && !e.cut {
			return guess{certain.FaultDER, "begins like DER and does not add up; every LF has a CR in front, as if it had been copied as text", true}, true
		}
		return guess{certain.FaultDER, "begins like DER, and is no certificate, key, request or CRL", true}, true
	}
	for at := 1; at < min(len(data), 4096); at++ {
		if data[at] != tagSequence || at+1 >= len(data) || data[at+1] != 0x82 {
			continue
		}
		if kind, _ := kindOf(data[at:]); kind == certificate || kind == pkcs8 || kind == pkcs1 {
			return inFront(kind, at), true
		}
	}
	return guess{}, false
}

func inFront(k kind, n int) guess {
	return guess{certain.FaultDER, article(k.String()) + " in DER has " + count(n, "foreign byte") + " in front of it", true}
}

const twiceEncoded = "PEM that was put into base64 once more, as in a Kubernetes secret; decode it first"

// guessEncoded looks under one layer of base64.
func guessEncoded(text []byte) (guess, bool) {
	head := bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, text[:min(len(text), 512)])
	head = bytes.TrimRight(head, "=")
	if len(head) < 24 || !isBase64(head) {
		return guess{}, false
	}
	under, err := base64.RawStdEncoding.DecodeString(string(head[:len(head)/4*4]))
	if err != nil {
		return guess{}, false
	}
	if bytes.HasPrefix(bytes.TrimSpace(under), []byte("-----BEGIN ")) {
		return foreign(twiceEncoded, true), true
	}
	for _, m := range magic {
		if m.keys && bytes.HasPrefix(under, []byte(m.start)) {
			return foreign(m.noun+" in base64", true), true
		}
	}
	return guess{}, false
}
