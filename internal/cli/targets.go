package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/trust"
)

// wanted is what the arguments of a call name, understood.
type wanted struct {
	// things are what gives a result each, in the order of the input. All
	// files together are one, at the place of the first.
	things    []certain.Target
	files     []string
	scenarios []string // of the lab
	shelf     shelf    // where they come from
	// roots are trusted where --roots was not given, the lab's scenarios
	// apart: these bring their own.
	roots *trust.Store
}

// sort reads the arguments that are targets.
func (f *lookFlags) sort(ctx context.Context, words []string) (w wanted, err error) {
	if w.shelf, err = readShelf(ctx, "--lab-file", f.labFiles); err != nil {
		return w, err
	}
	if len(words) == 0 {
		return w, misused("name a target: a server, a file, - for standard input, or lab:all")
	}
	for _, word := range words {
		target, err := certain.ParseTarget(word, exists)
		if err != nil {
			return w, misused("%s", err)
		}
		if err := w.add(target); err != nil {
			return w, err
		}
	}
	return w, nil
}

func (w *wanted) add(t certain.Target) error {
	switch t.Scheme {
	case "file":
		if len(w.files) == 0 {
			w.things = append(w.things, t)
		}
		w.files = append(w.files, t.Path)
		return nil
	case "lab":
		return w.addScenarios(t)
	}
	w.things = append(w.things, t)
	return nil
}

func (w *wanted) addScenarios(t certain.Target) error {
	ids := []string{t.Path}
	if t.Path == "all" {
		ids = idsOf(w.shelf.meant())
	} else if err := w.shelf.known(t.Path); err != nil {
		return err
	}
	for _, id := range ids {
		w.things = append(w.things, certain.Target{Raw: "lab:" + id, Scheme: "lab", Path: id})
		w.scenarios = append(w.scenarios, id)
	}
	return nil
}

// trustSystem makes the system's store the default, unless nothing would look
// at it.
func (w *wanted) trustSystem(given *trust.Store) error {
	if given != nil || len(w.scenarios) == len(w.things) {
		return nil
	}
	store, err := trust.Load(nil)
	if err != nil {
		return fmt.Errorf("read the system's roots: %w", err)
	}
	w.roots = store
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// looker is a pair of diagnose's functions, those that check or those that
// inspect.
type looker[T any] struct {
	endpoint func(context.Context, certain.Target, diagnose.Options) (T, error)
	files    func(context.Context, []string, diagnose.Options) (T, error)
	seen     func(T) *certain.Observation
	each     bool // every address by itself, not only where a scenario has several
	every    func(context.Context, certain.Target, diagnose.Options) ([]T, error)
}

func checker(eachAddress bool) looker[certain.Result] {
	return looker[certain.Result]{
		endpoint: diagnose.Endpoint, files: diagnose.Files, every: diagnose.EachAddress, each: eachAddress,
		seen: func(r certain.Result) *certain.Observation { return r.Observation },
	}
}

func inspector(eachAddress bool) looker[certain.Inspection] {
	return looker[certain.Inspection]{
		endpoint: diagnose.InspectEndpoint, files: diagnose.InspectFiles, every: diagnose.InspectEachAddress, each: eachAddress,
		seen: func(i certain.Inspection) *certain.Observation { return i.Observation },
	}
}

// alone makes a job of something that has one result.
func alone[T any](do func(context.Context) (T, error)) func(context.Context) ([]T, error) {
	return func(ctx context.Context) ([]T, error) {
		one, err := do(ctx)
		return []T{one}, err
	}
}

// jobs makes one job of each thing that is wanted.
func (l looker[T]) jobs(ctx context.Context, w wanted, b *bench, o diagnose.Options) ([]job[T], error) {
	if i := slices.IndexFunc(o.Keys, isPipe); i >= 0 && len(w.things) > 1 {
		return nil, misused("--key: %s is a pipe, which can be read only once; check one target with it", o.Keys[i])
	}
	stdin, err := w.standardInput(ctx, o.Stdin)
	if err != nil {
		return nil, err
	}
	all := make([]job[T], 0, len(w.things))
	for i := range w.things {
		t := &w.things[i]
		// Thousands of jobs are thousands of these closures: each gets its
		// options when it runs.
		all = append(all, job[T]{t.Raw, func(ctx context.Context) ([]T, error) {
			o := o
			o.Stdin = stdin()
			if t.Scheme != "lab" && o.Roots == nil {
				o.Roots = w.roots
			}
			return l.keysRead(l.look(w, *t, b, o))(ctx)
		}})
	}
	return all, nil
}

// look is the work that one thing needs.
func (l looker[T]) look(w wanted, t certain.Target, b *bench, o diagnose.Options) func(context.Context) ([]T, error) {
	if t.Scheme == "file" {
		return alone(func(ctx context.Context) (T, error) { return l.files(ctx, w.files, o) })
	}
	o.Beside = w.files
	switch {
	case t.Scheme == "lab":
		return l.scenario(b.running[t.Path], o, b)
	case l.each:
		return func(ctx context.Context) ([]T, error) { return l.every(ctx, t, o) }
	}
	return alone(func(ctx context.Context) (T, error) { return l.endpoint(ctx, t, o) })
}

// keysRead looks at what came of pipes for --key, which could not be looked at
// before.
func (l looker[T]) keysRead(look func(context.Context) ([]T, error)) func(context.Context) ([]T, error) {
	return func(ctx context.Context) ([]T, error) {
		all, err := look(ctx)
		for _, v := range all {
			if err == nil {
				err = keysRead(l.seen(v))
			}
		}
		return all, err
	}
}

// standardInput gives each thing its own reader of standard input. It can be
// read only once, so it is kept where several look at it.
func (w *wanted) standardInput(ctx context.Context, in io.Reader) (func() io.Reader, error) {
	uses := 0
	for _, name := range w.files {
		if name == "-" {
			uses++
		}
	}
	if uses == 0 || len(w.things) == 1 {
		return func() io.Reader { return in }, nil
	}
	data, err := readInput(ctx, in)
	if err != nil {
		return nil, err
	}
	return func() io.Reader { return bytes.NewReader(data) }, nil
}

func completeTargets(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if !strings.HasPrefix(typed, "l") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	all := []string{cobra.CompletionWithDesc("lab:all", "every scenario of the lab")}
	for _, s := range lab.Scenarios() {
		all = append(all, cobra.CompletionWithDesc("lab:"+s.ID, s.About))
	}
	return all, cobra.ShellCompDirectiveDefault
}
