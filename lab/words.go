package lab

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/profile"
)

// Expected lists the words that a field of a Description takes, by its path
// without numbers, such as certificates.key. It is nil where any word may
// stand.
func Expected(path string) []string {
	switch path {
	case "codes":
		return codes()
	case "expect":
		return []string{Accept, Reject, Either}
	case "policy":
		return []string{"rfc5280", "webpki", "strict"}
	case "profile":
		return profileNames()
	case "revocation":
		return []string{"off", "staple", "crl", "ocsp", "all"}
	case "host":
		return []string{"localhost", "127.0.0.1", "::1"}
	case "behaviour":
		return behaviourNames()
	case "certificates.key":
		return kindNames()
	case "certificates.signature":
		return sortedKeys(algorithms)
	case "certificates.key_usages":
		return sortedKeys(keyUsages)
	case "certificates.usages":
		return sortedKeys(usages)
	case "tls.min_version", "tls.max_version":
		return sortedKeys(versions)
	case "tls.suites":
		return sortedKeys(suiteNumbers())
	case "tls.client_certificate":
		return sortedKeys(clientCertificates)
	case "tls.unknown_names":
		return []string{refusedNames}
	}
	return nil
}

func codes() (all []string) {
	for _, p := range problem.All() {
		all = append(all, p.Code)
	}
	return all
}

func profileNames() (all []string) {
	for _, p := range profile.All() {
		all = append(all, p.Name)
	}
	return all
}

func behaviourNames() (names []string) {
	for _, b := range behaviours {
		names = append(names, b.Name)
	}
	return names
}

func kindNames() (names []string) {
	for _, k := range keyKinds {
		names = append(names, k.name)
	}
	return names
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

var numbers = regexp.MustCompile(`\[\d+\]`)

// fewWords is how many words are listed where another one stands; of more, the
// nearest is told.
const fewWords = 10

// enough mistakes are enough.
const enough = 100

// word notes a word that is none of those expected; the empty one is the
// default, except in a list.
func (m *Mistakes) word(path, word string) {
	if len(*m) >= enough {
		return // the nearest word costs time, and nobody reads that far
	}
	expected := Expected(numbers.ReplaceAllString(path, ""))
	switch {
	case word == "" && !strings.HasSuffix(path, "]"), slices.Contains(expected, word):
	case len(expected) > fewWords:
		m.add(path, "%q is not understood; the nearest is %s", word, nearestWord(word, expected))
	default:
		m.add(path, "%q is not understood: expected %s", word, oneOf(expected))
	}
}

func oneOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
