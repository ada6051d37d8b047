package problem

import (
	"net"
	"regexp"
	"strings"

	"github.com/certain-tls/certain"
)

// blank matches one blank of a fix. Host and port together are one blank, so
// that an IPv6 address gets its brackets.
var blank = regexp.MustCompile(`\{host\}:\{port\}|\{[a-z]+\}`)

// unfilled are the words that stand in a sentence where a value is missing.
var unfilled = map[string]string{
	"{host}:{port}": "the address",
	"{host}":        "the host",
	"{port}":        "the port",
	"{name}":        "the name",
	"{file}":        "the file",
	"{key}":         "the key file",
}

// Fill puts the values of the case at hand into the blanks of fixes: values
// maps host, port, name, file and key to their texts. The fixes given are left
// as they are.
//
// Values come from users and from strangers. In a sentence they are cleaned,
// see [certain.Clean], and a missing one becomes a general word ("the host").
// In a command they are quoted for a POSIX shell. A command is left out, and
// the sentence stays, where a value is missing, where one could be taken for
// an option because it begins with a hyphen (a file gets ./ in front
// instead), and where one cannot be shown as it is: a command that is cleaned
// would be another command.
func Fill(fixes []certain.Fix, values map[string]string) []certain.Fix {
	filled := make([]certain.Fix, len(fixes))
	for i, fix := range fixes {
		fix.Do = fillSentence(fix.Do, values)
		fix.Command = fillCommand(fix.Command, values)
		filled[i] = fix
	}
	return filled
}

func fillSentence(text string, values map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return blank.ReplaceAllStringFunc(text, func(b string) string {
		if value := valueOf(b, values); value != "" {
			return certain.Clip(value, 253) // as long as a host name may be
		}
		if word, ok := unfilled[b]; ok {
			return word
		}
		return strings.Trim(b, "{}")
	})
}

func fillCommand(text string, values map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	whole := true
	filled := blank.ReplaceAllStringFunc(text, func(b string) string {
		value := valueOf(b, values)
		if strings.HasPrefix(value, "-") && (b == "{file}" || b == "{key}") {
			value = "./" + value
		}
		if value == "" || strings.HasPrefix(value, "-") || certain.Clean(value) != value {
			whole = false
		}
		return shellQuote(value)
	})
	if !whole {
		return ""
	}
	return filled
}

func valueOf(b string, values map[string]string) string {
	if b != "{host}:{port}" {
		return values[strings.Trim(b, "{}")]
	}
	host, port := values["host"], values["port"]
	if host == "" || port == "" {
		return ""
	}
	return net.JoinHostPort(host, port)
}

// shellQuote makes one word of s for a POSIX shell (XCU 2.2.2): nothing is
// special between single quotes but the single quote itself. Words of
// harmless characters stay as they are, for the reader's sake; a leading
// tilde or hyphen is not among them.
func shellQuote(s string) string {
	if harmless.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

var harmless = regexp.MustCompile(`^[A-Za-z0-9_./:@%+-]+$`)
