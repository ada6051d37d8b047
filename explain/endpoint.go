package explain

import (
	"regexp"
	"slices"
	"sync"
)

// maxEndpoints is how many endpoints of a text are given: a log may name
// thousands.
const maxEndpoints = 3

// endpoints are the forms in which programs name where they connected to:
// host and port, the port last; without one it is 443.
var endpoints = sync.OnceValue(func() []*regexp.Regexp {
	const host = `((?:[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,62})\.)*[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,62})|\[[0-9a-fA-F:.]+\])`
	return []*regexp.Regexp{
		regexp.MustCompile(`https://` + host + `(?::(\d{1,5}))?`),
		regexp.MustCompile(`host='` + host + `', port=(\d{1,5})`),
		regexp.MustCompile(`dial tcp ` + host + `:(\d{1,5})`),
		regexp.MustCompile(`(?:Failed to connect to|Connection to|in connection to|connect to host) ` + host + `(?: port |:)(\d{1,5})`),
		regexp.MustCompile(`CONNECTED to ` + host + `:(\d{1,5})`),
	}
})

// Endpoints lists the endpoints that a text names as those it was about, as
// host:port, the first of the text first of each form, at most three.
func Endpoints(text string) (found []string) {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	for _, form := range endpoints() {
		for _, m := range form.FindAllStringSubmatch(text, maxEndpoints) {
			port := "443"
			if m[2] != "" {
				port = m[2]
			}
			if e := m[1] + ":" + port; !slices.Contains(found, e) && len(found) < maxEndpoints {
				found = append(found, e)
			}
		}
	}
	return found
}
