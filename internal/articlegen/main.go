// Command articlegen writes what each client says into the articles of the
// catalogue, from the phrase tables of package explain, so that the two cannot
// drift apart. It is run by go generate:
//
//	go generate ./explain
//
// Of each article it replaces the lines between the two marks
// <!-- phrases: generated --> and <!-- /phrases -->, and nothing else. The
// articles are named by its only argument, the folder.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: articlegen FOLDER")
		os.Exit(2)
	}
	if err := update(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "articlegen:", err)
		os.Exit(1)
	}
}

// update rewrites the articles of a folder that are out of date.
func update(folder string) error {
	return eachArticle(folder, func(name, old, filled string) error {
		if old == filled {
			return nil
		}
		return os.WriteFile(name, []byte(filled), 0o644)
	})
}

// eachArticle calls f with each article of a folder, as it is and as it
// should be.
func eachArticle(folder string, f func(name, old, filled string) error) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no article in %s", folder)
	}
	for _, name := range names {
		old, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		code := strings.TrimSuffix(filepath.Base(name), ".md")
		filled, err := fill(string(old), phrases(code))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := f(name, string(old), filled); err != nil {
			return err
		}
	}
	return nil
}
