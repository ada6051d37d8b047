package cli

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
)

// job is one piece of work of a call: one target.
type job[T any] struct {
	name string                             // as the user knows it, for the progress line
	do   func(context.Context) ([]T, error) // several results if each address gets one
}

// outcome is what became of a job.
type outcome[T any] struct {
	index  int
	job    job[T]
	values []T
	err    error
}

// run does the jobs side by side, at most limit at a time, and hands each
// outcome to done as it comes, one call at a time; what done does not keep is
// gone. It returns when all are done or ctx ends, whichever is first, with the
// values that were kept, in the order of the jobs. The first error is returned
// beside them.
func run[T any](ctx context.Context, jobs iter.Seq[job[T]], limit int, done func(job[T], []T) (keep bool, err error)) ([]T, error) {
	outcomes := make(chan outcome[T])
	slots := make(chan struct{}, max(1, limit))
	var started sync.WaitGroup
	started.Go(func() { start(ctx, jobs, slots, outcomes) })
	defer started.Wait()

	values := map[int][]T{}
	var failed error
	for {
		select {
		case <-ctx.Done():
			return flat(values), ctx.Err()
		case o, more := <-outcomes:
			if !more {
				return flat(values), failed
			}
			if o.err == nil {
				var keep bool
				if keep, o.err = done(o.job, o.values); keep {
					values[o.index] = o.values
				}
			}
			if failed == nil {
				failed = o.err
			}
		}
	}
}

// start starts each job as soon as a slot is free, until ctx ends. A slot is
// free again once the outcome was taken: results that nobody has printed yet
// do not pile up. After the last outcome the channel is closed.
func start[T any](ctx context.Context, jobs iter.Seq[job[T]], slots chan struct{}, outcomes chan<- outcome[T]) {
	i := 0
	for j := range jobs {
		select {
		case <-ctx.Done():
			return
		case slots <- struct{}{}:
		}
		index := i
		i++
		go func() {
			values, err := j.do(ctx)
			select {
			case outcomes <- outcome[T]{index, j, values, err}:
			case <-ctx.Done(): // nobody listens any more
			}
			<-slots
		}()
	}
	for range cap(slots) { // all are free: nobody sends any more
		select {
		case <-ctx.Done():
			return
		case slots <- struct{}{}:
		}
	}
	close(outcomes)
}

// flat are the values in a row, in the order of their jobs; none are an empty
// row, as JSON has it.
func flat[T any](values map[int][]T) []T {
	all := []T{}
	for _, i := range slices.Sorted(maps.Keys(values)) {
		all = append(all, values[i]...)
	}
	return all
}
