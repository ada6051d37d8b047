package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/labfile"
	"github.com/certain-tls/certain/lab"
)

// shelf holds the scenarios that a call can name: those of scenario files and
// the lab's own. One of a file takes the place of the lab's own of that name.
// The zero shelf has the lab's own alone.
type shelf struct{ own []lab.Scenario }

// addLabFiles adds the flag that names scenario files.
func addLabFiles(cmd *cobra.Command, files *[]string, flag, usage string) {
	cmd.Flags().StringArrayVar(files, flag, nil, usage)
}

// readShelf reads scenario files; flag is the one that names them.
func readShelf(ctx context.Context, flag string, files []string) (shelf, error) {
	var s shelf
	from := map[string]string{}
	for _, name := range files {
		data, err := readFlagFile(ctx, flag, name)
		if err != nil {
			return s, err
		}
		found, err := labfile.Read(name, data)
		if err != nil {
			return s, mistaken(flag, err)
		}
		for _, one := range found {
			if had, ok := from[one.ID]; ok {
				return s, misused("%s: %s and %s both describe a scenario %s", flag, had, name, one.ID)
			}
			from[one.ID] = name
		}
		s.own = append(s.own, found...)
	}
	return s, nil
}

// mistaken says what is wrong with a scenario file, an error for each mistake.
func mistaken(flag string, err error) error {
	var all []error
	for _, one := range apart(err) {
		all = append(all, &usageError{text: fmt.Sprintf("%s: %s", flag, one), hint: "see: certain lab show --help"})
	}
	return errors.Join(all...)
}

// all are the scenarios that can be named.
func (s shelf) all() []lab.Scenario {
	all := slices.Clone(s.own)
	for _, one := range lab.Scenarios() {
		if !slices.ContainsFunc(s.own, func(o lab.Scenario) bool { return o.ID == one.ID }) {
			all = append(all, one)
		}
	}
	return all
}

// meant are the scenarios that a call means that names none: those of the
// files that it gives, or else the lab's own.
func (s shelf) meant() []lab.Scenario {
	if len(s.own) > 0 {
		return s.own
	}
	return lab.Scenarios()
}

func idsOf(all []lab.Scenario) (ids []string) {
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	return ids
}

func (s shelf) known(id string) error {
	ids := idsOf(s.all())
	if slices.Contains(ids, id) {
		return nil
	}
	text := fmt.Sprintf("the lab has no scenario %s", certain.Clip(id, 60))
	if near := nearest(id, ids); near != "" {
		text += "; did you mean " + near + "?"
	}
	return &usageError{text: text, hint: "see: certain lab list"}
}

// named checks the names of scenarios; none names all that are meant.
func (s shelf) named(words []string) ([]string, error) {
	if len(words) == 0 {
		return idsOf(s.meant()), nil
	}
	var unknown []error
	for _, id := range words {
		unknown = append(unknown, s.known(id))
	}
	if err := errors.Join(unknown...); err != nil {
		return nil, err
	}
	own := idsOf(s.own)
	if len(own) > 0 && !slices.ContainsFunc(words, func(id string) bool { return slices.Contains(own, id) }) {
		return nil, misused("none of those named stands in a file of --file; to have them beside those that do, name these too: %s", certain.Clip(strings.Join(own, " "), 200))
	}
	return words, nil
}

// unmatched says that a pattern fits nothing.
func (s shelf) unmatched(pattern string) error {
	if err := s.known(pattern); err != nil {
		return err
	}
	return misused("%s stands in no file of --file; name it by --only to have it beside them", certain.Clip(pattern, 60))
}
