// Package trust reads root stores: what the system trusts, what Mozilla
// trusts, and what a file or a folder of certificates holds.
//
// A [Store] only answers which roots could matter to a chain. Whether a path
// to one of them is valid is judged elsewhere. Nothing here falls back from
// one store to another: a store that cannot be read is an error, and an empty
// system store is an empty store.
//
// [Watch] keeps a store current as its files change, [WatchFrom] one that lies
// elsewhere.
package trust

import (
	"context"
	"errors"
	"fmt"
	"strings"

	certain "github.com/certain-tls/certain"
)

// The words that name a store. Every other word is a path; a file that has
// one of these names is written with its folder, ./system.
const (
	System  = "system"
	Mozilla = "mozilla"
	None    = "none"
)

// Store is a set of roots. It is safe for concurrent use. The zero value
// holds no root.
type Store struct {
	name   string
	given  bool
	opaque bool // the platform does not list its roots, it only answers
	roots  []*root
	index  map[string][]*root // by subject, DER
}

// Load reads the stores that specs name: "system", "mozilla", "none", a file
// or a folder. They add up. Without specs the system's store is taken, and
// then the Store says that nobody named it.
//
// An error is a fault of the caller: "none" beside other stores, or a file or
// folder that is missing, empty, unreadable or without a certificate. Its
// text is a clause that names the file and what is wrong with it; where a file
// or folder is at fault it is an [*Error]. An empty system store is no error.
func Load(specs []string) (*Store, error) { return loadStores(context.Background(), specs) }

// loadStores is Load, and ends early with its context, of which only a pipe
// makes a difference.
func loadStores(ctx context.Context, specs []string) (*Store, error) {
	s := &Store{given: len(specs) > 0}
	if len(specs) == 0 {
		specs = []string{System}
	}
	var names []string
	seen := map[string]bool{}
	for _, spec := range specs {
		if spec == None && len(specs) > 1 {
			return nil, errors.New("the store none stands alone: it leaves trust unjudged, so other stores beside it would not be asked")
		}
		if seen[spec] {
			continue
		}
		seen[spec] = true
		if err := s.load(ctx, spec); err != nil {
			return nil, err
		}
		names = append(names, certain.Clean(spec))
	}
	s.name = strings.Join(names, " + ")
	return s, nil
}

func (s *Store) load(ctx context.Context, spec string) error {
	switch spec {
	case "":
		return errors.New("the name of a root store is empty")
	case None:
		return nil
	case Mozilla:
		s.addMozilla()
		return nil
	case System:
		s.addSystem(ctx)
		return nil
	}
	ders, err := readPath(ctx, spec)
	if err != nil {
		return &Error{"ca-file-unreadable", fmt.Errorf("cannot take roots from %s: %w", certain.Clip(spec, 200), err)}
	}
	for _, der := range ders {
		s.add(der, certain.Clean(spec), nil)
	}
	return nil
}

// FromCerts makes a store of certificates that are at hand already. It counts
// as named by the user.
func FromCerts(name string, certs []*certain.Cert) *Store {
	s := &Store{name: name, given: true}
	for _, c := range certs {
		s.add(c.Raw, name, nil)
	}
	return s
}

// Describe tells which store this is and how many roots it holds, -1 if the
// platform does not tell.
func (s *Store) Describe() certain.Store {
	size := len(s.roots)
	if s.opaque {
		size = -1
	}
	return certain.Store{Name: s.name, Given: s.given, Size: size}
}
