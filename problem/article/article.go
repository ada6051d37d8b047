// Package article holds the articles of the catalogue: for each code a page
// of Markdown that tells what the problem means, how each client says it, why
// it happens, how to mend it on either side, and how to see that it is mended.
//
// The package is for the tool: a service that imports package problem does not
// carry the pages. It is pure and safe for concurrent use.
package article

import "embed"

//go:embed *.md
var pages embed.FS

// Find gives the article of a code as Markdown, or false if there is none.
func Find(code string) (string, bool) {
	page, err := pages.ReadFile(code + ".md")
	if err != nil {
		return "", false
	}
	return string(page), true
}
