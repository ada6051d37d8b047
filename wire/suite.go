package wire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type suite struct {
	id   uint16
	name string
}

// SuiteName gives a cipher suite's name in the IANA registry "TLS Cipher
// Suites", or its number.
func SuiteName(id uint16) string {
	if name := find(id); name != "" {
		return name
	}
	return fmt.Sprintf("cipher suite 0x%04x", id)
}

func find(id uint16) string {
	i, ok := slices.BinarySearchFunc(suites, id, func(s suite, id uint16) int { return cmp.Compare(s.id, id) })
	if !ok {
		return ""
	}
	return suites[i].name
}

// SuiteNumber finds a cipher suite by its name; ok is false for a name that is
// not in the registry.
func SuiteNumber(name string) (id uint16, ok bool) {
	for _, s := range suites {
		if s.name == name {
			return s.id, true
		}
	}
	return 0, false
}

// Suites lists every cipher suite that can be negotiated, those that nobody
// should use last. What only signals something (RFC 5746, RFC 7507) and the
// suite of no handshake at all are left out.
func Suites() []uint16 {
	var good, bad []uint16
	for _, s := range suites {
		switch {
		case s.id == 0 || strings.HasSuffix(s.name, "_SCSV"):
		case SuiteWeakness(s.name) == "":
			good = append(good, s.id)
		default:
			bad = append(bad, s.id)
		}
	}
	return append(good, bad...)
}

// SuiteWeakness says in a few words why nobody should use a cipher suite, by
// its name; "" where nothing of the kind is known.
func SuiteWeakness(name string) string {
	for _, w := range weaknesses {
		if strings.Contains(name+"_", w.part) {
			return w.says
		}
	}
	return ""
}

// The worst first: one reason is told.
var weaknesses = []struct{ part, says string }{
	{"_WITH_NULL_", "it does not encrypt"},
	{"_anon_", "the server shows no certificate, so anybody can stand in for it"},
	{"_EXPORT", "its keys were weakened for export on purpose (FREAK, Logjam)"},
	{"TLS_SHA256_SHA256_", "it does not encrypt"},
	{"TLS_SHA384_SHA384_", "it does not encrypt"},
	{"_RC4_", "RC4 leaks what it encrypts, RFC 7465 forbids it"},
	{"_RC2_", "RC2 is broken"},
	{"_DES_", "DES is broken by trying all keys"},
	{"_DES40_", "DES with 40 bits is broken by trying all keys"},
	{"_3DES_", "3DES has blocks of 64 bits, which long connections give away (Sweet32)"},
	{"_IDEA_", "IDEA has blocks of 64 bits, which long connections give away (Sweet32)"},
}

// keyExchange is the part of a suite's name that says how keys are agreed on
// up to TLS 1.2: "ECDHE_RSA", "DH_anon", "RSA_EXPORT".
func keyExchange(id uint16) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(find(id), "TLS_"), "_WITH_")
	return name
}
